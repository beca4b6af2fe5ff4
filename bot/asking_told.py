"""What became of the letters to a ticket's person, written down with the letter's own row.

An answer that did not arrive comes back to the desk as a task; without this a volunteer would
think that somebody has read what never reached them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.postman.verdict import Outcome, Told, Verdict
from civic.desk.letters import Mark, Notice, Post
from civic.desk.ticket import State
from storage import ticket_words, tickets
from storage.cases import case_of, in_hand
from storage.errors import CaseShredded, CaseUnknown
from storage.ticket_words import Copy, StoredWords
from storage.tickets import StoredTicket
from storage.vault import KeyRing


def listeners(ring: KeyRing) -> Mapping[str, Told]:
    """Who is told, by the view of the letter."""
    return {"ticket_answer": partial(_answer, ring), "ticket_news": _news}


async def _answer(ring: KeyRing, conn: AsyncConnection, verdict: Verdict, now: datetime) -> None:
    ticket = await tickets.get(conn, int(str(verdict.letter.args["ticket"])))
    if ticket is None or ticket.shredded_at is not None:
        return
    try:
        case = await case_of(conn, ring, ticket.case_id)
    except (CaseShredded, CaseUnknown):
        return
    with in_hand(case):
        words = await ticket_words.get(conn, int(str(verdict.letter.args["words"])))
        if words is None or words.withdrawn_at is not None:
            return
        post = Post(conn, ring, now)
        match verdict.outcome:
            case Outcome.SENT if verdict.posted is not None:
                await _arrived(conn, post, ticket, words, verdict, now)
            case Outcome.CANCELLED if not verdict.reason:
                # it might not arrive just then: it waits in its row until it may
                await ticket_words.change(conn, words.id, put_at=None)
                await post.mark(ticket, words, Mark.WAITS)
            case Outcome.HELD:
                await post.mark(ticket, words, Mark.WAITS)
                await post.notice(ticket, Notice.BLOCKED, words=words.id)
            case _:
                await _failed(conn, post, ticket, words, verdict.reason, now)


async def _arrived(
    conn: AsyncConnection,
    post: Post,
    ticket: StoredTicket,
    words: StoredWords,
    verdict: Verdict,
    now: datetime,
) -> None:
    assert verdict.posted is not None
    await ticket_words.change(conn, words.id, delivered_at=now, failed_at=None, failed_why=None)
    copies = [
        Copy(verdict.letter.chat_id, number, ticket.id, words.id, is_ours=True)
        for number in verdict.posted.message_ids
    ]
    await ticket_words.note_copies(conn, copies)
    await post.mark(ticket, words, Mark.DELIVERED)


async def _failed(
    conn: AsyncConnection,
    post: Post,
    ticket: StoredTicket,
    words: StoredWords,
    reason: str,
    now: datetime,
) -> None:
    """It is the desk's again: the person still waits for these words."""
    await ticket_words.change(conn, words.id, failed_at=now, failed_why=reason or "refused")
    if ticket.state == State.WAITING:
        await tickets.change(
            conn,
            ticket.id,
            state=State.NEEDS_ANSWER.value,
            due_at=now,
            told_due_at=now,
            look_at=now,
        )
        changed = await tickets.get(conn, ticket.id)
        ticket = changed or ticket
    await post.mark(ticket, words, Mark.FAILED)
    await post.notice(ticket, Notice.NOT_DELIVERED, words=words.id, reason=reason)
    await post.card(ticket)


async def _news(conn: AsyncConnection, verdict: Verdict, now: datetime) -> None:
    """A reply to news of a ticket is for that ticket."""
    del now
    if verdict.outcome is Outcome.SENT and verdict.posted is not None:
        ticket_id = int(str(verdict.letter.args["ticket"]))
        message = verdict.posted.message_id
        copy = Copy(verdict.letter.chat_id, message, ticket_id, None, is_ours=True)
        await ticket_words.note_copies(conn, [copy])
