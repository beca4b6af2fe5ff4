"""What people report as wrong on a card of the directory.

The note is sealed: somebody who writes that a shelter's address is wrong may be writing it from the
shelter. Callers reach these through `storage.directory`.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import mistakes
from storage.vault import KeyRing


@dataclass(frozen=True, slots=True)
class Mistake:
    id: str
    entry_kind: str
    """`hotline` or `centre`."""
    entry_id: str
    person_id: int | None
    kind: str
    has_note: bool
    """There is a sealed note; `open_note` reads it."""
    reported_at: datetime


_REPORT = insert_unless_there(
    mistakes, ("id", "entry_kind", "entry_id", "person_id", "kind", "note", "reported_at")
)
_OF_ENTRY = (
    select(
        mistakes.c.id,
        mistakes.c.entry_kind,
        mistakes.c.entry_id,
        mistakes.c.person_id,
        mistakes.c.kind,
        mistakes.c.note.is_not(None),
        mistakes.c.reported_at,
    )
    .where(
        mistakes.c.entry_kind == bindparam("of_kind"), mistakes.c.entry_id == bindparam("of_entry")
    )
    .order_by(mistakes.c.reported_at.desc(), mistakes.c.id)
)
_NOTE = select(mistakes.c.note).where(mistakes.c.id == bindparam("report"))


async def report_mistake(
    conn: AsyncConnection,
    ring: KeyRing,
    report_id: str,
    entry_kind: str,
    entry_id: str,
    person_id: int | None,
    kind: str,
    note: str | None,
    now: datetime,
) -> None:
    """Keep the report; the same report id again changes nothing."""
    report = {
        "id": report_id,
        "entry_kind": entry_kind,
        "entry_id": entry_id,
        "person_id": person_id,
        "kind": kind,
        "note": ring.seal(note.encode(), _context(report_id)) if note else None,
        "reported_at": now,
    }
    await conn.execute(for_database(conn, _REPORT), report)


async def reports_of(conn: AsyncConnection, entry_kind: str, entry_id: str) -> list[Mistake]:
    """Newest first, nothing opened."""
    asked = {"of_kind": entry_kind, "of_entry": entry_id}
    return [Mistake(*row) for row in await conn.execute(_OF_ENTRY, asked)]


async def open_note(conn: AsyncConnection, ring: KeyRing, report_id: str) -> str | None:
    """What the person wrote; None when nothing. KeyLost or SealBroken when it cannot be had."""
    sealed = (await conn.execute(_NOTE, {"report": report_id})).scalar_one_or_none()
    return ring.open(sealed, _context(report_id)).decode() if sealed else None


def _context(report_id: str) -> str:
    return f"mistake:{report_id}"
