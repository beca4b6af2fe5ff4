"""What was promised in an answer, and what became of it after 3, 6 and 12 months."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import petition_promises


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPromise:
    """``found``: done, partly, not_done; ``due_on`` a day in Kazakhstan."""

    petition_id: str
    months: int
    due_on: date
    asked_at: datetime | None = None
    found: str | None = None
    found_at: datetime | None = None


_FIELDS = tuple(StoredPromise.__dataclass_fields__)
_ADD = insert_unless_there(petition_promises, ("petition_id", "months", "due_on"))
_OF = (
    select(*(petition_promises.c[name] for name in _FIELDS))
    .where(petition_promises.c.petition_id == bindparam("petition"))
    .order_by(petition_promises.c.months)
)
_this = (petition_promises.c.petition_id == bindparam("petition")) & (
    petition_promises.c.months == bindparam("after")
)
_ASK = update(petition_promises).where(_this).values(asked_at=bindparam("now"))
_FIND = (
    update(petition_promises)
    .where(_this)
    .values(found=bindparam("what"), found_at=bindparam("now"))
)


async def add(conn: AsyncConnection, petition_id: str, months: int, due_on: date) -> None:
    """It is to be looked at then."""
    row = {"petition_id": petition_id, "months": months, "due_on": due_on}
    await conn.execute(for_database(conn, _ADD), row)


async def of(conn: AsyncConnection, petition_id: str) -> list[StoredPromise]:
    """All looks, the earliest first."""
    rows = await conn.execute(_OF, {"petition": petition_id})
    return [StoredPromise(**row) for row in rows.mappings()]


async def asked(conn: AsyncConnection, petition_id: str, months: int, now: datetime) -> None:
    """The moderators were asked about it."""
    await conn.execute(_ASK, {"petition": petition_id, "after": months, "now": now})


async def found(
    conn: AsyncConnection, petition_id: str, months: int, what: str, now: datetime
) -> None:
    """What became of it, until then."""
    await conn.execute(_FIND, {"petition": petition_id, "after": months, "what": what, "now": now})
