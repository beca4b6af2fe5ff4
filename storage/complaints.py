"""Complaints and what became of them.

The words stand in sealed columns: whoever reads or writes them has the case in hand
(`storage.cases`). What the clock and the lists need (days, statuses, when to look again) does not
need a key, so that a tick over all of them opens nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.columns import JSON
from storage.dialects import for_database, insert_unless_there
from storage.tables import complaint_events, complaints, people


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredComplaint:
    """The open columns of a complaint."""

    id: str
    person_id: int
    kind: str
    topic: str
    region: str | None
    prepared_at: datetime
    touched_at: datetime
    look_at: datetime | None = None
    quiet_since: datetime | None = None
    """Since when its person wants no reminders of it."""
    help_asked_at: datetime | None = None
    outcome: str | None = None
    outcome_at: datetime | None = None
    parent_id: str | None = None
    learned_on: date | None = None
    """Since when the time to complain runs."""
    explained: bool | None = None
    """Whether the act told how it can be complained of."""
    went_on_from: str | None = None
    """The document that it went on from, when what it was written for is so no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """One thing that happened on one day; `act` is what noted it."""

    complaint_id: str
    status: str
    day: date
    until: date | None = None
    explained: bool | None = None
    noted_at: datetime
    act: str


@dataclass(frozen=True, slots=True)
class Words:
    """What is sealed in a complaint."""

    facts: JSON
    files: JSON
    number: str | None


_COLUMNS = tuple(complaints.c[name] for name in StoredComplaint.__dataclass_fields__)
_EVENT_COLUMNS = tuple(complaint_events.c[name] for name in StoredEvent.__dataclass_fields__)
_this = complaints.c.id == bindparam("complaint")
_ADD = insert_unless_there(
    complaints, (*StoredComplaint.__dataclass_fields__, "facts", "files", "number")
)
_GET = select(*_COLUMNS).where(_this)
_HOLD = _GET.with_for_update()
_OF_PERSON = (
    select(*_COLUMNS)
    .where(complaints.c.person_id == bindparam("person"))
    .order_by(complaints.c.prepared_at.desc(), complaints.c.id)
)
_ANY_OF_PERSON = (
    select(complaints.c.id).where(complaints.c.person_id == bindparam("person")).limit(1)
)
_WORDS = select(complaints.c.facts, complaints.c.files, complaints.c.number).where(_this)
_CHILD = select(*_COLUMNS).where(
    complaints.c.parent_id == bindparam("complaint"), complaints.c.kind == bindparam("of_kind")
)
_FOLLOWING = (
    select(*_COLUMNS)
    .where(
        complaints.c.person_id == bindparam("person"),
        or_(
            complaints.c.parent_id == bindparam("complaint"),
            complaints.c.went_on_from == bindparam("complaint"),
        ),
    )
    .order_by(complaints.c.prepared_at.desc(), complaints.c.id)
    .with_for_update()
)
_DUE = (
    select(*_COLUMNS, people.c.telegram_id)
    .join(people, people.c.id == complaints.c.person_id)
    .where(complaints.c.look_at.is_not(None), complaints.c.look_at <= bindparam("now"))
    .order_by(complaints.c.look_at, complaints.c.id)
    .limit(bindparam("at_most"))
    .with_for_update(of=complaints, skip_locked=True)
)
_DELETE = delete(complaints).where(_this)
_NOTE = insert_unless_there(complaint_events, tuple(StoredEvent.__dataclass_fields__))
_NOTED = select(complaint_events.c.id).where(
    complaint_events.c.complaint_id == bindparam("complaint"),
    complaint_events.c.act == bindparam("by_act"),
)
_EVENTS = (
    select(*_EVENT_COLUMNS)
    .where(complaint_events.c.complaint_id.in_(bindparam("several", expanding=True)))
    .order_by(complaint_events.c.id)
)
_LAST = select(complaint_events.c.id).where(
    complaint_events.c.complaint_id == bindparam("complaint")
)
_UNDO = delete(complaint_events).where(
    complaint_events.c.id == _LAST.order_by(complaint_events.c.id.desc()).limit(1).scalar_subquery()
)


async def add(conn: AsyncConnection, complaint: StoredComplaint, words: Words) -> bool:
    """Keep it, its case in hand; False when it was kept before."""
    row = {name: getattr(complaint, name) for name in complaint.__dataclass_fields__}
    row |= {"facts": words.facts, "files": words.files, "number": words.number}
    return (await conn.execute(for_database(conn, _ADD), row)).rowcount == 1


async def get(
    conn: AsyncConnection, complaint_id: str, *, hold: bool = False
) -> StoredComplaint | None:
    """The open columns; `hold` locks the row until the act is over."""
    rows = await conn.execute(_HOLD if hold else _GET, {"complaint": complaint_id})
    row = rows.mappings().one_or_none()
    return StoredComplaint(**row) if row else None


async def of_person(conn: AsyncConnection, person_id: int) -> list[StoredComplaint]:
    """The person's own, the newest first."""
    rows = await conn.execute(_OF_PERSON, {"person": person_id})
    return [StoredComplaint(**row) for row in rows.mappings()]


async def has_any(conn: AsyncConnection, person_id: int) -> bool:
    """Whether the person has one at all."""
    return (await conn.execute(_ANY_OF_PERSON, {"person": person_id})).first() is not None


async def child(conn: AsyncConnection, complaint_id: str, kind: str) -> StoredComplaint | None:
    """The document of this kind that goes on from it."""
    rows = await conn.execute(_CHILD, {"complaint": complaint_id, "of_kind": kind})
    row = rows.mappings().one_or_none()
    return StoredComplaint(**row) if row else None


async def following(
    conn: AsyncConnection, person_id: int, complaint_id: str
) -> list[StoredComplaint]:
    """All that the person wrote to go on from it, overtaken or not, the newest first; held."""
    rows = await conn.execute(_FOLLOWING, {"person": person_id, "complaint": complaint_id})
    return [StoredComplaint(**row) for row in rows.mappings()]


async def words_of(conn: AsyncConnection, complaint_id: str) -> Words:
    """What is sealed, its case in hand."""
    return Words(*(await conn.execute(_WORDS, {"complaint": complaint_id})).one())


async def change(conn: AsyncConnection, complaint_id: str, **values: Any) -> None:
    """Set these columns; sealed ones need the case in hand."""
    await conn.execute(update(complaints).where(complaints.c.id == complaint_id).values(**values))


async def remove(conn: AsyncConnection, complaint_id: str) -> None:
    """Its row and its events go; the case is shredded by the caller."""
    await conn.execute(_DELETE, {"complaint": complaint_id})


async def note(conn: AsyncConnection, event: StoredEvent) -> bool:
    """Keep what happened; False when this act noted it before."""
    row = {name: getattr(event, name) for name in event.__dataclass_fields__}
    return (await conn.execute(for_database(conn, _NOTE), row)).rowcount == 1


async def was_noted(conn: AsyncConnection, complaint_id: str, act: str) -> bool:
    """Whether this act noted an event of the complaint already."""
    asked = {"complaint": complaint_id, "by_act": act}
    return (await conn.execute(_NOTED, asked)).first() is not None


async def events_of(
    conn: AsyncConnection, complaint_ids: Sequence[str]
) -> dict[str, list[StoredEvent]]:
    """What happened to each, in the order in which it was noted."""
    found: dict[str, list[StoredEvent]] = {complaint_id: [] for complaint_id in complaint_ids}
    if complaint_ids:
        rows = await conn.execute(_EVENTS, {"several": list(complaint_ids)})
        for row in rows.mappings():
            found[row["complaint_id"]].append(StoredEvent(**row))
    return found


async def move_event(conn: AsyncConnection, complaint_id: str, status: str, day: date) -> None:
    """The last event of this status happened on another day."""
    latest = (
        select(complaint_events.c.id)
        .where(complaint_events.c.complaint_id == complaint_id, complaint_events.c.status == status)
        .order_by(complaint_events.c.id.desc())
        .limit(1)
    )
    await conn.execute(
        update(complaint_events)
        .where(complaint_events.c.id == latest.scalar_subquery())
        .values(day=day)
    )


async def undo_last(conn: AsyncConnection, complaint_id: str) -> bool:
    """The event noted last was a slip; False when there was none."""
    return (await conn.execute(_UNDO, {"complaint": complaint_id})).rowcount == 1


async def due(
    conn: AsyncConnection, now: datetime, at_most: int
) -> list[tuple[StoredComplaint, int]]:
    """Those to be looked at, the longest waiting first, each with its person's Telegram id.

    Held until the act is over; what another clock holds is left to it.
    """
    rows = await conn.execute(_DUE, {"now": now, "at_most": at_most})
    found = []
    for row in rows.mappings():
        values = dict(row)
        telegram_id = values.pop("telegram_id")
        found.append((StoredComplaint(**values), telegram_id))
    return found
