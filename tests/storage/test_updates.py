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
