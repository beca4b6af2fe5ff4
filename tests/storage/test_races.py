"""What Telegram delivers twice or at once is done once."""

import asyncio
from dataclasses import replace
from datetime import datetime

from storage import drafts, outbox, people, updates
from storage.database import Database
from storage.drafts import StoredDraft
from storage.outbox import Delivery, Lane, Letter
from storage.people import Person
from storage.vault import KeyRing


async def test_two_acts_at_once_meet_one_person_once(database: Database, now: datetime) -> None:
    async def meet() -> Person:
        async with database.act() as conn:
            return await people.meet(conn, 77, "kk", now)

    met = await asyncio.gather(*(meet() for _ in range(10)))
    assert len({person.id for person in met}) == 1


async def test_an_update_delivered_to_two_workers_is_handled_by_one(
    database: Database, now: datetime
) -> None:
    async def handle() -> bool:
        async with database.act() as conn:
            first = await updates.record(conn, 1, now)
            await asyncio.sleep(0)
            return first

    assert sorted(await asyncio.gather(*(handle() for _ in range(8)))) == [False] * 7 + [True]


async def test_a_message_and_a_tap_of_one_person_are_taken_one_after_the_other(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        draft = StoredDraft("draft001", aigul.id, "complaint", 1, "region", 0, {}, now, now)
        await drafts.insert(conn, ring, draft)
        await people.set_focus(conn, aigul.id, draft.id)

    async def step() -> None:
        async with database.act() as conn:
            found = await drafts.with_focus(conn, ring, aigul.telegram_id)
            assert found is not None
            stored = found[1]
            assert stored is not None
            await asyncio.sleep(0)
            await drafts.update(conn, ring, replace(stored, screen=stored.screen + 1))

    await asyncio.gather(*(step() for _ in range(20)))
    async with database.look() as conn:
        after = await drafts.get(conn, ring, "draft001")
    assert after is not None
    assert after.screen == 20


async def test_two_claims_never_share_a_letter(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        for n in range(60):
            letter = Letter(f"l:{n}", n, "hello", {}, Lane(n % 3), Delivery.AT_LEAST_ONCE, now)
            await outbox.put(conn, ring, letter, now)

    async def claim() -> list[int]:
        async with database.act() as conn:
            claimed = [letter.id for letter in await outbox.claim(conn, ring, now, 7)]
            assert len(claimed) <= 7
            await asyncio.sleep(0)
            return claimed

    taken: list[int] = []
    while batch := [n for some in await asyncio.gather(*(claim() for _ in range(4))) for n in some]:
        taken += batch
    assert len(taken) == len(set(taken)) == 60
