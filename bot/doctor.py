"""`azamat doctor`: is everything that the bot needs in place? One line each, with the remedy."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from aiogram.exceptions import TelegramAPIError

from bot.app import bot_of, key_ring
from bot.config import Settings
from bot.telegram.gate import Gate
from bot.telegram.limits import Limits
from bot.views.tongue import LANGUAGES, CataloguesMissing, tongue
from storage import directory, migrate, petition_recounts
from storage.database import Database
from storage.errors import StorageError
from storage.rotation import census
from storage.rotation_census import Census
from storage.vault import KeyRing


@dataclass(frozen=True, slots=True)
class Finding:
    """``well`` or not, and a sentence that says what, or what to do."""

    well: bool
    sentence: str


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Every finding, in the order in which the start needs it."""
    yield _texts(settings)
    finding, ring = _keys(settings)
    yield finding
    async for finding in _database(settings, ring):
        yield finding
    yield await _telegram(settings)
    yield _administrators(settings)


def _texts(settings: Settings) -> Finding:
    try:
        for code in LANGUAGES:
            tongue(code, settings.timezone)
    except CataloguesMissing as missing:
        return Finding(False, str(missing))
    return Finding(True, "The texts are compiled in both languages.")


def _keys(settings: Settings) -> tuple[Finding, KeyRing | None]:
    try:
        ring = key_ring(settings)
    except StorageError as error:
        return Finding(False, str(error)), None
    return Finding(True, "The master keys can be read. Are they in your backup?"), ring


def _changes_of_keys(counted: Census) -> Iterator[Finding]:
    """What is left to do about older keys; nothing where nothing is."""
    if counted.lost:
        yield Finding(
            False,
            f"{sum(counted.lost.values())} value(s) were sealed with keys that are not on the ring "
            f"({', '.join(counted.lost)}). Bring those keys back from your backup.",
        )
    if counted.is_unfinished:
        yield Finding(
            False,
            f"The keys were changed, and {sum(counted.left.values())} value(s) still stand under "
            "older ones. Run: azamat keys rotate",
        )
    if counted.idle:
        yield Finding(
            True,
            f"Nothing needs the older keys {', '.join(counted.idle)} any more. To take them off, "
            "run: azamat keys retire",
        )


async def _database(settings: Settings, ring: KeyRing | None) -> AsyncIterator[Finding]:
    try:
        database = Database(settings.database_url)
        await database.check()
    except StorageError as error:
        yield Finding(False, str(error))
        return
    try:
        yield Finding(True, f"The database answers ({database.dialect}).")
        revision, head = (
            await migrate.current_revision(settings.database_url),
            migrate.head_revision(),
        )
        if revision != head:
            yield Finding(
                False, f"The tables are at {revision}, not at {head}. Run: azamat migrate"
            )
            return
        async with database.look() as connection:
            lines = await directory.hotlines(connection)
            centres = await directory.regions_with_centres(connection)
        yield Finding(
            bool(lines),
            f"The directory holds {len(lines)} lines and {sum(centres.values())} centres in "
            f"{len(centres)} regions."
            if lines
            else "The directory is empty. Start the bot once: it loads data/.",
        )
        yield await _petitions(database)
        if ring:
            for finding in _changes_of_keys(await census(database, ring)):
                yield finding
    finally:
        await database.close()


async def _petitions(database: Database) -> Finding:
    """What the last night's recount found."""
    async with database.look() as connection:
        day = await petition_recounts.last_day(connection)
        troubles = await petition_recounts.troubles(connection)
    if troubles:
        named = ", ".join(f"{one.petition_id} ({one.trouble}, {one.day})" for one in troubles)
        return Finding(
            False,
            f"The count of {len(troubles)} petition(s) does not agree with their logs: {named}. "
            "They are not signed. Compare the database with your backup.",
        )
    return Finding(
        True,
        "No petition has been recounted yet: that is done each night while the bot runs."
        if day is None
        else f"Every petition's count agreed with its log when it was last recounted ({day}).",
    )


async def _telegram(settings: Settings) -> Finding:
    if settings.bot_token is None:
        return Finding(True, "BOT_TOKEN is not set: `azamat run` starts the sandbox.")
    bot = bot_of(settings, Gate(), Limits())
    try:
        me = await bot.get_me(request_timeout=10)
    except TelegramAPIError as error:
        return Finding(
            False,
            f"Telegram does not answer to BOT_TOKEN ({type(error).__name__}). Check the token "
            "with @BotFather, the line to the internet, and TELEGRAM_API_URL.",
        )
    finally:
        await bot.session.close()
    return Finding(True, f"Telegram knows the bot as @{me.username}.")


def _administrators(settings: Settings) -> Finding:
    if not settings.admin_ids:
        return Finding(
            False,
            "ADMIN_IDS is empty: nobody is told of mistakes and failures. Set it to your Telegram "
            "id.",
        )
    return Finding(True, f"{len(settings.admin_ids)} administrator(s) will be told of trouble.")
