"""Which updates of Telegram were handled, and which were set aside.

Telegram repeats an update until it is confirmed, and sometimes after. Without these rows a text
sent once could be taken as the answer to two questions, and one update that always fails would
block every later one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, literal_column, or_, select, update
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
    retried_at: datetime | None = None
    """Since when it is being tried again."""
    retried_by: int | None = None
    """Telegram id of the administrator who wants to know how that went."""


PARKED = "parked"
"""The error of those that did not fail: they take long, and are being handled still."""

NOTHING_KEPT = "NothingKept"
"""The error of those of which nothing was kept but that there was one: they cannot be retried."""

_RECORD = Swift(insert_unless_there(updates, ("update_id", "handled_at")))
_IS_RECORDED = select(updates.c.update_id).where(updates.c.update_id == bindparam("update"))
_this = set_aside_updates.c.update_id == bindparam("update")
_unresolved = set_aside_updates.c.resolved_at.is_(None)
_FORGET = delete(updates).where(
    updates.c.handled_at < bindparam("moment"),
    # tried again after a month, an act that was done must still be known to be done
    updates.c.update_id.not_in(select(set_aside_updates.c.update_id).where(_unresolved)),
)
_SET_ASIDE = insert_or_update(
    set_aside_updates,
    ("update_id", "kind", "error", "attempts", "payload", "at"),
    "update_id",
    {
        "error": literal_column("excluded.error"),
        "attempts": literal_column("excluded.attempts"),
        # the first one is kept; of one that was resolved nothing is left
        "payload": func.coalesce(set_aside_updates.c.payload, literal_column("excluded.payload")),
        "resolved_at": None,
        "resolution": None,
    },
)
_KEPT = select(
    set_aside_updates.c.update_id,
    set_aside_updates.c.kind,
    set_aside_updates.c.error,
    set_aside_updates.c.attempts,
    set_aside_updates.c.at,
    set_aside_updates.c.resolved_at,
    set_aside_updates.c.resolution,
    set_aside_updates.c.retried_at,
    set_aside_updates.c.retried_by,
)
_oldest_first = (set_aside_updates.c.at, set_aside_updates.c.update_id)
_WAITING = _KEPT.where(_unresolved).order_by(*_oldest_first)
_TO_RETRY = _KEPT.where(_unresolved, set_aside_updates.c.retried_at.is_not(None)).order_by(
    set_aside_updates.c.retried_at, set_aside_updates.c.update_id
)
_ONE = _KEPT.where(_this)
_failed = (_unresolved, set_aside_updates.c.error != PARKED)
_COUNT = select(func.count(), func.min(set_aside_updates.c.at)).where(*_failed)
_PAGE = (
    _KEPT.where(*_failed)
    .order_by(*_oldest_first)
    .limit(bindparam("most"))
    .offset(bindparam("passed"))
)
_PAYLOAD = select(set_aside_updates.c.payload).where(_this)
_RESOLVE = (
    update(set_aside_updates)
    .where(_this, _unresolved)
    .values(
        resolution=bindparam("outcome"),
        resolved_at=bindparam("now"),
        payload=None,
        retried_at=None,
    )
)
_DROP = _RESOLVE.where(set_aside_updates.c.retried_at.is_(None))
_RETRY = (
    update(set_aside_updates)
    .where(_this, *_failed, set_aside_updates.c.retried_at.is_(None))
    .values(retried_at=bindparam("now"), retried_by=bindparam("administrator"))
)
_FAILED_AGAIN = (
    update(set_aside_updates)
    .where(_this, _unresolved)
    .values(
        error=bindparam("what"),
        attempts=set_aside_updates.c.attempts + bindparam("tries"),
        retried_at=None,
    )
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
    """Those that nobody has resolved yet, parked ones too, oldest first."""
    return [SetAside(*row) for row in await conn.execute(_WAITING)]


async def set_aside_count(conn: AsyncConnection) -> tuple[int, datetime | None]:
    """How many failed and are unresolved, and since when the oldest lies there."""
    count, oldest = (await conn.execute(_COUNT)).one()
    return count, oldest


async def set_aside_page(conn: AsyncConnection, at_most: int, passed: int) -> Sequence[SetAside]:
    """The failed and unresolved ones, oldest first, after the first `passed`."""
    rows = await conn.execute(_PAGE, {"most": at_most, "passed": passed})
    return [SetAside(*row) for row in rows]


async def one_set_aside(conn: AsyncConnection, update_id: int) -> SetAside | None:
    """This one, resolved or not."""
    row = (await conn.execute(_ONE, {"update": update_id})).one_or_none()
    return SetAside(*row) if row else None


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
) -> bool:
    """It needs nobody any more, and what it says is destroyed; False when it was resolved."""
    asked = {"update": update_id, "outcome": resolution, "now": now}
    return (await conn.execute(_RESOLVE, asked)).rowcount == 1


async def retry_set_aside(
    conn: AsyncConnection, update_id: int, administrator: int, now: datetime
) -> bool:
    """It is to be tried again, for this administrator (Telegram id).

    False when it is resolved, or being tried again already.
    """
    asked = {"update": update_id, "administrator": administrator, "now": now}
    return (await conn.execute(_RETRY, asked)).rowcount == 1


async def drop_set_aside(conn: AsyncConnection, update_id: int, now: datetime) -> bool:
    """Nobody needs it; False when it is resolved, or being tried again just now."""
    asked = {"update": update_id, "outcome": "dropped", "now": now}
    return (await conn.execute(_DROP, asked)).rowcount == 1


async def failed_again(conn: AsyncConnection, update_id: int, error: str, tries: int) -> None:
    """It was tried `tries` times more; it lies there as before."""
    await conn.execute(_FAILED_AGAIN, {"update": update_id, "what": error, "tries": tries})


async def set_aside_to_retry(conn: AsyncConnection) -> list[SetAside]:
    """Those that an administrator wants to be tried again, in the order in which they asked."""
    return [SetAside(*row) for row in await conn.execute(_TO_RETRY)]


def _context(update_id: int) -> str:
    return f"update:{update_id}"
