"""Petitions as rows: what is asked for, in which state, and every step that led there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import petition_steps, petitions


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPetition:
    """The open columns. Days are days in Kazakhstan, moments UTC."""

    id: str
    kind: str
    author_id: int | None
    state: str
    state_at: datetime
    topic: str
    level: str
    body: str
    region: str | None = None
    place: str | None = None
    population: int | None = None
    population_by: str | None = None
    threshold: int
    proof: str
    written_in: str
    translation_by: str | None = None
    title_kk: str | None = None
    title_ru: str | None = None
    summary_kk: str | None = None
    summary_ru: str | None = None
    text_kk: str | None = None
    text_ru: str | None = None
    cover: str | None = None
    official_id: str | None = None
    submitted_at: datetime | None = None
    moderate_by: date | None = None
    first_by: date | None = None
    closes_on: date | None = None
    answer_by: date | None = None
    text_hash: str | None = None
    published_at: datetime | None = None
    opened_at: datetime | None = None
    outcome: str | None = None
    answer_kk: str | None = None
    answer_ru: str | None = None
    revision: int = 0
    look_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStep:
    """One move of its life; ``by_id`` None: the clock, or somebody who was forgotten."""

    petition_id: str
    state: str
    at: datetime
    by_id: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What a supporter passes: the columns that say whether they may, and none of the texts."""

    id: str
    kind: str
    state: str
    level: str
    region: str | None
    proof: str


FIELDS = tuple(StoredPetition.__dataclass_fields__)
_COLUMNS = tuple(petitions.c[name] for name in FIELDS)
_STEP_COLUMNS = tuple(petition_steps.c[name] for name in StoredStep.__dataclass_fields__)
_this = petitions.c.id == bindparam("petition")
_ADD = insert_unless_there(petitions, (*FIELDS, "author_name"))
_GET = select(*_COLUMNS).where(_this)
_HOLD = _GET.with_for_update()
_GATE = select(*(petitions.c[name] for name in Gate.__dataclass_fields__)).where(_this)
_AUTHOR_NAME = select(petitions.c.author_name).where(_this)
_OF_AUTHOR = (
    select(*_COLUMNS)
    .where(petitions.c.author_id == bindparam("person"))
    .order_by(petitions.c.state_at.desc(), petitions.c.id)
)
_IN_STATES = (
    select(*_COLUMNS)
    .where(petitions.c.state.in_(bindparam("states", expanding=True)))
    .order_by(petitions.c.submitted_at, petitions.c.id)
)
_STEPS = (
    select(*_STEP_COLUMNS)
    .where(petition_steps.c.petition_id == bindparam("petition"))
    .order_by(petition_steps.c.id)
)
_NOTES = (
    select(petition_steps.c.note)
    .where(
        petition_steps.c.petition_id == bindparam("petition"), petition_steps.c.note.is_not(None)
    )
    .order_by(petition_steps.c.id.desc())
    .limit(1)
)


async def add(conn: AsyncConnection, petition: StoredPetition, author_name: str | None) -> bool:
    """Keep it, its case in hand; False when it was kept before."""
    row = {name: getattr(petition, name) for name in FIELDS}
    row["author_name"] = author_name
    return (await conn.execute(for_database(conn, _ADD), row)).rowcount == 1


async def get(
    conn: AsyncConnection, petition_id: str, *, hold: bool = False
) -> StoredPetition | None:
    """The petition; ``hold`` locks its row until the act is over."""
    rows = await conn.execute(_HOLD if hold else _GET, {"petition": petition_id})
    row = rows.mappings().one_or_none()
    return StoredPetition(**row) if row else None


async def gate(conn: AsyncConnection, petition_id: str) -> Gate | None:
    """What thousands of supporters ask for within minutes."""
    row = (await conn.execute(_GATE, {"petition": petition_id})).mappings().one_or_none()
    return Gate(**row) if row else None


async def author_name(conn: AsyncConnection, petition_id: str) -> str | None:
    """How its author wants to be named, its case in hand."""
    name: str | None = await conn.scalar(_AUTHOR_NAME, {"petition": petition_id})
    return name


async def of_author(conn: AsyncConnection, person_id: int) -> list[StoredPetition]:
    """The person's own, the newest change first."""
    return await _listed(conn, _OF_AUTHOR, person=person_id)


async def in_states(conn: AsyncConnection, states: Collection[str]) -> list[StoredPetition]:
    """All that are in one of these states, the longest submitted first."""
    return await _listed(conn, _IN_STATES, states=list(states))


async def _listed(conn: AsyncConnection, statement: Any, **asked: Any) -> list[StoredPetition]:
    rows = await conn.execute(statement, asked)
    return [StoredPetition(**row) for row in rows.mappings()]


async def change(conn: AsyncConnection, petition_id: str, **values: Any) -> None:
    """Set these columns; each change is a new revision. ``author_name`` needs the case in hand."""
    values["revision"] = petitions.c.revision + 1
    await conn.execute(update(petitions).where(petitions.c.id == petition_id).values(**values))


async def note_step(conn: AsyncConnection, step: StoredStep, note: str | None = None) -> None:
    """What happened; a ``note`` for the author needs the case in hand."""
    row = {name: getattr(step, name) for name in step.__dataclass_fields__}
    if note is not None:
        row["note"] = note
    await conn.execute(insert(petition_steps).values(**row))


async def steps_of(conn: AsyncConnection, petition_id: str) -> list[StoredStep]:
    """Its life so far, from the first step."""
    rows = await conn.execute(_STEPS, {"petition": petition_id})
    return [StoredStep(**row) for row in rows.mappings()]


async def last_note(conn: AsyncConnection, petition_id: str) -> str | None:
    """What a moderator wrote to the author last, the case in hand."""
    note: str | None = await conn.scalar(_NOTES, {"petition": petition_id})
    return note
