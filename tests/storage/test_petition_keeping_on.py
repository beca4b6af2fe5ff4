"""Supporters are told in batches that no kill repeats or loses; moderators do not collide."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from civic.desk.roles import Role
from civic.petitions import answers, keeping_on, looking_after, moderating, news
from civic.petitions.answers import Answer
from civic.petitions.moderating import OTHERS
from civic.petitions.moving import held, move
from civic.petitions.states import Outcome, State
from civic.phrases import Refusal
from storage import people, petition_tellings, petitions, staff
from storage.database import Database
from storage.tables import letters
from storage.vault import KeyRing
from tests.storage.test_petitions import ALMATY, NOON, PETITION, Town, is_there

WHO = range(100, 108)


@pytest.fixture
async def town(database: Database, ring: KeyRing) -> Town:
    """Eight people support it and wish to hear of it; two more do not."""
    await is_there(database, ring)
    town = Town(database, ring)
    for who in WHO:
        await town.supports(who, wants_news=True)
    for who in (1, 2):
        await town.supports(who)
    return town


async def told(town: Town) -> Counter[tuple[int, str]]:
    async with town.database.look() as conn:
        rows = await conn.execute(select(letters.c.chat_id, letters.c.view, letters.c.args))
        return Counter(
            (row.chat_id, row.args["what"]) for row in rows if row.view == "petition_news"
        )


async def tells(town: Town, at_most: int) -> int | None:
    async with town.database.act() as conn:
        return await keeping_on.tell_some(conn, town.ring, town.now, ALMATY, at_most)


async def is_killed_while_telling(town: Town) -> None:
    async with town.database.act() as conn:
        assert await keeping_on.tell_some(conn, town.ring, town.now, ALMATY, 3) == 3
        raise ZeroDivisionError


async def moderates(town: Town, *telegram_ids: int) -> None:
    async with town.database.act() as conn:
        for telegram_id in telegram_ids:
            person = await people.meet(conn, telegram_id, "kk", NOON)
            await staff.grant(conn, person.id, Role.MODERATOR, None, NOON)


async def test_each_milestone_is_told_once_to_those_who_wish_it(town: Town) -> None:
    await town.refresh()
    while await tells(town, 3) is not None:
        pass
    whole = await told(town)
    assert set(whole.values()) == {1}
    assert {who for who, _what in whole} == set(WHO)
    assert {what for _who, what in whole} == {"milestone:100"}, "of several at once the last one"


async def test_a_count_that_falls_and_rises_is_told_no_more(town: Town) -> None:
    await town.refresh()
    for who in (1, 2):
        await town.takes_back(who)
    await town.takes_back(WHO[0])
    await town.refresh()
    await town.supports(1)
    await town.refresh()
    while await tells(town, 500) is not None:
        pass
    assert max((await told(town)).values()) == 1


async def test_a_kill_in_the_middle_of_a_batch_repeats_and_loses_nobody(town: Town) -> None:
    async with town.database.act() as conn:
        await petition_tellings.begin(conn, PETITION, "answer", NOON)
        assert not await petition_tellings.begin(conn, PETITION, "answer", NOON)
    assert await tells(town, 3) == 3
    with pytest.raises(ZeroDivisionError):
        await is_killed_while_telling(town)
    assert len(await told(town)) == 3
    assert [await tells(town, 3), await tells(town, 3), await tells(town, 3)] == [3, 2, None]
    assert await told(town) == Counter({(who, "answer"): 1 for who in WHO})


async def test_who_took_back_meanwhile_is_told_nothing(town: Town) -> None:
    async with town.database.act() as conn:
        await petition_tellings.begin(conn, PETITION, "answer", NOON)
    await tells(town, 3)
    await town.takes_back(WHO[-1])
    while await tells(town, 3) is not None:
        pass
    assert WHO[-1] not in {who for who, _what in await told(town)}


async def test_of_what_was_removed_nobody_is_told(town: Town) -> None:
    async with town.database.act() as conn:
        await petition_tellings.begin(conn, PETITION, "milestone:25", NOON)
        petition = await held(conn, PETITION)
        assert petition is not None
        await move(conn, petition, State.REMOVED, NOON)
    assert await tells(town, 500) == 0
    assert not await told(town)


async def test_two_moderators_at_once_and_one_has_it(database: Database, ring: KeyRing) -> None:
    await is_there(database, ring, state="submitted", submitted_at=NOON)
    town = Town(database, ring)
    await moderates(town, 7, 8)
    taken = await asyncio.gather(
        *(town.act(who, moderating.take, (), PETITION, ALMATY) for who in (7, 8)),
        return_exceptions=True,
    )
    refused = [it for it in taken if isinstance(it, Refusal)]
    assert [it.why for it in refused] == [OTHERS]
    async with database.look() as conn:
        steps = [it.state for it in await petitions.steps_of(conn, PETITION)]
    assert steps == ["in_moderation"]


async def test_nothing_is_moderated_without_the_role(town: Town) -> None:
    answer = Answer(outcome=Outcome.REFUSED, kk="Жоқ", ru=None, promises=False)
    acts: list[tuple[Any, ...]] = [
        (moderating.take, (), PETITION, ALMATY),
        (moderating.approve, (), PETITION, ALMATY),
        (moderating.give_back, (), PETITION),
        (moderating.resume, (), PETITION, ALMATY),
        (answers.send, (), PETITION, NOON.date(), ALMATY),
        (answers.under_review, (), PETITION, ALMATY),
        (answers.note_answer, (), PETITION, answer, ALMATY),
        (answers.archive, (), PETITION, ALMATY),
    ]
    for deed, *args in acts:
        with pytest.raises(Refusal):
            await town.act(1, deed, *args)
    with pytest.raises(Refusal):
        await town.act(1, lambda act: news.decide(act, (), "n", ALMATY, approved=True))
    async with town.database.look() as conn:
        assert (await petitions.get(conn, PETITION)).state == "open"  # type: ignore[union-attr]


async def test_looked_at_twice_nothing_happens_twice(town: Town) -> None:
    await moderates(town, 7)
    async with town.database.act() as conn:
        await petitions.change(
            conn,
            PETITION,
            author_id=(await people.meet(conn, 5, "kk", NOON)).id,
            closes_on=NOON.date() + timedelta(days=3),
            look_at=NOON,
        )
    for _ in range(2):
        async with town.database.act() as conn:
            await petitions.change(conn, PETITION, look_at=NOON)
            await looking_after.look_after(conn, town.ring, PETITION, (), NOON, ALMATY)
    async with town.database.look() as conn:
        kept = [row.args["what"] for row in await conn.execute(select(letters.c.args))]
        petition = await petitions.get(conn, PETITION)
    assert sorted(kept) == ["closing", "state"]
    assert petition is not None
    assert petition.look_at is not None
    assert petition.look_at.astimezone(ALMATY).date() == NOON.date() + timedelta(days=4)
