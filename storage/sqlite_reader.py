"""SQLite's readers, and the tuning that every connection to the file shares.

What the house counts on is set here: an act survives a power cut (`synchronous=FULL`), rows point
to rows that exist, a reader never waits for a writer (WAL), and what is deleted is overwritten with
zeros (`secure_delete`). Readers cannot write.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiosqlite import Connection

BUSY_SECONDS = 30
"""How long a connection waits for another process."""


def tuned(path: Path) -> sqlite3.Connection:
    """A connection whose transactions are begun by hand, usable from whichever thread has it."""
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")
    return connection


class Reader(Connection):
    """Reads in its thread, since nobody knows how long a look takes; what is instant stays here."""

    async def _connect(self) -> Connection:
        try:
            return await super()._connect()
        except sqlite3.Error:
            # the thread still has to say that it ends, which it could not to a closed loop
            await asyncio.to_thread(self._thread.join)
            raise

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if fn in (self._conn.cursor, self._conn.rollback):
            return fn(*args, **kwargs)
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]  # aiosqlite leaves it untyped


def open_reader(path: Path) -> Reader:
    """Connects once it is awaited."""

    def connect() -> sqlite3.Connection:
        connection = tuned(path)
        connection.execute("PRAGMA query_only=ON")
        return connection

    reader = Reader(connect, iter_chunk_size=64)
    # a thread left behind by a killed task must not keep the bot from stopping
    reader._thread.daemon = True  # noqa: SLF001 - SQLAlchemy does so too, aiosqlite has no way
    return reader
