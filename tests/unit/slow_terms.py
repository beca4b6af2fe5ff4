"""What comes next, worked out as a clerk would: with a wall calendar, one day after another.

The numbers are typed in from the facts, not read from ``data/law``, and the counting crosses off days
on the calendar of ``slow_calendar``. Only the codes of kinds and statuses are shared.
"""

from __future__ import annotations

from datetime import date

from civic.complaints.history import Event, History
from civic.complaints.kinds import Kind
from civic.complaints.statuses import Status
from tests.unit.slow_calendar import (
    ONE,
    NobodyKnows,
    is_worked,
    months_later,
    next_worked,
    nth_worked_after,
)

ANSWER = {Kind.COMPLAINT: 20, Kind.SERVICE_COMPLAINT: 5}
OTHERWISE = 15
UNCONFIRMED, NO_CALENDAR, NOT_TOLD, NO_TERM = "unconfirmed", "no_calendar", "not_told", "no_term"
Slow = tuple[str, "date | str"]


def slow_next_step(history: History, today: date) -> Slow:
    """The code of the step, and its last day or the code of the reason why there is none."""
    kind, events = history.kind, list(history.events)
    if not events:
        return "file", filing(history)
    last = events[-1]
    lying = {
        Status.FILED: lambda: ("get_number", registered(kind, last)),
        Status.RETURNED: lambda: ("file_again", filing(history)),
        Status.INCOMPLETE: lambda: ("mend", last.until or NOT_TOLD),
        Status.WITHDRAWN: lambda: ("over", NO_TERM),
        Status.ANSWERED: lambda: disagree(kind, last),
        Status.REFUSED: lambda: disagree(kind, last),
    }
    if last.status in lying:
        return lying[last.status]()
    if last.status is Status.HEARING:
        objecting = crossed_off(last.on, 2)
        if isinstance(objecting, str) or not today > objecting:
            return "object", objecting
    return wait(kind, answer(kind, events), today)


def wait(kind: Kind, ends: date | str, today: date) -> Slow:
    if isinstance(ends, str) or today <= ends:
        return "wait", ends
    if kind is Kind.OMBUDSMAN:
        return "ask", NO_TERM
    if kind is Kind.COMPLAINT:
        return "court", UNCONFIRMED
    return "complain_on_silence", months_later(ends, 3)


def disagree(kind: Kind, answered: Event) -> Slow:
    if kind is Kind.OMBUDSMAN:
        return "over", NO_TERM
    if kind is Kind.COMPLAINT:
        return "court", UNCONFIRMED
    months = 6 if answered.explained is False else 3
    return "complain_on_answer", months_later(answered.on, months)


def registered(kind: Kind, sent: Event) -> date | str:
    return NO_TERM if kind is Kind.OMBUDSMAN else crossed_off(sent.on, 1)


def filing(history: History) -> date | str:
    if history.kind is Kind.OMBUDSMAN:
        return NOT_TOLD if history.learned_on is None else UNCONFIRMED
    if history.kind is not Kind.COMPLAINT:
        return NO_TERM
    if history.learned_on is None:
        return NOT_TOLD
    return months_later(history.learned_on, 6 if history.explained is False else 3)


def answer(kind: Kind, events: list[Event]) -> date | str:
    """The last day for the answer, replaying what happened."""
    ends: date | str = NOT_TOLD
    for event in events:
        if event.status in {
            Status.REGISTERED,
            Status.ALIGNED,
            Status.REDIRECTED,
            Status.PASSED_UP,
            Status.ARRIVED,
        }:
            moved = event.status in {Status.REDIRECTED, Status.PASSED_UP, Status.ARRIVED}
            if kind is Kind.SERVICE_COMPLAINT and moved:
                ends = UNCONFIRMED
            else:
                ends = office_counts(event.on, ANSWER.get(kind, OTHERWISE))
        if event.status is Status.EXTENDED:
            ends = extended(kind, ends, event)
    return ends


def extended(kind: Kind, ends: date | str, event: Event) -> date | str:
    if kind is Kind.COMPLAINT:
        return ends
    named: date | str = event.until or UNCONFIRMED
    if kind is Kind.STATEMENT:
        try:
            most: date | str = next_worked(months_later(event.on, 2))
        except NobodyKnows:
            most = NO_CALENDAR
        if event.until is None or (not isinstance(most, str) and event.until > most):
            named = most
        if isinstance(most, str) and event.until is not None:
            bare = months_later(event.on, 2)
            while bare.strftime("%a") in {"Sat", "Sun"}:
                bare += ONE
            if event.until > bare:
                named = most
    if isinstance(ends, str) or isinstance(named, str):
        return named
    return max(named, ends)


def office_counts(came: date, days: int) -> date | str:
    """An office opens what came on its first working day and crosses off from the next one on."""
    try:
        today, opened, left = came, False, days
        while left:
            if opened:
                left -= is_worked(today)
                if not left:
                    return today
            elif is_worked(today):
                opened = True
            today += ONE
    except NobodyKnows:
        pass
    return NO_CALENDAR


def crossed_off(told: date, days: int) -> date | str:
    try:
        return nth_worked_after(told, days)
    except NobodyKnows:
        return NO_CALENDAR
