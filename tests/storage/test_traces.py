"""What must not stay in a chat is noted until it is gone, and then no longer."""

from datetime import datetime, timedelta

from storage import traces
from storage.database import Database

CHAT, OTHER = 200000001, 200000002


async def note(database: Database, chat: int, *ids: int, now: datetime, screen: bool) -> None:
    async with database.act() as conn:
        await traces.note(
            conn,
            chat,
            ids,
            is_screen=screen,
            language="kk",
            now=now,
            pause=timedelta(minutes=5),
        )


async def test_messages_are_noted_once_and_due_together(database: Database, now: datetime) -> None:
    await note(database, CHAT, 1, now=now, screen=True)
    later = now + timedelta(minutes=3)
    await note(database, CHAT, 1, 2, now=later, screen=False)
    async with database.act() as conn:
        noted = await traces.of_chat(conn, CHAT)
        assert [(t.message_id, t.is_screen) for t in noted] == [(1, True), (2, False)]
        assert await traces.due(conn, now + timedelta(minutes=6)) == []
        assert await traces.due(conn, later + timedelta(minutes=5)) == [CHAT]


async def test_a_person_in_a_hurry_waits_for_no_pause(database: Database, now: datetime) -> None:
    await note(database, CHAT, 1, now=now, screen=True)
    await note(database, OTHER, 1, now=now, screen=True)
    async with database.act() as conn:
        await traces.hurry(conn, CHAT, now)
        assert await traces.due(conn, now) == [CHAT]


async def test_what_is_gone_is_forgotten(database: Database, now: datetime) -> None:
    await note(database, CHAT, 1, 2, now=now, screen=False)
    await note(database, OTHER, 1, now=now, screen=False)
    async with database.act() as conn:
        await traces.forget(conn, CHAT, [1, 2])
        assert await traces.of_chat(conn, CHAT) == []
        assert len(await traces.of_chat(conn, OTHER)) == 1


async def test_an_answer_that_becomes_the_page_is_a_screen_from_then_on(
    database: Database, now: datetime
) -> None:
    await note(database, CHAT, 1, 2, now=now, screen=False)
    await note(database, CHAT, 2, now=now, screen=True)
    async with database.look() as conn:
        noted = await traces.of_chat(conn, CHAT)
    assert [(t.message_id, t.is_screen) for t in noted] == [(1, False), (2, True)]


async def test_what_is_old_goes_before_telegram_refuses_and_a_screen_waits(
    database: Database, now: datetime
) -> None:
    await note(database, CHAT, 1, now=now, screen=False)
    await note(database, CHAT, 2, now=now, screen=True)
    later = now + timedelta(hours=47)
    await note(database, CHAT, 3, now=later, screen=False)
    async with database.look() as conn:
        noted = await traces.of_chat(conn, CHAT)
        chats = await traces.visited(conn)
    assert [t.due_at <= later for t in noted] == [True, False, False]
    assert {t.pause for t in noted} == {timedelta(minutes=5)}
    assert chats == [CHAT]


async def test_who_has_left_has_no_pause_any_more(database: Database, now: datetime) -> None:
    await note(database, CHAT, 1, now=now, screen=True)
    async with database.act() as conn:
        await traces.hurry(conn, CHAT, now)
        (left,) = await traces.of_chat(conn, CHAT)
    assert not left.pause
