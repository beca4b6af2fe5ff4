"""SQLite's one writer, without a change of thread for each small statement.

aiosqlite sends every call to a thread and back, eighteen times for one step of a conversation; that
cost several times the work itself. Here statements, which take some millionths of a second on an
indexed row, run where they stand. Only what waits goes to a thread: committing (the disk) and a
begin that another process holds up.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sqlalchemy.engine import AdaptedConnection
from sqlalchemy.util import await_only

from storage.dialects import WRITE_BEGIN
from storage.sqlite_reader import BUSY_SECONDS, tuned

PAUSE_AFTER = 50
"""Statements in a row before the other tasks get their turn."""


class WriterCursor(sqlite3.Cursor):
    """What SQLAlchemy expects of a cursor behind its asyncio face."""

    act: "WriterConnection"

    def execute(self, sql: str, parameters: Any = ()) -> Any:
        return await_only(self._at_once(super().execute, sql, parameters))

    def executemany(self, sql: str, seq_of_parameters: Any) -> Any:
        return await_only(self._at_once(super().executemany, sql, seq_of_parameters))

    async def _at_once(self, call: Callable[..., Any], sql: str, parameters: Any) -> Any:
        if self.act.pause_is_due():
            await asyncio.sleep(0)
        return call(sql, parameters)

    async def _async_soft_close(self) -> None:
        """Rows are read where they stand: nothing to fetch ahead."""


class WriterConnection(AdaptedConnection):
    """One connection to the file; `begin`, `commit` and `rollback` are for `Database` alone.

    SQLAlchemy's own transaction on it stays open for as long as the connection does, and means
    nothing: its way of beginning and ending would cost as much as the statements between.
    """

    __slots__ = ("_connection", "_in_a_row", "_thread")

    def __init__(self, path: Path) -> None:
        # transactions are begun by hand: the driver's own way would begin too late
        self._connection: Any = tuned(path)
        self._connection.execute("PRAGMA busy_timeout=0")
        self._in_a_row = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-writer")

    async def begin(self) -> None:
        """Take the write lock, in the thread when another process holds it."""
        self._in_a_row = 0
        try:
            self._connection.execute(WRITE_BEGIN)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            await self._in_thread(self._begin_in_turn)

    async def commit_now(self) -> None:
        """Reach the disk. A cancelled caller learns of it only after that."""
        await self._in_thread(self._connection.commit)

    async def wash(self) -> bool:
        """Move the journal into the file and cut it to nothing; False when somebody reads it."""
        is_cut: bool = await self._in_thread(self._cut_journal)
        return is_cut

    def cursor(self, server_side: bool = False) -> WriterCursor:  # noqa: ARG002 - SQLAlchemy's way of asking
        cursor: WriterCursor = self._connection.cursor(WriterCursor)
        cursor.act = self
        return cursor

    def pause_is_due(self) -> bool:
        """Asked before each statement: whether other tasks should have their turn now."""
        self._in_a_row += 1
        return self._in_a_row % PAUSE_AFTER == 0

    def at_once(self, sql: str, values: Sequence[Any]) -> sqlite3.Cursor:
        """Run one statement without SQLAlchemy; sqlite3's own errors."""
        cursor: sqlite3.Cursor = self._connection.execute(sql, values)
        return cursor

    def create_function(self, *args: Any, **kwargs: Any) -> None:
        self._connection.create_function(*args, **kwargs)

    def commit(self) -> None:
        self._connection.commit()

    def rollback(self) -> None:
        self._connection.rollback()

    def close(self) -> None:
        self._connection.close()
        self._thread.shutdown(wait=False)

    def terminate(self) -> None:
        self.close()

    def _begin_in_turn(self) -> None:
        self._connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        try:
            self._connection.execute(WRITE_BEGIN)
        finally:
            self._connection.execute("PRAGMA busy_timeout=0")

    def _cut_journal(self) -> bool:
        is_busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not is_busy

    async def _in_thread(self, call: Callable[[], Any]) -> Any:
        """Nobody may touch the connection before the thread is done with it."""
        done = asyncio.get_running_loop().run_in_executor(self._thread, call)
        cancelled = None
        while not done.done():
            try:
                await asyncio.shield(done)
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled:
            done.exception()
            raise cancelled
        return done.result()
