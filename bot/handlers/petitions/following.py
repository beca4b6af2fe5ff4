"""The moderators see which official petitions are followed, and add one."""

from __future__ import annotations

from aiogram import F, Router

from bot.flows import add_companion
from bot.flows.runner import Runner
from bot.handlers.staff.rights import Allowed
from bot.talk import Talk
from bot.views.petitions.following import following_screen
from bot.views.ways import Petition
from civic.desk.roles import Right
from civic.petitions.kinds import Kind
from civic.petitions.states import SHOWN
from storage import official, petitions

router = Router(name=__name__)
router.callback_query.filter(Allowed(Right.MODERATE))


@router.callback_query(Petition.filter(F.to == "following"))
async def following(_query: object, talk: Talk) -> None:
    """All of them."""
    await talk.person()
    grounds = talk.grounds
    async with grounds.database.look() as connection:
        companions = [
            (one, await official.get(connection, one.official_id or ""))
            for one in await petitions.in_states(connection, SHOWN)
            if one.kind == Kind.COMPANION
        ]
    is_on = bool(grounds.epetition_url)
    await talk.show(following_screen(talk.tongue, companions, is_on=is_on))


@router.callback_query(Petition.filter(F.to == "follow_new"))
async def follow_new(_query: object, talk: Talk, runner: Runner) -> None:
    """The talk in which one is added."""
    await runner.begin(talk, add_companion.NAME)
