"""How the bot introduces itself in Telegram: its commands and what it says of itself, by language.

Written at the start, and only where it differs: Telegram limits how often a bot may rename itself.
Neutral words throughout, for this is seen over the person's shoulder.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import tzinfo

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.views.tongue import DEFAULT, LANGUAGES, Tongue, tongue
from civic.phrases import _

log = logging.getLogger(__name__)

UNANSWERED = (TelegramAPIError, ClientDecodeError)
"""Telegram said no, or what answered is not Telegram at all: a proxy's page, for example."""
COMMANDS = (
    ("menu", _("The menu")),
    ("phones", _("Phones and centres")),
    ("lang", _("Language (in both languages)")),
    ("help", _("What I can do")),
    ("cancel", _("Leave what you began")),
    ("privacy", _("What I keep")),
)
DESCRIPTION = _("Useful phones and centres in Kazakhstan. In Kazakh and in Russian. Tap “Start”.")


def command_list(tongue: Tongue) -> list[BotCommand]:
    """The commands as the person's menu shows them."""
    return [BotCommand(command=name, description=tongue.plain(what)) for name, what in COMMANDS]


async def introduce(bot: Bot, zone: tzinfo) -> None:
    """Bring the bot's profile up to date; a failure is logged, for nothing depends on it."""
    try:
        for code in ("", *LANGUAGES):
            await _introduce_in(bot, tongue(code or DEFAULT, zone), code or None)
        log.info("Azamat answers as @%s. Stop it with Ctrl+C.", (await bot.me()).username)
    except UNANSWERED as error:
        log.warning("the commands could not be set: %s", type(error).__name__)


async def introduce_to(bot: Bot, chat_id: int, speaking: Tongue) -> None:
    """The commands of one chat in the language that its person chose; a failure harms nothing."""
    try:
        await bot.set_my_commands(
            command_list(speaking), scope=BotCommandScopeChat(chat_id=chat_id)
        )
    except UNANSWERED as error:
        log.warning("the commands of a chat could not be set: %s", type(error).__name__)


async def _introduce_in(bot: Bot, speaking: Tongue, language_code: str | None) -> None:
    wanted: Sequence[BotCommand] = command_list(speaking)
    if await bot.get_my_commands(language_code=language_code) != wanted:
        await bot.set_my_commands(list(wanted), language_code=language_code)
    about = speaking.plain(DESCRIPTION)
    if (await bot.get_my_short_description(language_code=language_code)).short_description != about:
        await bot.set_my_short_description(about, language_code=language_code)
    if (await bot.get_my_description(language_code=language_code)).description != about:
        await bot.set_my_description(about, language_code=language_code)
