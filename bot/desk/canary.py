"""The canary: each night a trial ticket goes the real way into the group, quietly.

Into the outbox, through the postman, into a topic of its own with its card, and back as a row that
says where it stands. If that does not happen, questions of people do not arrive either, and the
administrators hear of it before the first of them is lost.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.troubles import tell_administrators
from bot.talk import Grounds
from civic.act import Act
from civic.desk.asking import Asked, ask
from civic.desk.held import held
from civic.desk.keeping import shred
from civic.desk.ticket import Source, Topic
from civic.phrases import Refusal
from storage import canaries, people, ticket_words, tickets
from storage.cases import case_of, in_hand
from storage.errors import CaseShredded, CaseUnknown
from storage.tickets import StoredTicket

FLIES, UNTIL = time(3), time(5)
"""When nobody is woken, on clocks in Kazakhstan."""
BACK_WITHIN = timedelta(minutes=20)
WORDS = "🐤"


async def watch(grounds: Grounds, bot_id: int, now: datetime) -> None:
    """Let tonight's go, and look after the one that flies. ``bot_id`` is whose ticket it is."""
    local = now.astimezone(grounds.zone)
    if grounds.desk.chat_id is not None and FLIES <= local.time() < UNTIL:
        await _let_go(grounds, bot_id, local.date(), now)
    async with grounds.database.act() as connection:
        last = await canaries.last(connection)
        if last is None or last[1] is not None:
            return
        night = last[0]
        ticket = await tickets.asked_in(connection, _draft(night))
        is_back = ticket is not None and await _arrived(connection, grounds, ticket)
        if is_back:
            await canaries.came_back(connection, night, now)
        lost = [] if is_back else await canaries.lost(connection, now - BACK_WITHIN, now)
        if ticket is not None and (is_back or lost):
            await _forget(connection, grounds, ticket, now)
    grounds.letters_put()
    if lost:
        await tell_administrators(grounds, grounds.desk.chat_id or 0, "canary")


async def _let_go(grounds: Grounds, bot_id: int, night: date, now: datetime) -> None:
    async with grounds.database.act() as connection:
        if not await canaries.let_go(connection, night, now):
            return
        act = await _act(connection, grounds, bot_id, now)
        asked = Asked(
            draft=_draft(night),
            topic=Topic.BOT,
            source=Source.CANARY.value,
            words=WORDS,
            may_write=False,
        )
        await ask(act, grounds.desk, asked)


async def _arrived(connection: AsyncConnection, grounds: Grounds, ticket: StoredTicket) -> bool:
    """Its words stand in a message of the group, and its card above them."""
    try:
        case = await case_of(connection, grounds.ring, ticket.case_id)
    except (CaseShredded, CaseUnknown):
        return False  # it was given up before it came, and is forgotten
    with in_hand(case):
        said = await ticket_words.of_ticket(connection, ticket.id)
    if not said or ticket.card_id is None:
        return False
    return any(copy.is_ours for copy in await ticket_words.copies_of(connection, said[0].id))


async def _forget(
    connection: AsyncConnection, grounds: Grounds, ticket: StoredTicket, now: datetime
) -> None:
    """The trial is over: nothing of it stays in the group or in the tables' words."""
    person = await people.by_id(connection, ticket.person_id)
    assert person is not None, "a ticket goes with its person"
    act = Act(connection, grounds.ring, person, now, 0)
    try:
        async with held(act, grounds.desk, ticket.id) as one:
            await shred(one)
    except Refusal:
        return  # it was forgotten already


async def _act(connection: AsyncConnection, grounds: Grounds, bot_id: int, now: datetime) -> Act:
    person = await people.meet(connection, bot_id, None, now)
    return Act(connection, grounds.ring, person, now, 0)


def _draft(night: date) -> str:
    return f"canary:{night:%Y-%m-%d}"
