"""What a letter is, before and after the postman takes it.

Apart from the outbox's statements so that whoever writes a letter need not read how it is claimed.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from sqlalchemy import ColumnElement, literal_column

from storage.columns import JSON
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
    """One letter per key, ever: an act that runs twice writes it once."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed(Letter):
    id: int
    attempts: int
    """How often it was tried before this time."""
    created_at: datetime


def is_waiting() -> ColumnElement[bool]:
    """Written as a literal: with a parameter neither database would use the partial index."""
    return letters.c.state == literal_column("'waiting'")


def is_sending() -> ColumnElement[bool]:
    """Written as a literal, as `is_waiting` is."""
    return letters.c.state == literal_column("'sending'")


def seal_context(dedupe_key: str) -> str:
    """What a letter's sealed arguments are bound to."""
    return f"letter:{dedupe_key}"
