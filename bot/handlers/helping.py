"""The help branch: from "is it safe to write?" to where to turn, in one message, keeping nothing.

What is written down is the ids of the messages that are to go, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from aiogram import F, Router
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import Message

from bot.cleanup import clean_up
from bot.flows.runner import Runner
from bot.flows.steps.place import ABROAD
from bot.talk import Talk
from bot.views.helping import (
    answer_screen,
    card_screen,
    courses_screen,
    flags_screen,
    need_screen,
    safe_screen,
    urgent_screen,
    where_screen,
    who_screen,
)
from bot.views.screen import Screen
from bot.views.ways import Help
from bot.visits import PAUSES, Visit, Visits
from civic import directory
from civic.help import Search, asks_red_flags, lines_for, urgent_lines
from civic.phrases import Phrase, _
from civic.places import Place, find_places
from civic.regions import Region, nearest_region, region_named, regions
from storage import traces

router = Router(name=__name__)

UNKNOWN_CITY = _("I do not know this place. Please tap the region.")
DID_YOU_MEAN = _("Did you mean one of these?")
MOST_OFFERED = 4
NOT_NOW = _("All right. If you need help: 112, 102. Come back when it is safe.")


@router.callback_query(Help.filter(F.to == "close"))
async def close(_query: object, talk: Talk, visits: Visits) -> None:
    """The quick exit: an ordinary page at once, the rest of the talk goes behind it."""
    await talk.person()
    await talk.show(courses_screen(talk.tongue))
    await _leave(talk, visits, keep_screen=True)


@router.callback_query(Help.filter(F.to == "unsafe"))
async def not_safe(_query: object, talk: Talk, visits: Visits) -> None:
    """It is not safe now: an ordinary page, and the two numbers above it, where nothing stays."""
    await talk.person()
    await talk.popup(NOT_NOW)
    if talk.message is not None:
        await talk.show_in(talk.message.message_id, courses_screen(talk.tongue))
    await _leave(talk, visits, keep_screen=True)


@router.callback_query(Help.filter(F.to == "clean"))
async def clean(_query: object, talk: Talk, visits: Visits) -> None:
    """Delete the talk, and say in one line what stays."""
    await talk.person()
    await talk.rest()
    await _leave(talk, visits, keep_screen=False)


@router.callback_query(Help.filter())
async def to_page(_query: object, callback_data: Help, talk: Talk, visits: Visits) -> None:
    """Any other page of the branch."""
    await talk.person()
    if callback_data.pause in PAUSES:
        visits.choose_pause(talk.user.id, PAUSES[callback_data.pause], talk.grounds.now())
    await _put(talk, visits, callback_data)


async def enter(talk: Talk, runner: Runner, visits: Visits, region: Region | None = None) -> None:
    """The first page. A draft that was listening is put away; a link may name the region."""
    page = Help(to="safe", place=region.iso if region else "")
    person = await talk.person()
    keys = await runner.pause(talk) if person and person.focus else False
    message = await talk.show(safe_screen(talk.tongue, page), drop_keys=keys)
    await _note(talk, visits, message, page)


async def heard(message: Message, talk: Talk, visits: Visits, visit: Visit) -> None:
    """Words or a place sent during a visit: a city is looked up, everything is deleted at once."""
    await talk.person()
    notice: Phrase | None = None
    meant: Sequence[Place] = ()
    page = visit.page
    if message.location is not None:
        region = nearest_region(message.location.latitude, message.location.longitude)
        notice = ABROAD if region is None else None
        page = page.model_copy(
            update={"to": "answer", "place": region.iso} if region else {"to": "where"}
        )
    elif message.text and page.to == "where":
        if (named := region_named(message.text)) is not None:
            page = page.model_copy(update={"to": "answer", "place": named.iso})
        else:
            meant = _meant(message.text)
            notice = DID_YOU_MEAN if meant else UNKNOWN_CITY
    try:
        await message.delete()
    except TelegramBadRequest:
        await _note(talk, visits, visit.screen, page)
    screen = (
        where_screen(talk.tongue, page, notice, meant)
        if page.to == "where"
        else await _screen(talk, page)
    )
    shown = await talk.show_in(visit.screen, screen)
    await _note(talk, visits, shown, page)


def _meant(text: str) -> list[Place]:
    """What may have been meant by a name with mistakes, or one that several places share."""
    by_region: dict[str, Place] = {}
    for found in find_places(text):
        by_region.setdefault(found.place.region, found.place)
    return list(by_region.values())[:MOST_OFFERED]


async def _put(talk: Talk, visits: Visits, page: Help) -> None:
    shown = await talk.show(await _screen(talk, page))
    await _note(talk, visits, shown, page)


async def _screen(talk: Talk, page: Help) -> Screen:
    tongue, search = talk.tongue, Search(page.who, page.need)
    if page.to == "flags" and not asks_red_flags(search):
        page = page.model_copy(update={"to": "need"})
    match page.to:
        case "card":
            return card_screen(tongue, page)
        case "who":
            return who_screen(tongue, page)
        case "flags":
            return flags_screen(tongue, page)
        case "need":
            return need_screen(tongue, page)
        case "where":
            return where_screen(tongue, page)
        case "urgent" | "answer":
            return await _with_lines(talk, page, search)
        case _:
            return safe_screen(tongue, page)


async def _with_lines(talk: Talk, page: Help, search: Search) -> Screen:
    region = regions().get(page.place)
    async with talk.grounds.database.look() as connection:
        lines = await directory.lines(connection)
        entries = await directory.entries(connection, region.iso) if region else []
    if page.to == "urgent":
        return urgent_screen(talk.tongue, urgent_lines(lines), page)
    return answer_screen(talk.tongue, page, lines_for(lines, search), region, entries)


async def _note(talk: Talk, visits: Visits, screen: int, page: Help) -> None:
    """Remember the page in memory, and the ids of what must go, with the time when."""
    chat, now = talk.user.id, talk.grounds.now()
    visit = visits.remember(chat, screen, page, now)
    sent = talk.message.message_id if talk.query is None and talk.message else None
    async with talk.grounds.database.act() as connection:
        for ids, is_screen in (([screen], True), ([sent] if sent else [], False)):
            await traces.note(
                connection,
                chat,
                ids,
                is_screen=is_screen,
                language=talk.tongue.code,
                now=now,
                due_at=now + visit.pause,
            )


async def _leave(talk: Talk, visits: Visits, *, keep_screen: bool) -> None:
    """Clean up now; if the line is down, the clock does it as soon as it can."""
    chat, grounds = talk.user.id, talk.grounds
    visits.end(chat)
    async with grounds.database.act() as connection:
        await traces.hurry(connection, chat, grounds.now())
    with suppress(TelegramNetworkError, TelegramServerError, TelegramRetryAfter):
        await clean_up(talk.bot, grounds.database, grounds.zone, chat, keep_screen=keep_screen)
