"""Everything sealed goes under the newest key while the bot runs, and nothing is lost by it."""

import asyncio
import os
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select, update

from storage import cases, drafts, rotation
from storage.database import Database
from storage.drafts import StoredDraft
from storage.errors import CaseShredded, KeyLost
from storage.rotation import Pace, Progress, census, rewrap
from storage.rotation_census import Census, SealedColumn, sealed_columns
from storage.tables import case_keys
from storage.tables import drafts as drafts_table
from storage.vault import KeyRing, key_id_of
from tests.databases import copy_of
from tests.storage.sealed_grounds import NOON, READERS, TEXT, fill, filled

__all__ = ["filled"]  # a fixture is found by its name here
CASES = "case_keys.wrapped"
OLD, NEW, NEWER = bytes(range(32)), bytes(range(32, 64)), bytes(range(64, 96))
TURNED = KeyRing({"k2": NEW, "k1": OLD})
ONLY_NEW = KeyRing({"k2": NEW})
TWO_AT_ONCE = Pace(rows=2, rest=3.0)


class Sleeper:
    """Notes the pauses, and lets something happen in them."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self.time = 0.0

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    def monotonic(self) -> float:
        self.time += 0.5
        return self.time


def turning(database: Database, ring: KeyRing, sleeper: Sleeper) -> AsyncGenerator[Progress]:
    return rewrap(database, ring, TWO_AT_ONCE, sleep=sleeper.sleep, monotonic=sleeper.monotonic)


async def turn(database: Database, ring: KeyRing = TURNED) -> int:
    return sum([progress.count async for progress in turning(database, ring, Sleeper())])


async def counted(database: Database, ring: KeyRing = TURNED) -> Census:
    return await census(database, ring)


def test_every_sealed_column_has_a_value_here() -> None:
    assert {column.name for column in sealed_columns()} == set(READERS)


async def test_every_value_opens_with_the_new_key_alone(filled: Database) -> None:
    async with filled.act() as conn:
        before = {name: await read(conn, TURNED) for name, read in READERS.items()}
    assert await turn(filled) == 13
    async with filled.act() as conn:
        assert {name: await read(conn, ONLY_NEW) for name, read in READERS.items()} == before
    assert list(before.values()).count(TEXT) == 7  # all but the case and the pepper


async def test_before_it_no_value_opens_with_the_new_key_alone(filled: Database) -> None:
    async with filled.act() as conn:
        for name, read in READERS.items():
            if name != "letters.sealed_args":  # the postman marks such a letter as failed
                with pytest.raises(KeyLost):
                    await read(conn, ONLY_NEW)


async def test_what_stands_where_is_counted_by_key(filled: Database) -> None:
    before = await counted(filled)
    assert before.under["k1"] == dict.fromkeys(READERS, 1) | {"case_keys.wrapped": 5}
    assert before.under["k2"] == {}
    assert before.left == before.under["k1"]
    assert (before.is_unfinished, before.idle, before.lost) == (True, [], {})
    await turn(filled)
    after = await counted(filled)
    assert after.under == {"k2": before.under["k1"], "k1": {}}
    assert (after.is_unfinished, after.idle, after.left) == (False, ["k1"], {})


async def test_values_of_a_lost_key_are_counted_left_alone_and_hold_up_nothing(
    filled: Database, now: datetime
) -> None:
    lost = KeyRing({"k0": NEWER})
    async with filled.act() as conn:
        await cases.open_case(conn, lost, "complaint:0-lost", now)
        await conn.execute(update(drafts_table).values(state=lost.seal(b"{}", "draft:draft001")))
    assert await turn(filled) == 12
    after = await counted(filled)
    assert after.lost == {"case_keys.wrapped": 1, "drafts.state": 1}
    assert not after.is_unfinished
    async with filled.act() as conn:
        assert (await cases.case_of(conn, lost, "complaint:0-lost")).id == "complaint:0-lost"


async def test_a_damaged_value_is_told_of_and_holds_no_key_back(
    filled: Database, ring: KeyRing
) -> None:
    elsewhere = ring.seal(b"{}", "draft:elsewhere")
    async with filled.act() as conn:
        await conn.execute(update(drafts_table).values(state=elsewhere))
        await conn.execute(
            update(case_keys).where(case_keys.c.case_id == "complaint:2").values(wrapped=elsewhere)
        )
    broken = {"case_keys.wrapped": 1, "drafts.state": 1}
    before = await counted(filled)
    assert before.broken == broken
    assert before.left["case_keys.wrapped"] == 4
    assert "drafts.state" not in before.left
    assert await turn(filled) == 11
    after = await counted(filled)
    assert (after.is_unfinished, after.idle, after.lost) == (False, ["k1"], {})
    assert after.broken == broken


async def test_the_id_of_the_key_beside_a_case_says_what_wraps_it(filled: Database) -> None:
    await turn(filled)
    async with filled.look() as conn:
        rows = (await conn.execute(select(case_keys.c.key_id, case_keys.c.wrapped))).all()
    assert [key_id_of(wrapped) for _, wrapped in rows] == [key_id for key_id, _ in rows]
    assert {key_id for key_id, _ in rows} == {"k2"}


async def test_a_rotation_that_was_cut_off_is_gone_on_with(filled: Database) -> None:
    stopped = turning(filled, TURNED, Sleeper())
    first = await anext(stopped)
    await stopped.aclose()
    assert first == Progress("case_keys.wrapped", 2)
    amid = await counted(filled)
    assert amid.is_unfinished
    assert amid.under["k2"] == {"case_keys.wrapped": 2}
    assert await turn(filled) == 11
    assert not (await counted(filled)).is_unfinished


async def test_keys_turned_twice_amid_it_end_under_the_newest(filled: Database) -> None:
    stopped = turning(filled, TURNED, Sleeper())
    await anext(stopped)
    await stopped.aclose()
    thrice = KeyRing({"k3": NEWER, "k2": NEW, "k1": OLD})
    assert await turn(filled, thrice) == 13
    assert (await counted(filled, thrice)).idle == ["k2", "k1"]


async def test_what_the_bot_writes_meanwhile_stays_as_the_bot_wrote_it(
    filled: Database, ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot writes a draft after it was read to be sealed anew, and before that is written."""
    looked_for = rotation._older
    changed: list[StoredDraft] = []

    async def older(database: Database, column: SealedColumn, *asked: Any) -> Any:
        rows = await looked_for(database, column, *asked)
        if column.name == "drafts.state" and not changed:
            async with database.act() as conn:
                draft = await drafts.get(conn, ring, "draft001")
                assert draft is not None
                changed.append(replace(draft, state={"said": "жаңа сөз"}, screen=2))
                await drafts.update(conn, ring, changed[0])  # still under the old key
        return rows

    monkeypatch.setattr(rotation, "_older", older)
    await turn(filled)
    async with filled.look() as conn:
        assert await drafts.get(conn, ONLY_NEW, "draft001") == changed[0]


async def test_a_case_shredded_meanwhile_stays_shredded(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_for = rotation._older

    async def older(database: Database, column: SealedColumn, *asked: Any) -> Any:
        rows = await looked_for(database, column, *asked)
        if column.name == "case_keys.wrapped":
            async with database.act() as conn:
                await cases.shred(conn, "complaint:0", NOON)
        return rows

    monkeypatch.setattr(rotation, "_older", older)
    await turn(filled)
    async with filled.look() as conn:
        with pytest.raises(CaseShredded):
            await cases.case_of(conn, TURNED, "complaint:0")


async def test_it_waits_for_no_row_that_the_bot_holds(
    postgres: Database, ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with postgres.act() as conn:
        await fill(conn, ring)
    monkeypatch.setattr(rotation, "ROUNDS", 2)
    async with postgres.act() as conn:
        await conn.execute(select(drafts_table.c.id).with_for_update())
        assert await turn(postgres) == 12
        assert (await counted(postgres)).left == {"drafts.state": 1}
    assert await turn(postgres) == 1


async def test_the_bot_writes_into_a_case_while_its_key_is_wrapped_anew(
    postgres: Database, ring: KeyRing
) -> None:
    async with postgres.act() as conn:
        await fill(conn, ring)
    async with postgres.act() as conn:
        await cases.open_case(conn, TURNED, "complaint:0", NOON)
        assert await turn(postgres) == 13


async def test_it_rests_after_each_step_for_as_much_longer_as_the_pace_says(
    filled: Database,
) -> None:
    sleeper = Sleeper()
    steps = [progress.count async for progress in turning(filled, TURNED, sleeper)]
    assert steps == [2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    assert sleeper.pauses == [1.5] * 11  # half a second by its clock, three times


EVENTS = ("step", "stop", "turn", "write", "shred", "new")


@settings(max_examples=15, deadline=None)
@given(events=some.lists(some.sampled_from(EVENTS), max_size=25))
def test_whatever_happens_meanwhile_nothing_is_lost_and_nothing_comes_back(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, events: list[str]
) -> None:
    asyncio.run(_lived_through(copy_of(sqlite_template, tmp_path_factory.mktemp("life")), events))


async def _lived_through(url: str, events: list[str]) -> None:
    database, master_keys = Database(url), {"k1": OLD}
    ring = KeyRing(master_keys)
    async with database.act() as conn:
        await fill(conn, ring)
    rotating = turning(database, ring, Sleeper())
    said, alive, dead = TEXT, [f"complaint:{number}" for number in range(5)], []
    for number, event in enumerate(events):
        if event == "step":
            await anext(rotating, None)
        elif event == "stop":
            await rotating.aclose()
            rotating = turning(database, ring, Sleeper())
        elif event == "turn":
            master_keys = {f"k{number + 2}": os.urandom(32), **master_keys}
            ring = KeyRing(master_keys)
        async with database.act() as conn:
            if event == "write":
                draft = await drafts.get(conn, ring, "draft001")
                assert draft is not None
                said = f"{TEXT} {number}"
                await drafts.update(conn, ring, replace(draft, state={"said": said}))
            elif event == "shred" and alive:
                dead.append(alive.pop())
                await cases.shred(conn, dead[-1], NOON)
            elif event == "new":
                alive.append(f"ticket:{number}")
                await cases.open_case(conn, ring, alive[-1], NOON)
    await rotating.aclose()
    await turn(database, ring)
    newest = KeyRing(dict([next(iter(master_keys.items()))]))
    async with database.act() as conn:
        read = {name: await reads(conn, newest) for name, reads in READERS.items() if name != CASES}
        assert read["drafts.state"] == said
        assert sorted(await cases.cases_of(conn, newest, [*alive, *dead])) == sorted(alive)
        for case_id in dead:
            with pytest.raises(CaseShredded):
                await cases.open_case(conn, newest, case_id, NOON)
    await database.close()
