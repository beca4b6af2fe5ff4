"""Deletes what the help branch left in a chat, and says in one neutral line what stays.

Goes by the ids that were noted (`storage/traces.py`). They are forgotten only once the messages
are gone: a clean-up that was cut short is finished after the restart.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, tzinfo

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from bot.views.helping import cleaned_screen
from bot.views.screen import replacing
from bot.views.tongue import tongue
from storage import traces
from storage.database import Database
from storage.traces import Trace

AT_ONCE = 100
"""Messages that one call may delete (Bot API, ``deleteMessages``)."""


async def clean_up(
    bot: Bot, database: Database, zone: tzinfo, chat_id: int, *, keep_screen: bool = False
) -> None:
    """Delete what is noted of the chat; the one message becomes a neutral line.

    With ``keep_screen`` that message stays as it is (a page about courses stands there already).
    Errors of the line are raised: the ids stay noted, and the clock tries again.
    """
    async with database.look() as connection:
        noted = await traces.of_chat(connection, chat_id)
    screens = [trace for trace in noted if trace.is_screen]
    shown = screens[-1] if screens else None
    gone = [trace.message_id for trace in noted if trace != shown]
    for start in range(0, len(gone), AT_ONCE):
        # Too old, deleted already, or the person blocks the bot: nothing more can be done.
        with suppress(TelegramBadRequest, TelegramForbiddenError):
            await bot.delete_messages(chat_id, gone[start : start + AT_ONCE])
    if shown is not None and not keep_screen:
        await _turn_neutral(bot, zone, chat_id, shown)
    async with database.act() as connection:
        await traces.forget(connection, chat_id, [trace.message_id for trace in noted])


async def _turn_neutral(bot: Bot, zone: tzinfo, chat_id: int, shown: Trace) -> None:
    screen = cleaned_screen(tongue(shown.language, zone))
    with suppress(TelegramBadRequest, TelegramForbiddenError):
        await bot(replacing(chat_id, shown.message_id, screen))


async def clean_up_what_is_due(bot: Bot, database: Database, zone: tzinfo, now: datetime) -> None:
    """Every chat whose pause is over."""
    async with database.look() as connection:
        chats = await traces.due(connection, now)
    for chat_id in chats:
        await clean_up(bot, database, zone, chat_id)
