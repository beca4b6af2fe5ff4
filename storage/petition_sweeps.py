"""Sweeps: which supports are found false together, how far that has come, and its undoing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import petition_sweeps


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSweep:
    """``found`` is what the preview counted; ``swept`` how many are invalid by it just now."""

    id: int
    petition_id: str
    since: datetime
    until: datetime
    youngest_id: int | None
    reason: str
    found: int
    made_by: int | None
    made_at: datetime
    started_at: datetime | None
    done_at: datetime | None
    undo_started_at: datetime | None
    undone_at: datetime | None
    swept: int

    @property
    def is_at_work(self) -> bool:
        """Whether the clock goes on with it, either way."""
        if self.undo_started_at is not None:
            return self.undone_at is None
        return self.started_at is not None and self.done_at is None


_COLUMNS = tuple(petition_sweeps.c[name] for name in StoredSweep.__dataclass_fields__)
_GET = select(*_COLUMNS).where(petition_sweeps.c.id == bindparam("sweep"))
_HOLD = _GET.with_for_update()
_OF = (
    select(*_COLUMNS)
    .where(petition_sweeps.c.petition_id == bindparam("petition"))
    .order_by(petition_sweeps.c.id.desc())
)
_AT_WORK = (
    select(petition_sweeps.c.id)
    .where(
        petition_sweeps.c.started_at.is_not(None),
        petition_sweeps.c.undone_at.is_(None),
        or_(petition_sweeps.c.done_at.is_(None), petition_sweeps.c.undo_started_at.is_not(None)),
    )
    .order_by(petition_sweeps.c.id)
)
_LATEST = select(*_COLUMNS).order_by(petition_sweeps.c.id.desc()).limit(bindparam("at_most"))


async def add(conn: AsyncConnection, **values: Any) -> int:
    """A new one, not begun yet."""
    added = insert(petition_sweeps).values(**values).returning(petition_sweeps.c.id)
    new: int = (await conn.execute(added)).scalar_one()
    return new


async def get(conn: AsyncConnection, sweep_id: int, *, hold: bool = False) -> StoredSweep | None:
    """One of them; ``hold`` locks its row until the act is over."""
    rows = await conn.execute(_HOLD if hold else _GET, {"sweep": sweep_id})
    row = rows.mappings().one_or_none()
    return StoredSweep(**row) if row else None


async def of_petition(conn: AsyncConnection, petition_id: str) -> list[StoredSweep]:
    """All of a petition, the newest first."""
    rows = await conn.execute(_OF, {"petition": petition_id})
    return [StoredSweep(**row) for row in rows.mappings()]


async def latest(conn: AsyncConnection, at_most: int) -> list[StoredSweep]:
    """Of all petitions, the newest first."""
    rows = await conn.execute(_LATEST, {"at_most": at_most})
    return [StoredSweep(**row) for row in rows.mappings()]


async def at_work(conn: AsyncConnection) -> list[int]:
    """Those that the clock goes on with."""
    return list((await conn.execute(_AT_WORK)).scalars())


async def change(conn: AsyncConnection, sweep_id: int, **values: Any) -> None:
    """Set these columns."""
    changed = update(petition_sweeps).where(petition_sweeps.c.id == sweep_id)
    await conn.execute(changed.values(**values))
