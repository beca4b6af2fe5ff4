"""`/stats` and `/export`: how the desk does, and the tables for whoever reports of it."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.exceptions import TelegramForbiddenError
from aiogram.filters import Command, CommandObject
from aiogram.types import BufferedInputFile, Message

from bot.desk.seat import Seat
from bot.papers.made import beside
from bot.pictures.desk_numbers import desk_picture
from bot.views.desk import numbers as views
from bot.views.desk.ways import Desk as To
from civic.desk.exporting import table, whole
from civic.desk.numbers import numbers
from civic.desk.roles import Right, must
from civic.phrases import Refusal, _

router = Router(name=__name__)

USUAL_DAYS = 30
LONGEST = 3650
"""Days."""
MOST_DIGITS = 9


@router.message(Command("stats", ignore_case=True))
async def stats(_message: Message, command: CommandObject, seat: Seat) -> None:
    """Of the last thirty days, or of as many as are named."""
    await _send_stats(seat, min(_number(command.args) or USUAL_DAYS, LONGEST))


@router.callback_query(To.filter(F.to == "stats"))
async def other_period(_query: object, callback_data: To, seat: Seat) -> None:
    """Of other days."""
    await seat.rest()
    await _send_stats(seat, min(_number(callback_data.what) or USUAL_DAYS, LONGEST))


@router.message(Command("export", ignore_case=True))
async def export(_message: Message, command: CommandObject, seat: Seat) -> None:
    """The table; "№ 12": one ticket whole. Only to the coordinator's own chat."""
    asked = (command.args or "").strip()
    is_one = asked.startswith(("№", "#"))
    number = _number(asked.lstrip("№# "))
    desk = seat.grounds.desk
    try:
        async with seat.act() as act:
            if is_one and number:
                made, name = await whole(act, desk, number), f"{number}.txt"
            else:
                days = min(number or USUAL_DAYS, LONGEST)
                made, name = await table(act, desk, days), f"azamat-{days}.csv"
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    try:
        await seat.bot.send_document(seat.user.id, BufferedInputFile(made, name))
    except TelegramForbiddenError:
        await seat.popup(_("Please write /start to me in private first: I send it there."))
        return
    if seat.chat_id != seat.user.id:
        await seat.popup(_("I have sent it to you in private."))


async def _send_stats(seat: Seat, days: int) -> None:
    try:
        async with seat.act() as act:
            await must(act, seat.grounds.desk.administrators, Right.SEE_STATS)
            told = await numbers(act.connection, seat.grounds.desk, days, act.now)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    speaking = seat.tongue
    title = views.title(speaking, told)
    tiles, charts = views.tiles(speaking, told), views.charts(speaking, told)
    picture = await beside(lambda: desk_picture(title, tiles, charts))
    await seat.bot.send_photo(
        seat.chat_id,
        BufferedInputFile(picture, "desk.png"),
        caption=views.caption(speaking, told),
        message_thread_id=seat.thread_id,
        reply_markup=views.periods(speaking),
    )


def _number(typed: str | None) -> int | None:
    digits = (typed or "").strip()
    if not digits.isdecimal() or len(digits) > MOST_DIGITS:
        return None
    return int(digits)
