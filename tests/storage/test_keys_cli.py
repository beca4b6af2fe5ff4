"""An operator changes the keys by command, is killed amid it, and goes on."""

# ruff: noqa: ASYNC240 - nothing else runs in the loop of a test

import argparse
import asyncio
import os
import re
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli_keys import SETTLED, add_key_commands
from bot.config import Settings, SettingsError
from bot.doctor import examine
from storage import cases, drafts
from storage.database import Database
from storage.errors import KeyRingError
from storage.rotation import census
from storage.vault import KeyRing
from tests.storage.sealed_grounds import NOON, READERS, TEXT, fill

Command = Callable[..., Awaitable[str]]
KEYS = Path("secrets/master_keys")
SECRET = re.compile(r"[A-Za-z0-9+/]{43}=")


@pytest.fixture
def azamat(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """`azamat keys …` in a folder of its own; none of its words is a key."""
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.delenv("MASTER_KEYS", raising=False)
    monkeypatch.chdir(tmp_path)
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()

    def add(name: str, command: object, what: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=what)
        added.set_defaults(command=command)
        return added

    add_key_commands(add)

    async def run(*words: str) -> str:
        chosen = parser.parse_args(["keys", *words])
        await chosen.command(chosen)
        said = capsys.readouterr().out
        assert not SECRET.search(said)
        return said

    return run


@pytest.fixture
async def ring(database: Database, azamat: Command) -> KeyRing:
    """The running bot's, with values in every column."""
    ring = KeyRing.load_or_create(KEYS)
    async with database.act() as conn:
        await fill(conn, ring)
    return ring


def time_goes_by() -> None:
    """The keys were changed long enough ago."""
    long_ago = (datetime.now(UTC) - SETTLED - timedelta(seconds=1)).timestamp()
    os.utime(KEYS, (long_ago, long_ago))


async def read_all(database: Database, ring: KeyRing) -> list[object]:
    async with database.act() as conn:
        return [await read(conn, ring) for read in READERS.values()]


async def test_keys_are_changed_and_the_old_one_is_taken_off(
    azamat: Command, database: Database, ring: KeyRing
) -> None:
    before = await read_all(database, ring)
    said = await azamat("rotate")
    assert "k2 is the newest key now. Save secrets/master_keys at once" in said
    (told,) = re.findall("To be sealed anew: (.*)\\. The bot goes on", said)
    counts = {name: "5" if name == "case_keys.wrapped" else "1" for name in READERS}
    assert {name: count for count, name in re.findall(r"(\d+) of ([\w.]+)", told)} == counts
    assert "case_keys.wrapped: 5 of 5" in said
    assert "All that is sealed stands under k2." in said
    listed = await azamat("list")
    assert re.search(r"^k2 \(newest\): .*5 of case_keys\.wrapped", listed)
    assert listed.endswith("k1: nothing\n")
    with pytest.raises(SettingsError, match="less than ten minutes ago"):
        await azamat("retire")
    time_goes_by()
    assert "Taken off for good: k1." in await azamat("retire")
    assert "k2 is the only key" in await azamat("retire")
    assert KeyRing.load_or_create(KEYS).key_ids == ["k2"]
    assert await read_all(database, ring) == before
    assert ring.key_ids == ["k2"]


async def test_each_change_makes_one_key_and_an_unfinished_one_is_gone_on_with(
    azamat: Command, database: Database, ring: KeyRing
) -> None:
    await azamat("rotate")
    async with database.act() as conn:  # what a worker had sealed before it learned of the new key
        old = KeyRing.from_text(KEYS.read_text().split()[1])
        await cases.open_case(conn, old, "complaint:late", NOON)
    said = await azamat("rotate")
    assert "is not finished: going on with it" in said
    assert "To be sealed anew: 1 of case_keys.wrapped." in said
    assert ring.refresh()
    assert ring.key_ids == ["k2", "k1"]
    await azamat("rotate")
    assert ring.refresh()
    assert ring.key_ids == ["k3", "k2", "k1"]


async def test_a_key_that_something_needs_stays_and_what_needs_it_is_named(
    azamat: Command, database: Database, ring: KeyRing
) -> None:
    await azamat("rotate")
    await azamat("rotate")
    async with database.act() as conn:
        k1 = KeyRing.from_text(KEYS.read_text().split()[2])
        await cases.open_case(conn, k1, "complaint:late", NOON)
    time_goes_by()
    with pytest.raises(SettingsError) as refused:
        await azamat("retire")
    assert (
        str(refused.value) == "k1 stays: 1 of case_keys.wrapped need it.\nRun: azamat keys rotate"
    )
    assert KeyRing.load_or_create(KEYS).key_ids == ["k3", "k1"]


async def test_values_of_a_lost_key_are_told_of(
    azamat: Command, database: Database, ring: KeyRing
) -> None:
    async with database.act() as conn:
        await cases.open_case(conn, KeyRing({"k0": bytes(32)}), "complaint:a", NOON)
        await cases.open_case(conn, ring, "complaint:b", NOON)
    for word in ("rotate", "list"):
        with pytest.raises(SettingsError, match=r"Nobody can read 1 of case_keys\.wrapped"):
            await azamat(word)
    (finding,) = [one async for one in examine(Settings()) if "not on the ring" in one.sentence]
    assert not finding.well


async def test_keys_of_another_database_are_refused_before_anything_changes(
    azamat: Command, ring: KeyRing
) -> None:
    KEYS.unlink()
    KeyRing.load_or_create(KEYS)
    before = KEYS.read_text()
    with pytest.raises(KeyRingError, match="sealed with other keys"):
        await azamat("rotate")
    assert KEYS.read_text() == before


async def test_keys_from_the_settings_are_changed_by_the_operator_alone(
    azamat: Command, database: Database, ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = KEYS.read_text().strip()
    monkeypatch.setenv("MASTER_KEYS", mine)
    with pytest.raises(SettingsError, match=r"MASTER_KEYS is set.*for example k2:\$\(openssl"):
        await azamat("rotate")
    newer = KeyRing({"k2": bytes(32)})
    both = f"k2:{'A' * 43}= {mine}"
    monkeypatch.setenv("MASTER_KEYS", both)
    assert "All that is sealed stands under k2." in await azamat("rotate")
    assert TEXT in await read_all(database, newer)
    assert "take k1 off there, and restart the bot" in await azamat("retire")
    assert KEYS.read_text().strip() == mine


async def test_the_doctor_says_what_is_left_to_do(
    azamat: Command, database: Database, ring: KeyRing
) -> None:
    async def says(words: str) -> list[bool]:
        return [one.well async for one in examine(Settings()) if words in one.sentence]

    assert await says("older") == []
    await azamat("rotate")
    assert await says("Nothing needs the older keys k1 any more") == [True]
    async with database.act() as conn:
        old = KeyRing.from_text(KEYS.read_text().split()[1])
        await cases.open_case(conn, old, "complaint:late", NOON)
    assert await says("1 value(s) still stand under older ones. Run: azamat keys rotate") == [False]


async def test_the_bot_goes_on_talking_meanwhile(
    azamat: Command, database: Database, ring: KeyRing
) -> None:
    async with database.act() as conn:
        for number in range(1000):
            await cases.open_case(conn, ring, f"ticket:{number}", NOON)
        draft = await drafts.get(conn, ring, "draft001")
    assert draft is not None
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "keys", "rotate", stdout=asyncio.subprocess.PIPE
    )
    steps = 0
    ending = asyncio.create_task(process.communicate())
    while not ending.done():
        steps += 1
        draft = replace(draft, screen=steps, state={"said": f"{TEXT} {steps}"})
        async with database.act() as conn:
            await drafts.update(conn, ring, draft)
            await cases.open_case(conn, ring, f"ticket:{steps % 1000}", NOON)
            await cases.open_case(conn, ring, f"ticket:new-{steps}", NOON)
        async with database.act() as conn:
            assert await drafts.get(conn, ring, "draft001") == draft
    assert process.returncode == 0
    assert b"All that is sealed stands under k2." in (await ending)[0]
    assert ring.key_ids == ["k2", "k1"]
    only_new = KeyRing.from_text(KEYS.read_text().split()[0])
    async with database.act() as conn:
        assert await drafts.get(conn, only_new, "draft001") == draft
        names = [f"ticket:{number}" for number in range(1000)]
        names += [f"ticket:new-{number}" for number in range(1, steps + 1)]
        assert len(await cases.cases_of(conn, only_new, names)) == len(names)


async def test_killed_amid_it_the_next_call_goes_on(
    azamat: Command, url: str, database: Database, ring: KeyRing, tmp_path: Path
) -> None:
    async with database.act() as conn:
        for number in range(1500):
            await cases.open_case(conn, ring, f"ticket:{number}", NOON)
    before = await read_all(database, ring)
    killed = 0
    for _ in range(2):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "keys", "rotate", stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        async for line in process.stdout:
            if b"case_keys.wrapped: " in line:
                process.kill()
                killed += 1
                break
        await process.wait()
    assert killed == 2
    ring.refresh()
    assert ring.key_ids == ["k2", "k1"], "the second call made no key of its own"
    amid = await census(database, ring)
    assert amid.under["k1"]["case_keys.wrapped"] > 0
    assert amid.under["k2"]["case_keys.wrapped"] > 0
    assert await read_all(database, ring) == before
    assert "going on with it" in await azamat("rotate")
    only_new = KeyRing.from_text(KEYS.read_text().split()[0])
    assert await read_all(database, only_new) == before
    async with database.look() as conn:
        assert (
            len(await cases.cases_of(conn, only_new, [f"ticket:{n}" for n in range(1500)])) == 1500
        )
