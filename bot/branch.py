"""The help branch's ledger: what is noted of a visit, how it goes on after a restart, how it ends.

Without it a message would stay in a chat that the person asked to be clean, a pause that they chose
would be forgotten when the bot starts anew, and a city typed just then would be taken for a
greeting and answered with one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.cleanup import Screen, clean_up
from bot.talk import Talk
from bot.views.ways import Help
from bot.visits import Point, Visits
from storage import traces
from storage.traces import AT_LATEST

_ANYWHERE = Help(to="where")
"""Where somebody is taken to be whose page this process does not know."""


@dataclass(frozen=True, slots=True)
class Visit:
    """``screen`` is the one message that is edited; ``pause`` after how long all is cleaned up."""

    screen: int
    page: Help
    pause: timedelta
    near: Point | None = None


async def visit_of(talk: Talk, visits: Visits) -> Visit | None:
    """The visit that goes on in this chat; the talk goes on in the language chosen in it."""
    chat, now = talk.user.id, talk.grounds.now()
    async with talk.grounds.database.look() as connection:
        noted = await traces.of_chat(connection, chat)
    screen = next((it for it in reversed(noted) if it.is_screen and it.pause), None)
    if screen is None:
        visits.end(chat)
        return None
    talk.speak(screen.language)
    stay = visits.of(chat, now)
    page, near = (stay.page, stay.near) if stay else (_ANYWHERE, None)
    return Visit(screen.message_id, page, screen.pause, near)


async def note(
    talk: Talk,
    visits: Visits,
    screen: int,
    page: Help,
    pause: timedelta | None,
    near: Point | None = None,
) -> None:
    """Remember the page in memory, and the ids of what must go, with the time when.

    ``pause`` is ``None`` until the person has chosen one.
    """
    visits.remember(talk.user.id, page, near, talk.grounds.now())
    await _write(talk, screen, pause or AT_LATEST)


async def drop_screen(talk: Talk, message_id: int) -> None:
    """The branch goes on in another message: two of it would be one too many."""
    with suppress(TelegramBadRequest):  # too old: it stays noted, and is turned into a line
        await talk.bot.delete_message(talk.user.id, message_id)
        async with talk.grounds.database.act() as connection:
            await traces.forget(connection, talk.user.id, [message_id])


async def watch(talk: Talk, visits: Visits) -> None:
    """After an update: whatever else was said in a chat during a visit is to go with it.

    A report of a mistake, the help, another command: the person asked for a clean chat. It is also
    a sign of life, so the pause begins anew. Where several processes share the work, only the
    ledger knows whether there is a visit; a single one need not ask it each time.
    """
    one_process = talk.grounds.database.dialect == "sqlite"
    if talk.noted or (one_process and not visits.knows(talk.user.id)):
        return
    if (visit := await visit_of(talk, visits)) is not None:
        await _write(talk, visit.screen, visit.pause)


async def leave(talk: Talk, visits: Visits, screen: Screen) -> None:
    """Clean up now; if the line is down, the clock does it as soon as it can."""
    chat, grounds = talk.user.id, talk.grounds
    visits.end(chat)
    now = grounds.now()
    async with grounds.database.act() as connection:
        await traces.hurry(connection, chat, now)
    with suppress(TelegramNetworkError, TelegramServerError, TelegramRetryAfter):
        await clean_up(talk.bot, grounds.database, grounds.zone, chat, now, screen)


async def leave_by_the_menu(talk: Talk, visits: Visits) -> None:
    """The person goes to the menu: nothing of the branch stays behind them.

    Where the menu is to stand in the branch's own message, that message stays.
    """
    visit = await visit_of(talk, visits)
    if visit is None:
        return
    in_its_place = (
        talk.query is not None
        and talk.message is not None
        and talk.message.message_id == visit.screen
    )
    await leave(talk, visits, Screen.LEFT if in_its_place else Screen.DELETED)


async def _write(talk: Talk, screen: int, pause: timedelta) -> None:
    """The screen, what the person has just sent, and what was said to them besides."""
    others = [sent for sent in talk.sent if sent != screen]
    if talk.query is None and talk.message is not None:
        others.append(talk.message.message_id)
    async with talk.grounds.database.act() as connection:
        for ids, is_screen in (([screen], True), (others, False)):
            await traces.note(
                connection,
                talk.user.id,
                ids,
                is_screen=is_screen,
                language=talk.tongue.code,
                now=talk.grounds.now(),
                pause=pause,
            )
    talk.noted = True
