"""A ticket as its own person may see it now: whether it needs its phrase, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass

from bot.talk import Talk
from civic.desk.own import is_protected
from civic.desk.ticket import Side
from storage import people, staff, ticket_words, tickets
from storage.cases import case_of, in_hand
from storage.errors import CaseShredded, CaseUnknown
from storage.ticket_words import StoredWords
from storage.tickets import StoredTicket

MOST_READ = 10
"""Answers on one screen; older ones are further up in the chat, or were read."""


@dataclass(frozen=True, slots=True)
class Own:
    """``waiting``: answers that were not sent yet."""

    ticket: StoredTicket
    needs_phrase: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a volunteer said, and by which name, if they like to be called by one."""

    words: StoredWords
    name: str | None


async def own_ticket(talk: Talk, ticket_id: int) -> Own | None:
    """The person's own; None for another's, and for one that is not there any more."""
    grounds = talk.grounds
    async with grounds.database.look() as connection:
        person = await people.look_up(connection, talk.user.id)
        ticket = await tickets.get(connection, ticket_id)
        if ticket is not None and ticket.merged_into is not None:
            ticket = await tickets.get(connection, ticket.merged_into) or ticket
        if person is None or ticket is None or ticket.person_id != person.id:
            return None
        talk.speak(person.language)
        try:
            case = await case_of(connection, grounds.ring, ticket.case_id)
        except (CaseShredded, CaseUnknown):
            return None
        with in_hand(case):
            protected = await is_protected(connection, ticket)
            waiting = await ticket_words.unsent(connection, ticket.id)
    is_open = ticket.opened_until is not None and grounds.now() < ticket.opened_until
    return Own(ticket, protected and not is_open, len(waiting))


async def answers_of(talk: Talk, ticket: StoredTicket) -> list[Answer]:
    """The latest answers, the oldest first; what was taken back is not among them."""
    grounds = talk.grounds
    async with grounds.database.look() as connection:
        with in_hand(await case_of(connection, grounds.ring, ticket.case_id)):
            said = await ticket_words.of_ticket(connection, ticket.id)
        answers = [w for w in said if w.side == Side.VOLUNTEER and w.withdrawn_at is None]
        return [
            Answer(
                words,
                await staff.shown_name(connection, grounds.ring, words.author_id)
                if words.author_id is not None
                else None,
            )
            for words in answers[-MOST_READ:]
        ]
