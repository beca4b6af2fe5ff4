"""An update is handled once, and one that cannot be handled is kept for a human."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from storage import updates
from storage.database import Database
from storage.errors import NotSetAside
from storage.tables import set_aside_updates
from storage.vault import KeyRing

PAYLOAD = '{"message": {"text": "көмектесіңіз"}}'.encode()


async def test_a_repeated_update_is_recognised(database: Database, now: datetime) -> None:
    async with database.act() as conn:
        assert await updates.record(conn, 5, now)
        assert not await updates.record(conn, 5, now)
    async with database.act() as conn:
        assert not await updates.record(conn, 5, now)


async def test_only_old_updates_are_forgotten(database: Database, now: datetime) -> None:
    async with database.act() as conn:
        await updates.record(conn, 1, now - timedelta(hours=49))
        await updates.record(conn, 2, now)
        assert await updates.forget_before(conn, now - timedelta(hours=48)) == 1
        assert await updates.record(conn, 1, now)
        assert not await updates.record(conn, 2, now)


async def test_an_update_that_failed_waits_sealed_until_somebody_resolves_it(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        await updates.set_aside(conn, ring, 9, "message", "KeyError", 3, PAYLOAD, now)
        sealed = (await conn.execute(select(set_aside_updates.c.payload))).scalar_one()
        assert PAYLOAD not in sealed
        assert await updates.set_aside_waiting(conn) == [
            updates.SetAside(9, "message", "KeyError", 3, now, None, None)
        ]
        assert await updates.open_set_aside(conn, ring, 9) == PAYLOAD
        await updates.resolve_set_aside(conn, 9, "answered by hand", now)
        assert await updates.set_aside_waiting(conn) == []


async def test_an_update_set_aside_twice_is_kept_once(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        await updates.set_aside(conn, ring, 9, "message", "KeyError", 3, PAYLOAD, now)
        await updates.set_aside(conn, ring, 9, "message", "KeyError", 3, b"{}", now)
        assert [kept.error for kept in await updates.set_aside_waiting(conn)] == ["KeyError"]
        assert await updates.open_set_aside(conn, ring, 9) == PAYLOAD


async def test_an_update_nobody_set_aside_cannot_be_opened(
    database: Database, ring: KeyRing
) -> None:
    async with database.look() as conn:
        with pytest.raises(NotSetAside, match="404"):
            await updates.open_set_aside(conn, ring, 404)


async def test_an_update_that_was_parked_and_then_failed_tells_the_later_error(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        await updates.set_aside(conn, ring, 7, "message", "parked", 0, b"{}", now)
    async with database.act() as conn:
        await updates.set_aside(conn, ring, 7, "message", "KeyError", 3, b"{}", now)
        (kept,) = await updates.set_aside_waiting(conn)
    assert (kept.error, kept.attempts) == ("KeyError", 3)


async def test_one_administrator_has_it_tried_again_and_the_other_is_told(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        await updates.set_aside(conn, ring, 9, "message", "KeyError", 3, PAYLOAD, now)
        assert await updates.set_aside_count(conn) == (1, now)
        assert await updates.retry_set_aside(conn, 9, 77, now)
        assert not await updates.retry_set_aside(conn, 9, 78, now)
        assert not await updates.drop_set_aside(conn, 9, now)
        (asked,) = await updates.set_aside_to_retry(conn)
        assert (asked.update_id, asked.retried_by, asked.retried_at) == (9, 77, now)
        await updates.failed_again(conn, 9, "ValueError", 3)
        assert await updates.set_aside_to_retry(conn) == []
        (kept,) = await updates.set_aside_page(conn, 10, 0)
        assert (kept.error, kept.attempts, kept.retried_at) == ("ValueError", 6, None)
        assert await updates.drop_set_aside(conn, 9, now)
        assert not await updates.retry_set_aside(conn, 9, 78, now)
        assert await updates.set_aside_count(conn) == (0, None)
        with pytest.raises(NotSetAside):
            await updates.open_set_aside(conn, ring, 9)


async def test_of_one_that_lies_there_for_long_it_is_still_known_what_was_done(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        await updates.record(conn, 9, now)
        await updates.set_aside(conn, ring, 9, "message", "KeyError", 3, PAYLOAD, now)
        assert await updates.forget_before(conn, now + timedelta(days=3)) == 0
        assert await updates.resolve_set_aside(conn, 9, "retried", now)
        assert not await updates.resolve_set_aside(conn, 9, "dropped", now)
        assert await updates.forget_before(conn, now + timedelta(days=3)) == 1


async def test_the_shelf_is_emptied_of_what_is_over_and_of_what_is_old(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    day = timedelta(days=1)
    async with database.act() as conn:
        for number, at in ((1, now), (2, now), (3, now - 31 * day)):
            await updates.set_aside(conn, ring, number, "message", "E", 3, PAYLOAD, at)
        await updates.resolve_set_aside(conn, 1, "dropped", now - 3 * day)
        assert await updates.forget_set_aside(conn, now - 2 * day, now - 30 * day) == 2
        assert [kept.update_id for kept in await updates.set_aside_waiting(conn)] == [2]
