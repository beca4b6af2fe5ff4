"""The way to a complaint: first whether anybody is in danger, then the talk."""

from __future__ import annotations

from aiogram import F, Router

from bot.flows import complaint
from bot.flows.runner import Runner
from bot.talk import Talk
from bot.views.complaining import danger_screen
from bot.views.ways import Complaint

router = Router(name=__name__)


@router.callback_query(Complaint.filter(F.to == "danger"))
async def to_danger(_query: object, talk: Talk, runner: Runner) -> None:
    """The question before all others; nothing of its answer is kept."""
    await ask_first(talk, runner)


@router.callback_query(Complaint.filter(F.to == "begin"))
async def begin(_query: object, talk: Talk, runner: Runner) -> None:
    """The talk, or the offer to go on with it."""
    await runner.begin(talk, complaint.NAME)


async def ask_first(talk: Talk, runner: Runner) -> None:
    """Is anybody in danger? A draft that was listening is put away."""
    person = await talk.person()
    keys = await runner.pause(talk) if person and person.focus else False
    await talk.show(danger_screen(talk.tongue), drop_keys=keys)
