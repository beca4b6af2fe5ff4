"""A complaint as it is kept: what was told, what became of it, and whose it is.

Only its owner ever gets one with its words: every function here asks for the person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.complaints.facts import Attachment, ComplaintFacts
from civic.complaints.history import Event, History
from civic.complaints.kinds import Kind, Topic
from civic.complaints.statuses import Status
from storage import complaints
from storage.cases import Case, case_of, in_hand
from storage.complaints import StoredComplaint, StoredEvent
from storage.vault import KeyRing


class Outcome(StrEnum):
    """How it ended, in its person's own view."""

    RESTORED = "restored"
    """The rights are restored."""
    PARTLY = "partly"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A photo or document, which stays at Telegram until the ZIP is made."""

    kind: str
    """``photo`` or ``document``."""
    file_id: str
    unique_id: str
    size: int = 0
    """Bytes."""
    name: str = ""
    mime: str = ""
    caption: str = ""

    def to_json(self) -> dict[str, Any]:
        """For the case's sealed column."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def as_attachment(self) -> Attachment:
        """How the document lists it."""
        return Attachment(kind=self.kind, name=self.name, note=self.caption)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` or the step for files gave."""
        return cls(**{name: stored[name] for name in cls.__dataclass_fields__ if name in stored})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A complaint without its words: for lists and for the clock."""

    id: str
    person_id: int
    kind: Kind
    topic: Topic
    prepared_at: datetime
    history: History
    quiet: bool
    """Its person wants no reminders of it."""
    help_asked_at: datetime | None
    outcome: Outcome | None
    outcome_at: datetime | None
    parent_id: str | None
    went_on_from: str | None = None
    """The document that it went on from, when what it was written for is so no longer."""

    @property
    def is_overtaken(self) -> bool:
        """It was prepared, and things went another way before it was handed in."""
        return self.went_on_from is not None and not self.history.events


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A complaint with everything in it."""

    listed: Listed
    facts: ComplaintFacts
    files: tuple[KeptFile, ...]
    number: str | None
    """As the body registered it."""


def case_id(complaint_id: str) -> str:
    """The case whose key seals this complaint."""
    return f"complaint:{complaint_id}"


async def complaints_of(connection: AsyncConnection, person_id: int) -> list[Listed]:
    """All of a person's, the newest first."""
    return await listed_all(connection, await complaints.of_person(connection, person_id))


async def listed_all(connection: AsyncConnection, rows: list[StoredComplaint]) -> list[Listed]:
    """These rows with their histories."""
    events = await complaints.events_of(connection, [row.id for row in rows])
    return [listed(row, events[row.id]) for row in rows]


async def kept(
    connection: AsyncConnection, ring: KeyRing, person_id: int, complaint_id: str
) -> Kept | None:
    """The person's own complaint; ``None`` when there is none such, or it is deleted."""
    row = await complaints.get(connection, complaint_id)
    if row is None or row.person_id != person_id:
        return None
    return await opened(connection, row, await case_of(connection, ring, case_id(row.id)))


async def opened(connection: AsyncConnection, row: StoredComplaint, case: Case) -> Kept:
    """The row with its words and its history."""
    events = await complaints.events_of(connection, [row.id])
    with in_hand(case):
        words = await complaints.words_of(connection, row.id)
    facts, files = words.facts, words.files
    assert isinstance(facts, dict), "facts are written as an object"
    assert isinstance(files, list), "files are written as a list"
    return Kept(
        listed=listed(row, events[row.id]),
        facts=ComplaintFacts.from_json(facts),
        files=tuple(KeptFile.from_json(file) for file in files if isinstance(file, dict)),
        number=words.number,
    )


def listed(row: StoredComplaint, events: list[StoredEvent]) -> Listed:
    """The row and what happened to it, as values of the rules."""
    kind = Kind(row.kind)
    happened = tuple(
        Event(Status(event.status), event.day, event.until, event.explained) for event in events
    )
    return Listed(
        id=row.id,
        person_id=row.person_id,
        kind=kind,
        topic=Topic(row.topic),
        prepared_at=row.prepared_at,
        history=History(kind, happened, row.learned_on, row.explained),
        quiet=row.quiet_since is not None,
        help_asked_at=row.help_asked_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        outcome_at=row.outcome_at,
        parent_id=row.parent_id,
        went_on_from=row.went_on_from,
    )
