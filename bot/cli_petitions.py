"""`azamat petitions export|verify|publish|companion`: petitions for whoever trusts nobody.

`verify` needs neither database nor keys nor settings: it is what somebody else runs.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.app import key_ring, refuse_lost_keys
from bot.cli_directory import Add, write_whole
from bot.config import Settings, SettingsError, load_settings
from bot.publish import publish
from bot.views.petitions.published import Place
from bot.views.tongue import DEFAULT, tongue
from civic.petitions.auditing import NotAnExport, check, kept_heads, read
from civic.petitions.exporting import as_csv, as_json, export
from civic.petitions.kinds import Topic
from civic.petitions.official import Companion, follow, official_id_of
from civic.petitions.signing import NotSigned
from civic.phrases import Refusal
from storage import migrate
from storage.database import Database
from storage.vault import KeyRing


def add_petition_commands(add: Add) -> None:
    """The commands and what they take."""
    petitions = add(
        "petitions", give_out, "export, check or publish petitions, follow official ones"
    )
    what = petitions.add_subparsers(required=True, metavar="WHAT")
    giving = what.add_parser("export", help="write a petition's log and counts to a file")
    giving.set_defaults(command=give_out)
    giving.add_argument("id")
    giving.add_argument("file", type=Path, nargs="?", help="where to; else ID.json or ID.csv")
    form = giving.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything, to be verified (default)")
    form.add_argument("--csv", action="store_true", help="the counts by day and region")
    checking = what.add_parser("verify", help="recount an export; needs no database and no keys")
    checking.set_defaults(command=verify)
    checking.add_argument("file", type=Path)
    checking.add_argument("--key", metavar="HEX", help="the public key as you know it")
    checking.add_argument(
        "--heads", type=Path, action="append", default=[], help="a file of heads that you kept"
    )
    publishing = what.add_parser("publish", help="write a page for each listed petition")
    publishing.set_defaults(command=put_out)
    publishing.add_argument("folder", type=Path)
    publishing.add_argument("--url", default="", help="where the folder will be seen, https://…")
    publishing.add_argument("--bot", default="", help="the bot's name in Telegram, without @")
    following = what.add_parser("companion", help="follow an official petition of epetition.kz")
    following.set_defaults(command=follow_official)
    following.add_argument("url", help="https://epetition.kz/petition/…")
    following.add_argument("--kk", required=True, metavar="TITLE", help="its title in Kazakh")
    following.add_argument("--ru", required=True, metavar="TITLE", help="its title in Russian")
    following.add_argument("--topic", choices=[*Topic], default=Topic.OTHER)


async def give_out(chosen: argparse.Namespace) -> None:
    """The file is written whole or not at all."""
    async with _open() as (_settings, database, ring):
        try:
            async with database.act() as connection:
                document = await export(connection, ring, chosen.id, datetime.now(UTC))
        except NotSigned as problem:
            raise SettingsError(f"{problem} Look at `azamat doctor`.") from None
    if document is None:
        raise SettingsError(f"There is no published petition “{chosen.id}” with a log.")
    content = as_csv(document) if chosen.csv else as_json(document)
    file = chosen.file or Path(f"{chosen.id}.{'csv' if chosen.csv else 'json'}")
    await _write(file, content)
    sys.stdout.write(f"Written to {file}.\n")


async def verify(chosen: argparse.Namespace) -> None:
    """One line for each thing that was checked; exits with 1 where one does not hold."""
    try:
        document = read(await _content(chosen.file))
        kept = [head for file in chosen.heads for head in kept_heads(await _content(file))]
    except NotAnExport as problem:
        raise SettingsError(f"{chosen.file}: {problem}") from None
    all_well = True
    for one in check(document, chosen.key, kept):
        all_well &= one.holds
        sys.stdout.write(f"{'✓' if one.holds else '✗'} {one.what}\n")
    if chosen.key is None:
        sys.stdout.write(
            f"The key in the file is {document['public_key']}. Compare it with the one in /verify\n"
            "or in the channel, or name yours with --key.\n"
        )
    if not all_well:
        sys.exit(f"{chosen.file}: it was changed, or it is not what the bot signed.")


async def put_out(chosen: argparse.Namespace) -> None:
    """All pages anew; those of petitions that are no longer listed go."""
    if chosen.url and not re.match(r"https?://[^\s/]+", chosen.url):
        raise SettingsError("--url must begin with https://")
    place = Place(chosen.url, chosen.bot.lstrip("@"))
    async with _open() as (settings, database, ring):
        now = datetime.now(UTC)
        try:
            count = await publish(database, ring, chosen.folder, place, now, settings.timezone)
        except NotSigned as problem:
            raise SettingsError(f"{problem} Look at `azamat doctor`.") from None
        except OSError as error:
            raise SettingsError(f"{chosen.folder} cannot be written: {error.strerror}.") from None
    sys.stdout.write(f"{count} petition(s) published in {chosen.folder}.\n")


async def follow_official(chosen: argparse.Namespace) -> None:
    """It is in the bot from now on, with its link; its count where EPETITION_URL is set."""
    async with _open() as (settings, database, _ring):
        try:
            companion = Companion(
                official_id=official_id_of(chosen.url),
                title_kk=chosen.kk,
                title_ru=chosen.ru,
                topic=Topic(chosen.topic),
            )
            async with database.act() as connection:
                kept = await follow(connection, companion, datetime.now(UTC), None)
        except Refusal as refusal:
            told = tongue(DEFAULT, settings.timezone).plain(refusal.why)
            raise SettingsError(f"{refusal.why.msgid} ({told})") from None
    sys.stdout.write(f"Followed as petition {kept.id}.\n")


@asynccontextmanager
async def _open() -> AsyncIterator[tuple[Settings, Database, KeyRing]]:
    settings = load_settings()
    ring = key_ring(settings)
    database = Database(settings.database_url)
    try:
        await database.check()
        await migrate.upgrade(settings.database_url)
        await refuse_lost_keys(database, ring)
        yield settings, database, ring
    finally:
        await database.close()


async def _content(file: Path) -> bytes:
    try:
        return await asyncio.to_thread(file.read_bytes)
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}.") from None


async def _write(file: Path, content: bytes) -> None:
    try:
        await asyncio.to_thread(write_whole, file, content)
    except OSError as error:
        raise SettingsError(f"{file} cannot be written: {error.strerror}.") from None
