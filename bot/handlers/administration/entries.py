"""Checking entries: the lists, an entry with all that is known, the talk that marks it checked.

Sealed notes are opened here and nowhere else, for administrators alone.
"""

from __future__ import annotations

from aiogram import F, Router
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.flows import check_entry
from bot.flows.runner import Runner
from bot.handlers.administration.rights import is_administrator
from bot.handlers.finding import GONE
from bot.talk import Talk
from bot.views.administration.entries import (
    PER_PAGE,
    due_screen,
    region_list_screen,
    regions_screen,
    stands_in_list,
    tally_screen,
)
from bot.views.administration.entries_card import card_screen, seen_screen
from bot.views.administration.entries_history import (
    EVENTS_PER_PAGE,
    REPORTS_PER_PAGE,
    history_screen,
    reports_screen,
)
from bot.views.administration.entries_lines import line_screen, lines_screen
from bot.views.administration.entries_ways import ALL, DRAFTS, Entries
from bot.views.screen import Screen
from bot.views.ways import Admin
from civic import directory
from civic.directory.dossier import Dossier, dossier, opened_check, opened_report, who_checked
from civic.directory.due import Why, due, tally
from civic.directory.room import say_no_room, say_room_again
from civic.phrases import Phrase, Refusal, _, verbatim
from storage import directory as rows

router = Router(name=__name__)
router.callback_query.filter(is_administrator)
OVER_AGAIN = 1
"""The "page" of a check's button that gives up the check begun before."""
YOU = _("you")


@router.callback_query(Admin.filter(F.to == "entries"))
@router.callback_query(Entries.filter(F.to == "home"))
async def to_tally(_query: object, talk: Talk) -> None:
    """How much there is to check."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        counted = await tally(connection, talk.grounds.now())
    await talk.show(tally_screen(talk.tongue, counted))


@router.callback_query(Entries.filter(F.to.in_({"drafts", "all"})))
async def to_regions(_query: object, callback_data: Entries, talk: Talk) -> None:
    """The regions, with how many drafts or entries each has."""
    await talk.person()
    is_drafts = callback_data.to == "drafts"
    count = rows.count_never_checked if is_drafts else rows.count_all
    async with talk.grounds.database.look() as connection:
        counts = await count(connection)
    await talk.show(regions_screen(talk.tongue, DRAFTS if is_drafts else ALL, counts))


@router.callback_query(Entries.filter(F.to == "list"))
async def to_list(_query: object, callback_data: Entries, talk: Talk) -> None:
    """A list of entries."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        screen = await _list(connection, talk, callback_data)
    await talk.show(screen)


async def _list(connection: AsyncConnection, talk: Talk, way: Entries) -> Screen:
    """The page of the list; the first one where it has become shorter meanwhile."""
    now, begin = talk.grounds.now(), way.page * PER_PAGE
    kind, dot, region = way.of.partition(".")
    if dot and kind == ALL:
        ids = await rows.all_of_region(connection, region, begin, PER_PAGE)
        centres = await rows.centres_with_ids(connection, ids)
        total = (await rows.count_all(connection)).get(region, 0)
        if way.page and not centres:
            return await _list(connection, talk, way.model_copy(update={"page": 0}))
        stand = [stands_in_list(centre, now, talk.grounds.zone) for centre in centres]
        return region_list_screen(talk.tongue, way, centres, stand, total)
    why = Why.NEVER if dot else Why(kind)
    counted = await tally(connection, now)
    total = counted.never.get(region, 0) if dot else counted.of(why)
    waiting = await due(connection, now, why, PER_PAGE, begin=begin, region=region)
    if way.page and not waiting:
        return await _list(connection, talk, way.model_copy(update={"page": 0}))
    return due_screen(talk.tongue, way, waiting, total, talk.grounds.zone)


@router.callback_query(Entries.filter(F.to == "card"))
async def to_card(_query: object, callback_data: Entries, talk: Talk) -> None:
    """An entry."""
    await talk.person()
    await _show_card(talk, callback_data)


@router.callback_query(Entries.filter(F.to == "seen"))
async def to_seen(_query: object, callback_data: Entries, talk: Talk) -> None:
    """An entry as people see it."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        entry = await directory.entry_with_id(connection, callback_data.key)
    if entry is None:
        await talk.popup(GONE)
    else:
        await talk.show(seen_screen(talk.tongue, entry, callback_data, talk.today()))


@router.callback_query(Entries.filter(F.to == "history"))
async def to_history(_query: object, callback_data: Entries, talk: Talk) -> None:
    """What was found and changed."""
    await talk.person()
    grounds, way = talk.grounds, callback_data
    async with grounds.database.look() as connection:
        found = await dossier(connection, way.key, grounds.now())
        if found is not None:
            begin = way.page * EVENTS_PER_PAGE
            checks = [it.check for it in found.history[begin : begin + EVENTS_PER_PAGE] if it.check]
            notes = {it.id: await opened_check(connection, grounds.ring, it) for it in checks}
            people = await _people(connection, talk, found)
    if found is None:
        await talk.popup(GONE)
    else:
        await talk.show(
            history_screen(talk.tongue, way, found.history, notes, people, grounds.zone)
        )


@router.callback_query(Entries.filter(F.to == "reports"))
async def to_reports(_query: object, callback_data: Entries, talk: Talk) -> None:
    """What people reported, with what they wrote."""
    await talk.person()
    grounds, way = talk.grounds, callback_data
    async with grounds.database.look() as connection:
        found = await dossier(connection, way.key, grounds.now())
        if found is not None:
            begin = way.page * REPORTS_PER_PAGE
            shown = found.reports[begin : begin + REPORTS_PER_PAGE]
            notes = {it.id: await opened_report(connection, grounds.ring, it) for it in shown}
    if found is None:
        await talk.popup(GONE)
    else:
        await talk.show(
            reports_screen(talk.tongue, way, found.reports, notes, found.centre.checked_at)
        )


@router.callback_query(Entries.filter(F.to.in_({"full", "room"})))
async def to_room(_query: object, callback_data: Entries, talk: Talk) -> None:
    """There is no room until tomorrow, or there is some again."""
    say = say_no_room if callback_data.to == "full" else say_room_again
    try:
        async with talk.act() as act:
            await say(act, callback_data.key, administrators=talk.grounds.administrators)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await _show_card(talk, callback_data)


@router.callback_query(Entries.filter(F.to == "check"))
async def to_check(_query: object, callback_data: Entries, talk: Talk, runner: Runner) -> None:
    """The talk that marks it checked."""
    async with talk.grounds.database.look() as connection:
        found = await dossier(connection, callback_data.key, talk.grounds.now())
    if found is None:
        await talk.popup(GONE)
        return
    again = callback_data.model_copy(update={"page": OVER_AGAIN}).pack()
    over = callback_data.page == OVER_AGAIN
    known = check_entry.about(found)
    await runner.begin(talk, check_entry.NAME, known, again=again, over=over)


@router.callback_query(Entries.filter(F.to == "lines"))
async def to_lines(_query: object, talk: Talk) -> None:
    """The lines."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        lines = await rows.hotlines(connection)
    await talk.show(lines_screen(talk.tongue, lines))


@router.callback_query(Entries.filter(F.to == "line"))
async def to_line(_query: object, callback_data: Entries, talk: Talk) -> None:
    """One line."""
    await talk.person()
    grounds, way = talk.grounds, callback_data
    async with grounds.database.look() as connection:
        lines = await rows.hotlines(connection)
        line = next((it for it in lines if it.number == way.key), None)
        reports = await rows.reports_of(connection, "line", way.key)
        begin = way.page * REPORTS_PER_PAGE
        shown = reports[begin : begin + REPORTS_PER_PAGE]
        notes = {it.id: await opened_report(connection, grounds.ring, it) for it in shown}
    if line is None:
        await talk.popup(GONE)
    else:
        await talk.show(line_screen(talk.tongue, way, line, reports, notes))


async def _show_card(talk: Talk, way: Entries) -> None:
    async with talk.grounds.database.look() as connection:
        found = await dossier(connection, way.key, talk.grounds.now())
        people = await _people(connection, talk, found) if found else {}
    if found is None:
        await talk.popup(GONE)
        return
    last = next((it for it in found.checks if it.checked_at == found.centre.checked_at), None)
    checker = people.get(last.checked_by) if last and last.checked_by is not None else None
    await talk.show(card_screen(talk.tongue, found, way, talk.today(), checker))


async def _people(connection: AsyncConnection, talk: Talk, found: Dossier) -> dict[int, Phrase]:
    """Who checked and changed it: the reader, or another one by their Telegram id."""
    known = await who_checked(connection, found)
    return {
        person: YOU if telegram_id == talk.user.id else verbatim(f"ID {telegram_id}")
        for person, telegram_id in known.items()
    }
