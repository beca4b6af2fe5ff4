"""What was promised to somebody who cannot be reached waits for them; nobody else is looked at."""

from datetime import datetime, timedelta

from sqlalchemy import select

from storage import moved_chats, old_letters, outbox, people, reach, uploads
from storage.database import Database
from storage.outbox import Delivery, Lane
from storage.tables import letters
from storage.vault import KeyRing
from tests.storage.test_outbox import claim_keys, letter_of, put_all, states

READER = 1001
ONCE = Delivery.AT_MOST_ONCE


async def test_promises_are_held_and_news_are_not_sent_to_who_is_away(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    later = now + timedelta(days=1)
    await put_all(
        database,
        ring,
        now,
        letter_of(now, "answer"),
        letter_of(now, "reminder", lane=Lane.NOTICE, not_before=later),
        letter_of(now, "news", lane=Lane.BROADCAST, delivery=ONCE),
        letter_of(now, "other", chat_id=5),
    )
    async with database.act() as conn:
        await people.meet(conn, READER, "kk", now)
        await reach.lost(conn, READER, "blocked", now)
    assert await claim_keys(database, ring, later) == ["other"]
    assert (await states(database))["news"] == "failed"
    async with database.act() as conn:
        assert await outbox.next_due(conn, now) is None
        assert await reach.found(conn, READER) == 2
        assert (person := await people.look_up(conn, READER)) is not None
        assert person.unreachable_since is None
    assert await claim_keys(database, ring, now) == ["answer"]
    assert await claim_keys(database, ring, later) == ["reminder"]


async def test_for_a_deleted_account_nothing_waits(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(database, ring, now, letter_of(now, "answer"))
    async with database.act() as conn:
        await reach.lost(conn, READER, "deactivated", now, for_good=True)
    assert await states(database) == {"answer": "failed"}


async def test_whoever_writes_first_or_again_gets_what_waited(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(database, ring, now, letter_of(now, "alarm"))
    async with database.act() as conn:
        await reach.lost(conn, READER, "never started", now)
    assert await claim_keys(database, ring, now) == []
    async with database.act() as conn:
        await reach.meet(conn, READER, "ru", now)
    assert await claim_keys(database, ring, now) == ["alarm"]
    async with database.act() as conn:
        (held,) = (await conn.execute(select(letters.c.id))).scalars()
        await outbox.hold(conn, held, "blocked", now)
        await people.mark_unreachable(conn, READER, now)
        met = await reach.meet(conn, READER, "ru", now + timedelta(days=2))
        assert met.unreachable_since is None
    assert await claim_keys(database, ring, now) == ["alarm"]


async def test_what_waits_for_long_is_tried_once_a_week_and_given_up_at_last(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(database, ring, now, letter_of(now, "answer", sealed_args={"a": "иә"}))
    async with database.act() as conn:
        await reach.lost(conn, READER, "blocked", now)
        assert await reach.try_again(conn, now) == 0
        assert await reach.try_again(conn, now + timedelta(seconds=1)) == 1
        await reach.lost(conn, READER, "blocked", now)
        assert await reach.give_up(conn, now, now) == 0
        assert await reach.give_up(conn, now + timedelta(seconds=1), now) == 1
        row = (await conn.execute(select(letters))).one()
    assert (row.state, row.reason, row.sealed_args) == ("cancelled", "too late", None)


async def test_letters_follow_a_group_that_moved_however_often(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(database, ring, now, letter_of(now, "before", chat_id=-5))
    async with database.act() as conn:
        await moved_chats.note(conn, -5, -1005, now)
        await moved_chats.note(conn, -1005, -1007, now)
        assert await moved_chats.known(conn) == {-5: -1007, -1005: -1007}
    await put_all(database, ring, now, letter_of(now, "after", chat_id=-5))
    async with database.act() as conn:
        assert await moved_chats.follow(conn) == 1
        claimed = await outbox.claim(conn, ring, now, 10)
    assert [letter.chat_id for letter in claimed] == [-1007, -1007]


async def test_only_what_is_over_for_long_is_forgotten_and_a_bit_at_a_time(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(
        database, ring, now, *(letter_of(now, key) for key in ("sent", "also sent", "stuck", "new"))
    )
    async with database.act() as conn:
        sent, also, stuck = await outbox.claim(conn, ring, now, 3)
        await outbox.mark_all_sent(conn, [(sent.id, 1), (also.id, 2)], now)
        await outbox.mark_failed(conn, stuck.id, "no such chat", now)
        assert await old_letters.forget_over(conn, now, 10) == 0
        after = now + timedelta(seconds=1)
        assert await old_letters.forget_over(conn, after, 1) == 1
        assert await old_letters.forget_over(conn, after, 1) == 1
        assert await old_letters.forget_stuck(conn, after, 10) == 1
    assert await states(database) == {"new": "waiting"}


async def test_a_file_is_known_by_its_content_until_telegram_forgets_it(
    database: Database, now: datetime
) -> None:
    async with database.act() as conn:
        assert await uploads.known(conn, "card:1") is None
        await uploads.remember(conn, "card:1", "first", now)
        await uploads.remember(conn, "card:1", "second", now)
        await uploads.forget(conn, "card:1", "first")
        assert await uploads.known(conn, "card:1") == "second"
        await uploads.forget(conn, "card:1", "second")
        assert await uploads.known(conn, "card:1") is None
        await uploads.remember(conn, "card:2", "third", now)
        assert await uploads.forget_before(conn, now + timedelta(seconds=1)) == 1
