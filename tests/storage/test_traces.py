"""Who is in the help branch, and what must not stay in a chat: noted until it is gone, no longer."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import text

from storage import migrate, traces
from storage.database import Database
from storage.traces import Visit

CHAT, OTHER = 200000001, 200000002
LATEST = timedelta(hours=46)


def visit(now: datetime, chat: int = CHAT, screen: int = 5) -> Visit:
    return Visit(
        chat_id=chat,
        screen=screen,
        language="kk",
        pause=timedelta(minutes=5),
        asks_where=False,
        is_left=False,
        seen_at=now,
        due_at=now + timedelta(minutes=5),
    )


async def note(database: Database, chat: int, *ids: int, now: datetime) -> None:
    async with database.act() as conn:
        for number in ids:
            await traces.note(conn, chat, number, is_ours=False, sent_at=now, due_at=now + LATEST)


async def test_a_visit_is_kept_as_it_is_and_changes_as_a_whole(
    database: Database, now: datetime
) -> None:
    first = visit(now)
    later = replace(
        first, screen=9, pause=None, asks_where=True, is_left=True, due_at=now + timedelta(hours=1)
    )
    for told in (first, later):
        async with database.act() as conn:
            await traces.stay(conn, told)
        async with database.look() as conn:
            assert await traces.visit_of(conn, CHAT) == told
            assert await traces.visit_of(conn, OTHER) is None


async def test_the_screen_is_no_trace(database: Database, now: datetime) -> None:
    await note(database, CHAT, 4, 5, now=now)
    await note(database, OTHER, 5, now=now)
    async with database.act() as conn:
        await traces.stay(conn, visit(now))
        assert [t.message_id for t in await traces.of_chat(conn, CHAT)] == [4]
        assert [t.message_id for t in await traces.of_chat(conn, OTHER)] == [5]


async def test_a_message_is_noted_once_with_its_own_time(database: Database, now: datetime) -> None:
    await note(database, CHAT, 1, now=now)
    await note(database, CHAT, 1, 2, now=now + timedelta(minutes=3))
    async with database.look() as conn:
        noted = await traces.of_chat(conn, CHAT)
    assert [(t.message_id, t.noted_at, t.due_at) for t in noted] == [
        (1, now, now + LATEST),
        (2, now + timedelta(minutes=3), now + timedelta(minutes=3) + LATEST),
    ]


async def test_a_chat_is_due_once_for_its_pause_and_for_its_oldest_message(
    database: Database, now: datetime
) -> None:
    async with database.act() as conn:
        await traces.stay(conn, visit(now))
    await note(database, CHAT, 1, 2, now=now)
    await note(database, OTHER, 1, now=now)
    async with database.look() as conn:
        assert await traces.due(conn, now) == []
        assert await traces.due(conn, now + timedelta(minutes=5)) == [CHAT]
        assert sorted(await traces.due(conn, now + LATEST)) == [CHAT, OTHER]
        assert len(await traces.due(conn, now + LATEST, most=1)) == 1


async def test_who_is_in_a_hurry_waits_for_nothing(database: Database, now: datetime) -> None:
    await note(database, CHAT, 1, now=now)
    await note(database, OTHER, 1, now=now)
    async with database.act() as conn:
        await traces.hurry(conn, CHAT, now)
        assert await traces.due(conn, now) == [CHAT]
        await traces.postpone(conn, CHAT, [1], now + timedelta(hours=1))
        assert await traces.due(conn, now) == []


async def test_a_visit_that_goes_on_is_not_ended_by_the_clean_up_of_before(
    database: Database, now: datetime
) -> None:
    async with database.act() as conn:
        await traces.stay(conn, visit(now))
    came_back = replace(visit(now), due_at=now + timedelta(minutes=10))
    async with database.act() as conn:
        await traces.stay(conn, came_back)
        assert not await traces.end(conn, visit(now))
        assert await traces.visit_of(conn, CHAT) == came_back
        assert await traces.end(conn, came_back)
        assert await traces.visit_of(conn, CHAT) is None


async def test_what_is_gone_is_forgotten(database: Database, now: datetime) -> None:
    await note(database, CHAT, 1, 2, now=now)
    await note(database, OTHER, 1, now=now)
    async with database.act() as conn:
        await traces.forget(conn, CHAT, [1, 2])
        assert await traces.of_chat(conn, CHAT) == []
        assert len(await traces.of_chat(conn, OTHER)) == 1


async def test_what_an_older_version_noted_is_still_cleaned_up(
    empty_url: str, now: datetime
) -> None:
    await migrate.upgrade(empty_url, "0003")
    database = Database(empty_url)
    moment = now.isoformat(" ", "microseconds") if database.dialect == "sqlite" else now
    async with database.act() as conn:
        for number, is_screen in ((3, False), (4, True), (5, False), (7, True)):
            await conn.execute(
                text("INSERT INTO traces VALUES (:chat, :id, :screen, 'kk', :at, :at)"),
                {"chat": CHAT, "id": number, "screen": is_screen, "at": moment},
            )
    await database.close()
    await migrate.upgrade(empty_url)
    database = Database(empty_url)
    async with database.look() as conn:
        stays = await traces.visit_of(conn, CHAT)
        assert stays is not None
        assert (stays.screen, stays.language, stays.pause, stays.due_at) == (7, "kk", None, now)
        assert [(t.message_id, t.is_ours) for t in await traces.of_chat(conn, CHAT)] == [
            (3, False),
            (4, True),
            (5, False),
        ]
        assert await traces.due(conn, now) == [CHAT]
    await database.close()
