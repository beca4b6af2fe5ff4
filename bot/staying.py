"""A stay in the help branch: what is noted before anything is shown, and how somebody leaves.

Whoever is there is known by a row that every worker sees and that no kill takes away: a message is
noted first and said after. Without this, something could stand in a chat that no clean-up knows of.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.types import TelegramObject
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cleanup import clean_up
from bot.talk import Talk
from bot.views.screen import Screen
from bot.views.ways import Help
from bot.visits import AT_LATEST, PAUSES, UNCHOSEN, Visits
from storage import people, traces
from storage.traces import Visit

_WAITS = "where"
"""The page that waits for a place."""


async def visit_of(talk: Talk) -> Visit | None:
    """Who is in the branch in this chat; the talk goes on in their language.

    Whoever has just left is not there any more, though their messages may still be going.
    """
    async with talk.grounds.database.look() as connection:
        person = await people.look_up(connection, talk.user.id)
        visit = await traces.visit_of(connection, talk.user.id)
    speaks = visit or person
    if speaks is not None:
        talk.speak(speaks.language)
    return visit if visit is not None and not visit.is_left else None


async def show(talk: Talk, visits: Visits, page: Help, screen: Screen) -> None:
    """Put a page before the person, in the pressed message or in a new one: the one message.

    Another one that was it before goes.
    """
    pressed = talk.message if talk.query is not None else None
    goes = False
    if pressed is not None:
        goes = await _stay(talk, visits, page, pressed.message_id)
    elif talk.message is not None:
        await note(talk, talk.message.message_id, talk.message.date, is_ours=False)
    shown = await talk.show(screen)
    if pressed is None or shown != pressed.message_id:
        goes = await _stay(talk, visits, page, shown) or goes
    if goes:
        await _sweep(talk)


async def show_in(talk: Talk, visits: Visits, visit: Visit, page: Help, screen: Screen) -> None:
    """Put a page into the one message, after something was sent.

    Shown first: a kill in between leaves the page waiting for what is sent again.
    """
    shown = await talk.show_in(visit.screen, screen)
    await _stay(talk, visits, page, shown)


async def note(talk: Talk, message_id: int, sent_at: datetime, *, is_ours: bool) -> None:
    """This message goes with the rest, and by itself before Telegram's term is over."""
    async with talk.grounds.database.act() as connection:
        await traces.note(
            connection,
            talk.user.id,
            message_id,
            is_ours=is_ours,
            sent_at=sent_at,
            due_at=sent_at + AT_LATEST,
        )


async def forget(talk: Talk, message_id: int) -> None:
    """This message is gone already."""
    async with talk.grounds.database.act() as connection:
        await traces.forget(connection, talk.user.id, [message_id])


async def leave(talk: Talk, visits: Visits, *, neutral: int | None = None) -> None:
    """Clean up now; if the line is down, the clock does it as soon as it can.

    ``neutral`` is the message in which an ordinary page stands already: it stays.
    """
    chat, now = talk.user.id, talk.grounds.now()
    visits.end(chat)
    async with talk.grounds.database.act() as connection:
        visit = await traces.visit_of(connection, chat)
        pressed = talk.message.message_id if talk.query is not None and talk.message else None
        screen = neutral or pressed or (visit.screen if visit else None)
        if screen is not None:
            await _replace_screen(connection, visit, screen, now)
            left = Visit(
                chat_id=chat,
                screen=screen,
                language=talk.tongue.code,
                pause=None,
                asks_where=False,
                is_left=neutral is not None,
                seen_at=now,
                due_at=now,
            )
            await traces.stay(connection, left)
        await traces.hurry(connection, chat, now)
    await _sweep(talk)


async def depart(talk: Talk, visits: Visits) -> None:
    """The person goes elsewhere in the bot: nothing of the branch stays behind them.

    Where the other page stands in the branch's own message, that message stays.
    """
    chat, now = talk.user.id, talk.grounds.now()
    visits.end(chat)
    async with talk.grounds.database.look() as connection:
        visit = await traces.visit_of(connection, chat)
    if visit is None:
        return
    async with talk.grounds.database.act() as connection:
        pressed = talk.message.message_id if talk.query is not None and talk.message else None
        if pressed != visit.screen and not visit.is_left:
            await _due_now(connection, chat, visit.screen, now)
        await traces.end(connection, visit)
        await traces.hurry(connection, chat, now)
    await _sweep(talk)


async def first_depart(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
    event: TelegramObject,
    data: dict[str, Any],
) -> object:
    """A middleware of the routers that lead elsewhere: commands, the pages of the menu."""
    await depart(data["talk"], data["visits"])
    return await handler(event, data)


async def _stay(talk: Talk, visits: Visits, page: Help, screen: int) -> bool:
    """The person is at this page, in this message; whether another one has to go for it."""
    chat, now = talk.user.id, talk.grounds.now()
    async with talk.grounds.database.act() as connection:
        visit = await traces.visit_of(connection, chat)
        goes = await _replace_screen(connection, visit, screen, now)
        pause = _chosen(page) or (visit.pause if visit and not visit.is_left else None)
        due_at = now + (pause or UNCHOSEN)
        stays = Visit(
            chat_id=chat,
            screen=screen,
            language=talk.tongue.code,
            pause=pause,
            asks_where=page.to == _WAITS,
            is_left=False,
            seen_at=now,
            due_at=due_at,
        )
        await traces.stay(connection, stays)
    visits.remember(chat, page, due_at, now)
    return goes


def _chosen(page: Help) -> timedelta | None:
    return PAUSES.get(page.key) if page.to == "who" else None


async def _replace_screen(
    connection: AsyncConnection, visit: Visit | None, screen: int, now: datetime
) -> bool:
    """The message that was the screen before has to go, unless it is an ordinary page by now."""
    if visit is None or visit.screen == screen or visit.is_left:
        return False
    await _due_now(connection, visit.chat_id, visit.screen, now)
    return True


async def _due_now(
    connection: AsyncConnection, chat_id: int, message_id: int, now: datetime
) -> None:
    await traces.note(connection, chat_id, message_id, is_ours=True, sent_at=now, due_at=now)


async def _sweep(talk: Talk) -> None:
    """Delete what has to go now; if the line is down, the clock does it as soon as it can."""
    grounds = talk.grounds
    with suppress(TelegramNetworkError, TelegramServerError, TelegramRetryAfter):
        await clean_up(talk.bot, grounds.database, grounds.zone, talk.user.id, grounds.now())
