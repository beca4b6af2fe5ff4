"""The hours of the desk: everybody of it sees them, coordinators and administrators change them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from aiogram import F, Router
from aiogram.filters import Command

from bot.flows import desk_hours
from bot.flows.runner import Runner
from bot.handlers.staff.rights import Allowed, opened
from bot.staying import first_depart
from bot.talk import Talk
from bot.views.screen import Screen
from bot.views.staff.hours import hours_screen, weekday_screen
from bot.views.staff.ways import Staff
from bot.views.ways import Admin
from civic.desk.hours import forget_day, hours_of, set_weekday
from civic.desk.roles import Right, Role, may
from civic.phrases import Phrase, Refusal, _

router = Router(name=__name__)
router.message.middleware(first_depart)
SAVED = _("Saved. From now on people are told these hours.")


@router.message(Command("hours", ignore_case=True), Allowed())
@router.callback_query(Admin.filter(F.to == "hours"), Allowed())
@router.callback_query(Staff.filter(F.to == "hours"), Allowed())
async def hours(_event: object, talk: Talk, runner: Runner, roles: Collection[Role]) -> None:
    """The page."""
    keys = await opened(talk, runner)
    await talk.show(await _page(talk, roles), drop_keys=keys)


@router.callback_query(Staff.filter(F.to == "weekday"), Allowed(Right.SET_HOURS))
async def to_weekday(_query: object, callback_data: Staff, talk: Talk) -> None:
    """One day of the week."""
    await talk.person()
    weekday = int(callback_data.key)
    async with talk.grounds.database.look() as connection:
        now = await hours_of(connection, talk.grounds.zone)
    await talk.show(weekday_screen(talk.tongue, weekday, now.week[weekday]))


@router.callback_query(Staff.filter(F.to == "write_hours"), Allowed(Right.SET_HOURS))
async def write_hours(_query: object, callback_data: Staff, talk: Talk, runner: Runner) -> None:
    """The talk in which other hours are typed."""
    weekday = int(callback_data.key)
    async with talk.grounds.database.look() as connection:
        now = await hours_of(connection, talk.grounds.zone)
    known = desk_hours.about(weekday, now.week[weekday])
    # one field: what was begun for another day is no loss, and must not be finished for this one
    await runner.begin(talk, desk_hours.WEEKDAY, known, over=True)


@router.callback_query(Staff.filter(F.to == "closed"), Allowed(Right.SET_HOURS))
async def close_weekday(
    _query: object, callback_data: Staff, talk: Talk, roles: Collection[Role]
) -> None:
    """Closed on this day of every week."""
    try:
        async with talk.act() as act:
            await set_weekday(act, talk.grounds.administrators, int(callback_data.key), "")
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await talk.show(await _page(talk, roles, SAVED))


@router.callback_query(Staff.filter(F.to == "one_day"), Allowed(Right.SET_HOURS))
async def change_one_day(_query: object, talk: Talk, runner: Runner) -> None:
    """The talk about a day that differs."""
    await runner.begin(talk, desk_hours.ONE_DAY)


@router.callback_query(Staff.filter(F.to == "as_always"), Allowed(Right.SET_HOURS))
async def as_always(
    _query: object, callback_data: Staff, talk: Talk, roles: Collection[Role]
) -> None:
    """The day is as its week has it."""
    async with talk.act() as act:
        await forget_day(act, talk.grounds.administrators, date.fromisoformat(callback_data.key))
    await talk.show(await _page(talk, roles, SAVED))


async def _page(talk: Talk, roles: Collection[Role], notice: Phrase | None = None) -> Screen:
    grounds = talk.grounds
    async with grounds.database.look() as connection:
        found = await hours_of(connection, grounds.zone)
    may_change = may(roles, Right.SET_HOURS)
    return hours_screen(talk.tongue, found, grounds.now(), may_change=may_change, notice=notice)
