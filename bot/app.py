"""Where everything is wired. Read this to know what the bot is made of.

``open_azamat`` makes the pieces and hands each what it needs; ``Azamat.serve`` runs them side by
side in one nursery until it is told to stop.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import string
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from aiogram import Bot

from bot import asking_told
from bot.alarms import Alarms
from bot.config import KEY_FILE, TELEGRAM, Settings
from bot.desk.told import listeners
from bot.flows.catalogue import all_scripts
from bot.flows.runner import Runner
from bot.flows.script import Script
from bot.handling import handler
from bot.intake.asking import Asking
from bot.intake.polling import Polling
from bot.intake.reception import Reception
from bot.intake.retrying import Retrying
from bot.intake.shelf import Shelf
from bot.intake.webhook import Webhook
from bot.introduction import introduce, introduce_to_administrators
from bot.patience import Patience
from bot.postman.postman import Postman
from bot.scheduler import Clock
from bot.talk import Grounds
from bot.telegram.connection import connect
from bot.telegram.gate import Gate
from bot.telegram.kept_types import warm_up
from bot.telegram.limits import Limits
from bot.ticks import all_ticks
from bot.unspoken import unspoken
from bot.views.letters import Letters
from bot.views.tongue import LANGUAGES, tongue
from civic.complaints.law import law
from civic.desk.house import Desk
from civic.desk.seed import load_desk
from civic.desk.terms import DeskTerms
from civic.directory import load_data
from civic.working_days import calendar
from storage import cases, drafts, migrate
from storage.database import Database
from storage.errors import KeyRingError, VaultError
from storage.leadership import Leadership
from storage.vault import KeyRing

UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "chat_member",
)
"""What Telegram is asked for; all else would only be thrown away."""
GRACE = 6.0
"""Seconds that what is under way may take once the bot is told to stop. With the last word to
Telegram and the closing of connections the whole stop stays within ten."""
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
    intake: Polling | Webhook
    postman: Postman
    clock: Clock

    async def serve(self, stopped: asyncio.Event) -> None:
        """Run until ``stopped`` is set; then finish what was begun, within ten seconds."""
        async with asyncio.TaskGroup() as nursery:
            introducing = nursery.create_task(self._introduce())
            nursery.create_task(self.intake.run())
            nursery.create_task(self.postman.run())
            self.clock.start()
            try:
                await stopped.wait()
            finally:
                introducing.cancel()
                async with asyncio.TaskGroup() as ending:
                    for part in (self.clock, self.intake, self.postman):
                        ending.create_task(part.stop(GRACE))

    async def _introduce(self) -> None:
        await introduce(self.bot, self.grounds.zone)
        await introduce_to_administrators(self.bot, self.grounds)


@asynccontextmanager
async def open_azamat(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    more_scripts: Mapping[str, Script] | None = None,
) -> AsyncIterator[Azamat]:
    """The bot of these settings. Raises errors whose texts are meant for the operator."""
    for code in LANGUAGES:
        tongue(code, settings.timezone)
    law(), calendar()  # a broken row stops the start, not a person's complaint
    ring = key_ring(settings)
    async with AsyncExitStack() as closing:
        database = Database(settings.database_url)
        closing.push_async_callback(database.close)
        await database.check()
        await migrate.upgrade(settings.database_url)
        await refuse_lost_keys(database, ring)
        async with database.act() as connection:
            await load_data(connection, now())
            await load_desk(connection, now())
        leadership = Leadership(database)
        closing.push_async_callback(leadership.leave)
        gate, limits, woken = Gate(), Limits(), Bell()
        bot = bot_of(settings, gate, limits)
        closing.push_async_callback(bot.session.close)
        grounds = Grounds(
            database,
            ring,
            now,
            settings.timezone,
            letters_put=woken.ring,
            administrators=settings.admin_ids,
            desk=Desk(
                chat_id=settings.staff_chat_id,
                zone=settings.timezone,
                administrators=settings.admin_ids,
                language=settings.desk_language,
                name=settings.desk_name,
                terms=terms_of(settings),
            ),
            channel_id=settings.channel_id,
            epetition_url=settings.epetition_url,
        )
        scripts = {**all_scripts(grounds.desk, grounds.search), **(more_scripts or {})}
        runner = Runner(scripts, new_draft_id)
        alarms = Alarms(grounds, bot, settings.admin_ids)
        postman = Postman(
            database,
            ring,
            bot,
            Letters(grounds, scripts, bot).render,
            limits,
            gate,
            now,
            alarms.letter_failed,
            zone=settings.timezone,
            leadership=leadership,
            on_migrated=alarms.group_moved,
            on_topic_lost=alarms.topic_lost,
            told={**listeners(ring), **asking_told.listeners(ring)},
        )
        woken.answer = postman.wake
        reception = Reception(
            bot,
            handler(bot, grounds, runner),
            Shelf(database, ring, now, is_unspoken=unspoken(database)),
            gate,
            alarm=alarms.update_set_aside,
            apologise=alarms.apologise,
            ask_for_patience=Patience(grounds, bot).ask,
        )
        intake = intake_of(settings, bot, reception)
        retrying = Retrying(database, ring, reception, now, alarms.update_retried)
        ticks = {**all_ticks(bot, grounds, scripts), "retry": (retrying.due, 10.0)}
        clock = Clock(ticks, alarms.tick_failed, now=now, leadership=leadership)
        warm_up()
        yield Azamat(settings, grounds, bot, runner, intake, postman, clock)


class Bell:
    """Lets those who put letters wake a postman who is made after them."""

    def __init__(self) -> None:
        self.answer: Callable[[], None] = lambda: None

    def ring(self) -> None:
        """There are letters."""
        self.answer()


async def refuse_lost_keys(database: Database, ring: KeyRing) -> None:
    """Better not to start than to answer everybody whose words cannot be read with an apology."""
    async with database.look() as connection:
        try:
            await drafts.try_keys(connection, ring)
            await cases.try_keys(connection, ring)
        except VaultError as error:
            raise KeyRingError(
                "The database holds what was sealed with other keys. Bring back "
                f"{KEY_FILE} (or MASTER_KEYS) from your backup; a new key cannot open it."
            ) from error


def key_ring(settings: Settings) -> KeyRing:
    """The master keys: set, or in their file, which the first start makes."""
    if settings.master_keys is not None:
        return KeyRing.from_text(settings.master_keys.get_secret_value())
    try:
        return KeyRing.load_or_create(KEY_FILE)
    except KeyRingError as error:
        if str(KEY_FILE) in str(error):
            raise
        raise KeyRingError(f"{KEY_FILE} is not a key file any more. {error}") from error


def terms_of(settings: Settings) -> DeskTerms:
    """How this organisation's desk works, as far as it is set."""
    return DeskTerms(
        release_after=timedelta(hours=settings.desk_release_hours),
        release_urgent_after=timedelta(minutes=settings.desk_release_urgent_minutes),
        most_owned=settings.desk_most_tickets,
        most_heavy=settings.desk_most_heavy,
        keep_solved=timedelta(days=settings.desk_keep_days),
        keep_heavy=timedelta(days=settings.desk_keep_heavy_days),
    )


def bot_of(settings: Settings, gate: Gate, limits: Limits) -> Bot:
    """The connection to Telegram, or to whatever plays it."""
    assert settings.bot_token is not None, "the command line asks for it"
    api_url = settings.telegram_api_url if settings.telegram_api_url != TELEGRAM else None
    return connect(settings.bot_token.get_secret_value(), api_url, gate, limits)


def intake_of(settings: Settings, bot: Bot, reception: Reception) -> Polling | Webhook:
    """By webhook where one is set, else by long polling."""
    asking = Asking(bot, allowed_updates=UPDATES)
    if settings.webhook_url is None or settings.webhook_secret is None:
        return Polling(asking, reception)
    return Webhook(
        asking,
        reception,
        url=settings.webhook_url,
        secret=settings.webhook_secret.get_secret_value(),
        host="0.0.0.0",  # noqa: S104 - a proxy that speaks TLS stands before it
        port=settings.webhook_port,
        path=urlsplit(settings.webhook_url).path or "/",
    )
