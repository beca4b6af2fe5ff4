"""The steps of the tables can be walked up and down, and end where the code expects."""

import asyncio

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from storage import migrate
from storage.database import Database
from storage.errors import DatabaseUnavailable
from storage.tables import metadata


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def tables_of(url: str) -> list[str]:
    database = Database(url)
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    }[database.dialect]
    async with database.look() as conn:
        names = (await conn.execute(text(catalogue))).scalars().all()
    await database.close()
    return [name for name in names if name not in {"alembic_version", "sqlite_sequence"}]


async def test_every_step_can_be_taken_up_down_and_up_again(empty_url: str) -> None:
    steps = migrate.revisions()
    assert steps
    assert await migrate.current_revision(empty_url) is None
    below = "base"
    for step in steps:
        await migrate.upgrade(empty_url, step)
        await migrate.downgrade(empty_url, below)
        await migrate.upgrade(empty_url, step)
        assert await migrate.current_revision(empty_url) == step
        below = step
    assert below == migrate.head_revision()
    await migrate.downgrade(empty_url, "base")
    assert await tables_of(empty_url) == []


async def test_the_steps_lead_to_the_tables_of_the_code(url: str) -> None:
    assert await migrate.current_revision(url) == migrate.head_revision()
    assert sorted(await tables_of(url)) == sorted(metadata.tables)
    database = Database(url)
    async with database.act() as conn:
        found = await conn.run_sync(differences)
    await database.close()
    assert found == []


async def test_workers_that_start_together_do_not_collide(empty_url: str) -> None:
    await asyncio.gather(*(migrate.upgrade(empty_url) for _ in range(4)))
    assert await migrate.current_revision(empty_url) == migrate.head_revision()


async def test_an_upgrade_of_upgraded_tables_changes_nothing(url: str) -> None:
    await migrate.upgrade(url)
    assert await migrate.current_revision(url) == migrate.head_revision()


async def test_an_upgrade_says_nothing(
    empty_url: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    await migrate.upgrade(empty_url)
    assert caplog.text == ""
    assert capsys.readouterr() == ("", "")


async def test_an_upgrade_of_no_database_is_refused_with_a_sentence() -> None:
    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL"):
        await migrate.upgrade("postgresql+asyncpg://azamat@127.0.0.1:1/azamat")


async def test_a_step_that_fails_leaves_nothing(empty_url: str) -> None:
    def fails(config: Config, revision: str) -> None:
        command.upgrade(config, revision)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await migrate.walk(empty_url, fails, "head")
    assert await tables_of(empty_url) == []
