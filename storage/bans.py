"""Whom the desk does not listen to for a while, and why, in sealed words of the staff.

One ban of a person stands at a time. It ends by itself: nothing has to happen at that moment, since
whoever asks, asks what holds now.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import bans
from storage.vault import KeyRing


@dataclass(frozen=True, slots=True)
class StoredBan:
    """``until`` None: until somebody lifts it. ``quiet``: the person is told nothing."""

    id: int
    person_id: int
    quiet: bool
    made_at: datetime
    made_by: int | None
    until: datetime | None


def _stands() -> ColumnElement[bool]:
    still = or_(bans.c.until.is_(None), bans.c.until > bindparam("now"))
    return bans.c.lifted_at.is_(None) & still


_COLUMNS = tuple(bans.c[name] for name in StoredBan.__dataclass_fields__)
_OF_PERSON = select(*_COLUMNS).where(bans.c.person_id == bindparam("person"), _stands())
_ALL = select(*_COLUMNS).where(_stands()).order_by(bans.c.made_at.desc(), bans.c.id.desc())
_ADD = (
    insert(bans)
    .values(
        {name: bindparam(name) for name in ("person_id", "quiet", "made_at", "made_by", "until")}
    )
    .returning(bans.c.id)
)
_REASON = select(bans.c.reason).where(bans.c.id == bindparam("ban"))
_SEAL = update(bans).where(bans.c.id == bindparam("ban")).values(reason=bindparam("sealed"))
_lifting: dict[str, Any] = {"lifted_at": bindparam("now"), "lifted_by": bindparam("by")}
_LIFT = (
    update(bans)
    .where(bans.c.id == bindparam("ban"), _stands())
    .values(_lifting)
    .returning(bans.c.person_id)
)
_CLEAR = (
    update(bans)
    .where(bans.c.person_id == bindparam("person"), bans.c.lifted_at.is_(None))
    .values(_lifting)
)


async def standing(conn: AsyncConnection, person_id: int, now: datetime) -> StoredBan | None:
    """The ban that holds for the person now."""
    row = (await conn.execute(_OF_PERSON, {"person": person_id, "now": now})).one_or_none()
    return StoredBan(*row) if row else None


async def all_standing(conn: AsyncConnection, now: datetime) -> list[StoredBan]:
    """All that hold now, the newest first."""
    return [StoredBan(*row) for row in await conn.execute(_ALL, {"now": now})]


async def add(
    conn: AsyncConnection,
    ring: KeyRing,
    person_id: int,
    *,
    quiet: bool,
    reason: str,
    until: datetime | None,
    made_by: int | None,
    now: datetime,
) -> int:
    """Keep it in place of the one that stood before; its id."""
    await conn.execute(_CLEAR, {"person": person_id, "now": now, "by": made_by})
    row = {"person_id": person_id, "quiet": quiet, "until": until}
    made = {**row, "made_at": now, "made_by": made_by}
    ban_id: int = (await conn.execute(_ADD, made)).scalar_one()
    sealed = ring.seal(reason.encode(), _context(ban_id))
    await conn.execute(_SEAL, {"ban": ban_id, "sealed": sealed})
    return ban_id


async def reason(conn: AsyncConnection, ring: KeyRing, ban_id: int) -> str | None:
    """Why, in words of the staff. KeyLost or SealBroken when it cannot be had."""
    sealed = (await conn.execute(_REASON, {"ban": ban_id})).scalar_one_or_none()
    return ring.open(sealed, _context(ban_id)).decode() if sealed else None


async def lift(conn: AsyncConnection, ban_id: int, by: int | None, now: datetime) -> int | None:
    """End it; the person's id, or None when it did not stand any more."""
    asked = {"ban": ban_id, "by": by, "now": now}
    person_id: int | None = (await conn.execute(_LIFT, asked)).scalar_one_or_none()
    return person_id


def _context(ban_id: int) -> str:
    return f"ban:{ban_id}"
