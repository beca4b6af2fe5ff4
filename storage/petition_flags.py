"""What looked odd about the supports of a petition, for a moderator to look at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import petition_flags


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFlag:
    """``found`` supports between the two moments; ``usual``: how many are, where that is known."""

    id: int
    petition_id: str
    reason: str
    since: datetime
    until: datetime
    found: int
    usual: int | None
    flagged_at: datetime
    decided_at: datetime | None
    decided_by: int | None
    decision: str | None


_COLUMNS = tuple(petition_flags.c[name] for name in StoredFlag.__dataclass_fields__)
_RAISE = insert_unless_there(
    petition_flags, ("petition_id", "reason", "since", "until", "found", "usual", "flagged_at")
)
_GROW = (
    update(petition_flags)
    .where(
        petition_flags.c.petition_id == bindparam("petition"),
        petition_flags.c.reason == bindparam("why"),
        petition_flags.c.since == bindparam("began"),
        petition_flags.c.decided_at.is_(None),
    )
    .values(found=bindparam("now_found"))
)
_OPEN = (
    select(*_COLUMNS)
    .where(petition_flags.c.decided_at.is_(None))
    .order_by(petition_flags.c.flagged_at, petition_flags.c.id)
)
_GET = select(*_COLUMNS).where(petition_flags.c.id == bindparam("flag"))
_DECIDE = (
    update(petition_flags)
    .where(petition_flags.c.id == bindparam("flag"), petition_flags.c.decided_at.is_(None))
    .values(decided_at=bindparam("now"), decided_by=bindparam("by"), decision=bindparam("what"))
)


async def put_up(
    conn: AsyncConnection,
    petition_id: str,
    reason: str,
    since: datetime,
    until: datetime,
    found: int,
    usual: int | None,
    now: datetime,
) -> bool:
    """Mark it; False when that span was marked for this before (its number grows then)."""
    row = {
        "petition_id": petition_id,
        "reason": reason,
        "since": since,
        "until": until,
        "found": found,
        "usual": usual,
        "flagged_at": now,
    }
    if (await conn.execute(for_database(conn, _RAISE), row)).rowcount == 1:
        return True
    grown = {"petition": petition_id, "why": reason, "began": since, "now_found": found}
    await conn.execute(_GROW, grown)
    return False


async def undecided(conn: AsyncConnection) -> list[StoredFlag]:
    """Those that wait for a moderator, the oldest first."""
    return [StoredFlag(**row) for row in (await conn.execute(_OPEN)).mappings()]


async def get(conn: AsyncConnection, flag_id: int) -> StoredFlag | None:
    """One of them, decided or not."""
    row = (await conn.execute(_GET, {"flag": flag_id})).mappings().one_or_none()
    return StoredFlag(**row) if row else None


async def decide(
    conn: AsyncConnection, flag_id: int, decision: str, by: int | None, now: datetime
) -> bool:
    """What came of it; False when somebody was quicker."""
    asked = {"flag": flag_id, "what": decision, "by": by, "now": now}
    return (await conn.execute(_DECIDE, asked)).rowcount == 1
