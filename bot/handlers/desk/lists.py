"""Lists of tickets: one's own, the queue, what is looked for; and the break from all of it."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.desk.seat import Seat
from bot.views.desk.card import ticket_card
from bot.views.desk.lists import break_screen, list_screen, own_screen
from bot.views.desk.ways import Desk as To
from civic.desk import taking
from civic.desk.looking import Row, rows_of, see
from civic.desk.roles import Right, must
from civic.desk.searching import find, read_query
from civic.phrases import Refusal, _
from storage import staff, tickets

router = Router(name=__name__)

AT_ONCE = 10
"""Tickets in one list: a phone's screen, and the sealed case of none is opened."""


@router.message(Command("my", ignore_case=True))
async def my(_message: Message, seat: Seat) -> None:
    """What one has, the most pressing first."""
    await _own(seat)


@router.callback_query(To.filter(F.to == "my"))
async def my_pressed(_query: object, seat: Seat) -> None:
    """The same, from a button."""
    await _own(seat)


@router.message(Command("queue", ignore_case=True))
@router.callback_query(To.filter(F.to == "queue"))
async def queue(_event: object, seat: Seat) -> None:
    """What nobody has: urgent ones first, then by when an answer is due."""
    try:
        async with seat.act() as act:
            await taking.must_see(act, seat.grounds.desk)
            waiting = await tickets.queue(act.connection, AT_ONCE + 1)
            shown = await rows_of(act.connection, waiting[:AT_ONCE])
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    title = _("Nobody has these yet:") if shown else _("Nobody waits for somebody to take them. ☀️")
    await seat.show(list_screen(seat.tongue, title, shown, more=len(waiting) > AT_ONCE))


@router.message(Command("find", ignore_case=True))
async def look_for(_message: Message, command: CommandObject, seat: Seat) -> None:
    """By number, tag, region and state; texts are sealed and are never searched."""
    try:
        query = read_query(command.args or "")
        async with seat.act() as act:
            await taking.must_see(act, seat.grounds.desk)
            found = await find(act.connection, query, AT_ONCE + 1)
            shown = await rows_of(act.connection, found[:AT_ONCE])
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    title = _("Found:") if shown else _("No ticket is like that.")
    await seat.show(list_screen(seat.tongue, title, shown, more=len(found) > AT_ONCE))


@router.callback_query(To.filter(F.to == "open"))
async def open_card(_query: object, callback_data: To, seat: Seat) -> None:
    """A ticket of a list: its card, as a new message."""
    try:
        async with seat.act() as act:
            await taking.must_see(act, seat.grounds.desk)
            grounds = seat.grounds
            seen = await see(act.connection, act.ring, grounds.desk, callback_data.ticket, act.now)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    if seen is None:
        await seat.popup(_("This ticket is not there any more: it was deleted."))
        return
    await seat.rest()
    await seat.say(ticket_card(seat.tongue, seen))


@router.message(Command("break", ignore_case=True))
@router.callback_query(To.filter((F.to == "break") & (F.what == "ask")))
async def ask_for_break(_event: object, seat: Seat) -> None:
    """“I need a break”: asked once, since everything is handed over."""
    async with seat.act() as act:
        own = await tickets.of_owner(act.connection, act.person.id)
    await seat.show(break_screen(seat.tongue, len(own)))


@router.callback_query(To.filter(F.to == "break"))
async def take_break(_query: object, seat: Seat) -> None:
    """Everything goes back to the others, with what stands on the cards."""
    try:
        async with seat.act() as act:
            await must(act, seat.grounds.desk.administrators, Right.TAKE_TICKETS)
            await taking.take_a_break(act, seat.grounds.desk, {})
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    await _own(seat)


@router.message(Command("back", ignore_case=True))
@router.callback_query(To.filter(F.to == "back"))
async def come_back(_event: object, seat: Seat) -> None:
    """The break is over."""
    async with seat.act() as act:
        await taking.come_back(act)
    await _own(seat)


async def _own(seat: Seat) -> None:
    try:
        async with seat.act() as act:
            await taking.must_see(act, seat.grounds.desk)
            own = await tickets.of_owner(act.connection, act.person.id)
            volunteer = await staff.volunteer(act.connection, act.person.id)
            shown: list[Row] = await rows_of(act.connection, own[:AT_ONCE])
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    rests = volunteer is not None and volunteer.on_break_since is not None
    await seat.show(own_screen(seat.tongue, shown, rests=rests, more=len(own) > AT_ONCE))
