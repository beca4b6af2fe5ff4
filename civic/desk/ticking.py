"""The clock of the desk: what is due of tickets is done, some at a time.

Each ticket that is looked at is locked; what another clock holds is left to it. What was done is
written in the same transaction, so that a restart neither forgets nor repeats it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.desk.groups import group_for
from civic.desk.held import Held
from civic.desk.hours import hours_of
from civic.desk.house import Desk
from civic.desk.keeping import shred
from civic.desk.letters import News, Notice, Post, StaffNews
from civic.desk.moving import end
from civic.desk.roles import Role, telegram_ids_of
from civic.desk.taking import let_go
from civic.desk.telling import tell_person
from civic.desk.ticket import ClosedWhy, Side, State
from civic.desk.timetable import Event, due_at, events
from storage import audit, people, ticket_words, tickets
from storage.cases import in_hand, open_case
from storage.errors import CaseShredded
from storage.vault import KeyRing

AT_ONCE = 50
"""Tickets in one transaction: a person who writes meanwhile must not wait for all of them."""
_MOST_EVENTS = 5


async def tick(conn: AsyncConnection, ring: KeyRing, desk: Desk, now: datetime) -> int:
    """Do what is due of up to ``AT_ONCE`` tickets; how many were looked at."""
    hours = await hours_of(conn, desk.zone)
    due = await tickets.due(conn, now, AT_ONCE)
    for ticket, _telegram_id in due:
        person = await people.by_id(conn, ticket.person_id)
        assert person is not None, "a ticket goes with its person"
        one = Held(Act(conn, ring, person, now, 0), desk, hours, ticket)
        try:
            with in_hand(await open_case(conn, ring, ticket.case_id, now)):
                await _do_what_is_due(one)
        except CaseShredded:
            await tickets.remove_words_of(conn, ticket.id, now)
    return len(due)


async def bring_to_group(conn: AsyncConnection, ring: KeyRing, desk: Desk, now: datetime) -> int:
    """What was asked before there was a group goes there with all its words; how many did."""
    waiting = await tickets.without_group(conn, AT_ONCE) if desk.chat_id is not None else []
    for ticket in waiting:
        chat_id = await group_for(conn, desk, ticket.topic, ticket.region)
        await tickets.change(conn, ticket.id, chat_id=chat_id)
        housed = replace(ticket, chat_id=chat_id, revision=ticket.revision + 1)
        post = Post(conn, ring, now)
        await post.card(housed)
        with in_hand(await open_case(conn, ring, ticket.case_id, now)):
            for words in await ticket_words.of_ticket(conn, ticket.id):
                if words.side == Side.PERSON and words.withdrawn_at is None:
                    await post.words(housed, words)
    return len(waiting)


async def _do_what_is_due(one: Held) -> None:
    """Several things may be due after an outage; each changes what is due next."""
    for _turn in range(_MOST_EVENTS):
        coming = events(one.ticket, one.desk.terms, one.hours)
        if not coming or coming[0][0] > one.act.now:
            break
        await _HAPPENS[coming[0][1]](one)
        if one.ticket.shredded_at is not None:
            return
    await one.change()  # the next look


async def _tell_owner(one: Held, what: StaffNews) -> bool:
    owner = one.ticket.owner_id
    person = await people.by_id(one.act.connection, owner) if owner is not None else None
    if person is None:
        return False
    await one.post.staff_news(one.ticket, what, person.telegram_id)
    return True


async def _tell_coordinators(one: Held) -> None:
    conn, administrators = one.act.connection, one.desk.administrators
    told = await telegram_ids_of(conn, Role.COORDINATOR, administrators)
    for telegram_id in told or administrators:
        await one.post.staff_news(one.ticket, StaffNews.LATE, telegram_id)


async def _note(one: Held, what: str) -> None:
    """By the house itself."""
    await audit.note(one.act.connection, one.act.now, what, None, one.ticket.case_id)


async def _warn_of_release(one: Held) -> None:
    await one.change(warned_at=one.act.now)
    await _tell_owner(one, StaffNews.RELEASE_NEAR)


async def _release(one: Held) -> None:
    await _note(one, "ticket.released")
    await let_go(one)
    await one.post.notice(one.ticket, Notice.RELEASED)
    await one.post.topic(one.ticket)
    await one.show()


async def _answer_is_due(one: Held) -> None:
    await one.change(told_due_at=one.act.now)
    if not await _tell_owner(one, StaffNews.ANSWER_DUE):
        await one.post.notice(one.ticket, Notice.ANSWER_DUE)
    await one.show()


async def _escalate(one: Held) -> None:
    await one.change(escalated_at=one.act.now)
    await _tell_coordinators(one)
    await one.post.notice(one.ticket, Notice.LATE)
    await tell_person(one, News.LATE)
    await one.show()


async def _wake(one: Held) -> None:
    now = one.act.now
    await one.change(
        state=State.NEEDS_ANSWER,
        snoozed_until=None,
        due_at=due_at(one.ticket, one.desk.terms, one.hours, now),
        told_due_at=None,
        escalated_at=None,
        owner_seen_at=now if one.ticket.owner_id else None,
    )
    await one.post.notice(one.ticket, Notice.WOKE)
    await one.show()


async def _tell_of_closing(one: Held) -> None:
    await one.change(closing_told_at=one.act.now)
    await tell_person(one, News.CLOSING)


async def _close(one: Held) -> None:
    solved = one.ticket.state == State.SOLVED
    await end(one, ClosedWhy.SOLVED if solved else ClosedWhy.SILENCE)
    await one.post.notice(one.ticket, Notice.CLOSED)
    await _note(one, "ticket.closed")
    await tell_person(one, News.CLOSED)


async def _tell_of_shredding(one: Held) -> None:
    await one.change(shred_told_at=one.act.now)
    await tell_person(one, News.SHREDDING)


_HAPPENS: dict[Event, Callable[[Held], Awaitable[None]]] = {
    Event.WARN_OF_RELEASE: _warn_of_release,
    Event.RELEASE: _release,
    Event.ANSWER_DUE: _answer_is_due,
    Event.ESCALATE: _escalate,
    Event.WAKE: _wake,
    Event.TELL_OF_CLOSING: _tell_of_closing,
    Event.CLOSE: _close,
    Event.TELL_OF_SHREDDING: _tell_of_shredding,
    Event.SHRED: shred,
}
