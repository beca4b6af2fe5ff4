"""The few statements that every step of a conversation runs.

On SQLite, SQLAlchemy's way to a statement costs ten times the statement. Here it is compiled once
and then handed to the writer as it is; everywhere else (PostgreSQL, readers, errors) it takes the
usual way, so that results and exceptions are the same. Statements that run seldom do not belong
here.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from sqlite3 import Cursor
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import Statements, for_database
from storage.sqlite_writer import WriterConnection

Convert = Callable[[Any], Any] | None


class Swift:
    """One statement, known to be hot, the same for both databases or written out for each."""

    def __init__(self, statement: Any) -> None:
        """`statement`: an Executable, or one for each database."""
        self._written: Statements = (
            statement
            if isinstance(statement, Mapping)
            else {"sqlite": statement, "postgresql": statement}
        )
        self._sql = ""
        self._binds: list[tuple[str, Any, Convert]] = []
        self._reads: list[Convert] = []

    async def rows(self, conn: AsyncConnection, asked: dict[str, Any]) -> Sequence[Sequence[Any]]:
        """The rows of a SELECT, as tuples."""
        cursor = await self._on_writer(conn, asked)
        if cursor is None:
            return (await conn.execute(self._usual(conn), asked)).all()
        return [
            [
                value if read is None else read(value)
                for read, value in zip(self._reads, row, strict=True)
            ]
            for row in cursor.fetchall()
        ]

    async def change(self, conn: AsyncConnection, asked: dict[str, Any]) -> int:
        """How many rows were written."""
        cursor = await self._on_writer(conn, asked)
        if cursor is None:
            return (await conn.execute(self._usual(conn), asked)).rowcount
        return cursor.rowcount

    def _usual(self, conn: AsyncConnection) -> Executable:
        return for_database(conn, self._written)

    async def _on_writer(self, conn: AsyncConnection, asked: dict[str, Any]) -> Cursor | None:
        """None when the usual way must be taken, also to raise an error as SQLAlchemy would."""
        usable = conn.sync_connection
        connection: Any = usable.connection.dbapi_connection if usable else None
        if not isinstance(connection, WriterConnection):
            return None
        if not self._sql:
            self._compile(conn)
        values = [
            asked.get(name, fixed) if convert is None else convert(asked.get(name, fixed))
            for name, fixed, convert in self._binds
        ]
        if connection.pause_is_due():
            await asyncio.sleep(0)
        try:
            return connection.at_once(self._sql, values)
        except sqlite3.Error:
            return None

    def _compile(self, conn: AsyncConnection) -> None:
        statement: Any = self._written["sqlite"]
        dialect = conn.dialect
        compiled = statement.compile(dialect=dialect)
        self._binds = [
            (name, compiled.binds[name].value, compiled.binds[name].type.bind_processor(dialect))
            for name in compiled.positiontup or ()
        ]
        if statement.is_select:
            self._reads = [
                column.type.result_processor(dialect, None) for column in statement.selected_columns
            ]
        self._sql = str(compiled)
