"""Odd supports are marked with reasons; a sweep is seen first, done in portions, and undone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from civic.petitions import counting, log, suspecting, sweeping
from civic.petitions.suspecting import Decision, Suspicion, young_accounts
from civic.phrases import Refusal
from storage import people, petition_flags, petition_sweeps, petitions, staff
from storage.database import Database
from storage.petition_windows import Window
from storage.tables import audit
from storage.vault import KeyRing
from tests.storage.petition_grounds import ALMATY, NOON, PETITION, Crowd, is_published

MODERATOR = 7
YOUNG = young_accounts().from_id


@pytest.fixture
async def crowd(database: Database, ring: KeyRing) -> Crowd:
    """A petition of a hundred with a threshold of thirty, and a moderator."""
    await is_published(database, ring, threshold=30)
    async with database.act() as conn:
        person = await people.meet(conn, MODERATOR, "kk", NOON)
        await staff.grant(conn, person.id, "moderator", None, NOON)
    return Crowd(database, ring, NOON + timedelta(days=3))


async def come(crowd: Crowd, first: int, count: int) -> None:
    for who in range(first, first + count):
        await crowd.supports(who)


async def marked(crowd: Crowd) -> list[tuple[str, int, int | None]]:
    async with crowd.database.act() as conn:
        await counting.refresh(conn, crowd.now, ALMATY)
        found = await suspecting.look_around(conn, crowd.now)
        fresh = await suspecting.mark(conn, found, crowd.now)
    return [(odd.suspicion, odd.found, odd.usual) for _petition, odd in fresh]


async def state(crowd: Crowd) -> str:
    async with crowd.database.act() as conn:
        await counting.refresh(conn, crowd.now, ALMATY)
        petition = await petitions.get(conn, PETITION)
    assert petition is not None
    return petition.state


async def goes_on(crowd: Crowd, sweep_id: int, at_once: int = 15) -> int:
    portions = 1
    while True:
        async with crowd.database.act() as conn:
            if not await sweeping.go_on(conn, sweep_id, crowd.now, ALMATY, at_once):
                return portions
        portions += 1


async def recount(crowd: Crowd) -> log.Recount:
    async with crowd.database.look() as conn:
        told = await log.recount(conn, PETITION)
    assert told is not None
    assert told.agrees
    return told


async def test_a_burst_is_marked_once_with_the_usual_pace(crowd: Crowd) -> None:
    await come(crowd, 100, 19)
    assert await marked(crowd) == []
    crowd.now += timedelta(hours=5)
    await come(crowd, 200, 60)
    assert await marked(crowd) == [(Suspicion.BURST, 60, 1)]
    await come(crowd, 300, 5)
    assert await marked(crowd) == []
    async with crowd.database.look() as conn:
        (flag,) = await petition_flags.undecided(conn)
    assert (flag.found, flag.usual, flag.reason) == (65, 1, "burst")


async def test_a_new_petition_may_begin_with_a_rush(database: Database, ring: KeyRing) -> None:
    await is_published(database, ring)
    crowd = Crowd(database, ring, NOON + timedelta(hours=2))
    await come(crowd, 100, 60)
    assert await marked(crowd) == []


async def test_many_young_accounts_are_marked(crowd: Crowd) -> None:
    await come(crowd, YOUNG, 25)
    await come(crowd, 100, 5)
    assert await marked(crowd) == [(Suspicion.YOUNG, 25, None)]


async def test_young_accounts_among_many_others_are_not(crowd: Crowd) -> None:
    await come(crowd, YOUNG, 20)
    await come(crowd, 100, 25)
    assert Suspicion.YOUNG not in [reason for reason, *_rest in await marked(crowd)]


async def test_who_decides_first_decides(crowd: Crowd) -> None:
    await come(crowd, YOUNG, 25)
    await marked(crowd)
    async with crowd.database.look() as conn:
        (flag,) = await petition_flags.undecided(conn)
    with pytest.raises(Refusal, match="not for your role"):
        await crowd.act(100, suspecting.call_fine, (), flag.id)
    await crowd.act(MODERATOR, suspecting.call_fine, (), flag.id)
    with pytest.raises(Refusal, match="already"):
        await crowd.act(MODERATOR, suspecting.decide, (), flag.id, Decision.SWEPT)
    async with crowd.database.look() as conn:
        assert await petition_flags.undecided(conn) == []


def window(crowd: Crowd, **more: Any) -> Window:
    since = suspecting.hour_of(crowd.now)
    return Window(PETITION, since, since + suspecting.HOUR, **more)


async def test_a_sweep_is_seen_first_done_in_portions_and_undone(crowd: Crowd) -> None:
    await come(crowd, 100, 10)
    crowd.now += timedelta(hours=2)
    await come(crowd, 200, 40)
    assert await state(crowd) == "reached"
    async with crowd.database.look() as conn:
        seen = await sweeping.preview(conn, window(crowd))
    assert (seen.found, seen.of, [count for _hour, count in seen.by_hour]) == (40, 50, [40])
    assert seen.by_hour[0][0] == seen.window.since
    sweep_id = await crowd.act(MODERATOR, sweeping.start, (), window(crowd), "burst")
    with pytest.raises(Refusal, match="already"):
        await crowd.act(MODERATOR, sweeping.start, (), window(crowd), "burst")
    assert await goes_on(crowd, sweep_id) == 3
    told = await recount(crowd)
    assert (told.counted.invalidations, told.counted.count) == (40, 10)
    assert await state(crowd) == "open"
    with pytest.raises(Refusal, match="found not to be valid"):
        await crowd.supports(200)
    assert not await crowd.takes_back(200)
    await crowd.act(MODERATOR, sweeping.undo, (), sweep_id)
    with pytest.raises(Refusal, match="already"):
        await crowd.act(MODERATOR, sweeping.undo, (), sweep_id)
    await goes_on(crowd, sweep_id)
    told = await recount(crowd)
    assert (told.counted.supports, told.counted.count) == (90, 50)
    assert await state(crowd) == "reached"
    async with crowd.database.look() as conn:
        sweep = await petition_sweeps.get(conn, sweep_id)
        assert sweep is not None
        assert (sweep.swept, sweep.is_at_work) == (0, False)
        acts = (await conn.execute(select(audit.c.act).order_by(audit.c.id))).scalars().all()
    told_acts = [act for act in acts if "sweep" in act]
    assert told_acts == [
        f"petition.sweep_{what}" for what in ("started", "done", "undo_started", "undone")
    ]
    assert await crowd.takes_back(200)
    await recount(crowd)


async def test_it_is_stopped_halfway_and_gives_back_what_it_took(crowd: Crowd) -> None:
    await come(crowd, 200, 40)
    sweep_id = await crowd.act(MODERATOR, sweeping.start, (), window(crowd), "burst")
    async with crowd.database.act() as conn:
        assert await sweeping.go_on(conn, sweep_id, crowd.now, ALMATY, 15)
    assert (await recount(crowd)).counted.count == 25
    await crowd.act(MODERATOR, sweeping.undo, (), sweep_id)
    await goes_on(crowd, sweep_id)
    assert (await recount(crowd)).counted.count == 40
    async with crowd.database.look() as conn:
        assert await petition_sweeps.at_work(conn) == []


async def test_only_young_accounts_are_swept_where_only_they_are_meant(crowd: Crowd) -> None:
    await come(crowd, 200, 5)
    await come(crowd, YOUNG, 25)
    only = window(crowd, youngest_id=YOUNG)
    sweep_id = await crowd.act(MODERATOR, sweeping.start, (), only, "young_accounts")
    await goes_on(crowd, sweep_id)
    assert (await recount(crowd)).counted.count == 5


async def test_nothing_is_swept_where_nothing_is_or_all_is_sent(
    crowd: Crowd, database: Database, ring: KeyRing
) -> None:
    with pytest.raises(Refusal, match="No support"):
        await crowd.act(MODERATOR, sweeping.start, (), window(crowd), "burst")
    await is_published(database, ring, id="sent0000", state="sent")
    sent = Window("sent0000", NOON, NOON + suspecting.HOUR)
    with pytest.raises(Refusal, match="no longer collects"):
        await crowd.act(MODERATOR, sweeping.start, (), sent, "burst")
    with pytest.raises(Refusal, match="not for your role"):
        await crowd.act(100, sweeping.start, (), sent, "burst")
