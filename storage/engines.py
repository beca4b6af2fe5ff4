"""How connections to each database are opened and tuned.

What the rest of the house counts on is set here: an act survives a power cut
(`synchronous=FULL`), rows point to rows that exist, and a writer waits instead of failing.
"""

import json
from functools import partial
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_SECONDS = 30
"""How long SQLite waits for a writer of another process."""

WRONG_URL = (
    "DATABASE_URL is not an address of a database: "
    "write sqlite+aiosqlite:///azamat.db or postgresql+asyncpg://USER:PASSWORD@HOST/NAME."
)

_DRIVERS = {"sqlite+aiosqlite", "postgresql+asyncpg"}
_TUNING = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
)
_as_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def understood(url: str) -> URL:
    """The URL's parts; ArgumentError when the house has no driver for it."""
    parts = make_url(url)
    if parts.drivername not in _DRIVERS or parts.database in (None, "", ":memory:"):
        raise ArgumentError(WRONG_URL)
    return parts


def sqlite_writer(url: URL) -> AsyncEngine:
    """One connection: SQLite has one writer at a time in any case."""
    return _sqlite(url, 1, _TUNING)


def sqlite_reader(url: URL) -> AsyncEngine:
    """Some connections that cannot write."""
    return _sqlite(url, 4, (*_TUNING, "PRAGMA query_only=ON"))


def _sqlite(url: URL, size: int, tuning: tuple[str, ...]) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        json_serializer=_as_json,
        # transactions are begun by hand: the driver's own way would begin too late
        connect_args={"isolation_level": None},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def tune(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in tuning:
            cursor.execute(pragma)
        cursor.close()

    return engine


def postgresql(url: URL) -> AsyncEngine:
    """READ COMMITTED, which is what the row locks of the house are made for."""
    return create_async_engine(
        url,
        pool_size=10,
        max_overflow=10,
        isolation_level="READ COMMITTED",
        json_serializer=_as_json,
    )


def complaint(url: URL, error: BaseException) -> str:
    """One sentence for the administrator: what is wrong with DATABASE_URL, and what to do."""
    cause = type(getattr(error, "orig", None) or error).__name__
    if url.get_backend_name() == "sqlite":
        return (
            f"DATABASE_URL: the file {url.database} cannot be used ({cause}). "
            "Make its folder, or let the bot's user write there."
        )
    return (
        f"DATABASE_URL: the database {url.database} does not answer at "
        f"{url.host or 'localhost'}:{url.port or 5432} ({cause}). "
        "Start PostgreSQL, or mend the host, the user, the password or the name."
    )
