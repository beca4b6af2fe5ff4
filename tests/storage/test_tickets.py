"""Tickets in both databases: one owner however many press, words that are sealed, a clock that
looks only where something is due."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from civic.act import Act
from civic.desk import merging, moving, own, saying, taking, ticking
from civic.desk.asking import Asked, ask
from civic.desk.house import Desk
from civic.desk.saying import Said
from civic.desk.terms import DeskTerms
from civic.desk.ticket import Source, State, Topic
from civic.phrases import Refusal
from storage import people, staff, ticket_words, tickets
from storage.cases import case_of, in_hand
from storage.database import Database
from storage.errors import CaseShredded
from storage.people import Person
from storage.tickets import StoredTicket
from storage.vault import KeyRing

ALMATY = ZoneInfo("Asia/Almaty")
WEDNESDAY = datetime(2026, 6, 3, 6, 0, tzinfo=UTC)
GROUP = -1002000000001
SECRET = "Құпия-7c1e: жәрдемақы төленбейді"
DESK = Desk(chat_id=GROUP, zone=ALMATY, terms=DeskTerms(most_owned=1000, open_at_once=10_000))


class House:
    """Acts of people at a moment that the test moves."""

    def __init__(self, database: Database, ring: KeyRing) -> None:
        self.database, self.ring, self.now = database, ring, WEDNESDAY
        self.desk = DESK
        self._update = 0

    async def person(self, telegram_id: int, *roles: str) -> Person:
        async with self.database.act() as conn:
            person = await people.meet(conn, telegram_id, "kk", self.now)
            for role in roles:
                await staff.grant(conn, person.id, role, None, self.now)
            return person

    async def acts(
        self, person: Person, deed: Callable[..., Awaitable[Any]], *arguments: object
    ) -> Any:
        self._update += 1
        async with self.database.act() as conn:
            await people.lock(conn, person.telegram_id)
            act = Act(conn, self.ring, person, self.now, self._update)
            return await deed(act, *arguments)

    async def asks(self, person: Person, **more: object) -> StoredTicket:
        self._update += 1
        asked = Asked(
            draft=f"draft{self._update}",
            **{"topic": Topic.PAPERS, "source": Source.MENU.value, "words": SECRET, **more},
        )
        return await self.acts(person, ask, self.desk, asked)

    async def answers(self, volunteer: Person, ticket: StoredTicket, words: str = "Жауап") -> None:
        self._update += 1
        said = Said(kind="text", text=words, chat_id=GROUP, message_id=self._update)
        await self.acts(volunteer, saying.volunteer_says, self.desk, ticket.id, said)

    async def writes(self, person: Person, ticket: StoredTicket, words: str = "Тағы") -> None:
        self._update += 1
        said = Said(kind="text", text=words, chat_id=person.telegram_id, message_id=self._update)
        await self.acts(person, saying.person_says, self.desk, ticket.id, said)

    async def passes(self, **by: float) -> None:
        self.now += timedelta(**by)
        async with self.database.act() as conn:
            await ticking.tick(conn, self.ring, self.desk, self.now)

    async def ticket(self, number: int) -> StoredTicket:
        async with self.database.look() as conn:
            found = await tickets.get(conn, number)
        assert found is not None
        return found

    async def letters(self, view: str) -> list[str]:
        """The dedupe keys of the letters of this view that wait."""
        async with self.database.look() as conn:
            rows = await conn.execute(
                text("SELECT dedupe_key FROM letters WHERE view = :view AND state = 'waiting'"),
                {"view": view},
            )
            return list(rows.scalars())


@pytest.fixture
def house(database: Database, ring: KeyRing) -> House:
    return House(database, ring)


async def test_of_two_who_press_at_once_one_has_it_two_hundred_times(house: House) -> None:
    asker = await house.person(1001)
    one, other = await house.person(2001, "volunteer"), await house.person(2002, "volunteer")
    for _ in range(200):
        ticket = await house.asks(asker)
        outcomes = await asyncio.gather(
            house.acts(one, taking.take, house.desk, ticket.id),
            house.acts(other, taking.take, house.desk, ticket.id),
            return_exceptions=True,
        )
        refused = [it for it in outcomes if isinstance(it, Refusal)]
        taken = [it for it in outcomes if isinstance(it, StoredTicket)]
        assert (len(taken), len(refused)) == (1, 1), outcomes
        assert (await house.ticket(ticket.id)).owner_id == taken[0].owner_id


async def test_a_draft_makes_one_ticket_however_often_it_ends(house: House) -> None:
    asker = await house.person(1001)
    asked = Asked(draft="same", topic=Topic.WORK, source=Source.MENU.value, words=SECRET)
    first = await house.acts(asker, ask, house.desk, asked)
    again = await house.acts(asker, ask, house.desk, asked)
    assert first.id == again.id
    async with house.database.look() as conn:
        with in_hand(await case_of(conn, house.ring, first.case_id)):
            assert len(await ticket_words.of_ticket(conn, first.id)) == 1


async def test_a_repeated_message_is_said_once(house: House) -> None:
    asker = await house.person(1001)
    ticket = await house.asks(asker)
    said = Said(kind="text", text="Бір рет", chat_id=1001, message_id=77)
    for _ in range(2):
        await house.acts(asker, saying.person_says, house.desk, ticket.id, said)
    async with house.database.look() as conn:
        with in_hand(await case_of(conn, house.ring, ticket.case_id)):
            told = [words.text for words in await ticket_words.of_ticket(conn, ticket.id)]
    assert told == [SECRET, "Бір рет"]


async def test_words_are_sealed_and_go_with_their_key(house: House) -> None:
    asker = await house.person(1001)
    ticket = await house.asks(asker, code_phrase="көк кесе")
    async with house.database.look() as conn:
        for table in ("tickets", "ticket_words"):
            for row in await conn.execute(text(f"SELECT * FROM {table}")):
                assert SECRET.encode() not in b"|".join(str(cell).encode() for cell in row)
    await house.acts(asker, own.delete_for_good, house.desk, ticket.id)
    async with house.database.look() as conn:
        with pytest.raises(CaseShredded):
            await case_of(conn, house.ring, ticket.case_id)
        assert (await conn.execute(text("SELECT count(*) FROM ticket_words"))).scalar() == 0
        assert (await conn.execute(text("SELECT count(*) FROM ticket_copies"))).scalar() == 0


async def test_heavy_ones_are_spread_and_nobody_has_too_many(house: House) -> None:
    house.desk = Desk(chat_id=GROUP, zone=ALMATY, terms=DeskTerms(most_owned=3, open_at_once=99))
    asker = await house.person(1001)
    one = await house.person(2001, "volunteer")
    heavy = [await house.asks(asker, heavy=True, code_phrase="көк кесе") for _ in range(2)]
    light = [await house.asks(asker) for _ in range(3)]
    await house.acts(one, taking.take, house.desk, heavy[0].id)
    house.now += timedelta(minutes=1)
    with pytest.raises(Refusal, match="last ticket was a heavy one"):
        await house.acts(one, taking.take, house.desk, heavy[1].id)
    await house.acts(one, taking.take, house.desk, light[0].id)
    house.now += timedelta(minutes=1)
    await house.acts(one, taking.take, house.desk, heavy[1].id)
    with pytest.raises(Refusal, match="the most for one volunteer"):
        await house.acts(one, taking.take, house.desk, light[1].id)


async def test_silence_of_its_owner_frees_it_after_a_warning(house: House) -> None:
    asker, one = await house.person(1001), await house.person(2001, "volunteer")
    ticket = await house.asks(asker)
    await house.acts(one, taking.take, house.desk, ticket.id)
    await house.passes(hours=17)
    assert not [key for key in await house.letters("ticket_staff_news") if "release" in key]
    await house.passes(hours=1, minutes=1)
    (warning,) = [key for key in await house.letters("ticket_staff_news") if "release" in key]
    assert warning.endswith(":2001")
    assert (await house.ticket(ticket.id)).owner_id == one.id
    await house.passes(hours=6)
    assert (await house.ticket(ticket.id)).owner_id is None


async def test_an_urgent_one_is_free_after_half_an_hour(house: House) -> None:
    asker, one = await house.person(1001), await house.person(2001, "volunteer")
    ticket = await house.asks(asker, urgent=True)
    await house.acts(one, taking.take, house.desk, ticket.id)
    await house.passes(minutes=29)
    assert (await house.ticket(ticket.id)).owner_id == one.id
    await house.passes(minutes=2)
    assert (await house.ticket(ticket.id)).owner_id is None


async def test_a_late_answer_reaches_the_owner_then_the_coordinators_then_the_person(
    house: House,
) -> None:
    asker, one = await house.person(1001), await house.person(2001, "volunteer")
    await house.person(3001, "coordinator")
    ticket = await house.asks(asker)
    await house.acts(one, taking.take, house.desk, ticket.id)
    await house.passes(hours=5, minutes=1)  # four hours of work, and the break at noon
    assert any("answer_due" in key for key in await house.letters("ticket_staff_news"))
    assert not any("late" in key for key in await house.letters("ticket_news"))
    await house.passes(hours=2)
    late = [key for key in await house.letters("ticket_staff_news") if ":late:" in key]
    assert [key.rpartition(":")[2] for key in late] == ["3001"]
    assert any("late" in key for key in await house.letters("ticket_news"))


async def test_two_weeks_of_silence_close_it_with_notice_and_its_key_goes_in_time(
    house: House,
) -> None:
    asker, one = await house.person(1001), await house.person(2001, "volunteer")
    ticket = await house.asks(asker)
    await house.answers(one, ticket)
    await house.passes(days=11, minutes=1)
    assert any("closing" in key for key in await house.letters("ticket_news"))
    await house.passes(days=3)
    assert (await house.ticket(ticket.id)).state == State.CLOSED
    await house.passes(days=173)
    assert any("shredding" in key for key in await house.letters("ticket_news"))
    assert (await house.ticket(ticket.id)).shredded_at is None
    await house.passes(days=7, minutes=1)
    assert (await house.ticket(ticket.id)).shredded_at is not None
    assert await house.letters("ticket_topic_gone") == []  # it never had a topic here


async def test_an_outage_closes_nobody_without_a_word_before(house: House) -> None:
    asker, one = await house.person(1001), await house.person(2001, "volunteer")
    ticket = await house.asks(asker)
    await house.answers(one, ticket)
    await house.passes(days=40)
    assert (await house.ticket(ticket.id)).state == State.WAITING
    assert any("closing" in key for key in await house.letters("ticket_news"))
    await house.passes(days=3, minutes=1)
    assert (await house.ticket(ticket.id)).state == State.CLOSED


async def test_heavy_ones_are_kept_for_thirty_days(house: House) -> None:
    asker = await house.person(1001)
    ticket = await house.asks(asker, heavy=True, code_phrase="көк кесе")
    await house.acts(asker, own.withdraw, house.desk, ticket.id)
    await house.passes(days=23, minutes=1)
    await house.passes(days=7, minutes=1)
    assert (await house.ticket(ticket.id)).shredded_at is not None


async def test_put_off_it_wakes_on_its_day_or_by_a_word(house: House) -> None:
    asker, one = await house.person(1001), await house.person(2001, "volunteer")
    ticket, other = await house.asks(asker), await house.asks(asker)
    for it in (ticket, other):
        await house.acts(one, taking.take, house.desk, it.id)
        until = house.now + timedelta(days=3)
        await house.acts(one, moving.snooze, house.desk, it.id, until)
    await house.writes(asker, other)
    assert (await house.ticket(other.id)).state == State.NEEDS_ANSWER
    await house.passes(days=2)
    assert (await house.ticket(ticket.id)).state == State.SNOOZED
    await house.passes(days=1, minutes=1)
    assert (await house.ticket(ticket.id)).state == State.NEEDS_ANSWER


async def test_merged_both_are_one_and_only_of_one_person(house: House) -> None:
    asker, stranger = await house.person(1001), await house.person(1002)
    boss = await house.person(3001, "coordinator")
    first, second = await house.asks(asker), await house.asks(asker)
    others = await house.asks(stranger)
    with pytest.raises(Refusal, match="two different people"):
        await house.acts(boss, merging.merge, house.desk, others.id, first.id)
    await house.acts(boss, merging.merge, house.desk, second.id, first.id)
    await house.writes(asker, second)
    assert (await house.ticket(second.id)).state == State.CLOSED
    async with house.database.look() as conn:
        with in_hand(await case_of(conn, house.ring, first.case_id)):
            assert len(await ticket_words.of_ticket(conn, first.id)) == 2


async def test_a_break_hands_everything_over(house: House) -> None:
    asker, one = await house.person(1001), await house.person(2001, "volunteer")
    own_ones = [await house.asks(asker) for _ in range(3)]
    for ticket in own_ones:
        await house.acts(one, taking.take, house.desk, ticket.id)
    await house.acts(one, taking.take_a_break, house.desk, {})
    assert [(await house.ticket(t.id)).owner_id for t in own_ones] == [None] * 3
    with pytest.raises(Refusal, match="You have a break"):
        await house.acts(one, taking.take, house.desk, own_ones[0].id)
    await house.acts(one, taking.come_back)
    await house.acts(one, taking.take, house.desk, own_ones[0].id)


async def test_five_wrong_phrases_lock_it_for_an_hour(house: House) -> None:
    asker = await house.person(1001)
    ticket = await house.asks(asker, heavy=True, code_phrase="Көк кесе")
    for _ in range(5):
        assert not await house.acts(asker, own.open_by_code, house.desk, ticket.id, "қызыл")
    with pytest.raises(Refusal, match="Too many wrong phrases"):
        await house.acts(asker, own.open_by_code, house.desk, ticket.id, "көк кесе")
    house.now += timedelta(hours=1, minutes=1)
    assert await house.acts(asker, own.open_by_code, house.desk, ticket.id, "  көк   КЕСЕ ")


async def test_who_writes_too_fast_is_asked_to_wait(house: House) -> None:
    asker = await house.person(1001)
    ticket = await house.asks(asker)
    for _ in range(19):
        await house.writes(asker, ticket)
    with pytest.raises(Refusal, match="again in a minute"):
        await house.writes(asker, ticket)
    house.now += timedelta(minutes=1, seconds=1)
    await house.writes(asker, ticket)
