"""What a person does with a ticket of their own besides writing into it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.desk.held import Held, held
from civic.desk.house import Desk
from civic.desk.keeping import shred
from civic.desk.letters import Notice
from civic.desk.moving import end, note_act
from civic.desk.reaching import reach
from civic.desk.saying import NOT_YOURS, hold_back, send_what_waits
from civic.desk.ticket import ClosedWhy, Rating, State
from civic.phrases import Refusal, _
from storage import ticket_words, tickets
from storage.tickets import StoredTicket


async def open_by_code(act: Act, desk: Desk, ticket_id: int, phrase: str) -> bool:
    """The code phrase opens it for a while, and what waited leaves; False: it is another one.

    After some misses it is locked for an hour. Capital letters and spaces make no difference.
    """
    async with _own(act, desk, ticket_id) as one:
        ticket, terms = one.ticket, desk.terms
        if ticket.locked_until is not None and act.now < ticket.locked_until:
            raise Refusal(_("Too many wrong phrases. Please try again in an hour."))
        kept, _handover, _rating = await tickets.sealed_of(act.connection, ticket.id)
        if kept is not None and _plain(kept) != _plain(phrase):
            misses = ticket.code_misses + 1
            if misses >= terms.misses_allowed:
                await one.change(code_misses=0, locked_until=act.now + terms.locked_for)
            else:
                await one.change(code_misses=misses)
            return False
        await one.change(code_misses=0, locked_until=None, opened_until=act.now + terms.opened_for)
        await send_what_waits(one)
        return True


async def look_in(act: Act, desk: Desk, ticket_id: int) -> StoredTicket:
    """The person opens a ticket that needs no code phrase: what waited for them leaves."""
    async with _own(act, desk, ticket_id) as one:
        waits = await ticket_words.unsent(act.connection, one.ticket.id)
        if waits and not one.ticket.heavy:
            await one.change(opened_until=act.now + desk.terms.opened_for)
            await send_what_waits(one)
        return one.ticket


async def leave(act: Act, desk: Desk, ticket_id: int) -> StoredTicket:
    """The person puts the ticket away: from now on nothing arrives that may not."""
    async with _own(act, desk, ticket_id) as one:
        if one.ticket.opened_until is not None and one.ticket.opened_until > act.now:
            await one.change(opened_until=act.now)
            if reach(one.ticket, act.now, desk.zone).at is None:
                await hold_back(one)
        return one.ticket


async def set_safety(act: Act, desk: Desk, ticket_id: int, *, safe: bool) -> StoredTicket:
    """The person says whether they may be written to now."""
    async with _own(act, desk, ticket_id) as one:
        if (one.ticket.unsafe_since is None) is safe:
            return one.ticket
        await one.change(unsafe_since=None if safe else act.now)
        if safe:
            await send_what_waits(one)
        else:
            await one.post.take_back(one.ticket, "news:")
            await hold_back(one)
        await one.post.notice(one.ticket, Notice.SAFE_AGAIN if safe else Notice.NOT_SAFE)
        await one.show()
        return one.ticket


async def set_reach(
    act: Act,
    desk: Desk,
    ticket_id: int,
    *,
    may_write: bool,
    safe_from: int | None,
    safe_until: int | None,
) -> StoredTicket:
    """The person changes when they may be written to (minutes of the day)."""
    async with _own(act, desk, ticket_id) as one:
        await one.change(may_write=may_write, safe_from=safe_from, safe_until=safe_until)
        await hold_back(one)
        await send_what_waits(one)
        await one.show()
        return one.ticket


async def rate(
    act: Act, desk: Desk, ticket_id: int, rating: Rating, words: str | None = None
) -> StoredTicket:
    """How it was, by its person: a face, and a word if they like."""
    async with _own(act, desk, ticket_id) as one:
        values = {"rating": rating.value, "rated_at": act.now}
        if words is not None:
            values["rating_words"] = words
        await one.change(**values)
        await one.post.notice(one.ticket, Notice.RATED)
        await one.show()
        return one.ticket


async def withdraw(act: Act, desk: Desk, ticket_id: int) -> StoredTicket:
    """The person needs no answer any more."""
    async with _own(act, desk, ticket_id) as one:
        if one.ticket.state != State.CLOSED:
            await end(one, ClosedWhy.WITHDRAWN)
            await one.post.notice(one.ticket, Notice.WITHDRAWN)
            await note_act(one, "ticket.withdrawn")
        return one.ticket


@asynccontextmanager
async def _own(act: Act, desk: Desk, ticket_id: int) -> AsyncIterator[Held]:
    async with held(act, desk, ticket_id) as one:
        if one.ticket.person_id != act.person.id:
            raise Refusal(NOT_YOURS)
        yield one


def _plain(phrase: str) -> str:
    return " ".join(phrase.casefold().split())


async def is_protected(conn: AsyncConnection, ticket: StoredTicket) -> bool:
    """Whether it opens with a code phrase alone; its case is in hand."""
    if ticket.heavy:
        return True
    code_phrase, _handover, _rating = await tickets.sealed_of(conn, ticket.id)
    return code_phrase is not None


async def delete_for_good(act: Act, desk: Desk, ticket_id: int) -> None:
    """Its person wants nothing of it to be kept."""
    async with _own(act, desk, ticket_id) as one:
        if one.ticket.state != State.CLOSED:
            await end(one, ClosedWhy.WITHDRAWN)
        await note_act(one, "ticket.deleted")
        await shred(one)
