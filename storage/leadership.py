"""Who sends the letters and who watches the clock, when several workers run.

Two postmen would break Telegram's limits together. On PostgreSQL an office is an advisory lock on a
connection of its own: a worker that dies loses its connection, and with it the office, within
seconds. SQLite has one process, which holds every office.
"""

import asyncio
import zlib

from sqlalchemy import Executable, bindparam, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import Database

_OFFICES = 0x417A616D
"""First half of the locks' keys, so that no other program's advisory lock is meant."""

_TAKE = select(func.pg_try_advisory_lock(_OFFICES, bindparam("office")))
_ALIVE = text("SELECT 1")


class Leadership:
    """The offices that this process holds. The caller asks again every few seconds."""

    def __init__(self, database: Database) -> None:
        """Nothing is opened before the first office is asked for."""
        self._engine: AsyncEngine | None = None
        if database.dialect == "postgresql":
            # one statement is one transaction: a lock held for days must not hold one open
            self._engine = create_async_engine(
                database.url, poolclass=NullPool, isolation_level="AUTOCOMMIT"
            )
        self._connection: AsyncConnection | None = None
        self._held: set[str] = set()
        # the postman and every tick of the clock ask at once, and there is one connection
        self._turn = asyncio.Lock()

    async def hold(self, office: str) -> bool:
        """Take the office, or keep it; False while another process has it."""
        if self._engine is None:
            return True
        async with self._turn:
            if office in self._held:
                return await self._still(office)
            return await self._ask(self._engine, office)

    async def still(self, office: str) -> bool:
        """Whether the office is held at this moment; a lost connection is a lost office."""
        if self._engine is None:
            return True
        async with self._turn:
            return await self._still(office)

    async def leave(self) -> None:
        """Give every office back, so that another process need not wait. May be called again."""
        async with self._turn:
            connection, self._connection = self._connection, None
            self._held.clear()
            if connection is not None:
                await connection.close()

    async def _still(self, office: str) -> bool:
        if office not in self._held or self._connection is None:
            return False
        return await self._answered(self._connection, _ALIVE, {}) is not None

    async def _ask(self, engine: AsyncEngine, office: str) -> bool:
        if self._connection is None:
            try:
                self._connection = await engine.connect()
            except (SQLAlchemyError, OSError):
                return False
        key = {"office": zlib.crc32(office.encode()) - 2**31}
        taken = await self._answered(self._connection, _TAKE, key)
        if taken:
            self._held.add(office)
        return bool(taken)

    async def _answered(
        self, connection: AsyncConnection, question: Executable, asked: dict[str, int]
    ) -> object:
        """The answer; None, and no office left, when the connection is gone."""
        try:
            return (await connection.execute(question, asked)).scalar_one()
        except (SQLAlchemyError, OSError):
            await self._lose()
            return None

    async def _lose(self) -> None:
        connection, self._connection = self._connection, None
        self._held.clear()
        if connection is not None:
            await connection.invalidate()
            await connection.close()
