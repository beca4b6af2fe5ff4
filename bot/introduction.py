"""How the bot introduces itself in Telegram: its commands and what it says of itself, by language.

Written at the start, and only where it differs: Telegram limits how often a bot may rename itself.
Neutral words throughout, for this is seen over the person's shoulder.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import tzinfo

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.talk import Grounds
from bot.views.tongue import DEFAULT, LANGUAGES, Tongue, tongue
from civic.phrases import _
from storage import administrator_menus, people

log = logging.getLogger(__name__)

UNANSWERED = (TelegramAPIError, ClientDecodeError)
"""Telegram said no, or what answered is not Telegram at all: a proxy's page, for example."""
COMMANDS = (
    ("menu", _("The menu")),
    ("phones", _("Phones and centres")),
    ("petitions", _("Petitions")),
    ("questions", _("My questions")),
    ("lang", _("Language (in both languages)")),
    ("help", _("What I can do")),
    ("cancel", _("Leave what you began")),
    ("privacy", _("What I keep")),
)
DESCRIPTION = _("Useful phones and centres in Kazakhstan. In Kazakh and in Russian. Tap “Start”.")


FOR_ADMINISTRATORS = (("admin", _("For administrators")),)


def command_list(tongue: Tongue, *, is_administrator: bool = False) -> list[BotCommand]:
    """The commands as the person's menu shows them."""
    shown = (*COMMANDS, *FOR_ADMINISTRATORS) if is_administrator else COMMANDS
    return [BotCommand(command=name, description=tongue.plain(what)) for name, what in shown]


async def introduce(bot: Bot, zone: tzinfo) -> None:
    """Bring the bot's profile up to date; a failure is logged, for nothing depends on it."""
    try:
        for code in ("", *LANGUAGES):
            await _introduce_in(bot, tongue(code or DEFAULT, zone), code or None)
        log.info("Azamat answers as @%s. Stop it with Ctrl+C.", (await bot.me()).username)
    except UNANSWERED as error:
        log.warning("the commands could not be set: %s", type(error).__name__)


async def introduce_to(
    bot: Bot, chat_id: int, speaking: Tongue, administrators: Collection[int] = ()
) -> bool:
    """The commands of one chat in the language that its person chose; a failure harms nothing."""
    shown = command_list(speaking, is_administrator=chat_id in administrators)
    try:
        await bot.set_my_commands(shown, scope=BotCommandScopeChat(chat_id=chat_id))
    except UNANSWERED as error:
        log.warning("the commands of a chat could not be set: %s", type(error).__name__)
        return False
    return True


async def introduce_to_administrators(bot: Bot, grounds: Grounds) -> None:
    """Their lists show /admin; those of whoever is no administrator any more do not.

    Whoever never pressed Start has no list yet: they get it with the language that they choose.
    """
    async with grounds.database.look() as connection:
        given = await administrator_menus.given(connection)
        concerned = sorted(given | set(grounds.administrators))
        known = await people.look_up_all(connection, concerned)
    for chat_id in concerned:
        if chat_id not in known:
            continue
        speaking = tongue(known[chat_id].language or DEFAULT, grounds.zone)
        if await introduce_to(bot, chat_id, speaking, grounds.administrators):
            async with grounds.database.act() as connection:
                if chat_id in grounds.administrators:
                    await administrator_menus.note(connection, chat_id, grounds.now())
                else:
                    await administrator_menus.forget(connection, chat_id)


async def _introduce_in(bot: Bot, speaking: Tongue, language_code: str | None) -> None:
    wanted: Sequence[BotCommand] = command_list(speaking)
    if await bot.get_my_commands(language_code=language_code) != wanted:
        await bot.set_my_commands(list(wanted), language_code=language_code)
    about = speaking.plain(DESCRIPTION)
    if (await bot.get_my_short_description(language_code=language_code)).short_description != about:
        await bot.set_my_short_description(about, language_code=language_code)
    if (await bot.get_my_description(language_code=language_code)).description != about:
        await bot.set_my_description(about, language_code=language_code)
