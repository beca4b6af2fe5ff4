"""Who works at the desk: seen, given roles, invited. Administrators only."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command

from bot.flows.runner import Runner
from bot.handlers.staff.home import own_page
from bot.handlers.staff.rights import Allowed, opened, roles_now
from bot.staying import first_depart
from bot.talk import Talk
from bot.views.screen import Screen
from bot.views.staff.people import invite_screen, link_screen, people_screen, person_screen
from bot.views.staff.ways import Staff
from bot.views.ways import Admin
from civic.act import Act
from civic.desk.invitations import LINK, invite
from civic.desk.members import member, members
from civic.desk.roles import UNKNOWN, Right, Role, grant, may, roles_of, take_away
from civic.desk.taking import release_all
from civic.phrases import Phrase, Refusal, _
from storage import people

router = Router(name=__name__)
router.message.middleware(first_depart)
GIVEN = _("Done: they have the role from now on.")
TAKEN = _("Done: the role is gone from now on. What they had in hand is free for others.")
DECIDED = _("It was so already.")


@router.message(Command("staff", ignore_case=True), Allowed(Right.GIVE_ROLES))
@router.callback_query(Admin.filter(F.to == "staff"), Allowed(Right.GIVE_ROLES))
async def everybody(_event: object, talk: Talk, runner: Runner) -> None:
    """The list."""
    keys = await opened(talk, runner)
    await talk.show(await _list(talk, Staff(to="people")), drop_keys=keys)


@router.callback_query(Staff.filter(F.to == "people"), Allowed(Right.GIVE_ROLES))
async def to_everybody(_query: object, callback_data: Staff, talk: Talk) -> None:
    """A page of the list."""
    await talk.person()
    await talk.show(await _list(talk, callback_data))


@router.callback_query(Staff.filter(F.to == "person"), Allowed(Right.GIVE_ROLES))
async def to_person(_query: object, callback_data: Staff, talk: Talk) -> None:
    """One of them."""
    await talk.person()
    await _show_person(talk, int(callback_data.key))


@router.callback_query(Staff.filter(F.to.in_({"give", "take"})), Allowed(Right.GIVE_ROLES))
async def give_or_take(_query: object, callback_data: Staff, talk: Talk) -> None:
    """A role, with a tap; what a volunteer had in hand is free for others."""
    person_id, role = int(callback_data.key), Role(callback_data.what)
    act_of = grant if callback_data.to == "give" else take_away
    try:
        async with talk.act() as act:
            is_new = await act_of(act, talk.grounds.administrators, person_id, role)
            if is_new and act_of is take_away:
                await _free_what_they_had(act, talk, person_id)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    talk.grounds.letters_put()
    done = GIVEN if act_of is grant else TAKEN
    notice = done if is_new else DECIDED
    if may(await roles_now(talk), Right.GIVE_ROLES):
        await _show_person(talk, person_id, notice)
    else:  # they laid down their own
        await talk.show(await own_page(talk, notice))


async def _free_what_they_had(act: Act, talk: Talk, person_id: int) -> None:
    person = await people.by_id(act.connection, person_id)
    administrators = talk.grounds.administrators
    if person and not may(
        await roles_of(act.connection, person, administrators), Right.TAKE_TICKETS
    ):
        await release_all(act, talk.grounds.desk, person_id)


@router.callback_query(Staff.filter(F.to == "invite"), Allowed(Right.GIVE_ROLES))
async def to_invite(_query: object, talk: Talk) -> None:
    """For which role?"""
    await talk.person()
    await talk.show(invite_screen(talk.tongue))


@router.callback_query(Staff.filter(F.to == "invited"), Allowed(Right.GIVE_ROLES))
async def make_invitation(_query: object, callback_data: Staff, talk: Talk) -> None:
    """The link; it is shown this once."""
    role = Role(callback_data.what)
    async with talk.act() as act:
        word = await invite(act, talk.grounds.administrators, role)
    username = (await talk.bot.me()).username
    await talk.show(link_screen(talk.tongue, role, f"https://t.me/{username}?start={LINK}{word}"))


async def _list(talk: Talk, at: Staff) -> Screen:
    grounds = talk.grounds
    async with grounds.database.look() as connection:
        found = await members(connection, grounds.ring, grounds.administrators)
    return people_screen(talk.tongue, found, at)


async def _show_person(talk: Talk, person_id: int, notice: Phrase | None = None) -> None:
    grounds = talk.grounds
    async with grounds.database.look() as connection:
        found = await member(connection, grounds.ring, grounds.administrators, person_id)
    if found is None:
        await talk.popup(UNKNOWN)
    else:
        await talk.show(person_screen(talk.tongue, found, notice))
