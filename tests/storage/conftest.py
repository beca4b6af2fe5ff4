"""Every test here that asks for `database` runs twice: on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import people
from storage.database import Database
from storage.people import Person
from storage.vault import KeyRing
from tests import databases

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with databases.migrated_sqlite(tmp_path_factory.mktemp("template")) as path:
        yield path


@pytest.fixture(scope="session")
def migrated_postgres() -> Iterator[str]:
    databases.require_postgres()
    with databases.migrated_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database without rows."""
    if request.param == "sqlite":
        yield databases.copy_of(request.getfixturevalue("sqlite_template"), tmp_path)
    else:
        yield request.getfixturevalue("postgres_url")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield databases.sqlite_url(tmp_path / "empty.db")
    else:
        databases.require_postgres()
        with databases.empty_postgres() as address:
            yield address


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = Database(url)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """For the few things that SQLite alone does."""
    opened = Database(databases.copy_of(sqlite_template, tmp_path))
    yield opened
    await opened.close()


@pytest.fixture
def postgres_url(migrated_postgres: str) -> Iterator[str]:
    yield migrated_postgres
    databases.sweep_postgres(migrated_postgres)


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Database]:
    """For the few things that PostgreSQL alone does."""
    opened = Database(postgres_url)
    yield opened
    await opened.close()


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing({"k1": bytes(range(32))})


@pytest.fixture
def now() -> datetime:
    return NOON


@pytest.fixture
async def aigul(database: Database, now: datetime) -> Person:
    """A person the bot has met."""
    async with database.act() as conn:
        return await people.meet(conn, 1001, "kk", now)
