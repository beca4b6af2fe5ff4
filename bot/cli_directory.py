"""`azamat import|export centres|hotlines FILE`: the directory in and out as a table.

Whoever keeps the directory keeps it in a spreadsheet. An import that took half a file, or said no
more than "error", would end with a directory that nobody dares to touch.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.config import Settings, SettingsError, load_settings
from civic.directory.exchange import EXPORTS, IMPORTS, secret_addresses
from civic.directory.hsds import export_hsds
from civic.directory.sheet import FileRefused
from storage import migrate
from storage.database import Database

Add = Callable[..., argparse.ArgumentParser]
"""Adds a command: its name, what runs it, what it is for."""


def add_directory_commands(add: Add) -> None:
    """The two commands and what they take."""
    taking = add("import", take_in, "take a table of centres or hotlines into the directory")
    taking.add_argument("what", choices=sorted(IMPORTS))
    taking.add_argument("file", type=Path, help="a CSV file in UTF-8")
    giving = add("export", give_out, "write the centres or hotlines of the directory to a file")
    giving.add_argument("what", choices=sorted(EXPORTS))
    giving.add_argument("file", type=Path, help="where to; a file that is there is replaced")
    form = giving.add_mutually_exclusive_group()
    form.add_argument("--excel", action="store_true", help="as Excel in Kazakhstan opens it")
    form.add_argument(
        "--hsds", action="store_true", help="as Open Referral HSDS 3.0 JSON (centres only)"
    )
    giving.add_argument(
        "--assurer", metavar="EMAIL", help="who answers for the checks, named in HSDS"
    )


async def take_in(chosen: argparse.Namespace) -> None:
    """All of the file or nothing of it; every wrong cell is named."""
    try:
        content = await asyncio.to_thread(chosen.file.read_bytes)
    except OSError as error:
        raise SettingsError(f"{chosen.file} cannot be read: {error.strerror}.") from None
    try:
        async with _open_directory(load_settings()) as database, database.act() as connection:
            loaded = await IMPORTS[chosen.what](connection, content, datetime.now(UTC))
    except FileRefused as refused:
        raise SettingsError(f"{chosen.file}: {refused}") from None
    sys.stdout.write(f"{len(loaded.added)} added, {len(loaded.changed)} changed.\n")
    if loaded.kept:
        sys.stdout.write(
            f"Kept as somebody found them when they checked: {', '.join(loaded.kept)}.\n"
        )
    if chosen.what == "centres" and (secret := secret_addresses(content)):
        sys.stdout.write(
            f"{secret} address(es) left out: an address is kept only of a public_office.\n"
        )


async def give_out(chosen: argparse.Namespace) -> None:
    """The file is written whole or not at all."""
    if chosen.hsds and chosen.what != "centres":
        raise SettingsError("--hsds writes centres only: azamat export centres FILE --hsds")
    settings = load_settings()
    async with _open_directory(settings) as database, database.look() as connection:
        if chosen.hsds:
            page = await export_hsds(
                connection, datetime.now(UTC), settings.timezone, chosen.assurer
            )
            content = json.dumps(page, ensure_ascii=False, indent=2).encode() + b"\n"
        else:
            content = await EXPORTS[chosen.what](connection, for_excel=chosen.excel)
    try:
        await asyncio.to_thread(write_whole, chosen.file, content)
    except OSError as error:
        raise SettingsError(f"{chosen.file} cannot be written: {error.strerror}.") from None
    sys.stdout.write(f"Written to {chosen.file}.\n")


@asynccontextmanager
async def _open_directory(settings: Settings) -> AsyncIterator[Database]:
    database = Database(settings.database_url)
    try:
        await database.check()
        await migrate.upgrade(settings.database_url)
        yield database
    finally:
        await database.close()


def write_whole(path: Path, content: bytes) -> None:
    """The file as a whole, or none of it."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
