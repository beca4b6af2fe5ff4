"""Deletes what the help branch left in a chat, and says in one neutral line what stays.

Goes by the ids that were noted (`storage/traces.py`). They are forgotten only once the messages
are gone: a clean-up that was cut short is finished after the restart. The screen is made neutral
first, since it tells the most; then the rest goes, a hundred at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from bot.views.helping import cleaned_screen
from bot.views.screen import replacing
from bot.views.tongue import DEFAULT, tongue
from storage import traces
from storage.database import Database
from storage.traces import Trace, Visit

AT_ONCE = 100
"""Messages that one call may delete (Bot API, ``deleteMessages``)."""
TOO_OLD = timedelta(hours=48)
"""From then on Telegram deletes nothing for a bot; its own message it may still edit."""
TOO_YOUNG = timedelta(hours=24)
"""Until then a throw of dice cannot be deleted in a private chat."""
TRY_AGAIN = timedelta(hours=1)
BLOCKED_FOR_GOOD = timedelta(days=30)
"""So long it is tried to reach somebody who blocks the bot."""


async def clean_up(bot: Bot, database: Database, zone: tzinfo, chat_id: int, now: datetime) -> None:
    """Delete what has to go from the chat; when the visit is over, all of it.

    Errors of the line are raised: what is not done stays noted, and the clock tries again.
    """
    async with database.look() as connection:
        visit = await traces.visit_of(connection, chat_id)
        noted = await traces.of_chat(connection, chat_id)
    over = visit is not None and visit.due_at <= now
    language = visit.language if visit else DEFAULT
    going = [trace for trace in noted if over or trace.due_at <= now]
    try:
        if visit is not None and over and not visit.is_left:
            await _make_neutral(bot, zone, language, chat_id, visit.screen)
        for start in range(0, len(going), AT_ONCE):
            batch = going[start : start + AT_ONCE]
            stay = await _delete(bot, zone, language, chat_id, batch, now)
            async with database.act() as connection:
                gone = [trace.message_id for trace in batch if trace not in stay]
                await traces.forget(connection, chat_id, gone)
                for trace in stay:
                    again = max(trace.noted_at + TOO_YOUNG, now + TRY_AGAIN)
                    await traces.postpone(connection, chat_id, [trace.message_id], again)
    except TelegramForbiddenError:
        await _wait_for_who_blocks(database, chat_id, visit if over else None, going, now)
    else:
        if visit is not None and over:
            async with database.act() as connection:
                await traces.end(connection, visit)


async def _delete(
    bot: Bot, zone: tzinfo, language: str, chat_id: int, batch: Sequence[Trace], now: datetime
) -> list[Trace]:
    """Delete these; returns those that cannot be deleted yet.

    Telegram refuses them all for one that it will not delete: then each is tried by itself.
    """
    if not batch:
        return []
    with suppress(TelegramBadRequest):
        await bot.delete_messages(chat_id, [trace.message_id for trace in batch])
        return []
    stay = []
    for trace in batch:
        try:
            await bot.delete_message(chat_id, trace.message_id)
        except TelegramBadRequest as refused:
            if "not found" in refused.message:
                continue
            if trace.is_ours:
                await _make_neutral(bot, zone, language, chat_id, trace.message_id)
            elif now - trace.noted_at < TOO_OLD:
                stay.append(trace)
    return stay


async def _make_neutral(
    bot: Bot, zone: tzinfo, language: str, chat_id: int, message_id: int
) -> None:
    screen = cleaned_screen(tongue(language, zone))
    with suppress(TelegramBadRequest):  # it says so already, or is gone
        await bot(replacing(chat_id, message_id, screen))


async def _wait_for_who_blocks(
    database: Database,
    chat_id: int,
    visit: Visit | None,
    going: Sequence[Trace],
    now: datetime,
) -> None:
    """Nothing can be done in the chat of somebody who blocks the bot, until they come back."""
    async with database.act() as connection:
        for trace in going:
            if now - trace.noted_at < TOO_OLD:
                again = now + TRY_AGAIN
                await traces.postpone(connection, chat_id, [trace.message_id], again)
            else:
                await traces.forget(connection, chat_id, [trace.message_id])
        if visit is None:
            return
        if now - visit.seen_at >= BLOCKED_FOR_GOOD:
            await traces.end(connection, visit)
        else:
            await traces.stay(connection, replace(visit, due_at=now + TOO_YOUNG))


async def clean_up_what_is_due(bot: Bot, database: Database, zone: tzinfo, now: datetime) -> None:
    """Every chat in which something has to go now.

    One chat that cannot be cleaned up must not keep the others waiting: the first error is raised
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
