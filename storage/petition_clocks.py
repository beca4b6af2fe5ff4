"""What the clock asks of petitions: which are due, how fast supports come, who wrote how many."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import petition_supports, petitions

_DUE = (
    select(petitions.c.id)
    .where(petitions.c.look_at.is_not(None), petitions.c.look_at <= bindparam("now"))
    .order_by(petitions.c.look_at, petitions.c.id)
    .limit(bindparam("at_most"))
)
_SINCE = select(func.count()).where(
    petition_supports.c.petition_id == bindparam("petition"),
    petition_supports.c.supported_at > bindparam("since"),
    petition_supports.c.withdrawn_at.is_(None),
    petition_supports.c.invalidated_at.is_(None),
    petition_supports.c.inside,
)
_OF_AUTHOR = select(func.count()).where(
    petitions.c.author_id == bindparam("person"),
    petitions.c.state.in_(bindparam("states", expanding=True)),
)
_NO_NEWS = (
    update(petition_supports)
    .where(
        petition_supports.c.petition_id == bindparam("petition"),
        petition_supports.c.person_id == bindparam("person"),
    )
    .values(wants_news=False)
)


async def due(conn: AsyncConnection, now: datetime, at_most: int) -> list[str]:
    """Ids of those that must be looked at. Not held: whoever acts on one takes its log first."""
    return list(await conn.scalars(_DUE, {"now": now, "at_most": at_most}))


async def counted_since(conn: AsyncConnection, petition_id: str, since: datetime) -> int:
    """How many supports that count came after this moment from where the petition is for."""
    asked = {"petition": petition_id, "since": since}
    return await conn.scalar(_SINCE, asked) or 0


async def of_author(conn: AsyncConnection, person_id: int, states: Collection[str]) -> int:
    """How many petitions of the person are in these states."""
    return await conn.scalar(_OF_AUTHOR, {"person": person_id, "states": list(states)}) or 0


async def no_more_news(conn: AsyncConnection, petition_id: str, person_id: int) -> None:
    """The person wants to hear of it no more; the support stands."""
    await conn.execute(_NO_NEWS, {"petition": petition_id, "person": person_id})
