"""Not listening to somebody for a while, said in the topic of their ticket."""

from __future__ import annotations

import re
from datetime import timedelta

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.desk.seat import Seat
from bot.handlers.desk.commands import WHERE
from bot.handlers.desk.words import find
from bot.views.desk.banning import how_screen
from bot.views.desk.ways import Desk as To
from civic.desk.bans import ban
from civic.phrases import Refusal, _
from storage import tickets

router = Router(name=__name__)

_SAID = re.compile(r"(?P<days>\d{1,3})?\s*(?P<why>.*)", re.DOTALL)
HOW = _("Please say for how many days and why: /ban 7 reason. Without days: until it is lifted.")


@router.callback_query(To.filter(F.to == "ban"))
async def how(_query: object, callback_data: To, seat: Seat) -> None:
    """What to write, and what it does."""
    await seat.show(how_screen(seat.group_tongue, callback_data.ticket))


@router.message(Command("ban", "quietban", ignore_case=True))
async def ban_person(message: Message, command: CommandObject, seat: Seat) -> None:
    """For some days, or until it is lifted; quietly: the person is told nothing."""
    found = await find(seat, message)
    said = _SAID.fullmatch((command.args or "").strip())
    why = said["why"].strip() if said else ""
    if found is None:
        await seat.popup(WHERE)
        return
    if not why:
        await seat.popup(HOW)
        return
    days = int(said["days"]) if said and said["days"] else None
    grounds = seat.grounds
    try:
        async with seat.act() as act:
            person_id = await tickets.person_of(act.connection, found.ticket_id)
            await ban(
                act,
                grounds.desk.administrators,
                person_id,
                why,
                quiet=command.command.lower() == "quietban",
                until=act.now + timedelta(days=days) if days else None,
            )
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    await seat.popup(_("Done. All that hold now, and how to lift them: /bans in private."))
