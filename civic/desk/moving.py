"""What the desk does with a ticket besides talking: every change of its state by the staff.

Each is an act of whoever may do it at that moment; whoever may not is told why.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from civic.act import Act
from civic.desk.held import Held, held
from civic.desk.house import Desk
from civic.desk.letters import News
from civic.desk.roles import Right, must
from civic.desk.telling import tell_person
from civic.desk.ticket import OPEN, ClosedWhy, State
from civic.desk.timetable import due_at
from civic.phrases import Refusal, _
from storage import audit, tickets
from storage.tickets import StoredTicket

_TAG = re.compile(r"[\w-]{2,30}")


async def needs_answer(act: Act, desk: Desk, ticket_id: int) -> StoredTicket:
    """The desk owes the person a word after all."""
    async with _by_staff(act, desk, ticket_id) as one:
        _refuse_closed(one)
        due = due_at(one.ticket, desk.terms, one.hours, act.now)
        await _move(one, State.NEEDS_ANSWER, due_at=due, told_due_at=None, escalated_at=None)
        return one.ticket


async def wait_for_person(act: Act, desk: Desk, ticket_id: int) -> StoredTicket:
    """The next word is the person's."""
    async with _by_staff(act, desk, ticket_id) as one:
        _refuse_closed(one)
        if one.ticket.first_answer_at is None:
            raise Refusal(_("Nobody has answered yet: please write to the person first."))
        # the two weeks of silence are counted from the last word of the desk
        await _move(one, State.WAITING, due_at=None, closing_told_at=None)
        return one.ticket


async def snooze(act: Act, desk: Desk, ticket_id: int, until: datetime) -> StoredTicket:
    """Put off until this moment (UTC); a word of the person wakes it earlier."""
    async with _by_staff(act, desk, ticket_id) as one:
        _refuse_closed(one)
        if until <= act.now:
            raise Refusal(_("This day is over already."))
        await _move(one, State.SNOOZED, snoozed_until=until, due_at=None, closing_told_at=None)
        return one.ticket


async def solve(act: Act, desk: Desk, ticket_id: int) -> StoredTicket:
    """Done: the person is asked how it was, and may reopen it by writing."""
    async with _by_staff(act, desk, ticket_id) as one:
        if one.ticket.state == State.SOLVED:
            return one.ticket
        _refuse_closed(one)
        await _move(one, State.SOLVED, solved_at=act.now, due_at=None, rating=None, rated_at=None)
        await one.post.topic(one.ticket)
        await tell_person(one, News.SOLVED)
        return one.ticket


async def reopen(act: Act, desk: Desk, ticket_id: int) -> StoredTicket:
    """The desk takes it up again."""
    async with _by_staff(act, desk, ticket_id) as one:
        if one.ticket.state in OPEN:
            return one.ticket
        due = due_at(one.ticket, desk.terms, one.hours, act.now)
        await _move(
            one,
            State.NEEDS_ANSWER,
            due_at=due,
            solved_at=None,
            closed_at=None,
            closed_why=None,
            closing_told_at=None,
            shred_told_at=None,
            told_due_at=None,
            escalated_at=None,
            reopened=one.ticket.reopened + 1,
        )
        await one.post.topic(one.ticket)
        return one.ticket


async def set_urgent(act: Act, desk: Desk, ticket_id: int, *, urgent: bool) -> StoredTicket:
    """How fast it is to be answered."""
    async with _by_staff(act, desk, ticket_id) as one:
        if one.ticket.urgent == urgent:
            return one.ticket
        await one.change(urgent=urgent)
        if one.ticket.due_at is not None:
            due = due_at(one.ticket, desk.terms, one.hours, act.now)
            await one.change(due_at=due, told_due_at=None, escalated_at=None, warned_at=None)
        await note_act(one, "ticket.urgent" if urgent else "ticket.not_urgent")
        await one.post.topic(one.ticket)
        await one.show()
        return one.ticket


async def tag(act: Act, desk: Desk, ticket_id: int, name: str) -> bool:
    """Put a tag on it, or take it off where it is; True when it is there now."""
    word = name.strip().lstrip("#").lower()
    if not _TAG.fullmatch(word):
        raise Refusal(
            _("A tag is one word of 2 to 30 letters, such as “алимент”. It never names a person.")
        )
    async with _by_staff(act, desk, ticket_id) as one:
        is_on = await tickets.tag(act.connection, one.ticket.id, word)
        if not is_on:
            await tickets.untag(act.connection, one.ticket.id, word)
        await one.change()
        await one.show()
        return is_on


async def close(act: Act, desk: Desk, ticket_id: int) -> StoredTicket:
    """The desk ends it without an answer: spam, or a mistake. The person is told."""
    async with _by_staff(act, desk, ticket_id) as one:
        await end(one, ClosedWhy.DESK)
        await note_act(one, "ticket.closed")
        await tell_person(one, News.CLOSED)
        return one.ticket


async def end(one: Held, why: ClosedWhy, **values: Any) -> None:
    """Nothing more will come of it: what waited to be said is not said any more."""
    await one.change(
        state=State.CLOSED,
        closed_at=one.act.now,
        closed_why=why.value,
        due_at=None,
        snoozed_until=None,
        opened_until=None,
        **values,
    )
    await one.post.topic(one.ticket)
    await one.show()


async def note_act(one: Held, what: str) -> None:
    """A line of the audit. Whoever asked from the help branch is named in none of them."""
    is_hidden = one.ticket.heavy and one.act.person.id == one.ticket.person_id
    who = None if is_hidden else one.act.person.id
    await audit.note(one.act.connection, one.act.now, what, who, one.ticket.case_id)


@asynccontextmanager
async def _by_staff(act: Act, desk: Desk, ticket_id: int) -> AsyncIterator[Held]:
    """The ticket for whoever has it, or for anybody of the desk while nobody has it."""
    await must(act, desk.administrators, Right.TAKE_TICKETS)
    async with held(act, desk, ticket_id) as one:
        owner = one.ticket.owner_id
        if owner is not None and owner != act.person.id:
            await must(act, desk.administrators, Right.HAND_OVER_ANY)
        yield one


async def _move(one: Held, state: State, **values: Any) -> None:
    is_owner = one.ticket.owner_id == one.act.person.id
    seen = {"owner_seen_at": one.act.now, "warned_at": None} if is_owner else {}
    await one.change(**{"snoozed_until": None, **seen, **values, "state": state})
    await note_act(one, f"ticket.{state}")
    await one.show()


def _refuse_closed(one: Held) -> None:
    if one.ticket.state == State.CLOSED:
        raise Refusal(_("This ticket is closed. Open it again first: the card has a button."))
