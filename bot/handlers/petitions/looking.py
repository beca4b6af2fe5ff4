"""Pages that only show: lists, the card, the text, who supports it, how to pass it on."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import BufferedInputFile

from bot.flows import ask_person, find_petition
from bot.flows.runner import Runner
from bot.handlers.complaints.seeing import number
from bot.handlers.showing import put
from bot.papers.made import beside
from bot.pictures.progress import progress_picture
from bot.sendings import Sendings
from bot.talk import Talk
from bot.views.deep_links import link_of
from bot.views.petitions.card import (
    Reader,
    answer_screen,
    card_screen,
    names_screen,
    share_screen,
    text_screen,
)
from bot.views.petitions.listing import (
    PER_PAGE,
    gone_screen,
    home_screen,
    list_screen,
    regions_screen,
    topics_screen,
)
from bot.views.petitions.words import to_card
from bot.views.screen import inline
from bot.views.ways import Petition
from civic.desk.ticket import Source, Topic
from civic.petitions.looking import Card, card_of, page_of
from civic.petitions.states import LISTED
from civic.petitions.supporting import case_id
from civic.phrases import Phrase, _
from storage import petition_follows, petition_lists, petition_supports
from storage.cases import case_of, in_hand
from storage.errors import CaseUnknown

router = Router(name=__name__)
MOST_NAMES = 30
_SENT = _("It is sent already: look below.")


@router.callback_query(Petition.filter(F.to == "home"))
async def to_home(_query: object, talk: Talk, runner: Runner) -> None:
    """The ways to look for one."""
    await show_home(talk, runner)


@router.callback_query(Petition.filter(F.to == "find"))
async def find(_query: object, talk: Talk, runner: Runner) -> None:
    """A few words are asked for."""
    await runner.begin(talk, find_petition.NAME, offer=False)


@router.callback_query(Petition.filter(F.to == "list"))
async def to_list(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """A page of a list."""
    await _show_list(talk, runner, callback_data.id, number(callback_data.what))


@router.callback_query(Petition.filter(F.to == "follow"))
async def follow(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """How an official one goes on is told to whoever wishes it, or no more."""
    card = await found(talk, callback_data.id)
    if card is not None:
        async with talk.act() as act:
            conn, its, theirs = act.connection, card.listed.id, act.person.id
            if callback_data.what == "on":
                await petition_follows.follow(conn, its, theirs, act.now)
            else:
                await petition_follows.leave(conn, its, theirs)
    await show_card(talk, runner, callback_data.id)


@router.callback_query(Petition.filter(F.to == "ask"))
async def ask(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """A volunteer is asked about it."""
    known: dict[str, object] = {
        ask_person.SOURCE: f"{Source.PETITION}:{callback_data.id}",
        ask_person.ABOUT: Topic.PETITION.value,
    }
    await runner.begin(talk, ask_person.NAME, known)


@router.callback_query(Petition.filter(F.to == "region"))
async def to_region(_query: object, talk: Talk, runner: Runner) -> None:
    """One's own region, if the bot may know it; else it is chosen."""
    person = await talk.person()
    if person is not None and person.region is not None:
        await _show_list(talk, runner, person.region, 0)
    else:
        await _show_regions(talk, runner)


@router.callback_query(Petition.filter(F.to == "regions"))
async def to_regions(_query: object, talk: Talk, runner: Runner) -> None:
    """Any region."""
    await _show_regions(talk, runner)


@router.callback_query(Petition.filter(F.to == "topics"))
async def to_topics(_query: object, talk: Talk, runner: Runner) -> None:
    """All topics."""
    await talk.person()
    await put(talk, runner, topics_screen(talk.tongue))


@router.callback_query(Petition.filter(F.to == "card"))
async def to_card_of(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """One of them."""
    await show_card(talk, runner, callback_data.id, origin=callback_data.what)


@router.callback_query(Petition.filter(F.to.in_({"text", "answer", "names", "share"})))
async def to_page(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """A page of one."""
    await talk.person()
    card = await found(talk, callback_data.id)
    if card is None:
        await put(talk, runner, gone_screen(talk.tongue))
        return
    page = number(callback_data.what)
    match callback_data.to:
        case "text":
            screen = text_screen(talk.tongue, card, page)
        case "answer":
            screen = answer_screen(talk.tongue, card, page)
        case "names":
            screen = names_screen(talk.tongue, card.listed, await _names(talk, card))
        case _:
            screen = share_screen(talk.tongue, card.listed, await username(talk))
    await put(talk, runner, screen)


@router.callback_query(Petition.filter(F.to == "picture"))
async def picture(
    _query: object, callback_data: Petition, talk: Talk, runner: Runner, sendings: Sendings
) -> None:
    """How far it is, as a picture that can be sent on."""
    await talk.person()
    card = await found(talk, callback_data.id)
    if card is None:
        await put(talk, runner, gone_screen(talk.tongue))
        return
    wanted = f"picture:{callback_data.id}"
    if sendings.is_repeated(talk.user.id, wanted, talk.grounds.now()):
        await talk.popup(_SENT)
        return
    await talk.rest()
    link, today = link_of(await username(talk), card.listed.id), talk.today().date()
    drawn = await beside(lambda: progress_picture(card.listed, talk.tongue, today, link))
    await talk.bot.send_photo(
        talk.user.id,
        BufferedInputFile(drawn, "petition.png"),
        caption=link,
        reply_markup=inline([to_card(talk.tongue, card.listed.id)]),
    )
    sendings.note(talk.user.id, wanted, talk.grounds.now())


async def show_home(talk: Talk, runner: Runner, notice: Phrase | None = None) -> None:
    """The ways to look for one."""
    await talk.person()
    await put(talk, runner, home_screen(talk.tongue, notice))


async def show_card(
    talk: Talk,
    runner: Runner,
    petition_id: str,
    notice: Phrase | None = None,
    *,
    origin: str = "",
) -> None:
    """The card, or that there is none (any more)."""
    person = await talk.person()
    async with talk.grounds.database.look() as connection:
        card = await card_of(connection, petition_id)
        mine = (
            await petition_supports.of_person_in(connection, person.id, petition_id)
            if person is not None
            else None
        )
        follows = person is not None and await petition_follows.follows(
            connection, petition_id, person.id
        )
    if card is None:
        await put(talk, runner, gone_screen(talk.tongue))
        return
    supports = mine is not None and mine.counts
    reader = Reader(supports=supports, origin=origin, follows=follows)
    today = talk.today().date()
    await put(talk, runner, card_screen(talk.tongue, card, today, reader, notice))


async def found(talk: Talk, petition_id: str) -> Card | None:
    """The card that anybody with the link may read."""
    async with talk.grounds.database.look() as connection:
        return await card_of(connection, petition_id)


async def username(talk: Talk) -> str:
    """The bot's own name, which links hold."""
    return (await talk.bot.me()).username or ""


async def _show_list(talk: Talk, runner: Runner, which: str, page: int) -> None:
    await talk.person()
    async with talk.grounds.database.look() as connection:
        listing = await page_of(connection, which, page, PER_PAGE)
    if listing is None:
        await put(talk, runner, home_screen(talk.tongue))
    else:
        await put(talk, runner, list_screen(talk.tongue, listing, talk.today().date()))


async def _show_regions(talk: Talk, runner: Runner) -> None:
    await talk.person()
    async with talk.grounds.database.look() as connection:
        counts = await petition_lists.how_many_of_regions(connection, LISTED)
    await put(talk, runner, regions_screen(talk.tongue, counts))


async def _names(talk: Talk, card: Card) -> list[tuple[int, str]]:
    petition_id = card.listed.id
    async with talk.grounds.database.look() as connection:
        try:
            case = await case_of(connection, talk.grounds.ring, case_id(petition_id))
        except CaseUnknown:  # nobody has told a name yet
            return []
        with in_hand(case):
            return list(await petition_supports.shown_names(connection, petition_id, MOST_NAMES))
