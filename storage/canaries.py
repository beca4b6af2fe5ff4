"""The test tickets of the nights: when each was let go, and whether it came back."""

from datetime import date, datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import canaries

_LET_GO = insert_unless_there(canaries, ("day", "put_at"))
_BACK = (
    update(canaries)
    .where(canaries.c.day == bindparam("night"), canaries.c.back_at.is_(None))
    .values(back_at=bindparam("now"))
)
_LOST = (
    update(canaries)
    .where(
        canaries.c.put_at <= bindparam("before"),
        canaries.c.back_at.is_(None),
        canaries.c.told_at.is_(None),
    )
    .values(told_at=bindparam("now"))
    .returning(canaries.c.day)
)
_LAST = select(canaries.c.day, canaries.c.back_at).order_by(canaries.c.day.desc()).limit(1)


async def let_go(conn: AsyncConnection, night: date, now: datetime) -> bool:
    """One flies in this night; False when it was let go already."""
    row = {"day": night, "put_at": now}
    return (await conn.execute(for_database(conn, _LET_GO), row)).rowcount == 1


async def came_back(conn: AsyncConnection, night: date, now: datetime) -> bool:
    """It went the whole way; False when that was known, or none was let go."""
    return (await conn.execute(_BACK, {"night": night, "now": now})).rowcount == 1


async def lost(conn: AsyncConnection, before: datetime, now: datetime) -> list[date]:
    """The nights whose canary left before that moment and is not back; each is named once."""
    rows = await conn.execute(_LOST, {"before": before, "now": now})
    return sorted(rows.scalars())


async def last(conn: AsyncConnection) -> tuple[date, datetime | None] | None:
    """The newest night, and when its canary came back."""
    row = (await conn.execute(_LAST)).one_or_none()
    return (row.day, row.back_at) if row else None
