"""Takes a living database into one file, and puts it back in one transaction.

Copying SQLite's file would miss what stands in its journal; PostgreSQL has programs for it. Both
ways back are atomic: a restore that is cut off leaves the database as it was.
"""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from storage.errors import BackupError


async def dump(url: URL, target: Path) -> None:
    """Write a consistent copy, while others go on writing."""
    if url.get_backend_name() == "sqlite":
        await asyncio.to_thread(_dump_sqlite, Path(url.database or ""), target)
    else:
        await _run(url, "pg_dump", "--format=custom", "--no-owner", f"--file={target}")


async def load(url: URL, source: Path) -> None:
    """Put the copy in the place of everything, in one transaction."""
    if url.get_backend_name() == "sqlite":
        await asyncio.to_thread(_copy_sqlite, source, Path(url.database or ""))
    else:
        await _run(
            url,
            "pg_restore",
            "--single-transaction",
            "--clean",
            "--if-exists",
            "--no-owner",
            f"--dbname={url.database}",
            str(source),
        )


def _dump_sqlite(source: Path, target: Path) -> None:
    if not source.exists():
        raise BackupError(f"There is no database at {source}: DATABASE_URL names another one?")
    _copy_sqlite(source, target)
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, no journal beside it


def _copy_sqlite(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        raise BackupError(
            f"{target} could not be written whole and is as it was "
            f"({type(error).__name__}): stop the bot, then try again."
        ) from error


async def _run(url: URL, program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise BackupError(f"{program} is not installed: install PostgreSQL's client programs.")
    environment = {
        **os.environ,
        "PGHOST": url.host or "localhost",
        "PGPORT": str(url.port or 5432),
        "PGUSER": url.username or "",
        "PGPASSWORD": str(url.password or ""),
        "PGDATABASE": url.database or "",
    }
    running = await asyncio.create_subprocess_exec(
        found,
        *arguments,
        env={name: value for name, value in environment.items() if value},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await running.communicate()
    if running.returncode:
        # only the first line: what follows may quote rows
        first = said.decode(errors="replace").strip().partition("\n")[0]
        raise BackupError(f"{program} failed and nothing was changed: {first}")
