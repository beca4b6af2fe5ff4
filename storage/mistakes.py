"""What people report as wrong on a card of the directory.

The note is sealed: somebody who writes that a shelter's address is wrong may be writing it from the
shelter. Who reported is not kept, only a mark that tells two reporters of one entry apart. Callers
reach these through `storage.directory`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.peppers import pepper
from storage.tables import mistakes
from storage.vault import KeyRing, mark


@dataclass(frozen=True, slots=True)
class Mistake:
    id: str
    entry_kind: str
    """`line` or `centre`."""
    entry_id: str
    person_id: int | None
    """None: who reported is not kept. A row of an older version may still hold it."""
    kind: str
    has_note: bool
    """There is a sealed note; `open_note` reads it."""
    reported_at: datetime


_PEPPER = "mistakes"
_REPORT = insert_unless_there(
    mistakes, ("id", "entry_kind", "entry_id", "mark", "kind", "note", "reported_at")
)
_IS_OF_ENTRY = (
    mistakes.c.entry_kind == bindparam("of_kind"),
    mistakes.c.entry_id == bindparam("of_entry"),
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
    .where(*_IS_OF_ENTRY)
    .order_by(mistakes.c.reported_at.desc(), mistakes.c.id)
)
_REPORTERS = select(func.count(mistakes.c.mark.distinct())).where(
    *_IS_OF_ENTRY,
    mistakes.c.kind.in_(bindparam("kinds", expanding=True)),
    mistakes.c.reported_at > bindparam("since"),
)
_BY_ONE = (
    *_IS_OF_ENTRY,
    mistakes.c.mark == bindparam("reporter"),
    mistakes.c.kind.in_(bindparam("kinds", expanding=True)),
    mistakes.c.reported_at > bindparam("since"),
)
_HAS_REPORTED = select(mistakes.c.id).where(*_BY_ONE).limit(1)
_TAKE_BACK = delete(mistakes).where(*_BY_ONE, mistakes.c.note.is_(None))
_FORGET_MARKS = update(mistakes).where(*_IS_OF_ENTRY).values(mark=None)
_NOTE = select(mistakes.c.note).where(mistakes.c.id == bindparam("report"))


async def reporter_mark(
    conn: AsyncConnection,
    ring: KeyRing,
    telegram_id: int,
    entry_kind: str,
    entry_id: str,
    now: datetime,
) -> str:
    """The same for one person and one entry, and telling neither: see `storage.vault.mark`.

    By Telegram's id: whoever reports from the help branch is not met by the bot, and has no other.
    """
    secret = await pepper(conn, ring, _PEPPER, now)
    return mark(secret, f"telegram:{telegram_id}", f"{entry_kind}:{entry_id}")


async def report_mistake(
    conn: AsyncConnection,
    ring: KeyRing,
    report_id: str,
    entry_kind: str,
    entry_id: str,
    reporter: str | None,
    kind: str,
    note: str | None,
    now: datetime,
) -> None:
    """Keep the report; the same report id again changes nothing. `reporter`: `reporter_mark`."""
    report = {
        "id": report_id,
        "entry_kind": entry_kind,
        "entry_id": entry_id,
        "mark": reporter,
        "kind": kind,
        "note": ring.seal(note.encode(), _context(report_id)) if note else None,
        "reported_at": now,
    }
    await conn.execute(for_database(conn, _REPORT), report)


async def count_reporters(
    conn: AsyncConnection,
    entry_kind: str,
    entry_id: str,
    kinds: Collection[str],
    since: datetime,
) -> int:
    """How many different people reported one of these kinds after `since`."""
    asked = {"of_kind": entry_kind, "of_entry": entry_id, "kinds": list(kinds), "since": since}
    return (await conn.execute(_REPORTERS, asked)).scalar_one()


async def has_reported(
    conn: AsyncConnection,
    entry_kind: str,
    entry_id: str,
    reporter: str,
    kinds: Collection[str],
    since: datetime,
) -> bool:
    """Whether this reporter said one of these kinds of this entry after `since`."""
    asked = _by_one(entry_kind, entry_id, reporter, kinds, since)
    return (await conn.execute(_HAS_REPORTED, asked)).first() is not None


async def take_back(
    conn: AsyncConnection,
    entry_kind: str,
    entry_id: str,
    reporter: str,
    kinds: Collection[str],
    since: datetime,
) -> None:
    """Delete what this reporter tapped of these kinds after `since`; what they wrote stays."""
    await conn.execute(_TAKE_BACK, _by_one(entry_kind, entry_id, reporter, kinds, since))


def _by_one(
    entry_kind: str, entry_id: str, reporter: str, kinds: Collection[str], since: datetime
) -> dict[str, Any]:
    return {
        "of_kind": entry_kind,
        "of_entry": entry_id,
        "reporter": reporter,
        "kinds": list(kinds),
        "since": since,
    }


async def forget_reporters(conn: AsyncConnection, entry_kind: str, entry_id: str) -> None:
    """Take the marks off the entry's reports: nobody needs to tell the reporters apart now."""
    await conn.execute(_FORGET_MARKS, {"of_kind": entry_kind, "of_entry": entry_id})


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
