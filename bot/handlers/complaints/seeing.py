"""Pages that only show: the list, the card, the document, how to hand it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aiogram import F, Router

from bot.flows.runner import Runner
from bot.handlers.complaints.finding import find, next_step_of, show_card, tell_gone
from bot.handlers.showing import put
from bot.talk import Talk
from bot.views.complaints.asking import (
    delete_screen,
    outcome_screen,
    status_screen,
    withdraw_screen,
)
from bot.views.complaints.filing import WHY_NOT, how_screen, not_filed_screen, way_out_screen
from bot.views.complaints.listing import list_screen
from bot.views.complaints.mending import files_screen, mend_screen, out_screen
from bot.views.complaints.papers import language_of, papers_screen, paste_screen
from bot.views.screen import Screen
from bot.views.tongue import Tongue
from bot.views.ways import Complaint
from civic.complaints.kept import Kept, complaints_of

router = Router(name=__name__)
_OF_ALL: Mapping[str, Callable[[Tongue, Kept], Screen]] = {
    "papers": papers_screen,
    "mend": mend_screen,
    "files": files_screen,
    "status": status_screen,
    "outcome": outcome_screen,
    "withdraw": withdraw_screen,
    "delete": delete_screen,
}
"""Pages that need nothing but the complaint."""
_PAGES = frozenset({*_OF_ALL, "out", "paste", "how", "not_filed"})


@router.callback_query(Complaint.filter(F.to == "list"))
async def to_list(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """All of one's own, the newest first."""
    await show_list(talk, runner, number(callback_data.what))


@router.callback_query(Complaint.filter(F.to == "card"))
async def to_card(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """One of them."""
    await show_card(talk, runner, callback_data.id)


@router.callback_query(Complaint.filter(F.to.in_(_PAGES)))
async def to_page(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """Any page of a complaint."""
    found = await find(talk, callback_data.id)
    if found is None:
        await tell_gone(talk, runner)
    else:
        await put(talk, runner, _page(talk, found, callback_data.to, callback_data.what))


async def show_list(talk: Talk, runner: Runner, page: int = 0) -> None:
    """The list."""
    person = await talk.person()
    async with talk.grounds.database.look() as connection:
        found = await complaints_of(connection, person.id) if person else []
    await put(talk, runner, list_screen(talk.tongue, found, page, talk.today().date()))


def number(typed: str) -> int:
    """The number in a button; nought in one that somebody made up."""
    return int(typed) if typed.isascii() and typed.isdigit() else 0


def _page(talk: Talk, found: Kept, to: str, what: str) -> Screen:
    speaking, today = talk.tongue, talk.today().date()
    match to:
        case "paste":
            language, _dot, at = what.partition(".")
            if language not in found.facts.language.codes:
                language = language_of(found.facts, speaking.code)
            return paste_screen(speaking, found, language, number(at))
        case "out":
            return out_screen(speaking, found, what)
        case "how":
            return how_screen(speaking, found, today)
        case "not_filed" if what in WHY_NOT:
            return way_out_screen(speaking, found, what, next_step_of(talk, found), today)
        case "not_filed":
            return not_filed_screen(speaking, found.listed.id)
        case _:
            return _OF_ALL[to](speaking, found)
