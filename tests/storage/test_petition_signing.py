"""Each night a log is counted anew and signed; one that was rewritten is not, and that is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update

from civic.petitions import heads, log, signing
from civic.petitions.signing import NotSigned, Trouble, close_day, head_of
from storage import petition_logs, petition_recounts
from storage.database import Database
from storage.tables import petition_heads, petition_lines, petition_nodes
from storage.tables import petition_logs as logs
from storage.vault import KeyRing
from tests.storage.petition_grounds import ALMATY, NOON, PETITION, Crowd, is_published


@pytest.fixture
async def crowd(database: Database, ring: KeyRing) -> Crowd:
    await is_published(database, ring)
    found = Crowd(database, ring)
    for who in range(9):
        await found.supports(1000 + who)
    return found


async def night(crowd: Crowd) -> Trouble | None:
    return await close_day(crowd.database, crowd.ring, PETITION, crowd.now, ALMATY)


async def test_each_night_has_its_head_and_the_next_extends_it(crowd: Crowd) -> None:
    assert await night(crowd) is None
    for who in range(9, 30):
        await crowd.supports(1000 + who)
    crowd.now += timedelta(days=1)
    assert await night(crowd) is None
    async with crowd.database.act() as conn:
        kept = await petition_logs.heads(conn, PETITION)
        key = await signing.public_key(conn, crowd.ring, NOON)
        now_log = await petition_logs.get(conn, PETITION)
        assert now_log is not None
        assert [one.size for one in kept] == [10, 31]
        assert [one.day for one in kept] == [date(2026, 6, 3), date(2026, 6, 4)]
        assert all(heads.is_signed(head_of(one), one.signature, key) for one in kept)
        assert await log.extends(conn, now_log, kept[0].size, kept[0].root)
        assert not await log.extends(conn, now_log, kept[0].size, kept[1].root)
        assert not await log.extends(conn, now_log, 32, kept[1].root)
        assert await petition_recounts.waiting(conn, date(2026, 6, 4)) == []
        assert await petition_recounts.waiting(conn, date(2026, 6, 5)) == [PETITION]
        assert await petition_recounts.troubles(conn) == []


async def test_the_key_is_the_same_for_good(crowd: Crowd) -> None:
    async with crowd.database.act() as conn:
        first = await signing.public_key(conn, crowd.ring, NOON)
        assert await signing.public_key(conn, crowd.ring, NOON + timedelta(days=400)) == first
        other = KeyRing({"k2": bytes(32), "k1": bytes(range(32))})
        assert await signing.public_key(conn, other, NOON) == first


async def test_a_changed_line_is_not_signed(crowd: Crowd) -> None:
    async with crowd.database.act() as conn:
        changed = update(petition_lines).where(petition_lines.c.seq == 5)
        await conn.execute(changed.values(day=date(2020, 1, 1)))
    assert await night(crowd) is Trouble.COUNT
    async with crowd.database.look() as conn:
        assert await petition_logs.heads(conn, PETITION) == []
        (told,) = await petition_recounts.troubles(conn)
        assert (told.petition_id, told.trouble) == (PETITION, "count")


async def test_a_count_that_was_made_larger_is_not_signed(crowd: Crowd) -> None:
    async with crowd.database.act() as conn:
        await conn.execute(update(logs).values(supports=logs.c.supports + 1000))
    assert await night(crowd) is Trouble.COUNT


async def test_a_line_taken_out_is_not_signed(crowd: Crowd) -> None:
    async with crowd.database.act() as conn:
        await conn.execute(delete(petition_lines).where(petition_lines.c.seq == 4))
    assert await night(crowd) is Trouble.LINES


async def test_a_line_put_behind_the_log_is_found(crowd: Crowd) -> None:
    async with crowd.database.act() as conn:
        row = {"petition_id": PETITION, "seq": 10, "event": "support", "subject": "ab" * 32}
        await conn.execute(
            petition_lines.insert(), {**row, "day": date(2026, 6, 3), "inside": True}
        )
    assert await night(crowd) is Trouble.LINES


async def test_a_log_that_was_written_anew_as_a_whole_is_not_signed(crowd: Crowd) -> None:
    """Lines, tree and count agree with each other, but not with yesterday's head."""
    assert await night(crowd) is None
    async with crowd.database.act() as conn:
        lines = [line async for line in petition_logs.lines(conn, PETITION)]
        await conn.execute(delete(petition_lines))
        await conn.execute(delete(petition_nodes))
        await conn.execute(
            update(logs).values(
                size=0, peaks=b"", supports=0, withdrawals=0, invalidations=0, outside=0
            )
        )
        kept = await petition_logs.get(conn, PETITION, hold=True)
        assert kept is not None
        for line in [lines[0], *reversed(lines[1:])]:
            told = log.line_of(line)
            kept = await log.write(conn, kept, told.event, told.subject, told.day)
    crowd.now += timedelta(days=1)
    assert await night(crowd) is Trouble.REWRITTEN
    async with crowd.database.act() as conn:
        with pytest.raises(NotSigned, match="rewritten"):
            await signing.sign_now(conn, crowd.ring, PETITION, crowd.now)


async def test_a_head_that_was_put_there_by_hand_is_found(crowd: Crowd) -> None:
    assert await night(crowd) is None
    async with crowd.database.act() as conn:
        await conn.execute(update(petition_heads).values(supports=7))
    crowd.now += timedelta(days=1)
    assert await night(crowd) is Trouble.FORGED


async def test_what_was_mended_is_signed_again(crowd: Crowd) -> None:
    async with crowd.database.act() as conn:
        await conn.execute(update(logs).values(supports=logs.c.supports + 1))
    assert await night(crowd) is Trouble.COUNT
    async with crowd.database.act() as conn:
        await conn.execute(update(logs).values(supports=logs.c.supports - 1))
    crowd.now += timedelta(days=1)
    assert await night(crowd) is None
    async with crowd.database.look() as conn:
        assert await petition_recounts.troubles(conn) == []
