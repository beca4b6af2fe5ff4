"""Bans: seen, made by the number of a ticket, lifted."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.flows import desk_ban
from bot.flows.runner import Runner
from bot.handlers.staff.rights import Allowed, opened
from bot.staying import first_depart
from bot.talk import Talk
from bot.views.screen import Screen
from bot.views.staff.bans import ban_screen, bans_screen
from bot.views.staff.people import who
from bot.views.staff.ways import Staff
from bot.views.ways import Admin
from civic.desk.bans import Ban, lift, standing_bans
from civic.desk.members import member
from civic.desk.roles import Right
from civic.phrases import Phrase, Refusal, _
from storage import bans as rows

router = Router(name=__name__)
router.message.middleware(first_depart)
OVER = _("This ban does not stand any more.")
LIFTED = _("The ban is lifted.")


@router.message(Command("bans", ignore_case=True), Allowed(Right.BAN))
@router.callback_query(Admin.filter(F.to == "bans"), Allowed(Right.BAN))
async def bans(_event: object, talk: Talk, runner: Runner) -> None:
    """All that stand."""
    keys = await opened(talk, runner)
    await talk.show(await _list(talk, Staff(to="bans")), drop_keys=keys)


@router.callback_query(Staff.filter(F.to == "bans"), Allowed(Right.BAN))
async def to_list(_query: object, callback_data: Staff, talk: Talk) -> None:
    """A page of the list."""
    await talk.person()
    await talk.show(await _list(talk, callback_data))


@router.callback_query(Staff.filter(F.to == "new_ban"), Allowed(Right.BAN))
async def begin_ban(_query: object, talk: Talk, runner: Runner) -> None:
    """The talk in which one is made."""
    await runner.begin(talk, desk_ban.NAME)


@router.callback_query(Staff.filter(F.to == "ban"), Allowed(Right.BAN))
async def to_ban(_query: object, callback_data: Staff, talk: Talk) -> None:
    """One of them, with its reason."""
    await talk.person()
    grounds, ban_id = talk.grounds, int(callback_data.key)
    async with grounds.database.look() as connection:
        standing = await standing_bans(connection, grounds.now())
        ban = next((one for one in standing if one.id == ban_id), None)
        if ban is not None:
            reason = await rows.reason(connection, grounds.ring, ban.id)
            by = await _made_by(connection, talk, ban)
    if ban is None:
        await talk.popup(OVER)
    else:
        await talk.show(ban_screen(talk.tongue, ban, reason, by))


@router.callback_query(Staff.filter(F.to == "lift"), Allowed(Right.BAN))
async def lift_it(_query: object, callback_data: Staff, talk: Talk) -> None:
    """The desk listens to the person again."""
    try:
        async with talk.act() as act:
            is_new = await lift(act, talk.grounds.administrators, int(callback_data.key))
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await talk.show(await _list(talk, Staff(to="bans"), LIFTED if is_new else OVER))


async def _list(talk: Talk, at: Staff, notice: Phrase | None = None) -> Screen:
    async with talk.grounds.database.look() as connection:
        standing = await standing_bans(connection, talk.grounds.now())
    return bans_screen(talk.tongue, standing, at, notice)


async def _made_by(connection: AsyncConnection, talk: Talk, ban: Ban) -> Phrase | None:
    grounds = talk.grounds
    if ban.made_by is None:
        return None
    known = await member(connection, grounds.ring, grounds.administrators, ban.made_by)
    return who(known) if known else None
