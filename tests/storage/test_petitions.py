"""A support counts once, is proven, can be taken back; the count is what the log says."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, func, select, update

from civic.act import Act
from civic.petitions import counting, log, supporting
from civic.petitions.events import LogBroken
from civic.petitions.moving import held, move
from civic.petitions.states import State
from civic.petitions.supporting import Declared
from civic.phrases import Refusal
from storage import people, petition_logs, petition_milestones, petition_supports, petitions
from storage.cases import case_of, in_hand, open_case
from storage.database import Database
from storage.petitions import StoredPetition
from storage.tables import petition_lines, petition_nodes
from storage.tables import petition_supports as supports_table
from storage.vault import KeyRing

ALMATY = ZoneInfo("Asia/Almaty")
NOON = datetime(2026, 6, 3, 7, tzinfo=UTC)
PETITION = "abcd1234"


async def is_there(database: Database, ring: KeyRing, **values: Any) -> None:
    """An open petition of the republic with a threshold of eight."""
    kept = StoredPetition(
        **{
            "id": PETITION,
            "kind": "ngo",
            "author_id": None,
            "state": "open",
            "state_at": NOON,
            "topic": "school",
            "level": "republic",
            "body": "government",
            "threshold": 8,
            "proof": "account",
            "written_in": "kk",
            "title_kk": "Жылы мектеп",
            "title_ru": "Тёплая школа",
            **values,
        }
    )
    async with database.act() as conn:
        with in_hand(await open_case(conn, ring, supporting.case_id(kept.id), NOON)):
            assert await petitions.add(conn, kept, "Айгүл С.")
            assert not await petitions.add(conn, kept, "Айгүл С.")
        await petition_logs.begin(conn, kept.id, NOON)


class Town:
    """People who support, each by a Telegram id."""

    def __init__(self, database: Database, ring: KeyRing) -> None:
        self.database = database
        self.ring = ring
        self.now = NOON
        self.updates = 0

    async def act(self, who: int, deed: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        self.updates += 1
        async with self.database.act() as conn:
            person = await people.meet(conn, who, "kk", self.now)
            return await deed(Act(conn, self.ring, person, self.now, self.updates), *args)

    async def supports(self, who: int, **declared: Any) -> Any:
        return await self.act(who, supporting.support, PETITION, Declared(**declared), ALMATY)

    async def takes_back(self, who: int) -> bool:
        back: bool = await self.act(who, supporting.take_back, PETITION, ALMATY)
        return back

    async def recount(self) -> log.Recount:
        async with self.database.look() as conn:
            told = await log.recount(conn, PETITION)
        assert told is not None
        return told

    async def refresh(self) -> list[counting.Crossed]:
        async with self.database.act() as conn:
            return await counting.refresh(conn, self.now, ALMATY)


@pytest.fixture
async def town(database: Database, ring: KeyRing) -> Town:
    await is_there(database, ring)
    return Town(database, ring)


async def test_a_support_counts_once_and_has_its_number(town: Town) -> None:
    first = await town.supports(1)
    again = await town.supports(1)
    second = await town.supports(2)
    assert (first.is_new, again.is_new, second.is_new) == (True, False, True)
    assert (first.support.number, again.support.number, second.support.number) == (1, 1, 2)
    told = await town.recount()
    assert told.agrees
    assert told.counted.count == 2


async def test_many_at_once_and_the_same_one_ten_times(town: Town) -> None:
    given = await asyncio.gather(*(town.supports(who % 12 + 1) for who in range(60)))
    assert sum(one.is_new for one in given) == 12
    assert {one.support.number for one in given} == set(range(1, 13))
    told = await town.recount()
    assert told.agrees
    assert told.counted.count == 12


async def test_taken_back_it_does_not_count_and_can_be_given_again(town: Town) -> None:
    first = await town.supports(1, name="Айгүл С.", wants_news=True)
    assert await town.takes_back(1)
    assert not await town.takes_back(1)
    async with town.database.look() as conn:
        kept = await petition_supports.get(conn, first.support.id)
        assert kept is not None
        assert (kept.counts, kept.wants_news) == (False, False)
        with in_hand(await log_case(town, conn)):
            assert await petition_supports.shown_names(conn, PETITION, 10) == []
    again = await town.supports(1)
    assert (again.is_new, again.support.number) == (True, 1)
    told = await town.recount()
    assert told.agrees
    assert (told.counted.supports, told.counted.withdrawals, told.counted.count) == (2, 1, 1)


async def log_case(town: Town, conn: Any) -> Any:
    return await case_of(conn, town.ring, supporting.case_id(PETITION))


async def test_a_history_without_order_is_counted_right(town: Town) -> None:
    chance = random.Random(7)
    stands: set[int] = set()
    for _ in range(80):
        who = chance.randint(1, 9)
        if chance.random() < 0.6:
            await town.supports(who)
            stands.add(who)
        else:
            assert await town.takes_back(who) == (who in stands)
            stands.discard(who)
        town.now += timedelta(hours=3)
    told = await town.recount()
    assert told.agrees
    assert told.counted.count == len(stands)


async def test_every_line_is_proven_and_a_changed_row_is_found(town: Town) -> None:
    for who in range(1, 22):
        await town.supports(who)
    async with town.database.look() as conn:
        kept = await petition_logs.get(conn, PETITION)
        assert kept is not None
        for size in (1, 2, 7, 16, 21):
            root = await log.root_at(conn, PETITION, size)
            for seq in range(size):
                proof = await log.prove(conn, PETITION, seq, size)
                assert proof is not None
                assert proof.holds
                assert proof.root == root
        assert await log.prove(conn, PETITION, 21, 21) is None
    async with town.database.act() as conn:
        changed = update(petition_lines).where(petition_lines.c.seq == 5)
        await conn.execute(changed.values(day=date(2020, 1, 1)))
    async with town.database.look() as conn:
        proof = await log.prove(conn, PETITION, 5, 21)
        assert proof is not None
        assert not proof.holds
    assert not (await town.recount()).agrees


async def test_a_line_that_is_gone_or_told_twice_is_found(town: Town) -> None:
    for who in (1, 2, 3):
        await town.supports(who)
    async with town.database.act() as conn:
        await conn.execute(delete(petition_lines).where(petition_lines.c.seq == 1))
        await conn.execute(delete(petition_nodes))
    with pytest.raises(LogBroken, match="Line 1"):
        await town.recount()
    async with town.database.look() as conn:
        assert await log.prove(conn, PETITION, 0, 3) is None


async def test_one_phone_supports_once(database: Database, ring: KeyRing) -> None:
    await is_there(database, ring, proof="phone")
    town = Town(database, ring)
    with pytest.raises(Refusal, match="your own phone number"):
        await town.supports(1)
    assert (await town.supports(1, phone="+77010000001")).is_new
    with pytest.raises(Refusal, match="this phone number already"):
        await town.supports(2, phone="+77010000001")
    await town.takes_back(1)
    assert (await town.supports(2, phone="+77010000001")).is_new
    async with database.look() as conn:
        marks = (await conn.execute(select(supports_table.c.phone_mark))).scalars().all()
    assert all("7701" not in (one or "") for one in marks)


async def test_support_from_elsewhere_is_counted_apart(database: Database, ring: KeyRing) -> None:
    await is_there(database, ring, level="oblast", body="akimat", region="KZ-55", threshold=2)
    town = Town(database, ring)
    for who, region in ((1, "KZ-55"), (2, "KZ-10"), (3, None)):
        await town.supports(who, region=region)
    (crossed,) = await town.refresh()
    assert (crossed.count, crossed.petition.state) == (1, "open")
    await town.supports(4, region="KZ-55")
    (crossed,) = await town.refresh()
    assert (crossed.count, crossed.petition.state) == (2, "reached")
    told = await town.recount()
    assert (told.counted.count, told.counted.inside, told.counted.outside) == (4, 2, 2)


async def test_a_threshold_and_its_milestones_are_crossed_once_and_back(town: Town) -> None:
    for who in range(1, 5):
        await town.supports(who)
    (crossed,) = await town.refresh()
    assert crossed.milestones == (25, 50)
    assert await town.refresh() == []
    for who in range(5, 9):
        await town.supports(who)
    (crossed,) = await town.refresh()
    assert (crossed.milestones, crossed.petition.state, crossed.moved) == (
        (75, 100),
        "reached",
        True,
    )
    await town.takes_back(8)
    (crossed,) = await town.refresh()
    assert (crossed.milestones, crossed.petition.state) == ((), "open")
    await town.supports(8)
    (crossed,) = await town.refresh()
    assert (crossed.milestones, crossed.petition.state) == ((), "reached")
    async with town.database.look() as conn:
        assert list(await petition_milestones.of(conn, PETITION)) == [25, 50, 75, 100]
        kept = await petition_logs.get(conn, PETITION)
        assert kept is not None
        assert (kept.shown, kept.shown_at) == (8, town.now)


async def test_the_first_fifty_open_it(database: Database, ring: KeyRing) -> None:
    await is_there(database, ring, state="gathering", threshold=1000)
    town = Town(database, ring)
    for who in range(1, 50):
        await town.supports(who)
    assert await town.refresh() == []
    await town.supports(50)
    (crossed,) = await town.refresh()
    assert crossed.petition.state == "open"
    assert crossed.petition.opened_at == town.now
    assert crossed.petition.closes_on == date(2026, 12, 3)


async def test_what_is_closed_takes_nothing_and_gives_nothing_back(town: Town) -> None:
    await town.supports(1)
    async with town.database.act() as conn:
        kept = await held(conn, PETITION)
        assert kept is not None
        moved = await move(conn, kept, State.EXPIRED, town.now)
        with pytest.raises(Refusal):
            await move(conn, moved, State.OPEN, town.now)
        assert [step.state for step in await petitions.steps_of(conn, PETITION)] == ["expired"]
    with pytest.raises(Refusal, match="does not collect support"):
        await town.supports(2)
    with pytest.raises(Refusal, match="cannot be taken back"):
        await town.takes_back(1)
    assert not (await town.supports(1)).is_new


async def test_who_supports_everything_at_once_is_slowed_down(
    database: Database, ring: KeyRing
) -> None:
    for number in range(31):
        await is_there(database, ring, id=f"many{number:04}")
    town = Town(database, ring)
    for number in range(30):
        await town.act(1, supporting.support, f"many{number:04}", Declared(), ALMATY)
    with pytest.raises(Refusal, match="very many petitions"):
        await town.act(1, supporting.support, "many0030", Declared(), ALMATY)
    town.now += timedelta(hours=2)
    await town.act(1, supporting.support, "many0030", Declared(), ALMATY)
    async with database.look() as conn:
        assert await conn.scalar(select(func.count()).select_from(supports_table)) == 31


async def test_the_subject_is_another_one_in_each_petition(town: Town) -> None:
    await is_there(town.database, town.ring, id="efgh5678")
    first = await town.supports(1)
    other = await town.act(1, supporting.support, "efgh5678", Declared(), ALMATY)
    assert first.support.subject != other.support.subject
    assert replace(first.support, person_id=None).counts
