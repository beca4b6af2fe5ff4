"""The buttons of a ticket's card: each an act, each asking anew who may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta

from aiogram import F, Router

from bot.desk.seat import Seat
from bot.desk.troubles import ask_for_role
from bot.views.desk.card import more_screen, ticket_card
from bot.views.desk.choosing import (
    close_screen,
    give_screen,
    hand_screen,
    merge_screen,
    snooze_screen,
    tags_screen,
)
from bot.views.desk.history import history_screen
from bot.views.desk.ways import Desk as To
from bot.views.screen import Screen
from bot.views.tongue import Tongue
from civic.act import Act
from civic.desk import changing, merging, moving, taking
from civic.desk.house import Desk
from civic.desk.identity import open_identity
from civic.desk.looking import Seen, see, talk_of, volunteers_by_load
from civic.desk.roles import Right, may, roles_of
from civic.phrases import Phrase, Refusal, _, labelled
from storage import tickets
from storage.tickets import StoredTicket

router = Router(name=__name__)

GONE = _("This ticket is not there any more: it was deleted, with everything in it.")
MORNING = time(9)
Act_ = Callable[[Act, Desk, int], Awaitable[StoredTicket]]

_PLAIN: dict[str, Act_] = {
    "release": taking.release,
    "needs": moving.needs_answer,
    "waiting": moving.wait_for_person,
    "solve": moving.solve,
    "reopen": moving.reopen,
}
_DONE: dict[str, Phrase] = {"take": _("It is yours. Reply to the person's message to answer.")}


@router.callback_query(To.filter(F.to == "take"))
async def take(_query: object, callback_data: To, seat: Seat) -> None:
    """One press, one owner. For whoever is no volunteer yet, the administrators are asked."""
    async with seat.act() as act:
        held = await roles_of(act.connection, act.person, seat.grounds.desk.administrators)
        is_known = may(held, Right.TAKE_TICKETS)
        if not is_known:
            await ask_for_role(seat.grounds, act, seat.user.first_name)
    if is_known:
        await _do(seat, callback_data.ticket, taking.take, _DONE["take"])
    else:
        await seat.popup(
            _("You are no volunteer yet. I have asked the administrators; try again in a while.")
        )


@router.callback_query(To.filter(F.to.in_(set(_PLAIN))))
async def act_on(_query: object, callback_data: To, seat: Seat) -> None:
    """One press, one act; the card shows what came of it."""
    await _do(seat, callback_data.ticket, _PLAIN[callback_data.to], _DONE.get(callback_data.to))


@router.callback_query(To.filter(F.to == "urgent"))
async def urgent(_query: object, callback_data: To, seat: Seat) -> None:
    """More or less of a hurry."""

    async def act(one: Act, desk: Desk, ticket: int) -> StoredTicket:
        return await moving.set_urgent(one, desk, ticket, urgent=callback_data.what != "no")

    await _do(seat, callback_data.ticket, act)


@router.callback_query(To.filter(F.to == "card"))
async def card(_query: object, callback_data: To, seat: Seat) -> None:
    """Back to the card."""
    await _choose(seat, callback_data.ticket, ticket_card)


@router.callback_query(To.filter(F.to == "more"))
async def more(_query: object, callback_data: To, seat: Seat) -> None:
    """What is done seldom."""
    await _choose(seat, callback_data.ticket, more_screen)


@router.callback_query(To.filter(F.to == "snooze"))
async def snooze(_query: object, callback_data: To, seat: Seat) -> None:
    """Until when? A number of days comes with the second press."""
    if not callback_data.what:
        await _choose(seat, callback_data.ticket, snooze_screen)
        return
    day = seat.grounds.now().astimezone(seat.grounds.zone).date()
    until = datetime.combine(
        day + timedelta(days=int(callback_data.what)), MORNING, seat.grounds.zone
    )

    async def act(one: Act, desk: Desk, ticket: int) -> StoredTicket:
        return await moving.snooze(one, desk, ticket, until)

    await _do(seat, callback_data.ticket, act)


@router.callback_query(To.filter(F.to == "tags"))
async def tags(_query: object, callback_data: To, seat: Seat) -> None:
    """The tags in use: a press puts one on or takes it off."""
    if callback_data.what:
        try:
            async with seat.act() as act:
                await moving.tag(act, seat.grounds.desk, callback_data.ticket, callback_data.what)
        except Refusal as refusal:
            await seat.popup(refusal.why)
            return
    async with seat.grounds.database.look() as connection:
        used = await tickets.tags_in_use(connection)
    await _choose(seat, callback_data.ticket, lambda tongue, seen: tags_screen(tongue, seen, used))


@router.callback_query(To.filter(F.to == "close"))
async def close(_query: object, callback_data: To, seat: Seat) -> None:
    """Without an answer: after a question."""
    if callback_data.what == "ask":
        await _choose(seat, callback_data.ticket, close_screen)
    else:
        await _do(seat, callback_data.ticket, moving.close)


@router.callback_query(To.filter(F.to == "history"))
async def history(_query: object, callback_data: To, seat: Seat) -> None:
    """All that was said, in the topic; ``what`` is the page."""
    async with seat.act() as act:
        try:
            await taking.must_see(act, seat.grounds.desk)
        except Refusal as refusal:
            await seat.popup(refusal.why)
            return
        seen = await _seen(act, seat, callback_data.ticket)
        said = await talk_of(act.connection, act.ring, seen.ticket, notes=True) if seen else []
    if seen is None:
        await seat.popup(GONE)
        return
    page = int(callback_data.what or 0)
    screen = history_screen(seat.tongue, seen, said, page)
    if callback_data.what:
        await seat.show(screen)
    else:
        await seat.rest()
        await seat.say(screen)


@router.callback_query(To.filter(F.to.in_({"again", "drop"})))
async def failed_answer(_query: object, callback_data: To, seat: Seat) -> None:
    """What did not arrive is sent again, or is given up."""
    does = changing.send_again if callback_data.to == "again" else changing.drop
    async with seat.act() as act:
        try:
            done = await does(act, seat.grounds.desk, callback_data.ticket, callback_data.words)
        except Refusal as refusal:
            await seat.popup(refusal.why)
            return
    if not done:
        await seat.popup(_("This was settled already."))
        return
    said = (
        _("It is on its way again.")
        if callback_data.to == "again"
        else _("It will not be sent. The person still waits for a word.")
    )
    await seat.rest()
    await seat.redraw(Screen(seat.tongue.html(said)))


@router.callback_query(To.filter(F.to == "hand"))
async def hand(_query: object, callback_data: To, seat: Seat) -> None:
    """How a hand-over is written: the card is asked for by a reply."""
    await _choose(seat, callback_data.ticket, hand_screen)


@router.callback_query(To.filter(F.to == "give"))
async def give(_query: object, callback_data: To, seat: Seat) -> None:
    """To whom? The volunteers with the fewest tickets first."""
    if callback_data.what:

        async def act(one: Act, desk: Desk, ticket: int) -> StoredTicket:
            return await taking.give(one, desk, ticket, int(callback_data.what))

        await _do(seat, callback_data.ticket, act)
        return
    async with seat.grounds.database.look() as connection:
        loads = await volunteers_by_load(connection, seat.grounds.ring)
    await _choose(seat, callback_data.ticket, lambda tongue, seen: give_screen(tongue, seen, loads))


@router.callback_query(To.filter(F.to == "merge"))
async def merge(_query: object, callback_data: To, seat: Seat) -> None:
    """Into which other one of the same person?"""
    if callback_data.what:

        async def act(one: Act, desk: Desk, ticket: int) -> StoredTicket:
            return await merging.merge(one, desk, ticket, int(callback_data.what))

        await _do(seat, callback_data.ticket, act)
        return
    async with seat.grounds.database.look() as connection:
        others = await merging.others_of_person(connection, callback_data.ticket)
    await _choose(
        seat, callback_data.ticket, lambda tongue, seen: merge_screen(tongue, seen, others)
    )


@router.callback_query(To.filter(F.to == "identity"))
async def identity(_query: object, callback_data: To, seat: Seat) -> None:
    """Custodians alone, in a pop-up that nobody else sees; each look is noted."""
    try:
        async with seat.act() as act:
            telegram_id = await open_identity(act, seat.grounds.desk, callback_data.ticket)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    await seat.popup(labelled(_("Telegram id (this look is noted)"), str(telegram_id)))


async def _do(seat: Seat, ticket_id: int, does: Act_, done: Phrase | None = None) -> None:
    """The act, then the card as it stands."""
    try:
        async with seat.act() as act:
            ticket = await does(act, seat.grounds.desk, ticket_id)
            seen = await _seen(act, seat, ticket.id)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        await _show_card(seat, ticket_id)  # what the press was made from is of yesterday
        return
    if done is not None:
        await seat.popup(done)
    else:
        await seat.rest()
    if seen is not None:
        await seat.redraw(ticket_card(seat.group_tongue, seen))


async def _show_card(seat: Seat, ticket_id: int) -> None:
    async with seat.grounds.database.look() as connection:
        grounds = seat.grounds
        seen = await see(connection, grounds.ring, grounds.desk, ticket_id, grounds.now())
    if seen is not None:
        await seat.redraw(ticket_card(seat.group_tongue, seen))


async def _choose(seat: Seat, ticket_id: int, screen: Callable[[Tongue, Seen], Screen]) -> None:
    """A page about the ticket, in place of its card."""
    async with seat.act() as act:
        try:
            await taking.must_see(act, seat.grounds.desk)
        except Refusal as refusal:
            await seat.popup(refusal.why)
            return
        seen = await _seen(act, seat, ticket_id)
    if seen is None:
        await seat.popup(GONE)
    else:
        await seat.show(screen(seat.group_tongue, seen))


async def _seen(act: Act, seat: Seat, ticket_id: int) -> Seen | None:
    grounds = seat.grounds
    return await see(act.connection, act.ring, grounds.desk, ticket_id, act.now)
