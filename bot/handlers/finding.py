"""Reports about entries, and the finder's pages as buttons of older messages name them.

Nothing of what somebody looks at is written down.
"""

from __future__ import annotations

from aiogram import F, Router

from bot.flows import report_mistake
from bot.flows.runner import Runner
from bot.handlers.helping import show_page
from bot.handlers.helping_pages import GONE
from bot.talk import Talk
from bot.views.ways import Find, Help
from bot.visits import Visits
from civic import directory

router = Router(name=__name__)
OVER_AGAIN = 1
"""The "page" of a report's button that gives up the report begun before."""


@router.callback_query(Find.filter(F.to.in_({"lines", "line", "regions", "region", "centre"})))
async def to_page(_query: object, callback_data: Find, talk: Talk, visits: Visits) -> None:
    """A page of the finder."""
    is_region = callback_data.to == "region"
    page = Help(
        to=callback_data.to,
        place=callback_data.key if is_region else "",
        key="" if is_region else callback_data.key,
    )
    await show_page(talk, visits, page)


@router.callback_query(Find.filter(F.to.startswith("report_")))
async def to_report(_query: object, callback_data: Find, talk: Talk, runner: Runner) -> None:
    """A mistake in a line or a centre."""
    kind, key = callback_data.to.removeprefix("report_"), callback_data.key
    async with talk.grounds.database.look() as connection:
        found = await (
            directory.line_with_number(connection, key)
            if kind == "line"
            else directory.entry_with_id(connection, key)
        )
    if found is None:
        await talk.popup(GONE)
        return
    known = report_mistake.about(kind, key, found.name)
    if callback_data.page == OVER_AGAIN:
        await runner.forget(talk, report_mistake.NAME)
    again = callback_data.model_copy(update={"page": OVER_AGAIN}).pack()
    await runner.begin(talk, report_mistake.NAME, known, again=again)
