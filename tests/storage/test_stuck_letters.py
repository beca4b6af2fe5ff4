"""Administrators decide about letters that did not leave, one or all of a reason, each once."""

from datetime import datetime, timedelta

from storage import outbox, stuck_letters
from storage.database import Database
from storage.letters import State
from storage.stuck_letters import Trouble
from storage.vault import KeyRing
from tests.storage.test_outbox import claim_keys, letter_of, put_all, states

NO_CHAT = Trouble(State.FAILED, "no such chat", 2)


async def stuck(database: Database, ring: KeyRing, now: datetime) -> dict[str, int]:
    """Two of one reason, one in doubt, one that came too late; ids by key."""
    await put_all(
        database,
        ring,
        now,
        letter_of(now, "a", sealed_args={"answer": "иә"}),
        letter_of(now, "b"),
        letter_of(now, "doubt"),
        letter_of(now, "late", not_after=now),
        letter_of(now, "fine", not_before=now + timedelta(days=9)),
    )
    async with database.act() as conn:
        ids = {one.dedupe_key: one.id for one in await outbox.claim(conn, ring, now, 9)}
        await outbox.mark_failed(conn, ids["a"], "no such chat", now)
        await outbox.mark_failed(conn, ids["b"], "no such chat", now)
        await outbox.mark_unknown(conn, ids["doubt"], "TelegramNetworkError", now)
        await outbox.mark_failed(conn, ids["late"], "file too large", now)
    return ids


async def test_they_are_counted_by_reason_and_listed(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    ids = await stuck(database, ring, now)
    async with database.look() as conn:
        assert await stuck_letters.troubles(conn) == [
            NO_CHAT,
            Trouble(State.FAILED, "file too large", 1),
            Trouble(State.UNKNOWN, "TelegramNetworkError", 1),
        ]
        first = await stuck_letters.page(conn, NO_CHAT, 1, 0)
        second = await stuck_letters.page(conn, NO_CHAT, 1, 1)
        one = await stuck_letters.one(conn, ids["doubt"])
    assert [letter.id for letter in (*first, *second)] == [ids["b"], ids["a"]]
    assert one is not None
    assert (one.view, one.state, one.since, one.to_group) == ("answer", State.UNKNOWN, now, False)


async def test_one_is_sent_again_once_and_whoever_comes_second_is_told(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    ids = await stuck(database, ring, now)
    async with database.act() as conn:
        assert await stuck_letters.resend(conn, ids["a"], now)
        assert not await stuck_letters.resend(conn, ids["a"], now)
        assert not await stuck_letters.drop(conn, ids["a"], now)
        assert await stuck_letters.one(conn, ids["a"]) is None
        (again,) = await outbox.claim(conn, ring, now, 9)
    assert (again.dedupe_key, again.attempts, again.sealed_args) == ("a", 0, {"answer": "иә"})


async def test_what_is_of_no_use_any_more_is_not_sent_again(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    ids = await stuck(database, ring, now)
    async with database.act() as conn:
        assert not await stuck_letters.resend(conn, ids["late"], now)
        assert await stuck_letters.drop(conn, ids["late"], now)
    assert (await states(database))["late"] == "cancelled"


async def test_all_of_a_reason_go_together_bit_by_bit(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await stuck(database, ring, now)
    doubt = Trouble(State.UNKNOWN, "TelegramNetworkError", 1)
    async with database.act() as conn:
        assert await stuck_letters.resend_all(conn, NO_CHAT, now, 1) == 1
        assert await stuck_letters.resend_all(conn, NO_CHAT, now, 5) == 1
        assert await stuck_letters.resend_all(conn, NO_CHAT, now, 5) == 0
        assert await stuck_letters.drop_all(conn, doubt, now, 5) == 1
    assert await claim_keys(database, ring, now) == ["a", "b"]
    assert (await states(database))["doubt"] == "cancelled"
