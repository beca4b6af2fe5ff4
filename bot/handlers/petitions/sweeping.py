"""The moderators look at odd supports, declare them false together, or let them count again."""

from __future__ import annotations

from datetime import timedelta

from aiogram import F, Router
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.handlers.staff.rights import Allowed
from bot.staying import first_depart
from bot.talk import Talk
from bot.views.petitions import sweeping as views
from bot.views.petitions.sweeping import Span
from bot.views.ways import Petition
from civic.act import Act
from civic.desk.roles import Right
from civic.petitions import suspecting, sweeping
from civic.petitions.supporting import GONE
from civic.petitions.suspecting import Decision, young_accounts
from civic.phrases import Phrase, Refusal, _
from storage import petition_flags, petition_sweeps, petition_windows, petitions
from storage.petition_flags import StoredFlag
from storage.petition_windows import Window
from storage.petitions import StoredPetition

router = Router(name=__name__)
router.message.middleware(first_depart)
router.callback_query.filter(Allowed(Right.MODERATE))
LAST_SWEEPS = 5
LOOKED_BACK = timedelta(days=7)
LONGEST = 48
"""Hours of one sweep."""
FINE = _("Noted: it is all right.")
BEGUN = _("Begun. It goes on by itself; you can leave this page.")
UNDOING = _("It is being undone. You can leave this page.")


@router.callback_query(Petition.filter(F.to == "odd"))
async def odd(_query: object, talk: Talk) -> None:
    """What waits for a decision."""
    await show_odd(talk)


@router.callback_query(Petition.filter(F.to == "flag"))
async def to_flag(_query: object, callback_data: Petition, talk: Talk) -> None:
    """One thing that looks odd."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        flag = await petition_flags.get(connection, int(callback_data.id))
        petition = await petitions.get(connection, flag.petition_id) if flag else None
    if flag is None or petition is None:
        await talk.popup(GONE)
        return
    await talk.show(views.flag_screen(talk.tongue, flag, petition, young_accounts()))


@router.callback_query(Petition.filter(F.to == "fine"))
async def call_fine(_query: object, callback_data: Petition, talk: Talk) -> None:
    """Nothing is wrong with it."""
    try:
        async with talk.act() as act:
            administrators = talk.grounds.administrators
            await suspecting.call_fine(act, administrators, int(callback_data.id))
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await show_odd(talk, FINE)


@router.callback_query(Petition.filter(F.to == "hours_of"))
async def choose(_query: object, callback_data: Petition, talk: Talk) -> None:
    """Another petition than those that look odd."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        found = await petitions.in_states(connection, sweeping.MAY_BE_SWEPT)
    ours = [one for one in found if one.kind == "ngo"]
    await talk.show(views.choose_screen(talk.tongue, ours, int(callback_data.what or 0)))


@router.callback_query(Petition.filter(F.to == "hours"))
async def hours(_query: object, callback_data: Petition, talk: Talk) -> None:
    """Its busiest hours."""
    await talk.person()
    now = talk.grounds.now()
    window = Window(callback_data.id, now - LOOKED_BACK, now + suspecting.HOUR)
    async with talk.grounds.database.look() as connection:
        petition = await petitions.get(connection, callback_data.id)
        by_hour = await petition_windows.standing_by_hour(connection, window)
    if petition is None:
        await talk.popup(GONE)
        return
    await talk.show(views.hours_screen(talk.tongue, petition, by_hour))


@router.callback_query(Petition.filter(F.to.in_({"span", "span_sure"})))
async def look_at_span(_query: object, callback_data: Petition, talk: Talk) -> None:
    """What would be taken out; and the question before it is."""
    await talk.person()
    span = Span.read(callback_data.what)
    async with talk.grounds.database.look() as connection:
        petition = await petitions.get(connection, callback_data.id)
        window = span.window(callback_data.id, young_accounts())
        seen = await sweeping.preview(connection, window)
    if petition is None or span.hours > LONGEST:
        await talk.popup(GONE if petition is None else _("That is more than two days."))
        return
    if callback_data.to == "span_sure":
        await talk.show(views.sure_screen(talk.tongue, petition, span, seen))
    else:
        await talk.show(views.preview_screen(talk.tongue, petition, span, seen))


@router.callback_query(Petition.filter(F.to == "span_yes"))
async def begin(_query: object, callback_data: Petition, talk: Talk) -> None:
    """They are false: the clock takes them out, portion by portion."""
    span = Span.read(callback_data.what)
    window = span.window(callback_data.id, young_accounts())
    administrators = talk.grounds.administrators
    try:
        async with talk.act() as act:
            meant = await _meant(act, window)
            reason = meant[0].reason if meant else "moderator"
            sweep_id = await sweeping.start(act, administrators, window, reason)
            for flag in meant:
                await suspecting.decide(act, administrators, flag.id, Decision.SWEPT)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await _show_sweep(talk, sweep_id, BEGUN)


async def _meant(act: Act, window: Window) -> list[StoredFlag]:
    """What was odd in these hours is decided by this."""
    return [
        flag
        for flag in await petition_flags.undecided(act.connection)
        if flag.petition_id == window.petition_id
        and window.since <= flag.since
        and flag.until <= window.until
    ]


@router.callback_query(Petition.filter(F.to == "sweep"))
async def to_sweep(_query: object, callback_data: Petition, talk: Talk) -> None:
    """How far it is."""
    await talk.person()
    await _show_sweep(talk, int(callback_data.id))


@router.callback_query(Petition.filter(F.to == "undo_sure"))
async def ask_to_undo(_query: object, callback_data: Petition, talk: Talk) -> None:
    """A question first."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        sweep = await petition_sweeps.get(connection, int(callback_data.id))
        petition = await petitions.get(connection, sweep.petition_id) if sweep else None
    if sweep is None or petition is None:
        await talk.popup(GONE)
        return
    await talk.show(views.undo_screen(talk.tongue, sweep, petition))


@router.callback_query(Petition.filter(F.to == "undo"))
async def undo(_query: object, callback_data: Petition, talk: Talk) -> None:
    """It was wrong: the clock gives them back."""
    try:
        async with talk.act() as act:
            await sweeping.undo(act, talk.grounds.administrators, int(callback_data.id))
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await _show_sweep(talk, int(callback_data.id), UNDOING)


async def show_odd(talk: Talk, notice: Phrase | None = None) -> None:
    """The page, as things stand now."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        flags = [
            (flag, petition)
            for flag in await petition_flags.undecided(connection)
            if (petition := await _known(connection, flag.petition_id)) is not None
        ]
        sweeps = [
            (sweep, petition)
            for sweep in await petition_sweeps.latest(connection, LAST_SWEEPS)
            if (petition := await _known(connection, sweep.petition_id)) is not None
        ]
    await talk.show(views.odd_screen(talk.tongue, flags, sweeps, notice))


async def _known(connection: AsyncConnection, petition_id: str) -> StoredPetition | None:
    return await petitions.get(connection, petition_id)


async def _show_sweep(talk: Talk, sweep_id: int, notice: Phrase | None = None) -> None:
    async with talk.grounds.database.look() as connection:
        sweep = await petition_sweeps.get(connection, sweep_id)
        petition = await petitions.get(connection, sweep.petition_id) if sweep else None
    if sweep is None or petition is None:
        await talk.popup(GONE)
        return
    await talk.show(views.sweep_screen(talk.tongue, sweep, petition, notice))
