"""What becomes of a ticket with time, and when: pure, from its row.

The clock looks at a ticket only when something is due (``look_at``), so that five thousand quiet
ones cost nothing. Every change of a ticket sets that moment anew from here.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from civic.desk.hours import Hours
from civic.desk.terms import DeskTerms
from civic.desk.ticket import State
from storage.tickets import StoredTicket


class Event(StrEnum):
    """Something that the clock does to a ticket."""

    WARN_OF_RELEASE = "warn_of_release"
    RELEASE = "release"
    ANSWER_DUE = "answer_due"
    ESCALATE = "escalate"
    WAKE = "wake"
    TELL_OF_CLOSING = "tell_of_closing"
    CLOSE = "close"
    TELL_OF_SHREDDING = "tell_of_shredding"
    SHRED = "shred"


_ANSWER_WANTED = (State.NEW, State.NEEDS_ANSWER)


def events(ticket: StoredTicket, terms: DeskTerms, hours: Hours) -> list[tuple[datetime, Event]]:
    """What is still to come, the earliest first. All moments are UTC."""
    if ticket.shredded_at is not None:
        return []
    coming = [
        *_of_the_owner(ticket, terms),
        *_of_the_answer(ticket, terms, hours),
        *_of_silence(ticket, terms),
        *_of_the_end(ticket, terms),
    ]
    return sorted(coming)


def look_at(ticket: StoredTicket, terms: DeskTerms, hours: Hours) -> datetime | None:
    """When the clock has something to do with it; None: never, as it stands."""
    coming = events(ticket, terms, hours)
    return coming[0][0] if coming else None


def due_at(ticket: StoredTicket, terms: DeskTerms, hours: Hours, said: datetime) -> datetime:
    """By when the desk should answer what the person said at this moment."""
    if ticket.urgent:
        return said + terms.first_answer_urgent  # whoever is in a hurry does not wait for Monday
    return hours.add(
        said, terms.first_answer if ticket.first_answer_at is None else terms.next_answer
    )


def promised_by(ticket: StoredTicket, terms: DeskTerms, hours: Hours, said: datetime) -> datetime:
    """By when its person may expect a word: in hours in which somebody works."""
    if ticket.urgent:
        return hours.add(said, terms.first_answer_urgent)
    return due_at(ticket, terms, hours, said)


def _of_the_owner(ticket: StoredTicket, terms: DeskTerms) -> list[tuple[datetime, Event]]:
    seen = ticket.owner_seen_at
    if ticket.owner_id is None or seen is None or ticket.state not in _ANSWER_WANTED:
        return []
    term = terms.release_urgent_after if ticket.urgent else terms.release_after
    since = max(seen, ticket.person_said_at or seen)
    warning = [] if ticket.warned_at else [since + term * (1 - terms.warn_before_release)]
    return [*((at, Event.WARN_OF_RELEASE) for at in warning), (since + term, Event.RELEASE)]


def _of_the_answer(
    ticket: StoredTicket, terms: DeskTerms, hours: Hours
) -> list[tuple[datetime, Event]]:
    due = ticket.due_at
    if due is None or ticket.state not in _ANSWER_WANTED or ticket.unseen:
        return []
    if ticket.told_due_at is None:
        return [(due, Event.ANSWER_DUE)]
    if ticket.escalated_at is None:
        after = terms.escalate_after
        late = due + after / 4 if ticket.urgent else hours.add(due, after)
        return [(late, Event.ESCALATE)]
    return []


def _of_silence(ticket: StoredTicket, terms: DeskTerms) -> list[tuple[datetime, Event]]:
    if ticket.state == State.SNOOZED and ticket.snoozed_until is not None:
        return [(ticket.snoozed_until, Event.WAKE)]
    since = ticket.solved_at if ticket.state == State.SOLVED else ticket.staff_said_at
    if ticket.state not in (State.WAITING, State.SOLVED) or since is None:
        return []
    closes = since + terms.silence_closes
    if ticket.state == State.SOLVED:  # they were told when it was solved
        return [(closes, Event.CLOSE)]
    told = ticket.closing_told_at
    if told is None:
        return [(closes - terms.silence_told_before, Event.TELL_OF_CLOSING)]
    # the bot may have been off on the day of the word before
    return [(max(closes, told + terms.silence_told_before), Event.CLOSE)]


def _of_the_end(ticket: StoredTicket, terms: DeskTerms) -> list[tuple[datetime, Event]]:
    if ticket.state != State.CLOSED or ticket.closed_at is None:
        return []
    goes = ticket.closed_at + (terms.keep_heavy if ticket.heavy else terms.keep_solved)
    told = ticket.shred_told_at
    if told is None:
        return [(goes - terms.told_before_shredding, Event.TELL_OF_SHREDDING)]
    return [(max(goes, told + terms.told_before_shredding), Event.SHRED)]
