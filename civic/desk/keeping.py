"""What is kept of a ticket, and for how long: after its term the key goes, and every word with it.

What stays is a number with its days, so that somebody who comes back hears "it was deleted" and
not "it never was".
"""

from __future__ import annotations

from dataclasses import replace

from civic.desk.held import Held
from storage import audit, cases, ticket_words, tickets


async def shred(one: Held) -> None:
    """Destroy the ticket's key and its words; its topic in the group goes by letter."""
    act, ticket = one.act, one.ticket
    await one.post.take_back(ticket, "")
    for chat_id, thread_id, lost_at in await tickets.topics_of(act.connection, ticket.id):
        if lost_at is None:
            await one.post.topic_gone(ticket, chat_id, thread_id)
    await cases.shred(act.connection, ticket.case_id, act.now)
    await ticket_words.forget_all(act.connection, ticket.id)
    await tickets.remove_words_of(act.connection, ticket.id, act.now)
    await audit.note(act.connection, act.now, "ticket.shredded", None, ticket.case_id)
    one.ticket = replace(ticket, shredded_at=act.now, look_at=None)
