"""`azamat doctor`: is everything that the bot needs in place? One line each, with the remedy."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiogram.exceptions import TelegramAPIError

from bot.app import bot_of, key_ring
from bot.config import Settings
from bot.telegram.gate import Gate
from bot.telegram.limits import Limits
from bot.views.tongue import LANGUAGES, CataloguesMissing, tongue
from storage import directory, migrate
from storage.database import Database
from storage.errors import StorageError


@dataclass(frozen=True, slots=True)
class Finding:
    """``well`` or not, and a sentence that says what, or what to do."""

    well: bool
    sentence: str


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Every finding, in the order in which the start needs it."""
    yield _texts(settings)
    yield _keys(settings)
    async for finding in _database(settings):
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


def _keys(settings: Settings) -> Finding:
    try:
        key_ring(settings)
    except StorageError as error:
        return Finding(False, str(error))
    return Finding(True, "The master keys can be read. Are they in your backup?")


async def _database(settings: Settings) -> AsyncIterator[Finding]:
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
    finally:
        await database.close()


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
