"""What supporters who wish it are told, and how far the telling has come.

Tens of thousands of letters are not put in one transaction, and never in the act that causes them:
a row says what is to be told, and the clock goes on from its cursor after any restart.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import petition_tellings


@dataclass(frozen=True, slots=True)
class Telling:
    """``cursor``: the row of the last support whose person was told."""

    id: int
    petition_id: str
    what: str
    cursor: int


_BEGIN = insert_unless_there(petition_tellings, ("petition_id", "what", "since"))
_NEXT = (
    select(
        petition_tellings.c.id,
        petition_tellings.c.petition_id,
        petition_tellings.c.what,
        petition_tellings.c.cursor,
    )
    .where(petition_tellings.c.done_at.is_(None))
    .order_by(petition_tellings.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_MOVE = (
    update(petition_tellings)
    .where(petition_tellings.c.id == bindparam("telling"))
    .values(cursor=bindparam("to"), done_at=bindparam("done"))
)


async def begin(conn: AsyncConnection, petition_id: str, what: str, now: datetime) -> bool:
    """Let it be told; False when it is or was."""
    row = {"petition_id": petition_id, "what": what, "since": now}
    return (await conn.execute(for_database(conn, _BEGIN), row)).rowcount == 1


async def next_open(conn: AsyncConnection) -> Telling | None:
    """The oldest one that is not told to the end, held until the act is over."""
    row = (await conn.execute(_NEXT)).one_or_none()
    return Telling(*row) if row else None


async def advance(
    conn: AsyncConnection, telling: Telling, cursor: int, done_at: datetime | None
) -> None:
    """So far it has come; ``done_at``: to the end."""
    await conn.execute(_MOVE, {"telling": telling.id, "to": cursor, "done": done_at})
