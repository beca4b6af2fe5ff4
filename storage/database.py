"""The way to the tables: transactions that commit whole or not at all.

Without it each caller would have to know how SQLite and PostgreSQL begin, wait and fail, and two
tasks could end up in one transaction.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Self, cast

from sqlalchemy import text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import engines
from storage.dialects import READ_BEGIN
from storage.errors import DatabaseUnavailable
from storage.sqlite_writer import WriterConnection


@dataclass(frozen=True, slots=True)
class WarmWriter:
    """SQLite's writer, kept open between acts: opening it anew would cost more than a step."""

    conn: AsyncConnection
    connection: WriterConnection

    @classmethod
    async def opened(cls, engine: AsyncEngine) -> Self:
        conn = await engine.connect()
        await conn.begin()  # who looks, such as Alembic, must see a transaction that is not theirs
        pooled = await conn.get_raw_connection()
        return cls(conn, cast("WriterConnection", pooled.dbapi_connection))


class Database:
    """One database of the house: SQLite or PostgreSQL, chosen by the URL."""

    dialect: str
    """`sqlite` or `postgresql`."""

    def __init__(self, url: str) -> None:
        """Nothing is opened yet. DatabaseUnavailable when no such kind of database is known."""
        try:
            self.url = engines.understood(url)
        except ArgumentError as error:
            raise DatabaseUnavailable(engines.WRONG_URL) from error
        self.dialect = self.url.get_backend_name()
        if self.dialect == "sqlite":
            self._writer = engines.sqlite_writer(self.url)
            self._reader = engines.sqlite_reader(self.url)
        else:
            self._writer = self._reader = engines.postgresql(self.url)
        self._turn = asyncio.Lock()
        self._warm: WarmWriter | None = None

    def act(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """One write transaction: commits at the end, rolls back on whatever is raised in it."""
        return self._act_on_sqlite() if self.dialect == "sqlite" else self._writer.begin()

    def look(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Read without holding a writer up; writing here is refused by the database."""
        return self._look_on_sqlite() if self.dialect == "sqlite" else self._look_on_postgresql()

    async def check(self) -> None:
        """DatabaseUnavailable, with a sentence for the administrator, when it cannot be used."""
        try:
            async with self.look() as conn:
                await conn.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError) as error:
            raise DatabaseUnavailable(engines.complaint(self.url, error)) from error

    async def wash(self) -> bool:
        """Let what was destroyed leave SQLite's journal too; False when somebody reads just now.

        Overwritten in the file, it would still stand in old pages of the journal for hours.
        PostgreSQL cleans by itself, in its own time.
        """
        if self.dialect != "sqlite":
            return True
        async with self._turn:
            if self._warm is None:
                self._warm = await WarmWriter.opened(self._writer)
            return await self._warm.connection.wash()

    async def close(self) -> None:
        """Give every connection back. The database can be used again after."""
        if self._warm is not None:
            await self._warm.conn.close()
            self._warm = None
        await self._writer.dispose()
        await self._reader.dispose()

    @asynccontextmanager
    async def _act_on_sqlite(self) -> AsyncIterator[AsyncConnection]:
        # writers of this process queue here in order; SQLite itself would let them poll
        async with self._turn:
            if self._warm is None:
                self._warm = await WarmWriter.opened(self._writer)
            writer = self._warm
            try:
                await self._in_order(writer.connection.begin())
                yield writer.conn
                await self._in_order(writer.connection.commit_now())
            except BaseException:
                if writer.conn.invalidated:  # cancelled within a statement: already closed
                    self._warm = None
                    await writer.conn.close()
                else:
                    writer.connection.rollback()
                raise

    async def _in_order(self, waiting: Awaitable[None]) -> None:
        """DatabaseUnavailable when the disk is full or another process holds the file for long."""
        try:
            await waiting
        except sqlite3.Error as error:
            raise DatabaseUnavailable(engines.complaint(self.url, error)) from error

    @asynccontextmanager
    async def _look_on_sqlite(self) -> AsyncIterator[AsyncConnection]:
        async with self._reader.connect() as conn:
            await conn.exec_driver_sql(READ_BEGIN)
            yield conn

    @asynccontextmanager
    async def _look_on_postgresql(self) -> AsyncIterator[AsyncConnection]:
        async with self._reader.connect() as conn:
            await conn.execution_options(postgresql_readonly=True)
            yield conn
