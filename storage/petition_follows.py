"""Who wants to hear of a companion: its votes are cast elsewhere, so no support says so."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import people, petition_follows

_this = petition_follows.c.petition_id == bindparam("petition")
_theirs = petition_follows.c.person_id == bindparam("person")
_FOLLOW = insert_unless_there(petition_follows, ("petition_id", "person_id", "since"))
_LEAVE = delete(petition_follows).where(_this, _theirs)
_LEAVE_ALL = delete(petition_follows).where(_theirs)
_IS = select(petition_follows.c.since).where(_this, _theirs)
_TO_TELL = (
    select(petition_follows.c.person_id, people.c.telegram_id)
    .join(people, people.c.id == petition_follows.c.person_id)
    .where(_this, petition_follows.c.person_id > bindparam("after"))
    .order_by(petition_follows.c.person_id)
    .limit(bindparam("at_most"))
)


async def follow(conn: AsyncConnection, petition_id: str, person_id: int, now: datetime) -> None:
    """They hear of it from now on."""
    row = {"petition_id": petition_id, "person_id": person_id, "since": now}
    await conn.execute(for_database(conn, _FOLLOW), row)


async def leave(conn: AsyncConnection, petition_id: str, person_id: int) -> None:
    """They hear of it no more."""
    await conn.execute(_LEAVE, {"petition": petition_id, "person": person_id})


async def leave_all(conn: AsyncConnection, person_id: int) -> None:
    """Of none of them."""
    await conn.execute(_LEAVE_ALL, {"person": person_id})


async def follows(conn: AsyncConnection, petition_id: str, person_id: int) -> bool:
    """Whether they wish to hear of it."""
    asked = {"petition": petition_id, "person": person_id}
    return (await conn.execute(_IS, asked)).first() is not None


async def to_tell(
    conn: AsyncConnection, petition_id: str, after: int, at_most: int
) -> list[tuple[int, int]]:
    """(person id, Telegram id) of those who follow it, in the order of their ids."""
    asked = {"petition": petition_id, "after": after, "at_most": at_most}
    return [(row.person_id, row.telegram_id) for row in await conn.execute(_TO_TELL, asked)]
