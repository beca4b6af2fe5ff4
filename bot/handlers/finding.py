"""The finder: nothing of it is written down."""

from __future__ import annotations

from aiogram import F, Router

from bot.flows import report_mistake
from bot.flows.runner import Runner
from bot.talk import Talk
from bot.views.finder import (
    entry_screen,
    line_screen,
    lines_screen,
    region_screen,
    regions_screen,
)
from bot.views.ways import Find
from civic import directory
from civic.phrases import _
from civic.regions import Region, regions

router = Router(name=__name__)
OVER_AGAIN = 1
"""The "page" of a report's button that gives up the report begun before."""
GONE = _("This entry is no longer in the directory.")


@router.callback_query(Find.filter(F.to == "lines"))
async def to_lines(_query: object, talk: Talk) -> None:
    """All lines."""
    await show_lines(talk)


@router.callback_query(Find.filter(F.to == "line"))
async def to_line(_query: object, callback_data: Find, talk: Talk) -> None:
    """One line."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        line = await directory.line_with_number(connection, callback_data.key)
    if line is None:
        await talk.popup(GONE)
    else:
        await talk.show(line_screen(talk.tongue, line))


@router.callback_query(Find.filter(F.to == "regions"))
async def to_regions(_query: object, talk: Talk) -> None:
    """The choice of a region."""
    await talk.person()
    await talk.show(regions_screen(talk.tongue))


@router.callback_query(Find.filter(F.to == "region"))
async def to_region(_query: object, callback_data: Find, talk: Talk) -> None:
    """The centres of a region."""
    region = regions().get(callback_data.key)
    if region is None:
        await talk.popup(GONE)
    else:
        await show_region(talk, region, callback_data.page)


@router.callback_query(Find.filter(F.to == "centre"))
async def to_centre(_query: object, callback_data: Find, talk: Talk) -> None:
    """One centre."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        entry = await directory.entry_with_id(connection, callback_data.key)
    if entry is None:
        await talk.popup(GONE)
    else:
        await talk.show(entry_screen(talk.tongue, entry, callback_data.page))


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
    else:
        known = report_mistake.about(kind, key, found.name)
        again = callback_data.model_copy(update={"page": OVER_AGAIN}).pack()
        over = callback_data.page == OVER_AGAIN
        await runner.begin(talk, report_mistake.NAME, known, again=again, over=over)


async def show_lines(talk: Talk, *, drop_keys: bool = False) -> None:
    """The lines, with the centres of the person's region at hand."""
    person = await talk.person()
    async with talk.grounds.database.look() as connection:
        lines = await directory.lines(connection)
    region = regions().get(person.region) if person and person.region else None
    await talk.show(lines_screen(talk.tongue, lines, region), drop_keys=drop_keys)


async def show_region(talk: Talk, region: Region, page: int = 0) -> None:
    """The centres of a region."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        entries = await directory.entries(connection, region.iso)
    await talk.show(region_screen(talk.tongue, region, entries, page))
