"""Which page of the help branch shows what: reads the directory, keeps nothing.

Apart from the acts of the branch (``bot/handlers/helping.py``), so that each can be read at once.
"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.talk import Talk
from bot.views.answers import PER_PAGE, answer_screen, region_screen
from bot.views.entry_card import entry_screen
from bot.views.finder import line_screen, lines_screen, regions_screen
from bot.views.helping import (
    card_screen,
    flags_screen,
    need_screen,
    safe_screen,
    urgent_screen,
    where_screen,
    who_screen,
)
from bot.views.keeping import keep_screen, kept_screen, look_screen
from bot.views.screen import Screen
from bot.views.ways import Help
from bot.visits import Point
from civic import directory
from civic.directory import Answer, Entry, Need
from civic.directory.reports import SENDS_IN_VAIN
from civic.help import Search, asks_red_flags, lines_for, need_for, urgent_lines
from civic.phrases import _
from civic.regions import Region, distance_km, regions
from storage import people

GONE = _("This entry is no longer in the directory.")
_NOWHERE = Answer((), (), more=False)


async def screen_of(talk: Talk, page: Help, near: Point | None = None) -> Screen | None:
    """The screen of a page; ``None`` when what it was about is gone. ``near`` orders centres."""
    tongue, search = talk.tongue, Search(page.who, page.need)
    to = "need" if page.to == "flags" and not asks_red_flags(search) else page.to
    match to:
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
        case "regions":
            return regions_screen(tongue, page)
        case "keep":
            return keep_screen(tongue, page)
        case "look":
            return look_screen(tongue, page)
        case "card_yes":
            return kept_screen(tongue, page)
    async with talk.grounds.database.look() as connection:
        return await _read(connection, talk, page, search, near)


async def _read(
    connection: AsyncConnection, talk: Talk, page: Help, search: Search, near: Point | None
) -> Screen | None:
    """The pages that show what stands in the directory."""
    tongue, local, region = talk.tongue, talk.today(), regions().get(page.place)
    match page.to:
        case "urgent":
            return urgent_screen(tongue, urgent_lines(await directory.lines(connection)), page)
        case "answer":
            lines = lines_for(await directory.lines(connection), search)
            found = _NOWHERE
            if region is not None:
                need = need_for(search, region.iso, near)
                page, found = await _found(connection, talk, page, need)
            return answer_screen(tongue, page, lines, region, found, local)
        case "region" if region is not None:
            page, found = await _found(connection, talk, page, Need(region.iso, near=near))
            return region_screen(tongue, page, region, found, local)
        case "lines":
            here = region or await _home(connection, talk)
            return lines_screen(tongue, await directory.lines(connection), here, page)
        case "line":
            line = await directory.line_with_number(connection, page.key)
            return line_screen(tongue, line, page) if line else None
        case "entry" | "centre" | "silent" | "moved":
            entry = await directory.entry_with_id(connection, page.key)
            if entry is None:
                return None
            thanked = page.to in SENDS_IN_VAIN
            return entry_screen(tongue, entry, page, local, _km(entry, near), thanked=thanked)
        case _:
            return safe_screen(tongue, page)


async def _found(
    connection: AsyncConnection, talk: Talk, page: Help, need: Need
) -> tuple[Help, Answer]:
    """The page of the answer; the first one where a list has become shorter meanwhile."""
    found = await directory.answer(connection, need, talk.grounds.now(), page.page, PER_PAGE)
    if found.entries or page.page == 0:
        return page, found
    first = page.model_copy(update={"page": 0})
    return first, await directory.answer(connection, need, talk.grounds.now(), 0, PER_PAGE)


async def _home(connection: AsyncConnection, talk: Talk) -> Region | None:
    """The region that the person has let the bot keep."""
    person = await people.look_up(connection, talk.user.id)
    return regions().get(person.region) if person and person.region else None


def _km(entry: Entry, near: Point | None) -> int | None:
    """How far an office is from there; of anything else nobody may guess it."""
    if entry.place is None or near is None:
        return None
    return round(distance_km(*near, *entry.place))
