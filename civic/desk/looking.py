"""Looking at tickets without changing them: what cards, pages and lists show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.desk.house import Desk
from civic.desk.reaching import Reach, reach
from storage import people, staff, ticket_words, tickets
from storage.cases import case_of, in_hand
from storage.columns import JSON
from storage.errors import CaseShredded, CaseUnknown
from storage.ticket_words import StoredWords
from storage.tickets import StoredTicket
from storage.vault import KeyRing


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the desk may see of a ticket: never who its person is in Telegram."""

    ticket: StoredTicket
    language: str
    """That the person reads: "kk" or "ru"."""
    reach: Reach
    tags: tuple[str, ...]
    owner_name: str | None
    """First name of the owner, if they like to be called by it."""
    owner_telegram_id: int | None
    waiting: int
    """Answers that wait until the person may be written to."""
    handover: JSON
    rating_words: str | None
    is_heard: bool
    """False: the person blocks the bot now."""


async def see(
    conn: AsyncConnection, ring: KeyRing, desk: Desk, ticket_id: int, now: datetime
) -> Seen | None:
    """The ticket as the desk sees it; None when it is not there any more."""
    ticket = await tickets.get(conn, ticket_id)
    if ticket is None or ticket.shredded_at is not None:
        return None
    person = await people.by_id(conn, ticket.person_id)
    owner = await people.by_id(conn, ticket.owner_id) if ticket.owner_id is not None else None
    name = await staff.shown_name(conn, ring, owner.id) if owner else None
    try:
        with in_hand(await case_of(conn, ring, ticket.case_id)):
            _code, handover, rating_words = await tickets.sealed_of(conn, ticket.id)
            waiting = await ticket_words.unsent(conn, ticket.id)
    except (CaseShredded, CaseUnknown):
        return None
    return Seen(
        ticket=ticket,
        language=(person.language if person else None) or "kk",
        reach=reach(ticket, now, desk.zone),
        tags=tuple((await tickets.tags_of(conn, [ticket.id]))[ticket.id]),
        owner_name=name,
        owner_telegram_id=owner.telegram_id if owner else None,
        waiting=len(waiting),
        handover=handover,
        rating_words=rating_words,
        is_heard=person is None or person.unreachable_since is None,
    )


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that was said, with what stood there before."""

    words: StoredWords
    versions: tuple[tuple[str | None, datetime], ...]


async def talk_of(
    conn: AsyncConnection, ring: KeyRing, ticket: StoredTicket, *, notes: bool
) -> list[Spoken]:
    """Everything that was said in it, in order; ``notes`` for the desk's own eyes only."""
    try:
        with in_hand(await case_of(conn, ring, ticket.case_id)):
            said = [
                Spoken(words, tuple(await ticket_words.versions_of(conn, words.id)))
                for words in await ticket_words.of_ticket(conn, ticket.id)
            ]
    except (CaseShredded, CaseUnknown):
        return []
    return [one for one in said if notes or one.words.side != "note"]


@dataclass(frozen=True, slots=True)
class Load:
    """A volunteer (id of their row) and how many open tickets they have."""

    person_id: int
    name: str | None
    """Their first name, if they like to be called by it."""
    tickets: int


async def volunteers_by_load(conn: AsyncConnection, ring: KeyRing) -> list[Load]:
    """Everybody who takes tickets and has no break, those with the fewest first."""
    counts = await tickets.loads(conn)
    people_ids = {held.person_id for held in await staff.holders(conn, "volunteer", "coordinator")}
    found = []
    for person_id in sorted(people_ids):
        own = await staff.volunteer(conn, person_id)
        if own is None or own.on_break_since is None:
            name = await staff.shown_name(conn, ring, person_id)
            found.append(Load(person_id, name, counts.get(person_id, 0)))
    return sorted(found, key=lambda one: (one.tickets, one.person_id))


@dataclass(frozen=True, slots=True)
class Row:
    """A ticket in a list: nothing of it needs a key."""

    ticket: StoredTicket
    tags: tuple[str, ...]


async def rows_of(conn: AsyncConnection, listed: Sequence[StoredTicket]) -> list[Row]:
    """The rows of a list, in its order."""
    tags = await tickets.tags_of(conn, [ticket.id for ticket in listed])
    return [Row(ticket, tuple(tags[ticket.id])) for ticket in listed]
