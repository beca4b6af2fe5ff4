"""One postman and one clock at a time, replaced as soon as they are gone."""

import asyncio

from sqlalchemy import text

from storage.database import Database
from storage.leadership import Leadership


async def test_an_office_is_held_until_it_is_left(database: Database) -> None:
    worker = Leadership(database)
    assert await worker.hold("postman")
    assert await worker.hold("postman")
    assert await worker.still("postman")
    await worker.leave()
    await worker.leave()


async def test_one_process_may_hold_several_offices(database: Database) -> None:
    worker = Leadership(database)
    assert await worker.hold("postman")
    assert await worker.hold("clock")
    assert await worker.still("postman")
    await worker.leave()


async def test_sqlite_has_one_process_which_leads(sqlite: Database) -> None:
    worker = Leadership(sqlite)
    assert await worker.still("postman")
    assert await worker.hold("postman")
    await worker.leave()


async def test_two_workers_never_hold_the_same_office(postgres: Database) -> None:
    first, second = Leadership(postgres), Leadership(postgres)
    assert sorted(await asyncio.gather(first.hold("postman"), second.hold("postman"))) == [
        False,
        True,
    ]
    leader, other = (first, second) if await first.still("postman") else (second, first)
    assert not await other.still("postman")
    assert not await other.hold("postman")
    assert await other.hold("clock")
    await leader.leave()
    assert not await leader.still("postman")
    assert await other.hold("postman")
    await other.leave()


async def test_a_worker_that_lost_its_connection_lost_its_offices(postgres: Database) -> None:
    worker, successor = Leadership(postgres), Leadership(postgres)
    assert await worker.hold("postman")
    assert await worker.hold("clock")
    async with postgres.act() as conn:
        await conn.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks "
                "WHERE locktype = 'advisory' AND database = "
                "(SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        )
    assert not await worker.still("postman")
    assert not await worker.still("clock")
    assert await successor.hold("postman")
    assert not await worker.hold("postman")
    assert await worker.hold("clock")
    await worker.leave()
    await successor.leave()


async def test_nobody_leads_a_database_that_does_not_answer() -> None:
    worker = Leadership(Database("postgresql+asyncpg://azamat@127.0.0.1:1/azamat"))
    assert not await worker.hold("postman")
    assert not await worker.still("postman")
    await worker.leave()


async def test_many_who_ask_at_once_share_one_connection(postgres: Database) -> None:
    """As at the start, when the postman and every tick of the clock ask together."""
    worker = Leadership(postgres)
    offices = ["clock", "postman", "clock", "clock", "postman"]
    assert all(await asyncio.gather(*map(worker.hold, offices)))
    assert all(await asyncio.gather(*map(worker.hold, offices)))
    async with postgres.look() as conn:
        locks = await conn.scalar(
            text(
                "SELECT count(DISTINCT pid) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        )
    assert locks == 1
    await worker.leave()
