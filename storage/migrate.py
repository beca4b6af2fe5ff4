"""Brings the tables to where the code expects them, before anything else starts.

Without it a new version would meet old tables. It holds a lock, since several workers start at once
on PostgreSQL and only one may change the tables. One transaction: a step that fails leaves nothing.
"""

import logging
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from storage.database import Database

MIGRATION_LOCK = 0x617A616D
"""Key of the advisory lock on PostgreSQL."""


async def upgrade(url: str, revision: str = "head") -> None:
    """Take every step that is missing; DatabaseUnavailable when the database cannot be used."""
    await walk(url, command.upgrade, revision)


async def downgrade(url: str, revision: str) -> None:
    """Go back to a revision (`base` is an empty database). Rows of dropped tables are lost."""
    await walk(url, command.downgrade, revision)


async def walk(url: str, way: Callable[[Config, str], None], revision: str) -> None:
    """Go to the revision alone: others who want to go wait."""
    database = Database(url)
    try:
        await database.check()
        async with database.act() as conn:
            if database.dialect == "postgresql":
                await conn.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            await conn.run_sync(_walk, way, revision)
    finally:
        await database.close()


def revisions() -> list[str]:
    """Every step there is, oldest first."""
    steps = ScriptDirectory.from_config(_config()).walk_revisions()
    return [step.revision for step in steps][::-1]


def head_revision() -> str:
    """The revision that this code expects."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


async def current_revision(url: str) -> str | None:
    """Where the database stands; None when no migration ever ran there."""
    database = Database(url)
    try:
        await database.check()
        async with database.look() as conn:
            return await conn.run_sync(_revision_of)
    finally:
        await database.close()


def _walk(connection: Connection, way: Callable[[Config, str], None], revision: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    logger = logging.getLogger("alembic")
    loud, logger.level = logger.level, logging.WARNING
    try:
        way(config, revision)
    finally:
        logger.level = loud


def _revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
