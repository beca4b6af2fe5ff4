"""What became of the letters into a ticket's topic, written down with the letter's own row.

By these rows a reply to a message in the group finds its ticket, after any restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.rooms import note_card
from bot.postman.verdict import Outcome, Told, Verdict
from civic.desk.letters import Notice, Post
from storage import moved_chats, ticket_words, tickets
from storage.ticket_words import Copy
from storage.vault import KeyRing

GONE = "message gone"
"""The reason of a letter whose message is not there any more; see ``bot.postman.errors``."""


def listeners(ring: KeyRing) -> Mapping[str, Told]:
    """Who is told, by the view of the letter."""
    return {
        "ticket_card": partial(_card, ring),
        "ticket_words": partial(_words, ring),
        "ticket_words_edited": partial(_words, ring),
        "ticket_notice": _notice,
    }


async def _card(ring: KeyRing, conn: AsyncConnection, verdict: Verdict, now: datetime) -> None:
    ticket_id = _ticket(verdict)
    if verdict.outcome is Outcome.SENT and verdict.posted is not None:
        chat_id = await _where(conn, verdict)
        await note_card(conn, ticket_id, chat_id, verdict.posted.message_id)
    elif verdict.reason == GONE:
        # somebody deleted the card: another one takes its place
        await tickets.change(conn, ticket_id, card_id=None)
        ticket = await tickets.get(conn, ticket_id)
        if ticket is not None:
            await Post(conn, ring, now).card(ticket)


async def _words(ring: KeyRing, conn: AsyncConnection, verdict: Verdict, now: datetime) -> None:
    ticket_id, words_id = _ticket(verdict), int(str(verdict.letter.args["words"]))
    if verdict.outcome is Outcome.SENT and verdict.posted is not None:
        chat_id = await _where(conn, verdict)
        copies = [
            Copy(chat_id, number, ticket_id, words_id, is_ours=True)
            for number in verdict.posted.message_ids
        ]
        await ticket_words.note_copies(conn, copies)
    elif verdict.reason == GONE:
        ticket = await tickets.get(conn, ticket_id)
        if ticket is not None:
            await Post(conn, ring, now).notice(ticket, Notice.WORDS_GONE)


async def _notice(conn: AsyncConnection, verdict: Verdict, _now: datetime) -> None:
    if verdict.outcome is Outcome.SENT and verdict.posted is not None:
        chat_id = await _where(conn, verdict)
        copy = Copy(chat_id, verdict.posted.message_id, _ticket(verdict), None, is_ours=True)
        await ticket_words.note_copies(conn, [copy])


def _ticket(verdict: Verdict) -> int:
    return int(str(verdict.letter.args["ticket"]))


async def _where(conn: AsyncConnection, verdict: Verdict) -> int:
    """The group that it went to: it may have moved on the way."""
    chat_id = verdict.letter.chat_id
    return (await moved_chats.known(conn)).get(chat_id, chat_id)
