"""Databases for tests: a fresh migrated one in a few milliseconds, on SQLite or PostgreSQL.

Without it each test would migrate by itself, and the suite would run on SQLite alone. The migrations
run once per session; SQLite's file is then copied, PostgreSQL's database swept clean between tests.
"""

import asyncio
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest
from sqlalchemy import make_url

from storage import migrate
from storage.tables import metadata

POSTGRES = os.environ.get(
    "AZAMAT_TEST_POSTGRES", "postgresql+asyncpg://postgres@127.0.0.1:5432/postgres"
)
"""A server where the tests may make and drop databases."""

_server = make_url(POSTGRES)
_END_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = {name} AND pid <> pg_backend_pid();"
)
SILENT = (
    f"PostgreSQL does not answer on {_server.host}:{_server.port or 5432}: "
    "its half of this suite is left out"
)


def postgres_answers() -> bool:
    """Whether the server is there; under CI its absence is a failure, not a skip."""

    async def knock() -> None:
        await (await _connect()).close()

    try:
        asyncio.run(knock())
    except (OSError, asyncpg.PostgresError):
        return False
    return True


def require_postgres() -> None:
    """Skip the test, or fail it under CI, when PostgreSQL does not answer."""
    if postgres_answers():
        return
    if os.environ.get("CI"):
        pytest.fail(SILENT)
    pytest.skip(SILENT)


@contextmanager
def migrated_sqlite(folder: Path) -> Iterator[Path]:
    """A migrated file to copy from."""
    path = folder / "template.db"
    asyncio.run(migrate.upgrade(sqlite_url(path)))
    yield path


@contextmanager
def migrated_postgres() -> Iterator[str]:
    """The URL of a migrated database without rows, to be swept after each use; dropped at last."""
    with empty_postgres() as url:
        asyncio.run(migrate.upgrade(url))
        yield url


def sweep_postgres(url: str) -> None:
    """Take every row out, and end whoever is still connected.

    Ten times faster than cloning a database for each test. Counters of ids go on counting.
    """
    name = make_url(url).database or ""
    rows = "".join(f"DELETE FROM {table.name};" for table in reversed(metadata.sorted_tables))
    asyncio.run(_on_server(_END_OTHERS.format(name="current_database()") + rows, name))


def end_connections(url: str) -> None:
    """Whoever is connected is cut off, as by a restart of the server that takes no time."""
    name = make_url(url).database or ""
    asyncio.run(_on_server(_END_OTHERS.format(name=f"'{name}'")))


def close_doors(url: str) -> None:
    """Nobody is let in, and whoever is there is cut off, as while the server restarts."""
    name = make_url(url).database or ""
    asyncio.run(_on_server(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
    end_connections(url)


def open_doors(url: str) -> None:
    name = make_url(url).database or ""
    asyncio.run(_on_server(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))


def copy_of(template: Path, folder: Path) -> str:
    """The URL of a fresh copy of the migrated file."""
    copy = folder / f"{secrets.token_hex(4)}.db"
    shutil.copy(template, copy)
    return sqlite_url(copy)


def sqlite_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


@contextmanager
def empty_postgres() -> Iterator[str]:
    """The URL of a database without tables; dropped afterwards."""
    name = f"azamat_test_{os.getpid()}_{secrets.token_hex(4)}"
    asyncio.run(_on_server(f"CREATE DATABASE {name}"))
    try:
        yield _server.set(database=name).render_as_string(hide_password=False)
    finally:
        asyncio.run(_on_server(f"DROP DATABASE {name} WITH (FORCE)"))


async def _on_server(statement: str, database: str | None = None) -> None:
    conn = await _connect(database)
    try:
        await conn.execute(statement)
    finally:
        await conn.close()


async def _connect(database: str | None = None) -> asyncpg.Connection:
    return await asyncpg.connect(
        host=_server.host,
        port=_server.port or 5432,
        user=_server.username,
        password=_server.password,
        database=database or _server.database or "postgres",
        timeout=5,
    )
