"""What happened to one document, day by day: facts only, from which every term is worked out anew.

Nothing that follows from the law is stored with it. Were the deadline a column, a corrected date or
a corrected calendar would leave a wrong one behind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from civic.complaints.kinds import Kind
from civic.complaints.statuses import NAMES, Status, may_follow
from civic.phrases import Phrase, Refusal, _


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened on one day."""

    status: Status
    on: date
    until: date | None = None
    """The day that the body itself named: to mend what is missing, or the extended term's last."""
    explained: bool | None = None
    """Whether an answer says how it can be complained of; ``None`` when nobody looked."""


@dataclass(frozen=True, slots=True)
class History:
    """``learned_on`` is when the person learned of what they complain of, if a complaint it is.

    ``explained`` says whether that act told how it can be complained of.
    """

    kind: Kind
    events: tuple[Event, ...] = ()
    learned_on: date | None = None
    explained: bool | None = None

    @property
    def last(self) -> Event | None:
        """The latest event."""
        return self.events[-1] if self.events else None

    @property
    def can_follow(self) -> tuple[Status, ...]:
        """The statuses that can be entered now."""
        return may_follow(self.kind, self.last.status if self.last else None)


UNTIL_TOO_EARLY = _("The day that they named is earlier than their letter.")


def earlier_than(status: Status, on: date) -> Phrase:
    """Why something cannot have happened before what happened last."""
    return _("This is earlier than “{status}” on {day}.", status=NAMES[status], day=on)


def moved(history: History, status: Status, on: date, today: date) -> History:
    """The history with the last event of this status on another day; ``Refusal`` as above."""
    at = max(index for index, event in enumerate(history.events) if event.status is status)
    earlier, later = history.events[:at], history.events[at + 1 :]
    if on > today:
        raise Refusal(_("This day has not come yet. When did it happen?"), "on")
    if earlier and on < earlier[-1].on:
        raise Refusal(earlier_than(earlier[-1].status, earlier[-1].on), "on")
    if later and on > later[0].on:
        after = later[0]
        raise Refusal(
            _("This is later than “{status}” on {day}.", status=NAMES[after.status], day=after.on),
            "on",
        )
    event = replace(history.events[at], on=on)
    return replace(history, events=(*earlier, event, *later))


def happened(history: History, event: Event, today: date) -> History:
    """The history with one more event. Raises ``Refusal`` for what cannot have happened so."""
    last = history.last
    if event.status not in history.can_follow:
        raise Refusal(refused(history, event.status), "status")
    if event.on > today:
        raise Refusal(_("This day has not come yet. When did it happen?"), "on")
    if last is not None and event.on < last.on:
        raise Refusal(earlier_than(last.status, last.on), "on")
    if event.until is not None and event.until < event.on:
        raise Refusal(UNTIL_TOO_EARLY, "until")
    return replace(history, events=(*history.events, event))


def refused(history: History, status: Status) -> Phrase:
    """Why this cannot be what happened next."""
    if history.last is None:
        return _("“{status}” cannot be the first thing.", status=NAMES[status])
    return _(
        "“{status}” cannot come right after “{before}”.",
        status=NAMES[status],
        before=NAMES[history.last.status],
    )
