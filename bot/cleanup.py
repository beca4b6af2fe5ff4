"""Deletes what the help branch left in a chat, and says in one neutral line what stays.

Goes by the ids that were noted (`storage/traces.py`). They are forgotten only once the messages
are gone: a clean-up that was cut short is finished after the restart.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from enum import Enum

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
TOO_OLD = timedelta(hours=48)
"""From then on Telegram deletes nothing for a bot; its own message it may still edit."""


class Screen(Enum):
    """What becomes of the one message that was edited all the time."""

    NEUTRAL = "neutral"
    """A neutral line stands in its place."""
    LEFT = "left"
    """It stays: an ordinary page stands there already."""
    DELETED = "deleted"
    """It goes as well: another one takes its place."""


async def clean_up(
    bot: Bot,
    database: Database,
    zone: tzinfo,
    chat_id: int,
    now: datetime,
    screen: Screen = Screen.NEUTRAL,
) -> None:
    """Delete what is noted of the chat and due.

    Errors of the line are raised: the ids stay noted, and the clock tries again.
    """
    async with database.look() as connection:
        noted = await traces.of_chat(connection, chat_id)
    screens = [trace for trace in noted if trace.is_screen]
    shown = screens[-1] if screens and screen is not Screen.DELETED else None
    due = [trace for trace in noted if trace.due_at <= now]
    gone = [trace.message_id for trace in due if trace != shown]
    for start in range(0, len(gone), AT_ONCE):
        await _delete(bot, chat_id, gone[start : start + AT_ONCE])
    turned = [it for it in due if it.is_screen and it != shown and now - it.noted_at >= TOO_OLD]
    if shown is not None and shown in due and screen is Screen.NEUTRAL:
        turned.append(shown)
    for trace in turned:
        await _turn_neutral(bot, zone, chat_id, trace)
    async with database.act() as connection:
        await traces.forget(connection, chat_id, [trace.message_id for trace in due])


async def _delete(bot: Bot, chat_id: int, message_ids: Sequence[int]) -> None:
    """Delete them; one that is too old must not keep the others in the chat."""
    try:
        await bot.delete_messages(chat_id, list(message_ids))
    except TelegramForbiddenError:
        return  # the person blocks the bot: nothing more can be done
    except TelegramBadRequest:
        for message_id in message_ids:
            with suppress(TelegramBadRequest, TelegramForbiddenError):
                await bot.delete_message(chat_id, message_id)


async def _turn_neutral(bot: Bot, zone: tzinfo, chat_id: int, shown: Trace) -> None:
    screen = cleaned_screen(tongue(shown.language, zone))
    with suppress(TelegramBadRequest, TelegramForbiddenError):
        await bot(replacing(chat_id, shown.message_id, screen))


async def clean_up_what_is_due(bot: Bot, database: Database, zone: tzinfo, now: datetime) -> None:
    """Every chat in which something's time has come.

    One chat that cannot be cleaned must not keep the others waiting: the first error is raised
    once all were tried.
    """
    async with database.look() as connection:
        chats = await traces.due(connection, now)
    failed: Exception | None = None
    for chat_id in chats:
        try:
            await clean_up(bot, database, zone, chat_id, now)
        except Exception as error:  # noqa: BLE001 - raised below
            failed = failed or error
    if failed is not None:
        raise failed
