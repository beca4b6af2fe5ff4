"""Whose a ticket is: one owner at a time, and nobody with more than they can carry.

Two who press “take” at one moment are told apart by the row alone: the second finds an owner there.
Heavy tickets are spread: whoever has just had one gets another kind first.
"""

from __future__ import annotations

from dataclasses import dataclass

from civic.act import Act
from civic.desk.held import Held, held
from civic.desk.house import Desk
from civic.desk.letters import News, Notice, StaffNews
from civic.desk.reaching import reach
from civic.desk.roles import Right, must
from civic.desk.ticket import OPEN, Side
from civic.phrases import Refusal, _, _n
from storage import audit, people, staff, ticket_words, tickets
from storage.columns import JSON
from storage.people import Person
from storage.tickets import StoredTicket

LONGEST_ON_CARD = 200
"""Characters of each line of a card that is made of what was said."""


@dataclass(frozen=True, slots=True)
class Handover:
    """What whoever takes over must know, in the words of whoever had it."""

    asked: str
    promised: str
    next_date: str

    def as_json(self) -> JSON:
        """As it is kept, sealed."""
        return {"asked": self.asked, "promised": self.promised, "next_date": self.next_date}


@dataclass(frozen=True, slots=True)
class Hands:
    """Somebody who may take this ticket: their rights and loads were looked at in this act."""

    person_id: int


async def take(act: Act, desk: Desk, ticket_id: int) -> StoredTicket:
    """The volunteer of the act becomes its owner; ``Refusal`` says why not."""
    async with held(act, desk, ticket_id) as one:
        if one.ticket.owner_id == act.person.id:
            return one.ticket
        if one.ticket.state not in OPEN:
            raise Refusal(_("This ticket is closed already."))
        if one.ticket.owner_id is not None:
            raise Refusal(_("Somebody else has taken it already."))
        await give_to(one, await hands_of(one))
        await one.show()
        await one.post.topic(one.ticket)
        return one.ticket


async def must_see(act: Act, desk: Desk) -> None:
    """Whoever acts may look at tickets; ``Refusal`` for everybody else."""
    await must(act, desk.administrators, Right.SEE_TICKETS)


async def hands_of(one: Held) -> Hands:
    """Whether whoever acts may take it now; ``Refusal`` says what stands against it."""
    act, terms = one.act, one.desk.terms
    await must(act, one.desk.administrators, Right.TAKE_TICKETS)
    count, heavy = await tickets.owned(act.connection, act.person.id)
    own = await staff.volunteer(act.connection, act.person.id)
    if own is not None and own.on_break_since is not None:
        raise Refusal(_("You have a break. Come back first: /my."))
    if count >= terms.most_owned:
        raise Refusal(
            _n(
                "You have {count} open ticket: that is the most for one volunteer. Solve one or "
                "hand it over first.",
                "You have {count} open tickets: that is the most for one volunteer. Solve one or "
                "hand one over first.",
                count,
            )
        )
    if one.ticket.heavy:
        if heavy >= terms.most_heavy:
            raise Refusal(
                _("You have enough heavy tickets now. Please leave this one to somebody else.")
            )
        if own is not None and own.last_was_heavy:
            raise Refusal(
                _(
                    "Your last ticket was a heavy one. Please take another kind first, or leave "
                    "this one to somebody else."
                )
            )
    return Hands(act.person.id)


async def give_to(one: Held, hands: Hands) -> None:
    """Make them the owner. The row of the ticket is locked: nobody else can in between."""
    act, was_new = one.act, one.ticket.taken_at is None
    if not await tickets.take(act.connection, one.ticket.id, hands.person_id, act.now):
        raise Refusal(_("Somebody else has taken it already."))
    await staff.note_taken(act.connection, hands.person_id, act.now, heavy=one.ticket.heavy)
    await one.change(
        owner_id=hands.person_id, taken_at=act.now, owner_seen_at=act.now, warned_at=None
    )
    await audit.note(act.connection, act.now, "ticket.taken", hands.person_id, one.ticket.case_id)
    if was_new:
        await _tell_it_is_read(one)


async def _tell_it_is_read(one: Held) -> None:
    """The person hears that somebody reads it: only where a word is safe right now."""
    way = reach(one.ticket, one.act.now, one.desk.zone)
    person = await people.by_id(one.act.connection, one.ticket.person_id)
    if way.at is not None and person is not None:
        await one.post.news(one.ticket, News.TAKEN, person.telegram_id, way.at)


async def release(act: Act, desk: Desk, ticket_id: int) -> StoredTicket:
    """Its owner lets it go without a word more; anybody may take it again."""
    async with held(act, desk, ticket_id) as one:
        await _of_the_owner_or_a_coordinator(one)
        await let_go(one)
        await one.post.notice(one.ticket, Notice.RELEASED)
        await one.show()
        return one.ticket


async def hand_over(
    act: Act, desk: Desk, ticket_id: int, card: Handover | None = None, to: int | None = None
) -> StoredTicket:
    """With the card; to somebody (id of their row), or to whoever takes it.

    Without a card one is made of what was said last on either side.
    """
    async with held(act, desk, ticket_id) as one:
        await _of_the_owner_or_a_coordinator(one)
        card = card or await _card_of_what_was_said(one)
        await tickets.change(act.connection, one.ticket.id, handover=card.as_json())
        await let_go(one)
        if to is not None:
            await _give(one, to)
        await one.post.notice(one.ticket, Notice.HANDED_OVER)
        await audit.note(
            act.connection, act.now, "ticket.handed_over", act.person.id, one.ticket.case_id
        )
        await one.show()
        return one.ticket


async def _card_of_what_was_said(one: Held) -> Handover:
    """What whoever had no words left would have had to look up."""
    said = await ticket_words.of_ticket(one.act.connection, one.ticket.id)

    def latest(side: Side) -> str:
        texts = (w.text for w in reversed(said) if w.side == side and w.text and not w.withdrawn_at)
        text = next(texts, "")
        return text if len(text) <= LONGEST_ON_CARD else f"{text[:LONGEST_ON_CARD]}…"

    due = one.ticket.due_at
    next_date = f"{due.astimezone(one.desk.zone):%d.%m.%Y %H:%M}" if due else ""
    return Handover(latest(Side.PERSON), latest(Side.VOLUNTEER), next_date)


async def give(act: Act, desk: Desk, ticket_id: int, to: int) -> StoredTicket:
    """A coordinator gives it to a volunteer (id of their row)."""
    async with held(act, desk, ticket_id) as one:
        await must(act, desk.administrators, Right.HAND_OVER_ANY)
        if one.ticket.owner_id is not None:
            await let_go(one)
        await _give(one, to)
        await one.show()
        return one.ticket


async def _give(one: Held, to: int) -> None:
    act = one.act
    taker = await people.by_id(act.connection, to)
    if taker is None:
        raise Refusal(_("I do not know this volunteer."))
    await give_to(one, await hands_of(_as(one, taker)))
    if taker.id != act.person.id:
        await one.post.staff_news(one.ticket, StaffNews.GIVEN, taker.telegram_id)


def _as(one: Held, person: Person) -> Held:
    """The same ticket in the same act, looked at for somebody else."""
    act = Act(one.act.connection, one.act.ring, person, one.act.now, one.act.update_id)
    return Held(act, one.desk, one.hours, one.ticket)


async def let_go(one: Held) -> None:
    """It has no owner any more; whoever waits for an answer goes on waiting."""
    await one.change(owner_id=None, owner_seen_at=None, warned_at=None)


async def take_a_break(act: Act, desk: Desk, cards: dict[int, Handover]) -> list[StoredTicket]:
    """“I need a break”: all that the volunteer has is handed over, with a card for each.

    Those without a card in ``cards`` (by number) get one of what was said last.
    """
    freed = [
        await hand_over(act, desk, ticket.id, cards.get(ticket.id))
        for ticket in await tickets.of_owner(act.connection, act.person.id)
    ]
    await staff.set_break(act.connection, act.person.id, act.now)
    await audit.note(act.connection, act.now, "staff.break", act.person.id, None)
    return freed


async def come_back(act: Act) -> None:
    """The break is over."""
    await staff.set_break(act.connection, act.person.id, None)


async def release_all(act: Act, desk: Desk, person_id: int) -> list[StoredTicket]:
    """Of somebody who is of the desk no more: everything they had is free."""
    freed = []
    for ticket in await tickets.of_owner(act.connection, person_id):
        async with held(act, desk, ticket.id) as one:
            await let_go(one)
            await one.post.notice(one.ticket, Notice.RELEASED)
            await one.show()
            freed.append(one.ticket)
    return freed


async def _of_the_owner_or_a_coordinator(one: Held) -> None:
    if one.ticket.owner_id is None:
        raise Refusal(_("Nobody has this ticket now."))
    if one.ticket.owner_id != one.act.person.id:
        await must(one.act, one.desk.administrators, Right.HAND_OVER_ANY)
