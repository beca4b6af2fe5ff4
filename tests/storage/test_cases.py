"""Each case has a key of its own; once it is shredded nobody reads or adds to the case again."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from storage import cases
from storage.cases import Case
from storage.database import Database
from storage.errors import CaseShredded, CaseUnknown, KeyLost, SealBroken
from storage.tables import case_keys
from storage.vault import KeyRing

DAY = timedelta(days=1)
PLACE = "complaints.text"


async def test_a_case_has_one_key_for_as_long_as_it_lives(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        made = await cases.open_case(conn, ring, "complaint:ab12cd34", now)
        sealed = made.seal(b"salem", PLACE)
    async with database.act() as conn:
        again = await cases.open_case(conn, ring, "complaint:ab12cd34", now + DAY)
        row = (await conn.execute(select(case_keys))).one()
    assert again.open(sealed, PLACE) == b"salem"
    assert (row.key_id, row.made_at, row.shredded_at) == ("k1", now, None)
    async with database.look() as conn:
        read = await cases.case_of(conn, ring, "complaint:ab12cd34")
    assert read.open(sealed, PLACE) == b"salem"


async def test_two_that_make_a_case_at_once_get_the_same_key(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async def make() -> Case:
        async with database.act() as conn:
            return await cases.open_case(conn, ring, "ticket:1", now)

    made = await asyncio.gather(*(make() for _ in range(5)))
    sealed = made[0].seal(b"salem", PLACE)
    assert {case.open(sealed, PLACE) for case in made} == {b"salem"}


async def test_a_case_is_never_shown_but_for_its_id(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        case = await cases.open_case(conn, ring, "ticket:1", now)
    assert f"{case} {case!r} {[case]}" == "Case('ticket:1') Case('ticket:1') [Case('ticket:1')]"


async def test_several_cases_are_opened_at_once_and_the_dead_are_left_out(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        for case_id in ("t:1", "t:2", "t:3"):
            await cases.open_case(conn, ring, case_id, now)
        await cases.shred(conn, "t:2", now)
    async with database.look() as conn:
        found = await cases.cases_of(conn, ring, ["t:1", "t:2", "t:3", "t:4"])
        assert await cases.cases_of(conn, ring, []) == {}
    assert sorted(found) == ["t:1", "t:3"]
    assert found["t:1"].id == "t:1"


async def test_a_shredded_case_is_known_and_can_be_neither_read_nor_revived(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        await cases.open_case(conn, ring, "t:1", now)
        assert await cases.shred(conn, "t:1", now + DAY) is True
        assert await cases.shred(conn, "t:1", now + 2 * DAY) is False
    async with database.act() as conn:
        with pytest.raises(CaseShredded, match="t:1 was deleted"):
            await cases.case_of(conn, ring, "t:1")
        with pytest.raises(CaseShredded, match="t:1 was deleted"):
            await cases.open_case(conn, ring, "t:1", now + 3 * DAY)
        row = (await conn.execute(select(case_keys))).one()
    assert row[1:] == ("t:1", None, None, now, now + DAY)


async def test_what_arrives_after_the_shredding_of_a_case_never_made_does_not_make_it(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        assert await cases.shred(conn, "t:1", now) is False
        with pytest.raises(CaseShredded):
            await cases.open_case(conn, ring, "t:1", now)


async def test_a_case_that_was_never_made_is_said_to_be_unknown(
    database: Database, ring: KeyRing
) -> None:
    async with database.look() as conn:
        with pytest.raises(CaseUnknown, match="t:1"):
            await cases.case_of(conn, ring, "t:1")


async def test_without_its_master_key_a_case_stays_shut(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    other = KeyRing({"k2": bytes(range(32, 64))})
    async with database.act() as conn:
        await cases.try_keys(conn, other)
        await cases.open_case(conn, ring, "t:1", now)
        await cases.try_keys(conn, ring)
        for asked in (
            cases.case_of(conn, other, "t:1"),
            cases.open_case(conn, other, "t:1", now),
            cases.cases_of(conn, other, ["t:1"]),
            cases.try_keys(conn, other),
        ):
            with pytest.raises(KeyLost, match="add the older key"):
                await asked


async def test_one_damaged_case_does_not_make_the_keys_look_wrong(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    same_id_other_key = KeyRing({"k1": bytes(range(32, 64))})
    async with database.act() as conn:
        for number in range(3):
            await cases.open_case(conn, ring, f"t:{number}", now)
        with pytest.raises(SealBroken):
            await cases.try_keys(conn, same_id_other_key)
        damaged = ring.seal(bytes(32), "case:elsewhere")
        await conn.execute(
            update(case_keys).where(case_keys.c.case_id == "t:2").values(wrapped=damaged)
        )
        await cases.try_keys(conn, ring)


async def test_the_key_of_another_case_moved_here_does_not_open(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        await cases.open_case(conn, ring, "t:1", now)
        await cases.open_case(conn, ring, "t:2", now)
        stolen = select(case_keys.c.wrapped).where(case_keys.c.case_id == "t:1").scalar_subquery()
        await conn.execute(update(case_keys).values(wrapped=stolen))
        await cases.case_of(conn, ring, "t:1")
        with pytest.raises(SealBroken):
            await cases.case_of(conn, ring, "t:2")


async def test_a_row_cannot_be_both_shredded_and_whole(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        await cases.open_case(conn, ring, "t:1", now)
    with pytest.raises(IntegrityError):
        async with database.act() as conn:
            await conn.execute(update(case_keys).values(shredded_at=now))


async def test_shredding_waits_for_whoever_writes_into_the_case(
    postgres: Database, ring: KeyRing, now: datetime
) -> None:
    async with postgres.act() as conn:
        await cases.open_case(conn, ring, "t:1", now)

    async def shred() -> None:
        async with postgres.act() as conn:
            await cases.shred(conn, "t:1", now)

    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    async with postgres.act() as conn:
        await cases.open_case(conn, ring, "t:1", now)
        shredding = asyncio.create_task(shred())
        is_waiting = False
        while not is_waiting:
            assert not shredding.done()
            async with postgres.look() as other:
                is_waiting = bool((await other.execute(waiting)).scalar_one())
        await cases.case_of(conn, ring, "t:1")
    await shredding


async def test_a_key_is_wrapped_and_never_lies_open(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        await cases.open_case(conn, ring, "t:1", now)
        kept = (await conn.execute(select(case_keys.c.wrapped))).scalar_one()
    opened = ring.open(kept, "case:t:1")
    assert len(opened) == 32
    assert opened not in bytes(kept)
