"""Which centres of a region an answer may name, in their order, a few at a time.

The statements read keys of one region and stop at a limit: a directory of ten thousand entries must
answer as fast as one of fifty. Where the person is never comes here: a place among the parameters
of a statement could end in a log. Callers reach these through `storage.directory`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    false,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import centres

Wish = tuple[tuple[str, ...], tuple[str, ...]]
"""Codes of which any one grants it, and codes of which any one refuses it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A checked centre before it is read whole."""

    id: str
    fit: int
    """How many wishes it grants."""
    is_full: bool
    """It has said that it has no room now."""
    checked_at: datetime
    publish_level: str
    geo_precision: str | None
    latitude: float | None
    longitude: float | None


_IN_REGION = (
    centres.c.region == bindparam("in_region"),
    centres.c.retired_at.is_(None),
    centres.c.hidden_at.is_(None),
    centres.c.status != "closed",
)
_DRAFTS = (
    select(centres.c.id)
    .where(*_IN_REGION, centres.c.checked_at.is_(None))
    .order_by(centres.c.is_family_centre, centres.c.tier, centres.c.position, centres.c.id)
    .limit(bindparam("at_most"))
    .offset(bindparam("from_place"))
)
_URGENT_DRAFTS = _DRAFTS.where(centres.c.is_family_centre.is_(False))


async def checked_in(
    conn: AsyncConnection,
    region: str,
    wishes: Sequence[Wish],
    stale_before: datetime,
    now: datetime,
    at_most: int,
    *,
    family_centres: bool,
) -> list[Candidate]:
    """Checked centres that refuse no wish: fresh before stale, then by fit, then newest checked.

    Where something is wished for, those without room come after those that may have some.
    """
    fit: ColumnElement[int] = literal(0)
    refused = []
    for grants, refuses in wishes:
        fit = fit + case((_has_any(grants), 1), else_=0)
        refused += [_has_any(refuses)] if refuses else []
    is_full = case((centres.c.full_until > now, true()), else_=false())
    order: list[ColumnElement[Any]] = [centres.c.checked_at.desc(), centres.c.id]
    if wishes:  # without, the index gives the order by itself
        is_stale = centres.c.checked_at <= stale_before
        order = [case((is_stale, 1), else_=0), is_full, fit.desc(), *order]
    asked = (
        select(
            centres.c.id,
            fit.label("fit"),
            is_full.label("is_full"),
            centres.c.checked_at,
            centres.c.publish_level,
            centres.c.geo_precision,
            centres.c.latitude,
            centres.c.longitude,
        )
        .where(*_IN_REGION, centres.c.checked_at.is_not(None))
        .order_by(*order)
        .limit(bindparam("at_most"))
    )
    if refused:
        asked = asked.where(and_(*(~any_of_them for any_of_them in refused)))
    if not family_centres:
        asked = asked.where(centres.c.is_family_centre.is_(False))
    found = await conn.execute(asked, {"in_region": region, "at_most": at_most})
    return [Candidate(*row) for row in found]


async def drafts_in(
    conn: AsyncConnection, region: str, from_place: int, at_most: int, *, family_centres: bool
) -> list[str]:
    """Ids of unchecked centres: the best sourced first, Family Support Centres last."""
    asked = {"in_region": region, "from_place": from_place, "at_most": at_most}
    drafts = _DRAFTS if family_centres else _URGENT_DRAFTS
    return list((await conn.execute(drafts, asked)).scalars())


def _has_any(codes: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(centres.c.codes.contains(f";{code};", autoescape=True) for code in codes))
