"""Which updates of Telegram were handled, and which were set aside.

Telegram repeats an update until it is confirmed, and sometimes after. Without these rows a text
sent once could be taken as the answer to two questions, and one update that always fails would
block every later one.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_or_update, insert_unless_there
from storage.errors import NotSetAside
from storage.swift import Swift
from storage.tables import set_aside_updates, updates
from storage.vault import KeyRing


@dataclass(frozen=True, slots=True)
class SetAside:
    update_id: int
    kind: str
    error: str
    """The error's class or reference, never its text: that could quote the person."""
    attempts: int
    at: datetime
    resolved_at: datetime | None
    resolution: str | None


_RECORD = Swift(insert_unless_there(updates, ("update_id", "handled_at")))
_IS_RECORDED = select(updates.c.update_id).where(updates.c.update_id == bindparam("update"))
_FORGET = delete(updates).where(updates.c.handled_at < bindparam("moment"))
_SET_ASIDE = insert_or_update(
    set_aside_updates,
    ("update_id", "kind", "error", "attempts", "payload", "at"),
    "update_id",
    {name: literal_column(f"excluded.{name}") for name in ("error", "attempts")},
)
_WAITING = (
    select(
        set_aside_updates.c.update_id,
        set_aside_updates.c.kind,
        set_aside_updates.c.error,
        set_aside_updates.c.attempts,
        set_aside_updates.c.at,
        set_aside_updates.c.resolved_at,
        set_aside_updates.c.resolution,
    )
    .where(set_aside_updates.c.resolved_at.is_(None))
    .order_by(set_aside_updates.c.at, set_aside_updates.c.update_id)
)
_PAYLOAD = select(set_aside_updates.c.payload).where(
    set_aside_updates.c.update_id == bindparam("update")
)
_RESOLVE = (
    update(set_aside_updates)
    .where(
        set_aside_updates.c.update_id == bindparam("update"),
        set_aside_updates.c.resolved_at.is_(None),
    )
    .values(resolution=bindparam("outcome"), resolved_at=bindparam("now"))
)

_FORGET_SET_ASIDE = delete(set_aside_updates).where(
    or_(
        set_aside_updates.c.resolved_at < bindparam("resolved"),
        set_aside_updates.c.at < bindparam("waiting"),
    )
)


async def record(conn: AsyncConnection, update_id: int, now: datetime) -> bool:
    """Note that this transaction handles the update; False when another one did already."""
    return await _RECORD.change(conn, {"update_id": update_id, "handled_at": now}) == 1


async def is_recorded(conn: AsyncConnection, update_id: int) -> bool:
    """Whether a transaction that has committed handled the update."""
    found = await conn.execute(_IS_RECORDED, {"update": update_id})
    return found.one_or_none() is not None


async def forget_before(conn: AsyncConnection, moment: datetime) -> int:
    """Drop the notes that Telegram can no longer ask about; returns how many."""
    return (await conn.execute(_FORGET, {"moment": moment})).rowcount


async def set_aside(
    conn: AsyncConnection,
    ring: KeyRing,
    update_id: int,
    kind: str,
    error: str,
    attempts: int,
    payload: bytes,
    now: datetime,
) -> None:
    """Keep an update that could not be handled, sealed.

    Kept again (one that was parked and then failed), it takes the later error and attempts.
    """
    kept = {
        "update_id": update_id,
        "kind": kind,
        "error": error,
        "attempts": attempts,
        "payload": ring.seal(payload, _context(update_id)),
        "at": now,
    }
    await conn.execute(for_database(conn, _SET_ASIDE), kept)


async def set_aside_waiting(conn: AsyncConnection) -> list[SetAside]:
    """Those that nobody has resolved yet, oldest first."""
    return [SetAside(*row) for row in await conn.execute(_WAITING)]


async def open_set_aside(conn: AsyncConnection, ring: KeyRing, update_id: int) -> bytes:
    """The update as Telegram sent it; NotSetAside, KeyLost or SealBroken when it cannot be had."""
    sealed = (await conn.execute(_PAYLOAD, {"update": update_id})).scalar_one_or_none()
    if sealed is None:
        raise NotSetAside(f"Nothing is set aside for update {update_id}.")
    return ring.open(sealed, _context(update_id))


async def forget_set_aside(conn: AsyncConnection, resolved: datetime, waiting: datetime) -> int:
    """Delete what was resolved before the one moment, or set aside before the other; how many."""
    moments = {"resolved": resolved, "waiting": waiting}
    return (await conn.execute(_FORGET_SET_ASIDE, moments)).rowcount


async def resolve_set_aside(
    conn: AsyncConnection, update_id: int, resolution: str, now: datetime
) -> None:
    await conn.execute(_RESOLVE, {"update": update_id, "outcome": resolution, "now": now})


def _context(update_id: int) -> str:
    return f"update:{update_id}"
