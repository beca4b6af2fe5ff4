"""One's own place at the desk, and invitations that are accepted."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command

from bot.flows import desk_name
from bot.flows.runner import Runner
from bot.handlers.staff.rights import Allowed, opened, roles_now
from bot.staying import first_depart
from bot.talk import Talk
from bot.views.screen import Screen
from bot.views.staff.home import own_screen, refused_screen, welcome_screen
from bot.views.staff.ways import Staff
from civic.desk.invitations import accept
from civic.desk.members import appear_as
from civic.desk.roles import NOT_YOURS
from civic.phrases import Phrase, Refusal, _
from storage import people, staff

router = Router(name=__name__)
router.message.middleware(first_depart)
others = Router(name=f"{__name__}.others")
"""After all other pages of the staff: buttons that were made while their reader held a role."""


@router.message(Command("me", ignore_case=True), Allowed())
@router.callback_query(Staff.filter(F.to == "me"), Allowed())
async def me(_event: object, talk: Talk, runner: Runner) -> None:
    """The page that leads to all others."""
    keys = await opened(talk, runner)
    await talk.show(await own_page(talk), drop_keys=keys)


@router.callback_query(Staff.filter(F.to == "name"), Allowed())
async def change_name(_query: object, talk: Talk, runner: Runner) -> None:
    """The talk about the name that people see."""
    await runner.begin(talk, desk_name.NAME)


@router.callback_query(Staff.filter(F.to == "nameless"), Allowed())
async def show_no_name(_query: object, talk: Talk) -> None:
    """People see the organisation's name alone."""
    async with talk.act() as act:
        await appear_as(act, talk.grounds.administrators, None)
    await talk.show(await own_page(talk, _("All right: people see no name of yours.")))


async def own_page(talk: Talk, notice: Phrase | None = None) -> Screen:
    """What whoever is talking is, and how they appear."""
    roles = await roles_now(talk)
    async with talk.grounds.database.look() as connection:
        person = await people.look_up(connection, talk.user.id)
        ring = talk.grounds.ring
        name = await staff.shown_name(connection, ring, person.id) if person else None
    return own_screen(talk.tongue, roles, name, notice)


async def take_up_invitation(talk: Talk, word: str) -> None:
    """Somebody opened the link of an invitation."""
    try:
        async with talk.act() as act:
            role = await accept(act, talk.grounds.administrators, word)
    except Refusal as refusal:
        await talk.show(refused_screen(talk.tongue, refusal))
        return
    await talk.show(welcome_screen(talk.tongue, role))


@others.callback_query(Staff.filter())
async def not_yours(_query: object, talk: Talk) -> None:
    """The role is gone since the button was made."""
    await talk.person()
    await talk.popup(NOT_YOURS)
