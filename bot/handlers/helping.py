"""The help branch: from "is it safe to write?" to where to turn, in one message, keeping nothing.

What is written down is that a chat has a visit, and the ids of the messages that are to go
(``bot/staying.py``); which page shows what is in ``bot/handlers/finding.py``.
"""

from __future__ import annotations

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command
from aiogram.types import Message

from bot import staying
from bot.flows.runner import Runner
from bot.flows.steps.place import ABROAD
from bot.handlers.finding import GONE, screen_of
from bot.talk import Talk
from bot.views.exits import warned
from bot.views.helping import courses_screen, safe_screen, where_screen
from bot.views.screen import Screen
from bot.views.ways import Help
from bot.visits import Point, Visits
from civic.phrases import Phrase, _
from civic.places import Place, find_places, place_meant, places
from civic.regions import Region, nearest_region
from storage.traces import Visit

router = Router(name=__name__)

UNKNOWN_CITY = _("I cannot find such a place. Please choose the region below.")
DID_YOU_MEAN = _("Did you mean one of these?")
DID_YOU_MEAN_IT = _("Did you mean this place?")
TAP_PLEASE = _("Please tap a button. In danger, call 112.")
NOT_NOW = _("I understand. In danger: 112, 102. Come back when it is safe.")
MOST_OFFERED = 4
_LISTENING = {"safe", "where"}
"""Pages at which what is sent is the branch's from now on."""


@router.callback_query(Help.filter(F.to == "close"))
async def close(_query: object, talk: Talk, visits: Visits) -> None:
    """The quick exit: an ordinary page at once, the rest of the talk goes behind it."""
    await _close(talk, visits)


@router.callback_query(Help.filter(F.to == "unsafe"))
async def not_safe(_query: object, talk: Talk, visits: Visits) -> None:
    """It is not safe now: an ordinary page, and the two numbers above it, where nothing stays."""
    await _close(talk, visits, NOT_NOW)


async def _close(talk: Talk, visits: Visits, above: Phrase | None = None) -> None:
    """The page first, whatever becomes of the pop-up and of the clean-up."""
    visit = await staying.visit_of(talk)
    screen = talk.message.message_id if talk.message else visit.screen if visit else None
    async with talk.beside(above):
        if screen is not None:
            await talk.swap(screen, courses_screen(talk.tongue))
        await staying.leave(talk, visits, neutral=screen)


@router.callback_query(Help.filter(F.to == "clean"))
async def clean(_query: object, talk: Talk, visits: Visits) -> None:
    """Delete the talk, and say in one line what stays."""
    await staying.visit_of(talk)
    async with talk.beside():
        await staying.leave(talk, visits)


@router.callback_query(Help.filter(F.to == "speak"))
async def speak(_query: object, callback_data: Help, talk: Talk, visits: Visits) -> None:
    """The first question in the other language; for this visit only, and known to nobody else."""
    await staying.visit_of(talk)
    talk.speak(callback_data.key)
    page = callback_data.at("safe")
    await staying.show(talk, visits, page, safe_screen(talk.tongue, page))


@router.callback_query(Help.filter())
async def to_page(
    _query: object, callback_data: Help, talk: Talk, visits: Visits, runner: Runner
) -> None:
    """Any other page of the branch. Whoever is not in it is asked the first question."""
    visit, page = await staying.visit_of(talk), callback_data
    if visit is None:
        page = Help(to="safe", place=page.place)
    if page.to in _LISTENING:
        await _let_no_draft_listen(talk, runner)
    near = _near(talk, visits, page)
    screen = await screen_of(talk, page, near)
    if screen is None:
        async with talk.beside(GONE):
            return
    await staying.show(talk, visits, page, screen)
    visits.look_from(talk.user.id, near, talk.grounds.now())


@router.message(Command("phones", "crisis", ignore_case=True))
async def phones(_message: object, talk: Talk, runner: Runner, visits: Visits) -> None:
    """To the branch, at once and from anywhere. `/crisis` stands in no list: it tells too much."""
    await enter(talk, runner, visits)


async def enter(talk: Talk, runner: Runner, visits: Visits, region: Region | None = None) -> None:
    """The first page. A draft that was listening is put away; a link may name the region."""
    await staying.visit_of(talk)
    await _let_no_draft_listen(talk, runner)
    page = Help(to="safe", place=region.iso if region else "")
    await staying.show(talk, visits, page, safe_screen(talk.tongue, page))


async def heard(message: Message, talk: Talk, visits: Visits, visit: Visit) -> None:
    """Words or a place sent during a visit: a city is looked up, everything is deleted at once."""
    await staying.note(talk, message.message_id, message.date, is_ours=False)
    try:
        await message.delete()
    except TelegramBadRequest:  # a throw of dice: it goes with the rest, when Telegram lets it
        pass
    else:
        await staying.forget(talk, message.message_id)
    here = visits.of(talk.user.id, talk.grounds.now())
    page, near = (here.page, here.near) if here else (Help(to="safe"), None)
    if visit.asks_where:
        page, near = page if page.to == "where" else Help(to="where"), None
    if visit.asks_where and (message.text or message.location):
        page, near, screen = await _answer(message, talk, page)
    else:
        shown = await screen_of(talk, page, near) or safe_screen(talk.tongue, page)
        screen = warned(talk.tongue, shown, TAP_PLEASE)
    await staying.show_in(talk, visits, visit, page, screen)
    visits.look_from(talk.user.id, near, talk.grounds.now())


async def _answer(message: Message, talk: Talk, page: Help) -> tuple[Help, Point | None, Screen]:
    """What comes after the place that was sent: the answer, or the same question with a word."""
    notice, meant, found, near = ABROAD, [], None, None
    if message.location is not None:
        near = message.location.latitude, message.location.longitude
        if region := nearest_region(*near):
            found = page.at("found", place=region.iso)
    else:
        text = message.text or ""
        if place := place_meant(text):
            found, near = page.at("found", place=place.region), place.point
        meant = _meant(text)
        notice = _what_was_meant(len(meant))
    if found is None:
        return page, None, where_screen(talk.tongue, page, notice, meant)
    screen = await screen_of(talk, found, near)
    assert screen is not None, "an answer is never gone"
    return found, near, screen


def _meant(text: str) -> list[Place]:
    """What may have been meant by a name with mistakes, or one that several places share."""
    by_region: dict[str, Place] = {}
    for found in find_places(text):
        by_region.setdefault(found.place.region, found.place)
    return list(by_region.values())[:MOST_OFFERED]


def _what_was_meant(places_found: int) -> Phrase:
    if not places_found:
        return UNKNOWN_CITY
    return DID_YOU_MEAN_IT if places_found == 1 else DID_YOU_MEAN


def _near(talk: Talk, visits: Visits, page: Help) -> Point | None:
    """Where the nearest are looked for from: the place that this button names, or as before."""
    if page.to == "where":
        return None
    if page.to == "found" and (named := places().get(page.key)):
        return named.point
    here = visits.of(talk.user.id, talk.grounds.now())
    return here.near if here else None


async def _let_no_draft_listen(talk: Talk, runner: Runner) -> None:
    """What is sent from now on is for the branch; keys of a step go from under the input field."""
    speaking = talk.tongue
    person = await talk.person()
    if person is not None and person.focus and await runner.pause(talk):
        await talk.drop_keys()
    talk.tongue = speaking
