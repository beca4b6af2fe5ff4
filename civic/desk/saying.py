"""What is said in a ticket, by either side: kept with its versions, and sent on by letter.

Each word is a row before it is a message: a message alone could be deleted, edited away or lost on
the way, and nobody would ever know.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from civic.act import Act
from civic.desk.bans import standing_ban
from civic.desk.held import Held, held
from civic.desk.house import Desk
from civic.desk.letters import Mark, Notice
from civic.desk.reaching import Reach, reach
from civic.desk.roles import Right, must
from civic.desk.taking import give_to, hands_of
from civic.desk.ticket import Side, State
from civic.desk.timetable import due_at
from civic.phrases import Refusal, _
from storage import people, ticket_words
from storage.ticket_words import Copy, StoredWords
from storage.tickets import StoredTicket

MINUTE = timedelta(minutes=1)
NOT_YOURS = _("This is not your question.")
ONLY_ITS_WRITER = _("Only whoever wrote it can send it.")
SETTLED = _("This was settled already.")
IS_CLOSED = _("This question is closed. Please ask anew: “Ask a person”.")
TOO_FAST = _(
    "This one was not passed on: so many messages at once do not arrive in order. Please send it "
    "again in a minute."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message in Telegram. ``text`` is the caption of what has one; ``kind`` is aiogram's
    content type; parts of one ``album`` make one thing that was said.
    """

    kind: str
    text: str | None
    chat_id: int
    message_id: int
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it. ``was`` is the state before; ``is_part``: it joined its album."""

    ticket: StoredTicket
    words: StoredWords
    was: str
    is_part: bool = False
    reach: Reach | None = None


async def person_says(act: Act, desk: Desk, ticket_id: int, said: Said) -> Kept:
    """The person writes into their ticket; a solved one is open again by that."""
    async with held(act, desk, ticket_id) as one:
        if one.ticket.person_id != act.person.id:
            raise Refusal(NOT_YOURS)
        if one.ticket.state == State.CLOSED:
            raise Refusal(IS_CLOSED)
        await _refuse_the_banned(one)
        await _refuse_a_flood(one)
        was = one.ticket.state
        words, is_part = await _keep(one, said, Side.PERSON)
        if is_part:
            return Kept(one.ticket, words, was, is_part=True)
        await _wants_an_answer(one)
        if was == State.SOLVED:
            await one.post.topic(one.ticket)
            await one.post.notice(one.ticket, Notice.REOPENED)
        await one.post.words(one.ticket, words)
        await one.show()
        return Kept(one.ticket, words, was)


async def _wants_an_answer(one: Held) -> None:
    ticket, now = one.ticket, one.act.now
    reopened = ticket.reopened + (ticket.state == State.SOLVED)
    still_waits = ticket.state in (State.NEW, State.NEEDS_ANSWER) and ticket.due_at is not None
    due = ticket.due_at if still_waits else due_at(ticket, one.desk.terms, one.hours, now)
    fresh = {} if still_waits else {"told_due_at": None, "escalated_at": None, "warned_at": None}
    await one.change(
        state=State.NEW if ticket.state == State.NEW else State.NEEDS_ANSWER,
        person_said_at=now,
        due_at=due,
        solved_at=None,
        snoozed_until=None,
        closing_told_at=None,
        reopened=reopened,
        **fresh,
    )


async def _refuse_a_flood(one: Held) -> None:
    """An album counts as one; what is refused was not kept, and the person is told so."""
    lately = await ticket_words.said_since(
        one.act.connection, one.ticket.id, Side.PERSON, one.act.now - MINUTE
    )
    if lately >= one.desk.terms.words_a_minute:
        raise Refusal(TOO_FAST)


async def _refuse_the_banned(one: Held) -> None:
    ban = await standing_ban(one.act.connection, one.act.person.id, one.act.now)
    if ban is None:
        return
    if not ban.quiet:
        raise Refusal(ban.told())
    if not one.ticket.unseen:
        await one.change(unseen=True)


async def volunteer_says(act: Act, desk: Desk, ticket_id: int, said: Said) -> Kept:
    """An answer: it leaves now, or waits until the person may be written to."""
    async with held(act, desk, ticket_id) as one:
        was = one.ticket.state
        await _may_answer(one)
        words, is_part = await _keep(one, said, Side.VOLUNTEER)
        if is_part:
            return Kept(one.ticket, words, was, is_part=True)
        return await _answered(one, words, was)


async def must_be_free_to_answer(act: Act, desk: Desk, ticket_id: int) -> None:
    """Before anybody looks at the words: ``Refusal`` where the ticket is another's, or closed."""
    async with held(act, desk, ticket_id) as one:
        await _refuse_another(one)


async def _may_answer(one: Held) -> None:
    """Whoever answers a ticket without an owner takes it by that."""
    await _refuse_another(one)
    if one.ticket.owner_id is None:
        await give_to(one, await hands_of(one))
        await one.post.topic(one.ticket)


async def _refuse_another(one: Held) -> None:
    ticket = one.ticket
    await must(one.act, one.desk.administrators, Right.TAKE_TICKETS)
    if ticket.state == State.CLOSED:
        raise Refusal(_("This ticket is closed. Open it again first: the card has a button."))
    if ticket.owner_id not in (None, one.act.person.id):
        raise Refusal(
            _("Somebody else has this ticket. Ask them, or let them hand it over to you.")
        )


async def _answered(one: Held, words: StoredWords, was: str) -> Kept:
    now = one.act.now
    await one.change(
        state=State.WAITING,
        staff_said_at=now,
        owner_seen_at=now,
        first_answer_at=one.ticket.first_answer_at or now,
        due_at=None,
        solved_at=None,
        snoozed_until=None,
        warned_at=None,
        told_due_at=None,
        escalated_at=None,
        closing_told_at=None,
    )
    way = reach(one.ticket, now, one.desk.zone)
    await send_what_waits(one)
    await one.show()
    return Kept(one.ticket, words, was, reach=way)


async def note(act: Act, desk: Desk, ticket_id: int, said: Said) -> Kept:
    """A word between volunteers: kept, and never sent to anybody by itself."""
    async with held(act, desk, ticket_id) as one:
        was = one.ticket.state
        words, is_part = await _keep(one, said, Side.NOTE)
        if one.ticket.owner_id == act.person.id:
            await one.change(owner_seen_at=act.now, warned_at=None)
        return Kept(one.ticket, words, was, is_part=is_part)


async def answer_from_note(act: Act, desk: Desk, ticket_id: int, words_id: int) -> Kept:
    """Its writer says that this note is an answer after all: it goes to the person."""
    async with held(act, desk, ticket_id) as one:
        words = await ticket_words.get(act.connection, words_id, hold=True)
        if words is None or words.author_id != act.person.id:
            raise Refusal(ONLY_ITS_WRITER)
        if words.side != Side.NOTE:
            raise Refusal(SETTLED)
        was = one.ticket.state
        await _may_answer(one)
        await ticket_words.change(act.connection, words.id, side=Side.VOLUNTEER, put_at=None)
        return await _answered(one, replace(words, side=Side.VOLUNTEER), was)


async def send_what_waits(one: Held) -> int:
    """Let the answers leave that may leave now, or from a known moment on; how many did."""
    way = reach(one.ticket, one.act.now, one.desk.zone)
    if way.at is None:
        return 0
    person = await people.by_id(one.act.connection, one.ticket.person_id)
    if person is None:
        return 0
    waiting = await ticket_words.unsent(one.act.connection, one.ticket.id)
    for words in waiting:
        tried = replace(words, tries=words.tries + 1)
        await ticket_words.change(
            one.act.connection,
            words.id,
            put_at=one.act.now,
            tries=tried.tries,
            failed_at=None,
            failed_why=None,
        )
        await one.post.answer(one.ticket, tried, person.telegram_id, way.at)
    return len(waiting)


async def hold_back(one: Held) -> None:
    """The person must not be written to now: what has not left waits in its row again."""
    await one.post.take_back(one.ticket, "out:")
    for words in await ticket_words.of_ticket(one.act.connection, one.ticket.id):
        if words.side == Side.VOLUNTEER and words.put_at and not words.delivered_at:
            await ticket_words.change(one.act.connection, words.id, put_at=None)
            await one.post.mark(one.ticket, words, Mark.WAITS)


async def _keep(one: Held, said: Said, side: Side) -> tuple[StoredWords, bool]:
    """Its row; for a further part of an album the row that the first part made."""
    act, ticket = one.act, one.ticket
    # two albums of two chats never have one id; each side has its own chat
    known = await ticket_words.copy_of(act.connection, said.chat_id, said.message_id)
    if known is not None and known.words_id is not None:
        before = await ticket_words.get(act.connection, known.words_id)
        if before is not None:  # Telegram repeats an update that it was not told of
            return before, True
    album = f"{said.chat_id}:{said.album}" if said.album else None
    words = await ticket_words.of_album(act.connection, ticket.id, album) if album else None
    is_part = words is not None
    if words is None:
        words = await ticket_words.add(
            act.connection,
            StoredWords(
                id=0,
                ticket_id=ticket.id,
                side=side,
                author_id=act.person.id,
                kind="album" if album else said.kind,
                text=said.text,
                said_at=act.now,
                from_chat=said.chat_id,
                messages=(said.message_id,),
                album=album,
                put_at=act.now if side is Side.PERSON else None,
            ),
        )
    elif said.message_id not in words.messages:
        words = replace(
            words,
            messages=tuple(sorted((*words.messages, said.message_id))),
            text=words.text or said.text,
        )
        await ticket_words.change(
            act.connection, words.id, messages=words.messages, text=words.text
        )
    own = Copy(said.chat_id, said.message_id, ticket.id, words.id, is_ours=False)
    await ticket_words.note_copies(act.connection, [own])
    return words, is_part
