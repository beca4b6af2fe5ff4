"""Which questions go to which group: seen, changed, taken back. Administrators only."""

from __future__ import annotations

from aiogram import F, Router

from bot.flows import desk_group
from bot.flows.runner import Runner
from bot.handlers.staff.rights import Allowed
from bot.talk import Talk
from bot.views.screen import Screen
from bot.views.staff.groups import groups_screen
from bot.views.staff.ways import Staff
from civic.desk.groups import send_home, where_now
from civic.desk.roles import Right
from civic.phrases import Phrase, Refusal, _
from storage import desk_groups

router = Router(name=__name__)
TAKEN_BACK = _("Done: such questions go where all the others go.")


@router.callback_query(Staff.filter(F.to == "groups"), Allowed(Right.SET_GROUPS))
async def groups(_query: object, talk: Talk) -> None:
    """The page."""
    await talk.person()
    await talk.show(await _page(talk))


@router.callback_query(Staff.filter(F.to == "new_group"), Allowed(Right.SET_GROUPS))
async def another(_query: object, talk: Talk, runner: Runner) -> None:
    """The talk in which a rule is made."""
    await runner.begin(talk, desk_group.NAME)


@router.callback_query(Staff.filter(F.to == "ungroup"), Allowed(Right.SET_GROUPS))
async def take_back(_query: object, callback_data: Staff, talk: Talk) -> None:
    """A rule is no more; questions that are in its group already stay there."""
    topic, region = callback_data.key, callback_data.what
    try:
        async with talk.act() as act:
            await send_home(act, talk.grounds.administrators, topic, region)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await talk.show(await _page(talk, TAKEN_BACK))


async def _page(talk: Talk, notice: Phrase | None = None) -> Screen:
    async with talk.grounds.database.look() as connection:
        rules = await desk_groups.rules(connection)
        own = await where_now(connection, talk.grounds.desk.chat_id)
    return groups_screen(talk.tongue, own, rules, notice)
