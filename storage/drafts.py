"""Half-finished conversations: one row per person and script, and the row is the state.

What the person answered is sealed. The row's other columns say only where the talk stands, so that
reminders and expiry never have to open anything.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.columns import JSON, Moment
from storage.people import PERSON_COLUMNS, Person, lock
from storage.swift import Swift
from storage.tables import drafts, people
from storage.vault import KeyRing

LOOK_AT_ONCE = 500
"""How many drafts one look for reminders takes."""


@dataclass(frozen=True, slots=True)
class StoredDraft:
    id: str
    """Eight characters of a-z and 0-9, random, made by the caller."""
    person_id: int
    script: str
    version: int
    step: str
    screen: int
    """Counts the screens shown: a button carries it, and is good once."""
    state: dict[str, JSON]
    """Answers as codes, part-answers, flags; sealed at rest."""
    created_at: datetime
    touched_at: datetime
    reminded_at: datetime | None = None


_COLUMNS = (
    drafts.c.id,
    drafts.c.person_id,
    drafts.c.script,
    drafts.c.version,
    drafts.c.step,
    drafts.c.screen,
    drafts.c.state,
    drafts.c.created_at,
    drafts.c.touched_at,
    drafts.c.reminded_at,
)
_GET = Swift(select(*_COLUMNS).where(drafts.c.id == bindparam("draft")))
_OF_PERSON = (
    select(*_COLUMNS)
    .where(drafts.c.person_id == bindparam("person"))
    .order_by(drafts.c.touched_at.desc(), drafts.c.id)
)
_WITH_FOCUS = Swift(
    select(*PERSON_COLUMNS, *_COLUMNS)
    .select_from(people.outerjoin(drafts, drafts.c.id == people.c.focus))
    .where(people.c.telegram_id == bindparam("telegram"))
)
_INSERT = sa.insert(drafts).values({c.name: bindparam(c.name) for c in _COLUMNS})
_UPDATE = Swift(
    sa.update(drafts)
    .where(drafts.c.id == bindparam("draft"))
    .values(
        version=bindparam("to_version"),
        step=bindparam("to_step"),
        screen=bindparam("to_screen"),
        state=bindparam("to_state"),
        touched_at=bindparam("to_touched_at"),
        reminded_at=bindparam("to_reminded_at"),
    )
)
_DELETE = sa.delete(drafts).where(drafts.c.id == bindparam("draft"))
_UNFOCUS = (
    sa.update(people)
    .where(
        people.c.id
        == select(drafts.c.person_id).where(drafts.c.id == bindparam("draft")).scalar_subquery(),
        people.c.focus == bindparam("draft"),
    )
    .values(focus=None)
)
_script = bindparam("script", type_=sa.Text)
_LEFT_ALONE = sa.and_(
    drafts.c.touched_at < bindparam("moment"),
    sa.or_(_script.is_(None), drafts.c.script == _script),
)
_UNREMINDED = (
    select(drafts.c.id, drafts.c.person_id, drafts.c.script)
    .where(_LEFT_ALONE, drafts.c.reminded_at.is_(None), drafts.c.step != "")
    .order_by(drafts.c.touched_at)
    .limit(LOOK_AT_ONCE)
)
_MARK_REMINDED = (
    sa.update(drafts).where(drafts.c.id == bindparam("draft")).values(reminded_at=bindparam("now"))
)
_reminded = bindparam("reminded", type_=Moment)
_OVERDUE = sa.and_(
    _LEFT_ALONE,
    sa.or_(_reminded.is_(None), drafts.c.step == "", drafts.c.reminded_at <= _reminded),
)
_EXPIRE = sa.delete(drafts).where(_OVERDUE)
_ENDED = sa.and_(drafts.c.step == "", drafts.c.touched_at < bindparam("moment"))
_FORGET_ENDED = sa.delete(drafts).where(_ENDED)
_UNFOCUS_ENDED = (
    sa.update(people)
    .where(
        people.c.id.in_(select(drafts.c.person_id).where(_ENDED)),
        people.c.focus.in_(select(drafts.c.id).where(_ENDED)),
    )
    .values(focus=None)
)
_UNFOCUS_EXPIRED = (
    sa.update(people)
    .where(
        people.c.id.in_(select(drafts.c.person_id).where(_OVERDUE)),
        people.c.focus.in_(select(drafts.c.id).where(_OVERDUE)),
    )
    .values(focus=None)
)


_LAST = select(*_COLUMNS).order_by(drafts.c.touched_at.desc()).limit(1)


async def get(conn: AsyncConnection, ring: KeyRing, draft_id: str) -> StoredDraft | None:
    rows = await _GET.rows(conn, {"draft": draft_id})
    return _opened(ring, rows[0]) if rows else None


async def of_person(conn: AsyncConnection, ring: KeyRing, person_id: int) -> list[StoredDraft]:
    """The person's drafts, the one touched last first."""
    return [_opened(ring, row) for row in await conn.execute(_OF_PERSON, {"person": person_id})]


async def with_focus(
    conn: AsyncConnection, ring: KeyRing, telegram_id: int
) -> tuple[Person, StoredDraft | None] | None:
    """Lock the person and read the draft that listens; None when the bot never met them.

    On PostgreSQL these are two statements: one that waits for the lock would read the draft as it
    was before the wait, and a step could be taken twice.
    """
    if conn.dialect.name == "postgresql":
        person = await lock(conn, telegram_id)
        if person is None:
            return None
        return person, await get(conn, ring, person.focus) if person.focus else None
    rows = await _WITH_FOCUS.rows(conn, {"telegram": telegram_id})
    if not rows:
        return None
    row, known = rows[0], len(PERSON_COLUMNS)
    return Person(*row[:known]), _opened(ring, row[known:]) if row[known] else None


async def try_keys(conn: AsyncConnection, ring: KeyRing) -> None:
    """Open the draft touched last, if there is one: KeyLost when these keys are not its own."""
    if row := (await conn.execute(_LAST)).one_or_none():
        _opened(ring, row)


async def insert(conn: AsyncConnection, ring: KeyRing, draft: StoredDraft) -> None:
    """Add a new draft; IntegrityError when the person has one of this script already."""
    row = {c.name: getattr(draft, c.name) for c in _COLUMNS}
    await conn.execute(_INSERT, {**row, "state": _sealed(ring, draft)})


async def update(conn: AsyncConnection, ring: KeyRing, draft: StoredDraft) -> None:
    """Write the draft's new state over the old one; its person, script and birth stay."""
    await _UPDATE.change(
        conn,
        {
            "draft": draft.id,
            "to_version": draft.version,
            "to_step": draft.step,
            "to_screen": draft.screen,
            "to_state": _sealed(ring, draft),
            "to_touched_at": draft.touched_at,
            "to_reminded_at": draft.reminded_at,
        },
    )


async def delete(conn: AsyncConnection, draft_id: str) -> None:
    """Destroy the draft, and the focus that pointed to it."""
    await conn.execute(_UNFOCUS, {"draft": draft_id})
    await conn.execute(_DELETE, {"draft": draft_id})


async def unreminded(
    conn: AsyncConnection, touched_before: datetime, script: str | None = None
) -> list[tuple[str, int, str]]:
    """(draft id, person id, script) of drafts left alone, oldest first, at most LOOK_AT_ONCE.

    Of one script; None: of any.
    """
    rows = await conn.execute(_UNREMINDED, {"moment": touched_before, "script": script})
    return [(draft_id, person_id, name) for draft_id, person_id, name in rows]


async def mark_reminded(conn: AsyncConnection, draft_id: str, now: datetime) -> None:
    await conn.execute(_MARK_REMINDED, {"draft": draft_id, "now": now})


async def expire(
    conn: AsyncConnection,
    touched_before: datetime,
    script: str | None = None,
    reminded_before: datetime | None = None,
) -> int:
    """Destroy drafts (of one script, or of any) left alone since before that moment; how many.

    With `reminded_before`, only those whose person was reminded by then.
    """
    asked = {"moment": touched_before, "script": script, "reminded": reminded_before}
    await conn.execute(_UNFOCUS_EXPIRED, asked)
    return (await conn.execute(_EXPIRE, asked)).rowcount


async def forget_ended(conn: AsyncConnection, touched_before: datetime) -> int:
    """Destroy drafts that came to their end (no step is left) before that moment; how many."""
    await conn.execute(_UNFOCUS_ENDED, {"moment": touched_before})
    return (await conn.execute(_FORGET_ENDED, {"moment": touched_before})).rowcount


def _context(draft_id: str) -> str:
    return f"draft:{draft_id}"


def _sealed(ring: KeyRing, draft: StoredDraft) -> bytes:
    plain = json.dumps(draft.state, ensure_ascii=False, separators=(",", ":")).encode()
    return ring.seal(plain, _context(draft.id))


def _opened(ring: KeyRing, row: Sequence[Any]) -> StoredDraft:
    draft_id, person_id, script, version, step, screen, sealed, *moments = row
    state = json.loads(ring.open(sealed, _context(draft_id)))
    return StoredDraft(draft_id, person_id, script, version, step, screen, state, *moments)
