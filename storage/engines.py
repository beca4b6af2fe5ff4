"""Which DATABASE_URL means which database, and how many connections it gets.

Without it a mistyped address would surface as a stack trace of a driver, and an error of
SQLAlchemy's would quote the values of its statement (`hide_parameters`), which end in logs. How
SQLite itself is tuned stands in `storage.sqlite_reader`.
"""

import json
from functools import partial
from pathlib import Path

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.sqlite_reader import Reader, open_reader
from storage.sqlite_writer import WriterConnection

WRONG_URL = (
    "DATABASE_URL is not an address of a database: "
    "write sqlite+aiosqlite:///azamat.db or postgresql+asyncpg://USER:PASSWORD@HOST/NAME."
)

_DRIVERS = {"sqlite+aiosqlite", "postgresql+asyncpg"}
_as_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def understood(url: str) -> URL:
    """The URL's parts; ArgumentError when the house has no driver for it."""
    parts = make_url(url)
    if parts.drivername not in _DRIVERS or parts.database in (None, "", ":memory:"):
        raise ArgumentError(WRONG_URL)
    return parts


def sqlite_writer(url: URL) -> AsyncEngine:
    """One connection: SQLite has one writer at a time in any case."""
    engine = create_async_engine(
        url, pool_size=1, max_overflow=0, json_serializer=_as_json, hide_parameters=True
    )

    @event.listens_for(engine.sync_engine, "do_connect")
    def connect(*_asked: object) -> WriterConnection:
        return WriterConnection(Path(url.database or ""))

    return engine


def sqlite_reader(url: URL) -> AsyncEngine:
    """Some connections that cannot write."""

    def connect(*_asked: object, **_options: object) -> Reader:
        return open_reader(Path(url.database or ""))

    return create_async_engine(
        url,
        pool_size=4,
        max_overflow=0,
        connect_args={"async_creator_fn": connect},
        hide_parameters=True,
    )


def postgresql(url: URL) -> AsyncEngine:
    """READ COMMITTED, which is what the row locks of the house are made for."""
    return create_async_engine(
        url,
        pool_size=10,
        max_overflow=10,
        isolation_level="READ COMMITTED",
        json_serializer=_as_json,
        hide_parameters=True,
    )


def complaint(url: URL, error: BaseException) -> str:
    """One sentence for the administrator: what is wrong with DATABASE_URL, and what to do."""
    cause = type(getattr(error, "orig", None) or error).__name__
    if url.get_backend_name() == "sqlite":
        return (
            f"DATABASE_URL: the file {url.database} cannot be used ({cause}). "
            "Make its folder, let the bot's user write there, free the disk, "
            "or stop whatever else holds the file."
        )
    return (
        f"DATABASE_URL: the database {url.database} does not answer at "
        f"{url.host or 'localhost'}:{url.port or 5432} ({cause}). "
        "Start PostgreSQL, or mend the host, the user, the password or the name."
    )
