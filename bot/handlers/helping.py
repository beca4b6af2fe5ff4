"""The help branch: from "is it safe to write?" to where to turn, in one message, keeping nothing.

What is written down is the ids of the messages that are to go (``bot/branch.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message

from bot.branch import Visit, drop_screen, leave, note, visit_of
from bot.cleanup import Screen as Cleaned
from bot.flows.runner import Runner
from bot.flows.steps.place import ABROAD
from bot.handlers.helping_pages import GONE, screen_of
from bot.offline_cards import OfflineCards
from bot.talk import Talk
from bot.views.helping import courses_screen, safe_screen, where_screen
from bot.views.keeping import kept_screen
from bot.views.ways import Help
from bot.visits import PAUSES, Point, Visits, rough
from civic import directory
from civic.directory.reports import SENDS_IN_VAIN, say_in_vain, take_it_back
from civic.help import urgent_lines
from civic.phrases import Phrase, Refusal, _
from civic.places import Place, find_places, place_meant, places
from civic.regions import Region, nearest_region

router = Router(name=__name__)

UNKNOWN_CITY = _("I do not know this place. Please tap the region.")
DID_YOU_MEAN = _("Did you mean one of these?")
MOST_OFFERED = 4
NOT_NOW = _("All right. If you need help: 112, 102. Come back when it is safe.")
ADDRESS = _("Address")
TAKEN_BACK = _("All right, it is taken back.")


@router.callback_query(Help.filter(F.to == "close"))
async def close(_query: object, talk: Talk, visits: Visits) -> None:
    """The quick exit: an ordinary page at once, the rest of the talk goes behind it."""
    await _speak(talk, visits)
    await talk.show(courses_screen(talk.tongue))
    await leave(talk, visits, Cleaned.LEFT)


@router.callback_query(Help.filter(F.to == "unsafe"))
async def not_safe(_query: object, talk: Talk, visits: Visits) -> None:
    """It is not safe now: an ordinary page, and the two numbers above it, where nothing stays."""
    await _speak(talk, visits)
    await talk.popup(NOT_NOW)
    if talk.message is not None:
        await talk.show_in(talk.message.message_id, courses_screen(talk.tongue))
    await leave(talk, visits, Cleaned.LEFT)


@router.callback_query(Help.filter(F.to == "clean"))
async def clean(_query: object, talk: Talk, visits: Visits) -> None:
    """Delete the talk, and say in one line what stays."""
    visit = await _speak(talk, visits)
    await talk.rest()
    if visit is None and talk.message is not None:  # a message of which nothing is noted
        await note(talk, visits, talk.message.message_id, Help(to="clean"), None)
    await leave(talk, visits, Cleaned.NEUTRAL)


@router.callback_query(Help.filter(F.to == "speak"))
async def speak(_query: object, callback_data: Help, talk: Talk, visits: Visits) -> None:
    """The other language, for this visit: the person need not be known for it."""
    visit = await _speak(talk, visits)
    talk.speak(callback_data.key)
    await _put(talk, visits, callback_data.model_copy(update={"to": "safe", "key": ""}), visit)


@router.callback_query(Help.filter(F.to.in_(SENDS_IN_VAIN)))
async def in_vain(_query: object, callback_data: Help, talk: Talk, visits: Visits) -> None:
    """Nobody answers there, or it has moved: one tap, and nothing is kept of who said so."""
    visit = await _speak(talk, visits)
    grounds, page = talk.grounds, callback_data
    try:
        async with grounds.database.act() as connection:
            await say_in_vain(
                connection, grounds.ring, talk.user.id, page.key, page.to, grounds.now()
            )
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await _put(talk, visits, page, visit)


@router.callback_query(Help.filter(F.to == "undo"))
async def undo(_query: object, callback_data: Help, talk: Talk, visits: Visits) -> None:
    """It was tapped by mistake."""
    visit = await _speak(talk, visits)
    grounds, page = talk.grounds, callback_data
    try:
        async with grounds.database.act() as connection:
            await take_it_back(connection, grounds.ring, talk.user.id, page.key, grounds.now())
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await talk.popup(TAKEN_BACK)
    await _put(talk, visits, page.model_copy(update={"to": "entry"}), visit)


@router.callback_query(Help.filter(F.to == "card_yes"))
async def send_card(
    _query: object, callback_data: Help, talk: Talk, visits: Visits, cards: OfflineCards
) -> None:
    """The picture with the phones, once it was said that it is safe to keep one."""
    visit = await _speak(talk, visits)
    async with talk.grounds.database.look() as connection:
        lines = urgent_lines(await directory.lines(connection))
    await cards.send(talk, lines)
    shown = await talk.show(kept_screen(talk.tongue, callback_data))
    await _note(talk, visits, shown, callback_data, visit, visit.near if visit else None)


@router.callback_query(Help.filter(F.to == "map"))
async def to_map(_query: object, callback_data: Help, talk: Talk, visits: Visits) -> None:
    """Where a public office is: a point of its own, which goes with the rest."""
    visit = await _speak(talk, visits)
    async with talk.grounds.database.look() as connection:
        entry = await directory.entry_with_id(connection, callback_data.key)
    if entry is None or entry.place is None or not entry.address:
        await talk.popup(GONE)
        return
    await talk.rest()
    latitude, longitude = entry.place
    title = talk.tongue.plain(ADDRESS)
    point = await talk.bot.send_venue(
        talk.user.id, latitude, longitude, title, entry.address, disable_notification=True
    )
    talk.sent.append(point.message_id)
    page, near = callback_data.model_copy(update={"to": "entry"}), visit.near if visit else None
    if talk.message is not None:
        await _note(talk, visits, talk.message.message_id, page, visit, near)


@router.callback_query(Help.filter())
async def to_page(_query: object, callback_data: Help, talk: Talk, visits: Visits) -> None:
    """Any other page of the branch."""
    visit = await _speak(talk, visits)
    await _put(talk, visits, callback_data, visit)


async def enter(talk: Talk, runner: Runner, visits: Visits, region: Region | None = None) -> None:
    """The first page. A draft that was listening is put away; a link may name the region.

    Whoever comes a second time has one message again, not two.
    """
    page = Help(to="safe", place=region.iso if region else "")
    person = await talk.person()
    visit = await visit_of(talk, visits)
    if visit is not None:
        await leave(talk, visits, Cleaned.DELETED)
    keys = await runner.pause(talk) if person and person.focus else False
    message = await talk.show(safe_screen(talk.tongue, page), drop_keys=keys)
    await _note(talk, visits, message, page, visit)


async def show_page(talk: Talk, visits: Visits, page: Help) -> None:
    """A page that something else leads to."""
    visit = await _speak(talk, visits)
    await _put(talk, visits, page, visit)


async def say_it_again(talk: Talk, visits: Visits, visit: Visit) -> None:
    """The page in another language, in the one message; the question after the language goes."""
    screen = await screen_of(talk, visit.page, visit.near) or safe_screen(talk.tongue, visit.page)
    shown = await talk.show_in(visit.screen, screen)
    await note(talk, visits, shown, visit.page, visit.pause, visit.near)
    await talk.rest()
    if talk.message is not None and talk.message.message_id != shown:
        with suppress(TelegramBadRequest):
            await talk.message.delete()


async def heard(message: Message, talk: Talk, visits: Visits, visit: Visit) -> None:
    """Words or a place sent during a visit: a city is looked up, everything is deleted at once."""
    notice: Phrase | None = None
    meant: Sequence[Place] = ()
    page, near = visit.page, visit.near
    if message.location is not None:
        latitude, longitude = message.location.latitude, message.location.longitude
        region = nearest_region(latitude, longitude)
        notice = ABROAD if region is None else None
        near = rough(latitude, longitude) if region else None
        page = _found(page, region.iso) if region else _asked_again(page)
    elif message.text and page.to == "where":
        if (place := place_meant(message.text)) is not None:
            page, near = _found(page, place.region), place.point
        else:
            meant = _meant(message.text)
            notice = DID_YOU_MEAN if meant else UNKNOWN_CITY
    with suppress(TelegramBadRequest):  # it is noted, and goes with the rest
        await message.delete()
    screen = (
        where_screen(talk.tongue, page, notice, meant)
        if page.to == "where"
        else await screen_of(talk, page, near)
    )
    shown = await talk.show_in(visit.screen, screen or safe_screen(talk.tongue, page))
    await note(talk, visits, shown, page, visit.pause, near)


def _found(page: Help, region: str) -> Help:
    return page.model_copy(update={"to": "answer", "place": region, "key": "", "page": 0})


def _asked_again(page: Help) -> Help:
    return page.model_copy(update={"to": "where", "key": "", "page": 0})


def _meant(text: str) -> list[Place]:
    """What may have been meant by a name with mistakes, or one that several places share."""
    by_region: dict[str, Place] = {}
    for found in find_places(text):
        by_region.setdefault(found.place.region, found.place)
    return list(by_region.values())[:MOST_OFFERED]


async def _speak(talk: Talk, visits: Visits) -> Visit | None:
    """Go on in the person's language, or in the one of the visit; the visit, if one goes on."""
    await talk.person()
    return await visit_of(talk, visits)


async def _put(talk: Talk, visits: Visits, page: Help, visit: Visit | None) -> None:
    near = visit.near if visit else None
    if page.to == "where":
        near = None
    elif page.to == "answer" and (named := places().get(page.key)):
        near = named.point
    screen = await screen_of(talk, page, near)
    if screen is None:
        await talk.popup(GONE)
        return
    await _note(talk, visits, await talk.show(screen), page, visit, near)


async def _note(
    talk: Talk,
    visits: Visits,
    screen: int,
    page: Help,
    visit: Visit | None,
    near: Point | None = None,
) -> None:
    pause = PAUSES.get(page.pause) or (visit.pause if visit else None)
    await note(talk, visits, screen, page, pause, near)
    if visit is not None and visit.screen != screen:
        await drop_screen(talk, visit.screen)
