"""An act is done whole or not at all, and the next one always finds a usable connection."""

import asyncio
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import audit, people, updates
from storage.database import Database
from storage.errors import DatabaseUnavailable
from storage.people import Person
from storage.sqlite_writer import PAUSE_AFTER
from tests.databases import POSTGRES, require_postgres, sqlite_url


async def count(database: Database, table: str) -> int:
    async with database.look() as conn:
        return int((await conn.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one())


async def test_an_act_is_seen_once_it_is_done(database: Database, now: datetime) -> None:
    async with database.act() as conn:
        await updates.record(conn, 1, now)
        assert await count(database, "updates") == 0
    assert await count(database, "updates") == 1


async def test_an_act_that_fails_leaves_nothing(database: Database, now: datetime) -> None:
    async def act() -> None:
        async with database.act() as conn:
            await updates.record(conn, 1, now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await act()
    assert await count(database, "updates") == 0


async def test_an_act_refused_by_the_database_leaves_nothing_and_the_next_one_works(
    database: Database, aigul: Person, now: datetime
) -> None:
    async def act() -> None:
        async with database.act() as conn:
            await updates.record(conn, 1, now)
            await people.give_consent(conn, aigul.id + 1, "share", "1", "kk", now, None)

    with pytest.raises(IntegrityError):
        await act()
    async with database.act() as conn:
        assert await updates.record(conn, 1, now)
    assert await count(database, "updates") == 1


async def test_a_cancelled_act_leaves_nothing_and_a_usable_pool(
    database: Database, now: datetime
) -> None:
    for update_id in range(30):
        begun = asyncio.Event()

        async def act(update_id: int = update_id, begun: asyncio.Event = begun) -> None:
            async with database.act() as conn:
                await updates.record(conn, update_id, now)
                begun.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(act())
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await count(database, "updates") == 0
    async with database.act() as conn:
        assert await updates.record(conn, 1, now)


@pytest.mark.parametrize("turns", range(0, 40, 3))
async def test_an_act_cancelled_at_any_moment_is_done_whole_or_not_at_all(
    database: Database, now: datetime, turns: int
) -> None:
    async def act() -> None:
        async with database.act() as conn:
            await updates.record(conn, 1, now)
            await audit.note(conn, now, "handled", None, "update:1")

    task = asyncio.create_task(act())
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await count(database, "updates") == await count(database, "audit")
    async with database.act() as conn:
        await audit.note(conn, now, "after", None, None)


async def test_two_acts_at_once_are_never_in_one_transaction(
    database: Database, now: datetime
) -> None:
    async def fails(update_id: int) -> None:
        async with database.act() as conn:
            await updates.record(conn, update_id, now)
            await asyncio.sleep(0)
            raise ZeroDivisionError

    async def succeeds(update_id: int) -> None:
        async with database.act() as conn:
            await updates.record(conn, update_id, now)
            await asyncio.sleep(0)

    both = (fails(n) if n % 2 else succeeds(n) for n in range(40))
    await asyncio.gather(*both, return_exceptions=True)
    async with database.look() as conn:
        kept = (await conn.execute(text("SELECT update_id FROM updates"))).scalars().all()
    assert sorted(kept) == list(range(0, 40, 2))


async def test_a_look_cannot_write(database: Database, now: datetime) -> None:
    with pytest.raises(DBAPIError):
        async with database.look() as conn:
            await updates.record(conn, 1, now)
    async with database.act() as conn:
        assert await updates.record(conn, 1, now)


async def test_a_look_goes_on_while_somebody_acts(database: Database, aigul: Person) -> None:
    async with database.act() as writing:
        await people.set_region(writing, aigul.id, "KZ-75")
        async with database.look() as conn:
            person = await people.by_id(conn, aigul.id)
    assert person == aigul


async def test_more_looks_than_connections_all_get_their_turn(
    database: Database, aigul: Person
) -> None:
    async def look() -> Person | None:
        async with database.look() as conn:
            return await people.by_id(conn, aigul.id)

    seen = await asyncio.gather(*(look() for _ in range(50)))
    assert seen == [aigul] * 50


async def test_a_long_act_lets_other_tasks_have_their_turn(
    database: Database, now: datetime
) -> None:
    others = 0

    async def other() -> None:
        nonlocal others
        while True:
            others += 1
            await asyncio.sleep(0)

    async with database.act() as conn:
        task = asyncio.create_task(other())
        for update_id in range(3 * PAUSE_AFTER):
            await updates.record(conn, update_id, now)
        task.cancel()
    assert others >= 2


async def test_a_long_act_cancelled_while_others_have_their_turn_leaves_nothing(
    database: Database, now: datetime
) -> None:
    async def act() -> None:
        async with database.act() as conn:
            for update_id in range(3 * PAUSE_AFTER):
                await updates.record(conn, update_id, now)

    task = asyncio.create_task(act())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await count(database, "updates") == 0
    async with database.act() as conn:
        assert await updates.record(conn, 1, now)


async def test_a_closed_database_opens_again_when_it_is_needed(
    database: Database, now: datetime
) -> None:
    async with database.act() as conn:
        await updates.record(conn, 1, now)
    await database.close()
    async with database.act() as conn:
        assert not await updates.record(conn, 1, now)


async def test_a_good_address_is_not_complained_about(database: Database) -> None:
    await database.check()


@pytest.mark.parametrize("url", ["", "azamat.db", "mysql://host/name", "sqlite+aiosqlite://"])
def test_an_address_of_no_known_database_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL is not an address"):
        Database(url)


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "nowhere" / "azamat.db"))
    with pytest.raises(DatabaseUnavailable, match=r"DATABASE_URL: the file .*azamat\.db"):
        await database.check()
    await database.close()


async def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    database = Database("postgresql+asyncpg://azamat:sesame@127.0.0.1:1/azamat")
    with pytest.raises(DatabaseUnavailable, match=r"DATABASE_URL.*127\.0\.0\.1:1") as refused:
        await database.check()
    assert "sesame" not in str(refused.value)
    await database.close()


async def test_a_database_that_the_server_does_not_have_is_named() -> None:
    await asyncio.to_thread(require_postgres)
    database = Database(f"{POSTGRES.rpartition('/')[0]}/azamat_never_made")
    with pytest.raises(DatabaseUnavailable, match="azamat_never_made"):
        await database.check()
    await database.close()


async def test_an_act_waits_for_another_process_that_writes(
    sqlite: Database, now: datetime
) -> None:
    other = sqlite3.connect(sqlite.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(handle(sqlite, now))
    async with sqlite.look():
        assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    assert await waiting


async def test_an_act_cancelled_while_it_waits_for_another_process_leaves_nothing(
    sqlite: Database, now: datetime
) -> None:
    other = sqlite3.connect(sqlite.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(handle(sqlite, now))
    async with sqlite.look():
        waiting.cancel()
    other.execute("COMMIT")
    other.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await handle(sqlite, now)


async def test_an_error_of_a_hot_statement_is_the_same_on_both_databases(
    database: Database, aigul: Person
) -> None:
    async def act() -> None:
        async with database.act() as conn:
            await updates.record(conn, None, aigul.met_at)  # type: ignore[arg-type]  # on purpose

    with pytest.raises(IntegrityError):
        await act()


async def handle(database: Database, now: datetime) -> bool:
    async with database.act() as conn:
        return await updates.record(conn, 1, now)
