"""Which petition was counted anew in which night, and what was wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_or_update_row
from storage.tables import petition_logs, petition_recounts


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecount:
    """The last one of a petition; ``trouble`` None: the lines say what the count says."""

    petition_id: str
    day: date
    trouble: str | None
    counted_at: datetime


_FIELDS = tuple(StoredRecount.__dataclass_fields__)
_COLUMNS = tuple(petition_recounts.c[name] for name in _FIELDS)
_KEEP = insert_or_update_row(petition_recounts, _FIELDS, ("petition_id",))
_WAITING = (
    select(petition_logs.c.petition_id)
    .outerjoin(petition_recounts, petition_recounts.c.petition_id == petition_logs.c.petition_id)
    .where(
        or_(
            petition_recounts.c.day.is_(None),
            petition_recounts.c.day < bindparam("on_day"),
        )
    )
    .order_by(petition_logs.c.petition_id)
)
_TROUBLES = (
    select(*_COLUMNS)
    .where(petition_recounts.c.trouble.is_not(None))
    .order_by(petition_recounts.c.petition_id)
)
_LAST_DAY = select(petition_recounts.c.day).order_by(petition_recounts.c.day.desc()).limit(1)


async def waiting(conn: AsyncConnection, day: date) -> Sequence[str]:
    """The petitions that were not counted anew on this day yet."""
    return (await conn.execute(_WAITING, {"on_day": day})).scalars().all()


async def keep(conn: AsyncConnection, recount: StoredRecount) -> None:
    """In place of the one before."""
    row = {name: getattr(recount, name) for name in _FIELDS}
    await conn.execute(for_database(conn, _KEEP), row)


async def troubles(conn: AsyncConnection) -> list[StoredRecount]:
    """Those that did not agree when they were counted last."""
    return [StoredRecount(**row) for row in (await conn.execute(_TROUBLES)).mappings()]


async def last_day(conn: AsyncConnection) -> date | None:
    """The newest night in which anything was counted."""
    found: date | None = await conn.scalar(_LAST_DAY)
    return found
