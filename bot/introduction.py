"""How the bot introduces itself in Telegram: its commands and what it says of itself, by language.

Written at the start, and only where it differs: Telegram limits how often a bot may rename itself.
Neutral words throughout, for this is seen over the person's shoulder. Administrators find their
command in their own chat's menu, and lose it at the first start after they are none any more.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.talk import Grounds
from bot.views.tongue import DEFAULT, LANGUAGES, Tongue, tongue
from civic.phrases import _
from storage import administrator_menus, people

log = logging.getLogger(__name__)

COMMANDS = (
    ("menu", _("The menu")),
    ("crisis", _("Phones and centres")),
    ("lang", _("Language (in both languages)")),
    ("help", _("What I can do")),
    ("cancel", _("Leave what you began")),
    ("privacy", _("What I keep")),
)
OF_ADMINISTRATORS = (("admin", _("For administrators")),)
DESCRIPTION = _("Useful phones and centres in Kazakhstan. In Kazakh and in Russian. Tap “Start”.")


def command_list(tongue: Tongue, *, administrator: bool = False) -> list[BotCommand]:
    """The commands as the person's menu shows them."""
    commands = (*COMMANDS, *OF_ADMINISTRATORS) if administrator else COMMANDS
    return [BotCommand(command=name, description=tongue.plain(what)) for name, what in commands]


async def introduce(bot: Bot, grounds: Grounds) -> None:
    """Bring the bot's profile up to date; a failure is logged, for nothing depends on it."""
    try:
        for code in ("", *LANGUAGES):
            await _introduce_in(bot, tongue(code or DEFAULT, grounds.zone), code or None)
        async with grounds.database.look() as connection:
            given = await administrator_menus.given(connection)
        for chat_id in given.union(grounds.administrators):
            await introduce_again(bot, grounds, chat_id)
    except Exception as error:  # noqa: BLE001 - the bot works as well without its profile
        log.warning("the commands could not be set: %s", type(error).__name__)


async def introduce_again(bot: Bot, grounds: Grounds, chat_id: int) -> None:
    """The commands of one chat, with or without those of administrators; written where it differs.

    Whoever never wrote to the bot gets theirs with the first “Start”.
    """
    async with grounds.database.look() as connection:
        person = await people.look_up(connection, chat_id)
    speaking = tongue((person.language if person else None) or DEFAULT, grounds.zone)
    is_administrator = chat_id in grounds.administrators
    wanted = command_list(speaking, administrator=is_administrator)
    scope = BotCommandScopeChat(chat_id=chat_id)
    try:
        if await bot.get_my_commands(scope=scope) != wanted:
            await bot.set_my_commands(wanted, scope=scope)
    except TelegramAPIError as error:
        log.warning("the commands of a chat could not be set: %s", type(error).__name__)
        return
    async with grounds.database.act() as connection:
        if is_administrator:
            await administrator_menus.note(connection, chat_id, grounds.now())
        else:
            await administrator_menus.forget(connection, chat_id)


async def introduce_to(
    bot: Bot, chat_id: int, speaking: Tongue, *, administrator: bool = False
) -> None:
    """The commands of one chat in the language that its person chose; a failure harms nothing."""
    try:
        await bot.set_my_commands(
            command_list(speaking, administrator=administrator),
            scope=BotCommandScopeChat(chat_id=chat_id),
        )
    except TelegramAPIError as error:
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
