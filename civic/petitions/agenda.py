"""What is due for a petition, and on which day: pure, so that every day of its life can be tried.

Days that the calendar does not know are in no agenda: nothing is promised, and nobody is hurried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from civic.petitions.states import State
from civic.petitions.terms import EARLY, LATE
from civic.working_days import Calendar
from storage.petition_promises import StoredPromise
from storage.petitions import StoredPetition

MODERATION_LEFT = (5, 1)
"""Working days before the end of the term at which moderators are reminded."""
LATE_EVERY, MOST_LATE = 5, 12
"""Working days between two letters that a body is late, and how many there are at most."""
CLOSING_LEFT = 7
"""Days before its last one at which an author is reminded."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """``what`` is a kind and, after a colon, which of them."""

    on: date
    what: str

    @property
    def kind(self) -> str:
        """Of several that are due of one kind only the last is told."""
        return self.what.partition(":")[0]


def agenda(
    petition: StoredPetition,
    state_on: date,
    published_on: date | None,
    days: Calendar,
    promises: Sequence[StoredPromise] = (),
) -> list[Due]:
    """All that is due in its present state, in order; ``state_on`` is the day of that state."""
    found: Iterator[tuple[str, date | None]]
    match State(petition.state):
        case State.SUBMITTED | State.IN_MODERATION:
            found = _moderation(petition, days)
        case State.GATHERING:
            found = _gathering(petition, published_on or state_on, days)
        case State.OPEN:
            found = _open(petition)
        case State.REACHED:
            found = iter([("send:0", state_on), ("send:5", days.add_working_days(state_on, 5))])
        case State.SENT | State.UNDER_REVIEW:
            found = _answer(petition, days)
        case State.WATCHED:
            found = (
                (f"promise:{look.months}", look.due_on)
                for look in promises
                if look.asked_at is None
            )
        case _:
            found = iter(())
    return sorted(Due(on, what) for what, on in found if on is not None)


def _moderation(petition: StoredPetition, days: Calendar) -> Iterator[tuple[str, date | None]]:
    if (last := petition.moderate_by) is not None:
        for left in MODERATION_LEFT:
            yield f"moderate:{left}", days.working_days_before(last, left)
        yield "moderate:late", last + _DAY


def _gathering(
    petition: StoredPetition, published_on: date, days: Calendar
) -> Iterator[tuple[str, date | None]]:
    for day in (EARLY, LATE):
        yield f"first:{day}", days.add_working_days(published_on, day)
    if petition.first_by is not None:
        yield "expire", petition.first_by + _DAY


def _open(petition: StoredPetition) -> Iterator[tuple[str, date | None]]:
    if petition.closes_on is not None:
        yield "closing", petition.closes_on - timedelta(days=CLOSING_LEFT)
        yield "expire", petition.closes_on + _DAY


def _answer(petition: StoredPetition, days: Calendar) -> Iterator[tuple[str, date | None]]:
    if petition.answer_by is not None:
        for count in range(MOST_LATE):
            late = 1 + count * LATE_EVERY
            yield f"late:{late}", days.add_working_days(petition.answer_by, late)


def due(agenda_: Sequence[Due], today: date) -> list[Due]:
    """What is to be done today: of each kind only the last whose day has come."""
    last = {it.kind: it for it in agenda_ if it.on <= today}
    return sorted(last.values())


def next_day(agenda_: Sequence[Due], today: date) -> date | None:
    """When to look again."""
    return min((it.on for it in agenda_ if it.on > today), default=None)
