"""Lists of petitions as people read them: without their texts, with the counts that are shown.

A list is read far more often than a petition changes: no row of supports is looked at here, only
the count that the clock has shown (``storage.petition_logs``).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import official_petitions, petition_logs, petition_steps, petitions


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPetition:
    """A petition without its text. ``shown`` is the count of the bot's own, ``votes`` what was read
    on epetition.kz at ``read_at``; the two are never added up.
    """

    id: str
    kind: str
    state: str
    topic: str
    level: str
    body: str
    region: str | None
    place: str | None
    threshold: int
    title_kk: str | None
    title_ru: str | None
    summary_kk: str | None
    summary_ru: str | None
    closes_on: date | None
    first_by: date | None
    official_id: str | None
    outcome: str | None
    shown: int
    shown_outside: int
    votes: int | None
    read_at: datetime | None

    @property
    def inside(self) -> int:
        """How many of those who live where it is for; the threshold is counted from these."""
        return self.shown - self.shown_outside


@dataclass(frozen=True, slots=True)
class Words:
    """What of a petition can be searched, at its ``revision``."""

    id: str
    revision: int
    titles: tuple[str, ...]
    summaries: tuple[str, ...]


_OWN = tuple(
    petitions.c[name] for name in ListedPetition.__dataclass_fields__ if name in petitions.c
)
_SHOWN = func.coalesce(petition_logs.c.shown, 0)
_OUTSIDE = func.coalesce(petition_logs.c.shown_outside, 0)
_LISTED = select(
    *_OWN,
    _SHOWN.label("shown"),
    _OUTSIDE.label("shown_outside"),
    official_petitions.c.votes,
    official_petitions.c.read_at,
).select_from(
    petitions.outerjoin(petition_logs, petition_logs.c.petition_id == petitions.c.id).outerjoin(
        official_petitions, official_petitions.c.id == petitions.c.official_id
    )
)
_in_states = petitions.c.state.in_(bindparam("states", expanding=True))
_page: dict[str, Any] = {"limit": bindparam("at_most"), "offset": bindparam("after")}


def _list(*where: ColumnElement[bool], by: Sequence[ColumnElement[Any]]) -> Any:
    return (
        _LISTED.where(_in_states, *where)
        .order_by(*by, petitions.c.id)
        .limit(_page["limit"])
        .offset(_page["offset"])
    )


_newest = (petitions.c.opened_at.desc(), petitions.c.state_at.desc())
_ngo = petitions.c.kind == "ngo"
_inside = _SHOWN - _OUTSIDE
_NEW = _list(_ngo, by=_newest)
_POPULAR = _list(_ngo, by=(_SHOWN.desc(),))
_NEAR = _list(
    _ngo,
    _inside * 2 >= petitions.c.threshold,
    _inside < petitions.c.threshold,
    by=((_inside * 1.0 / petitions.c.threshold).desc(),),
)
_OFFICIAL = _list(petitions.c.kind == "companion", by=_newest)
_OF_REGION = _list(petitions.c.region == bindparam("region"), by=_newest)
_OF_TOPIC = _list(petitions.c.topic == bindparam("topic"), by=_newest)
_SEVERAL = _LISTED.where(petitions.c.id.in_(bindparam("several", expanding=True)))
_HOW_MANY = (
    select(petitions.c.region, func.count())
    .where(_in_states, petitions.c.region.is_not(None))
    .group_by(petitions.c.region)
)
_LAST_STEP = select(func.coalesce(func.max(petition_steps.c.id), 0))
_LISTED_NOW = select(func.count()).select_from(petitions).where(_in_states)
_REVISIONS = select(petitions.c.id, petitions.c.revision).where(_in_states)
_WORDS = select(
    petitions.c.id,
    petitions.c.revision,
    petitions.c.title_kk,
    petitions.c.title_ru,
    petitions.c.summary_kk,
    petitions.c.summary_ru,
    official_petitions.c.title.label("official_title"),
).select_from(
    petitions.outerjoin(official_petitions, official_petitions.c.id == petitions.c.official_id)
)
_WORDS_OF = _WORDS.where(petitions.c.id.in_(bindparam("several", expanding=True)))
_MOST_AT_ONCE = 500


async def new(
    conn: AsyncConnection, states: Collection[str], at_most: int, after: int = 0
) -> list[ListedPetition]:
    """Those of the NGO, the newest first; ``after`` are left out from the beginning."""
    return await _read(conn, _NEW, states, at_most, after)


async def popular(
    conn: AsyncConnection, states: Collection[str], at_most: int, after: int = 0
) -> list[ListedPetition]:
    """Those of the NGO, the most supported first."""
    return await _read(conn, _POPULAR, states, at_most, after)


async def near(
    conn: AsyncConnection, states: Collection[str], at_most: int, after: int = 0
) -> list[ListedPetition]:
    """Those that have half of what they need or more, and not all of it; the nearest first."""
    return await _read(conn, _NEAR, states, at_most, after)


async def official(
    conn: AsyncConnection, states: Collection[str], at_most: int, after: int = 0
) -> list[ListedPetition]:
    """Companions of official petitions, the newest first."""
    return await _read(conn, _OFFICIAL, states, at_most, after)


async def of_region(
    conn: AsyncConnection, region: str, states: Collection[str], at_most: int, after: int = 0
) -> list[ListedPetition]:
    """Those that are about this region or a place in it."""
    return await _read(conn, _OF_REGION, states, at_most, after, region=region)


async def of_topic(
    conn: AsyncConnection, topic: str, states: Collection[str], at_most: int, after: int = 0
) -> list[ListedPetition]:
    """Those with this topic."""
    return await _read(conn, _OF_TOPIC, states, at_most, after, topic=topic)


async def several(conn: AsyncConnection, ids: Collection[str]) -> dict[str, ListedPetition]:
    """These, by id, whatever their state."""
    if not ids:
        return {}
    rows = await conn.execute(_SEVERAL, {"several": list(ids)})
    return {row["id"]: ListedPetition(**row) for row in rows.mappings()}


async def how_many_of_regions(conn: AsyncConnection, states: Collection[str]) -> dict[str, int]:
    """How many are about each region that has any."""
    rows = await conn.execute(_HOW_MANY, {"states": list(states)})
    return {row[0]: row[1] for row in rows}


async def mark_of(conn: AsyncConnection, states: Collection[str]) -> tuple[int, int]:
    """What differs as soon as a petition is listed or taken off; cheap however many there are."""
    steps: int = await conn.scalar(_LAST_STEP) or 0
    count: int = await conn.scalar(_LISTED_NOW, {"states": list(states)}) or 0
    return steps, count


async def revisions(conn: AsyncConnection, states: Collection[str]) -> dict[str, int]:
    """Which revision each listed petition has."""
    rows = await conn.execute(_REVISIONS, {"states": list(states)})
    return {row.id: row.revision for row in rows}


async def words_of(conn: AsyncConnection, ids: Collection[str]) -> list[Words]:
    """What can be searched of these."""
    wanted, found = list(ids), []
    for first in range(0, len(wanted), _MOST_AT_ONCE):
        some = wanted[first : first + _MOST_AT_ONCE]
        for row in await conn.execute(_WORDS_OF, {"several": some}):
            titles = (row.title_kk, row.title_ru, row.official_title)
            summaries = (row.summary_kk, row.summary_ru)
            found.append(
                Words(
                    row.id,
                    row.revision,
                    tuple(filter(None, titles)),
                    tuple(filter(None, summaries)),
                )
            )
    return found


async def _read(
    conn: AsyncConnection,
    statement: Any,
    states: Collection[str],
    at_most: int,
    after: int,
    **asked: Any,
) -> list[ListedPetition]:
    given = {"states": list(states), "at_most": at_most, "after": after, **asked}
    rows = await conn.execute(statement, given)
    return [ListedPetition(**row) for row in rows.mappings()]
