"""Letters leave in order, once each, and none is forgotten."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler

from storage import backlog, dispatch, outbox, reach
from storage.backlog import Backlog, Tally
from storage.database import Database
from storage.outbox import Delivery, Lane, Letter
from storage.tables import letters
from storage.vault import KeyRing


def letter_of(now: datetime, key: str = "answer:1", **changes: Any) -> Letter:
    fields: dict[str, Any] = {
        "dedupe_key": key,
        "chat_id": 1001,
        "view": "answer",
        "args": {"ticket": "t1", "count": 2},
        "lane": Lane.DIALOGUE,
        "delivery": Delivery.AT_LEAST_ONCE,
        "not_before": now,
    }
    return Letter(**{**fields, **changes})


async def put_all(database: Database, ring: KeyRing, now: datetime, *waiting: Letter) -> None:
    async with database.act() as conn:
        for letter in waiting:
            assert await outbox.put(conn, ring, letter, now)


async def claim_keys(
    database: Database, ring: KeyRing, now: datetime, limit: int = 10, exclude: Sequence[int] = ()
) -> list[str]:
    async with database.act() as conn:
        claimed = await outbox.claim(conn, ring, now, limit, exclude_chats=exclude)
    return [letter.dedupe_key for letter in claimed]


async def states(database: Database) -> dict[str, str]:
    async with database.look() as conn:
        rows = await conn.execute(select(letters.c.dedupe_key, letters.c.state))
        return {key: state for key, state in rows}  # noqa: C416 - rows are no pairs to dict()


async def test_a_letter_leaves_as_it_was_written(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    written = letter_of(now, sealed_args={"answer": "Біз сізге көмектесеміз"}, thread_id=7)
    await put_all(database, ring, now, written)
    async with database.act() as conn:
        (claimed,) = await outbox.claim(conn, ring, now, 10)
    assert claimed == outbox.Claimed(
        **{name: getattr(written, name) for name in Letter.__dataclass_fields__},
        id=claimed.id,
        attempts=0,
        created_at=now,
    )


async def test_a_letter_written_twice_waits_once(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        assert await outbox.put(conn, ring, letter_of(now), now)
        assert not await outbox.put(conn, ring, letter_of(now, chat_id=5), now)
    assert await claim_keys(database, ring, now) == ["answer:1"]


async def test_a_letter_that_was_sent_is_never_written_again(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(database, ring, now, letter_of(now))
    async with database.act() as conn:
        (claimed,) = await outbox.claim(conn, ring, now, 1)
        await outbox.mark_sent(conn, claimed.id, 55, now)
        assert not await outbox.put(conn, ring, letter_of(now), now)


async def test_answers_go_before_notices_and_notices_before_broadcasts(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    early = now - timedelta(hours=1)
    await put_all(
        database,
        ring,
        now,
        letter_of(now, "news", lane=Lane.BROADCAST, not_before=early),
        letter_of(now, "reminder", lane=Lane.NOTICE),
        letter_of(now, "second", lane=Lane.DIALOGUE),
        letter_of(now, "first", lane=Lane.DIALOGUE, not_before=early),
    )
    assert await claim_keys(database, ring, now, 3) == ["first", "second", "reminder"]
    assert await claim_keys(database, ring, now, 3) == ["news"]


async def test_letters_for_later_wait(database: Database, ring: KeyRing, now: datetime) -> None:
    later = now + timedelta(hours=1)
    await put_all(database, ring, now, letter_of(now, not_before=later))
    assert await claim_keys(database, ring, later - timedelta(microseconds=1)) == []
    assert await claim_keys(database, ring, later) == ["answer:1"]


async def test_chats_that_must_rest_are_passed_over(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(
        database, ring, now, letter_of(now, "a", chat_id=1), letter_of(now, "b", chat_id=-100200)
    )
    assert await claim_keys(database, ring, now, exclude=[1]) == ["b"]
    assert await claim_keys(database, ring, now, exclude=[1, -100200]) == []
    assert await claim_keys(database, ring, now) == ["a"]


async def test_a_sent_letter_keeps_its_message_and_loses_its_secrets(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(database, ring, now, letter_of(now, sealed_args={"answer": "иә"}))
    async with database.act() as conn:
        (claimed,) = await outbox.claim(conn, ring, now, 1)
        await outbox.mark_sent(conn, claimed.id, 55, now)
        row = (await conn.execute(select(letters))).one()
    assert (row.state, row.message_id, row.sent_at) == ("sent", 55, now)
    assert row.sealed_args is None


async def test_what_could_not_be_known_or_done_is_noted_with_its_reason(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(database, ring, now, letter_of(now, "cut"), letter_of(now, "blocked"))
    async with database.act() as conn:
        cut, blocked = await outbox.claim(conn, ring, now, 2)
        await outbox.mark_unknown(conn, cut.id, "connection cut", now)
        await outbox.mark_failed(conn, blocked.id, "blocked", now)
        rows = (await conn.execute(select(letters).order_by(letters.c.id))).all()
    assert [(row.state, row.reason) for row in rows] == [
        ("unknown", "connection cut"),
        ("failed", "blocked"),
    ]
    assert [(row.unknown_at, row.failed_at) for row in rows] == [(now, None), (None, now)]
    assert await claim_keys(database, ring, now + timedelta(days=9)) == []


async def test_a_failed_try_counts_and_being_asked_to_wait_does_not(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(database, ring, now, letter_of(now, "tried"), letter_of(now, "held"))
    later = now + timedelta(seconds=30)
    async with database.act() as conn:
        tried, held = await outbox.claim(conn, ring, now, 2)
        await outbox.put_back(conn, tried.id, later, "502")
        await outbox.release(conn, held.id, later)
        assert await outbox.claim(conn, ring, now, 2) == []
        again = await outbox.claim(conn, ring, later, 2)
    assert [(letter.dedupe_key, letter.attempts) for letter in again] == [("tried", 1), ("held", 0)]


async def test_a_postman_replaced_meanwhile_cannot_put_back_what_was_sent(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(database, ring, now, letter_of(now))
    async with database.act() as conn:
        (claimed,) = await outbox.claim(conn, ring, now, 1)
        await outbox.mark_sent(conn, claimed.id, 55, now)
        await outbox.put_back(conn, claimed.id, now, "late")
        await outbox.release(conn, claimed.id, now)
    assert await states(database) == {"answer:1": "sent"}


async def test_after_a_crash_answers_go_again_and_broadcasts_are_left_alone(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(
        database,
        ring,
        now,
        letter_of(now, "answer"),
        letter_of(now, "news", delivery=Delivery.AT_MOST_ONCE, lane=Lane.BROADCAST),
        letter_of(now, "later", not_before=now + timedelta(days=1)),
    )
    await claim_keys(database, ring, now)
    async with database.act() as conn:
        assert await outbox.recover(conn, now) == (1, 1)
        assert await outbox.recover(conn, now) == (0, 0)
    assert await states(database) == {"answer": "waiting", "news": "unknown", "later": "waiting"}
    assert await claim_keys(database, ring, now) == ["answer"]


async def test_cancelling_takes_back_the_waiting_letters_of_that_prefix_only(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(database, ring, now, letter_of(now, "remind:1_0:sent"))
    await claim_keys(database, ring, now)
    await put_all(
        database,
        ring,
        now,
        *(letter_of(now, key) for key in ("remind:1_0:a", "remind:110:a", "REMIND:1_0:a", "x")),
    )
    async with database.act() as conn:
        assert await outbox.cancel(conn, "remind:1_0:", now) == 1
        assert await outbox.cancel(conn, "%", now) == 0
    assert await states(database) == {
        "remind:1_0:sent": "sending",
        "remind:1_0:a": "cancelled",
        "remind:110:a": "waiting",
        "REMIND:1_0:a": "waiting",
        "x": "waiting",
    }


async def test_the_postman_learns_when_to_look_again(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    soon, late = now + timedelta(minutes=1), now + timedelta(days=1)
    async with database.look() as conn:
        assert await outbox.next_due(conn, now) is None
    await put_all(
        database,
        ring,
        now,
        letter_of(now, "late", not_before=late),
        letter_of(now, "soon", not_before=soon, lane=Lane.BROADCAST),
    )
    async with database.act() as conn:
        assert await outbox.next_due(conn, now) == soon
        await outbox.claim(conn, ring, soon, 10)
        assert await outbox.next_due(conn, now) == late


async def test_the_tally_tells_how_far_behind_each_lane_is(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    old, later = now - timedelta(hours=1), now + timedelta(hours=1)
    await put_all(
        database,
        ring,
        now,
        letter_of(now, "a"),
        letter_of(now, "b", not_before=old),
        letter_of(now, "c", lane=Lane.BROADCAST, not_before=old),
        letter_of(now, "d", lane=Lane.BROADCAST, not_before=later),
        letter_of(now, "e", lane=Lane.NOTICE, chat_id=5),
    )
    await claim_keys(database, ring, now, 1)
    async with database.act() as conn:
        await reach.lost(conn, 5, "blocked", now)
        assert await backlog.tally(conn, now) == Tally(
            [
                Backlog(Lane.DIALOGUE, 1, now, 0),
                Backlog(Lane.NOTICE, 0, None, 0),
                Backlog(Lane.BROADCAST, 1, old, 1),
            ],
            sending=1,
            held=1,
        )


async def test_a_letter_whose_key_is_lost_holds_nobody_up(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    elsewhere = KeyRing({"lost": bytes(32)})
    await put_all(database, elsewhere, now, letter_of(now, "lost", sealed_args={"a": 1}))
    await put_all(database, ring, now, letter_of(now, "good", sealed_args={"a": 1}))
    assert await claim_keys(database, ring, now) == ["good"]
    assert await states(database) == {"lost": "failed", "good": "sending"}


async def test_letters_due_later_are_not_even_looked_at(database: Database, now: datetime) -> None:
    later = now + timedelta(days=1)
    many = [
        {
            "dedupe_key": f"later:{number}",
            "chat_id": number,
            "view": "-",
            "args": {},
            "lane": number % 3,
            "delivery": "at_least_once",
            "state": "waiting",
            "not_before": later,
            "attempts": 0,
            "created_at": now,
        }
        for number in range(3000)
    ]
    async with database.act() as conn:
        await conn.execute(insert(letters), many)
    async with database.act() as conn:
        if conn.dialect.name == "postgresql":
            await conn.execute(text("ANALYZE letters"))
        for lane in Lane:
            plan = await plan_of(conn, select(dispatch._due_in(lane)), now)
            assert "ix_letters_waiting" in plan, plan
            assert "lane" in plan.partition("ix_letters_waiting")[2], plan
            assert "not_before" in plan.partition("ix_letters_waiting")[2], plan


async def plan_of(conn: AsyncConnection, query: Select[Any], now: datetime) -> str:
    """How the database goes about what `claim` asks for each lane."""
    asked = query.params(now=now, most=100, exclude=[0])
    compiled = asked.compile(dialect=conn.dialect)
    assert isinstance(compiled, SQLCompiler)
    state = compiled.construct_expanded_state()
    is_sqlite = conn.dialect.name == "sqlite"
    how = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
    given = tuple(
        value.isoformat() if is_sqlite and isinstance(value, datetime) else value
        for value in state.positional_parameters
    )
    rows = await conn.exec_driver_sql(f"{how} {state.statement}", given)
    return "\n".join(str(row[-1]) for row in rows)


async def test_a_letter_that_is_no_longer_true_is_cancelled_and_loses_its_secrets(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    await put_all(database, ring, now, letter_of(now, sealed_args={"answer": "иә"}))
    async with database.act() as conn:
        (claimed,) = await outbox.claim(conn, ring, now, 1)
        await outbox.mark_cancelled(conn, claimed.id, now)
        row = (await conn.execute(select(letters))).one()
    assert (row.state, row.cancelled_at, row.sealed_args) == ("cancelled", now, None)
