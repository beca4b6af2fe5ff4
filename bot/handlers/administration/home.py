"""The administrators' first page."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command

from bot.flows.runner import Runner
from bot.handlers.administration.rights import is_administrator
from bot.staying import first_depart
from bot.talk import Talk
from bot.views.administration.home import home_screen
from bot.views.ways import Admin

router = Router(name=__name__)
router.message.filter(is_administrator)
router.callback_query.filter(is_administrator)
router.message.middleware(first_depart)


@router.message(Command("admin"))
async def administration(_message: object, talk: Talk, runner: Runner) -> None:
    """The page; a draft that was listening is put away."""
    person = await talk.person()
    keys = await runner.pause(talk) if person and person.focus else False
    await talk.show(home_screen(talk.tongue), drop_keys=keys)


@router.callback_query(Admin.filter(F.to == "home"))
async def to_home(_query: object, talk: Talk) -> None:
    """Back to the page."""
    await talk.person()
    await talk.show(home_screen(talk.tongue))
