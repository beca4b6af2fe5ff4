"""What a letter is, before and after the postman takes it.

Apart from the outbox's statements so that whoever writes a letter need not read how it is claimed.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from sqlalchemy import ColumnElement, literal_column

from storage.columns import JSON
from storage.people import Person
from storage.tables import letters


class Lane(IntEnum):
    """Which letters go first."""

    DIALOGUE = 0
    """An answer that somebody waits for."""
    NOTICE = 1
    """A reminder or a milestone."""
    BROADCAST = 2
    """The same news for many."""


class Delivery(StrEnum):
    """What happens when nobody knows whether the letter arrived."""

    AT_LEAST_ONCE = "at_least_once"
    """It is sent again: twice is better than never."""
    AT_MOST_ONCE = "at_most_once"
    """It is left alone: never is better than twice."""


class State(StrEnum):
    """Where a letter stands; when it got there is a timestamp beside it."""

    WAITING = "waiting"
    SENDING = "sending"
    """Claimed by the postman; after a crash nobody knows whether it left."""
    SENT = "sent"
    UNKNOWN = "unknown"
    """It may have left and is never resent by itself."""
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Letter:
    dedupe_key: str
    """One letter per key for a month after it left (see `storage.old_letters`)."""
    chat_id: int
    view: str
    """Name of the view that renders it when it leaves."""
    args: dict[str, JSON]
    lane: Lane
    delivery: Delivery
    not_before: datetime
    """UTC."""
    sealed_args: dict[str, JSON] = field(default_factory=dict)
    """Arguments that could hurt somebody; sealed at rest, destroyed once sent."""
    thread_id: int | None = None
    """The topic of a supergroup."""
    not_after: datetime | None = None
    """UTC; later it is of no use to anybody, and is dropped."""
    quiet_hours: bool = False
    """It does not ring at night: it waits for the morning. Letters of the dialogue never do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed(Letter):
    id: int
    attempts: int
    """How often it was tried before this time."""
    created_at: datetime
    reader: Person | None = None
    """Who reads it, as they were at ``read_at``; None for a group or somebody never met."""
    read_at: datetime | None = None
    """UTC; None: the reader has not been looked up."""
    lost_topic: str | None = None
    """Why it goes to the general topic of its group: "deleted" or "closed"."""


# The conditions are written as literals: with a parameter neither database would see that a
# partial index holds the rows, and SQLite has to find the index's own words again.


def is_waiting() -> ColumnElement[bool]:
    """Held or not."""
    return letters.c.state == literal_column("'waiting'")


def is_free() -> ColumnElement[bool]:
    """Waiting for nothing but its time."""
    return is_waiting() & letters.c.held_at.is_(None)


def is_held() -> ColumnElement[bool]:
    """Waiting for somebody who cannot be reached."""
    return is_waiting() & letters.c.held_at.is_not(None)


def is_sending() -> ColumnElement[bool]:
    """In the postman's hands."""
    return letters.c.state == literal_column("'sending'")


def is_stuck() -> ColumnElement[bool]:
    """Somebody has to decide what becomes of it."""
    return letters.c.state.in_((literal_column("'failed'"), literal_column("'unknown'")))


def is_sent() -> ColumnElement[bool]:
    """It left."""
    return letters.c.state == literal_column("'sent'")


def is_cancelled() -> ColumnElement[bool]:
    """It was not to leave any more."""
    return letters.c.state == literal_column("'cancelled'")


def seal_context(dedupe_key: str) -> str:
    """What a letter's sealed arguments are bound to."""
    return f"letter:{dedupe_key}"
