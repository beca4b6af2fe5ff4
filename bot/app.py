"""Where everything is wired. Read this to know what the bot is made of.

``open_azamat`` makes the pieces and hands each what it needs; ``Azamat.serve`` runs them side by
side in one nursery until it is told to stop.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import string
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.types import Update, User

from bot.alarms import Alarms
from bot.config import KEY_FILE, TELEGRAM, Settings
from bot.flows.catalogue import all_scripts
from bot.flows.runner import Runner
from bot.handlers import dispatcher
from bot.intake.asking import Asking
from bot.intake.polling import Polling
from bot.intake.reception import Handle, Reception
from bot.intake.shelf import Shelf
from bot.introduction import introduce
from bot.talk import Grounds, Talk
from bot.telegram.connection import connect
from bot.telegram.gate import Gate
from bot.telegram.kept_types import warm_up
from bot.telegram.limits import Limits
from bot.views.tongue import LANGUAGES, tongue
from civic.directory import load_data
from storage import migrate
from storage.database import Database
from storage.vault import KeyRing

UPDATES = ("message", "callback_query", "my_chat_member")
"""What Telegram is asked for; all else would only be thrown away."""
_ID_LETTERS = string.ascii_lowercase + string.digits

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time that rows hold."""
    return datetime.now(UTC)


def new_draft_id() -> str:
    """Eight characters that nobody can guess."""
    return "".join(secrets.choice(_ID_LETTERS) for _ in range(8))


@dataclass(frozen=True, slots=True)
class Azamat:
    """The bot, wired and ready to serve."""

    settings: Settings
    grounds: Grounds
    bot: Bot
    runner: Runner
    polling: Polling

    async def serve(self, stopped: asyncio.Event) -> None:
        """Run until ``stopped`` is set; then finish what was begun, within ten seconds."""
        async with asyncio.TaskGroup() as nursery:
            nursery.create_task(introduce(self.bot, self.grounds.zone))
            nursery.create_task(self.polling.run())
            await stopped.wait()
            await self.polling.stop()


@asynccontextmanager
async def open_azamat(
    settings: Settings, *, now: Callable[[], datetime] = utc_now
) -> AsyncIterator[Azamat]:
    """The bot of these settings. Raises errors whose texts are meant for the operator."""
    for code in LANGUAGES:
        tongue(code, settings.timezone)
    ring = (
        KeyRing.from_text(settings.master_keys.get_secret_value())
        if settings.master_keys
        else KeyRing.load_or_create(KEY_FILE)
    )
    database = Database(settings.database_url)
    await database.check()
    await migrate.upgrade(settings.database_url)
    async with database.act() as connection:
        await load_data(connection, now())
    assert settings.bot_token is not None, "the command line asks for it"
    gate, limits = Gate(), Limits()
    api_url = settings.telegram_api_url if settings.telegram_api_url != TELEGRAM else None
    bot = connect(settings.bot_token.get_secret_value(), api_url, gate, limits)
    grounds = Grounds(database, ring, now, settings.timezone, letters_put=lambda: None)
    runner = Runner(all_scripts(settings.admin_ids), new_draft_id)
    alarms = Alarms(grounds, bot, settings.admin_ids)
    reception = Reception(
        bot,
        handler(bot, grounds, runner),
        Shelf(database, ring, now),
        gate,
        alarm=alarms.update_set_aside,
        apologise=alarms.apologise,
    )
    polling = Polling(Asking(bot, allowed_updates=UPDATES), reception)
    warm_up()
    try:
        yield Azamat(settings, grounds, bot, runner, polling)
    finally:
        await bot.session.close()
        await database.close()


def handler(bot: Bot, grounds: Grounds, runner: Runner) -> Handle:
    """What the intake does with an update: find who is talking, and feed the handlers."""
    root = dispatcher()

    async def handle(update: Update, more_of_album: bool) -> None:
        talk = talk_of(update, bot, grounds, more_of_album=more_of_album)
        await root.feed_update(bot, update, talk=talk, runner=runner, grounds=grounds)

    return handle


def talk_of(update: Update, bot: Bot, grounds: Grounds, *, more_of_album: bool) -> Talk | None:
    """The talk that an update belongs to; ``None`` outside of private chats."""
    query = update.callback_query
    message = update.message
    user: User | None = None
    if query is not None:
        user = query.from_user
        pressed = query.message
        if pressed is not None and pressed.chat.type != ChatType.PRIVATE:
            return None
    elif message is not None and message.chat.type == ChatType.PRIVATE:
        user = message.from_user
    if user is None:
        return None
    return Talk(grounds, bot, update.update_id, user, message, query, more_of_album)
