"""What the help branch finds, shows and lets people say of it: reads the directory, keeps nothing.

Every page is shown in the branch's one message, with its ways out (``bot/staying.py``).
"""

from __future__ import annotations

from aiogram import F, Router
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import staying
from bot.flows import report_mistake
from bot.flows.runner import Runner
from bot.keepsakes import Keepsakes
from bot.talk import Talk
from bot.views.answers import PER_PAGE, SHOWN_FIRST, answer_screen, list_screen
from bot.views.entry_card import entry_screen
from bot.views.finder import line_screen, lines_screen
from bot.views.helping import (
    card_screen,
    need_screen,
    safe_screen,
    signs_screen,
    terms_screen,
    urgent_screen,
    where_screen,
    who_screen,
)
from bot.views.keeping import keep_screen, kept_screen, wrong_screen
from bot.views.screen import Screen
from bot.views.ways import Help
from bot.visits import Point, Visits
from civic import directory
from civic.directory import Answer
from civic.directory.reports import SENDS_IN_VAIN, say_in_vain, take_it_back
from civic.help import lines_for, need_for, urgent_lines
from civic.phrases import Phrase, Refusal, _
from civic.regions import regions

router = Router(name=__name__)
OVER_AGAIN = 1
"""The "page" of a report's button that gives up the report begun before."""
GONE = _("This entry is no longer in the directory.")
THANKS = _("Thank you. You spare others the way in vain.")
TAKEN_BACK = _("All right, it is taken back.")
QUESTIONS = {
    "safe": safe_screen,
    "card": card_screen,
    "who": who_screen,
    "signs": signs_screen,
    "need": need_screen,
    "terms": terms_screen,
    "where": where_screen,
    "keep": keep_screen,
    "send": kept_screen,
    "wrong": wrong_screen,
}


@router.callback_query(Help.filter(F.to.in_({*SENDS_IN_VAIN, "unsay"})))
async def say_of_an_entry(_query: object, callback_data: Help, talk: Talk, visits: Visits) -> None:
    """One tap says that nobody is there, another takes it back: a mark, and nothing else."""
    if await _asks_first(talk, visits):
        return
    grounds, page, what = talk.grounds, callback_data.entry, callback_data.to
    said_by = grounds.ring, talk.user.id, page.key
    try:
        async with grounds.database.act() as connection:
            if what == "unsay":
                await take_it_back(connection, *said_by, grounds.now())
            else:
                await say_in_vain(connection, *said_by, what, grounds.now())
    except Refusal as refusal:
        async with talk.beside(refusal.why):
            return
    async with talk.grounds.database.look() as connection:
        screen = await _entry(connection, talk, page, None if what == "unsay" else THANKS)
    if screen is not None:
        await staying.show(talk, visits, page, screen)


@router.callback_query(Help.filter(F.to == "pin"))
async def show_on_the_map(_query: object, callback_data: Help, talk: Talk, visits: Visits) -> None:
    """The place of a public office, as a message that goes with the rest."""
    if await _asks_first(talk, visits):
        return
    async with talk.grounds.database.look() as connection:
        entry = await directory.entry_with_id(connection, callback_data.key)
    if entry is None or entry.place is None:
        async with talk.beside(GONE):
            return
    async with talk.beside():
        pin = await talk.bot.send_location(talk.user.id, *entry.place, disable_notification=True)
        await staying.note(talk, pin.message_id, talk.grounds.now(), is_ours=True)


@router.callback_query(Help.filter(F.to == "send"))
async def send_picture(
    _query: object, callback_data: Help, talk: Talk, visits: Visits, keepsakes: Keepsakes
) -> None:
    """The picture to keep, for whoever said that it is safe."""
    if await _asks_first(talk, visits):
        return
    async with talk.grounds.database.look() as connection:
        lines = urgent_lines(await directory.lines(connection))
    await keepsakes.send(talk, lines)
    await staying.show(talk, visits, callback_data, kept_screen(talk.tongue, callback_data))


@router.callback_query(Help.filter(F.to == "report"))
async def to_report(
    _query: object, callback_data: Help, talk: Talk, runner: Runner, visits: Visits
) -> None:
    """A mistake in words: outside of the branch, which is left and cleaned up for it."""
    visit = await staying.visit_of(talk)
    kind, key = "line" if callback_data.came == "lines" else "centre", callback_data.key
    async with talk.grounds.database.look() as connection:
        found = await (
            directory.line_with_number(connection, key)
            if kind == "line"
            else directory.entry_with_id(connection, key)
        )
    if found is None:
        async with talk.beside(GONE):
            return
    if visit is not None and talk.message is not None:
        await staying.leave(talk, visits, neutral=talk.message.message_id)
    known = report_mistake.about(kind, key, found.name)
    again = callback_data.model_copy(update={"page": OVER_AGAIN}).pack()
    over = callback_data.page == OVER_AGAIN
    await runner.begin(talk, report_mistake.NAME, known, again=again, over=over)


async def screen_of(talk: Talk, page: Help, near: Point | None = None) -> Screen | None:
    """The screen of a page; ``None`` when what it was about is gone. ``near`` orders centres."""
    if (question := QUESTIONS.get(page.to)) is not None:
        return question(talk.tongue, page)
    async with talk.grounds.database.look() as connection:
        return await _read(connection, talk, page, near)


async def _read(
    connection: AsyncConnection, talk: Talk, page: Help, near: Point | None
) -> Screen | None:
    """The pages that show what stands in the directory."""
    tongue, local, region = talk.tongue, talk.today(), regions().get(page.place)
    match page.to:
        case "urgent":
            return urgent_screen(tongue, urgent_lines(await directory.lines(connection)), page)
        case "found":
            lines = lines_for(await directory.lines(connection), page.search)
            found = await _found(connection, talk, page, near, SHOWN_FIRST)
            return answer_screen(tongue, page, lines, region, found, local)
        case "list" if region is not None:
            found = await _found(connection, talk, page, near, PER_PAGE)
            if page.page and not found.entries:  # the list has become shorter meanwhile
                page = page.at("list")
                found = await _found(connection, talk, page, near, PER_PAGE)
            return list_screen(tongue, page, region, found, local)
        case "lines":
            return lines_screen(tongue, await directory.lines(connection), page)
        case "line":
            line = await directory.line_with_number(connection, page.key)
            return line_screen(tongue, line, page) if line else None
        case "entry":
            return await _entry(connection, talk, page)
        case _:
            return safe_screen(tongue, page)


async def _entry(
    connection: AsyncConnection, talk: Talk, page: Help, notice: Phrase | None = None
) -> Screen | None:
    entry = await directory.entry_with_id(connection, page.key)
    return entry_screen(talk.tongue, entry, page, talk.today(), notice) if entry else None


async def _found(
    connection: AsyncConnection, talk: Talk, page: Help, near: Point | None, per_page: int
) -> Answer:
    if page.place not in regions():
        return Answer((), (), more=False)
    need = need_for(page.search, page.place, near)
    return await directory.answer(connection, need, talk.grounds.now(), page.page, per_page)


async def _asks_first(talk: Talk, visits: Visits) -> bool:
    """Whoever is not in the branch (any more) is asked whether it is safe, before anything else."""
    if await staying.visit_of(talk) is not None:
        return False
    page = Help(to="safe")
    await staying.show(talk, visits, page, safe_screen(talk.tongue, page))
    return True
