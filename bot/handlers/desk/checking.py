"""`/desk check`: is everything switched on? Also in a group that is not set yet."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.desk.check import check_desk
from bot.desk.seat import Seat
from bot.views.desk.check import check_screen
from civic.desk.groups import groups_of, where_now
from civic.phrases import _

router = Router(name=__name__)


@router.message(Command("desk", ignore_case=True))
async def check(_message: Message, seat: Seat) -> None:
    """The group where it is asked; in private: the one of the settings."""
    async with seat.grounds.database.look() as connection:
        known = await groups_of(connection, seat.grounds.desk)
        own = await where_now(connection, seat.grounds.desk.chat_id)
    chat_id = seat.chat_id if seat.chat_id < 0 else own
    if chat_id is None:
        await seat.popup(_("No group is set. Add me to one with topics and write /desk there."))
        return
    findings = await check_desk(seat.bot, chat_id, known)
    await seat.show(check_screen(seat.tongue, findings))
