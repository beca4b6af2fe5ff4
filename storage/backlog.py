"""How full the outbox is: what waits in each lane, what is held, what is on its way.

Nothing here reads the letters that left, of which there are millions; what waits is counted up to a
bound and no further, so that an administrator's page costs the same on a quiet day and in a storm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.letters import Lane, is_free, is_held, is_sending
from storage.tables import letters

MOST_COUNTED = 10_000
"""One more than this stands for any greater number."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How far behind one lane is."""

    lane: Lane
    due: int
    """How many could have left already."""
    oldest: datetime | None
    """Since when (UTC) the one that waits longest could have left."""
    later: int
    """How many have their time still to come."""


@dataclass(frozen=True, slots=True)
class Tally:
    lanes: Sequence[Backlog]
    sending: int
    held: int
    """How many wait for somebody who cannot be reached."""


def _count(along: ColumnElement[Any], *where: ColumnElement[bool]) -> Select[int]:
    # in the order of the index: otherwise PostgreSQL may look for the first rows in the whole table
    counted = select(letters.c.id).where(*where).order_by(along).limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(counted)


_in_lane = is_free() & (letters.c.lane == bindparam("lane"))
_is_due = letters.c.not_before <= bindparam("now")
_DUE = _count(letters.c.not_before, _in_lane, _is_due)
_LATER = _count(letters.c.not_before, _in_lane, letters.c.not_before > bindparam("now"))
_OLDEST = select(func.min(letters.c.not_before)).where(_in_lane, _is_due)
_SENDING = _count(letters.c.id, is_sending())
_HELD = _count(letters.c.held_at, is_held())


async def tally(conn: AsyncConnection, now: datetime) -> Tally:
    """The whole of it, at `now`."""

    async def found(query: Select[Any], lane: Lane = Lane.DIALOGUE) -> Any:
        return (await conn.execute(query, {"lane": int(lane), "now": now})).scalar_one()

    lanes = [
        Backlog(
            lane,
            due=await found(_DUE, lane),
            oldest=await found(_OLDEST, lane),
            later=await found(_LATER, lane),
        )
        for lane in Lane
    ]
    return Tally(lanes, sending=await found(_SENDING), held=await found(_HELD))
