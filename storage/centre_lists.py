"""Which centres wait to be checked, why, and how many of each: a look at the rows.

Entries fade, two reports hide one, a call may have reached nobody. No list of this is kept, so none
can fall out of step with the rows. Callers reach these through `storage.directory`.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import centres

_STANDS = (centres.c.retired_at.is_(None), centres.c.status != "closed")
_WHY: ColumnElement[str | None] = case(
    (centres.c.hidden_at.is_not(None), "reported"),
    (centres.c.checked_at <= bindparam("before"), "old"),
    (centres.c.status == "no_answer", "no_answer"),
)
_CHECKED_ONCE = (*_STANDS, centres.c.checked_at.is_not(None))
_COUNT_DUE = select(_WHY, func.count()).where(*_CHECKED_ONCE, _WHY.is_not(None)).group_by(_WHY)
_REGION = func.coalesce(centres.c.region, "")
"""An entry without a region has a list of its own."""
_SINCE = func.coalesce(centres.c.hidden_at, centres.c.checked_at)
_NEVER = (*_STANDS, centres.c.checked_at.is_(None))


def _in_region() -> ColumnElement[bool]:
    return bindparam("in_region") == _REGION


def _page(asked: Select[Any]) -> Select[Any]:
    return asked.limit(bindparam("at_most")).offset(bindparam("from_place"))


_DUE = _page(
    select(centres.c.id)
    .where(*_CHECKED_ONCE, bindparam("why") == _WHY)
    .order_by(_SINCE, centres.c.id)
)
_COUNT_NEVER = select(_REGION, func.count()).where(*_NEVER).group_by(_REGION)
_BEST_FIRST = (centres.c.tier, centres.c.position, centres.c.id)
_DRAFTS = _page(select(centres.c.id).where(*_NEVER, _in_region()).order_by(*_BEST_FIRST))
_COUNT_ALL = select(_REGION, func.count()).where(centres.c.retired_at.is_(None)).group_by(_REGION)
_ALL = _page(
    select(centres.c.id)
    .where(
        centres.c.retired_at.is_(None),
        _in_region(),
    )
    .order_by(centres.c.status == "closed", centres.c.checked_at.is_(None), *_BEST_FIRST)
)


async def count_due(conn: AsyncConnection, before: datetime) -> dict[str, int]:
    """How many are `reported`, `old` (checked before this moment) or gave `no_answer`."""
    rows = await conn.execute(_COUNT_DUE, {"before": before})
    return {str(why): count for why, count in rows}


async def due_for_checking(
    conn: AsyncConnection, before: datetime, why: str, from_place: int, at_most: int
) -> list[str]:
    """Ids of checked centres that need it again for this reason, the longest waiting first."""
    asked = {"before": before, "why": why, "from_place": from_place, "at_most": at_most}
    return list((await conn.execute(_DUE, asked)).scalars())


async def count_never_checked(conn: AsyncConnection) -> dict[str, int]:
    """Region (ISO, or "" where none is known) to the number of drafts."""
    return {region: count for region, count in await conn.execute(_COUNT_NEVER)}  # noqa: C416 - rows are no pairs to dict()


async def never_checked(
    conn: AsyncConnection, region: str, from_place: int, at_most: int
) -> list[str]:
    """Ids of a region's drafts, the best sourced first; "" for those of no region."""
    asked = {"in_region": region, "from_place": from_place, "at_most": at_most}
    return list((await conn.execute(_DRAFTS, asked)).scalars())


async def count_all(conn: AsyncConnection) -> dict[str, int]:
    """Region ("" where none is known) to the number of centres, closed ones too."""
    return {region: count for region, count in await conn.execute(_COUNT_ALL)}  # noqa: C416 - rows are no pairs to dict()


async def all_of_region(
    conn: AsyncConnection, region: str, from_place: int, at_most: int
) -> list[str]:
    """Ids of a region's centres: checked ones, drafts, and closed ones last."""
    asked = {"in_region": region, "from_place": from_place, "at_most": at_most}
    return list((await conn.execute(_ALL, asked)).scalars())
