"""The keys are changed amid a talk, and nobody notices; what goes wrong with them is told at once."""

from __future__ import annotations

import argparse
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cli_keys import SETTLED, change_keys
from bot.config import KEY_FILE
from sandbox import Sandbox
from sandbox.phone import Phone
from storage import cases
from storage.tables import case_keys
from storage.vault import key_id_of
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    """As the others, with the keys in their file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MASTER_KEYS", raising=False)
    async with Sandbox(port=0, limits=False) as sandbox:
        town = Town(sandbox, tmp_path)
        town.sets_the_clocks()
        town.settings = town.settings.model_copy(update={"master_keys": None})
        monkeypatch.setenv("DATABASE_URL", town.settings.database_url)
        await town.wake_the_bot()
        try:
            yield town
        finally:
            await town.stop_the_bot()


async def operator(what: str) -> None:
    """`azamat keys …`, some time after the last change."""
    long_ago = (datetime.now(UTC) - SETTLED - timedelta(minutes=1)).timestamp()
    os.utime(KEY_FILE, (long_ago, long_ago))
    await change_keys(argparse.Namespace(what=what))


async def test_a_talk_goes_on_while_the_keys_change_under_it(citizen: Speaker, town: Town) -> None:
    assert town.azamat is not None
    ring = town.azamat.grounds.ring
    await citizen.is_known()
    await citizen.goes_to_all_phones()
    await citizen.phone.taps("111")
    await citizen.begins_a_report()
    await operator("rotate")
    await citizen.taps("They refused to help")
    await operator("retire")
    await operator("rotate")
    await citizen.says("Тұтқаны көтермейді")
    citizen.phone.sees("Тұтқаны көтермейді")
    await operator("retire")
    await citizen.taps("Send the report")
    citizen.sees("Thank you. The people who look after the directory will check it.")
    assert ring.key_ids == ["k3"]
    await town.stop_the_bot()
    await town.wake_the_bot()
    await citizen.says("/menu")
    citizen.sees("What would you like to do?")


async def test_keys_that_are_gone_are_told_of_and_nobodys_words_are_lost(
    citizen: Speaker, asel: Phone, town: Town
) -> None:
    assert town.azamat is not None
    await asel.says("/start")
    await asel.taps("Русский")
    await citizen.is_known()
    await citizen.goes_to_all_phones()
    await citizen.phone.taps("111")
    await citizen.begins_a_report()
    kept = KEY_FILE.read_text()
    KEY_FILE.unlink()
    await town.azamat.clock.tick("keys")
    await asel.waits_for("clock: keys")
    asel.sees("KeyRingError")
    await citizen.taps("They refused to help")
    await citizen.taps("Skip")
    await citizen.taps("Send the report")
    citizen.sees("Thank you. The people who look after the directory will check it.")
    KEY_FILE.write_text(kept)
    KEY_FILE.chmod(0o600)


async def test_the_clock_lets_a_shredded_key_leave_the_files(town: Town) -> None:
    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.act() as conn:
        await cases.open_case(conn, grounds.ring, "complaint:1", grounds.now())
        wrapped = bytes((await conn.execute(select(case_keys.c.wrapped))).scalar_one())
    async with grounds.database.act() as conn:
        await cases.shred(conn, "complaint:1", grounds.now())
    head = 2 + len(key_id_of(wrapped))
    assert wrapped[head:] in _files(town)
    for _ in range(30):  # what somebody is reading just then is left for the next minute
        await town.azamat.clock.tick("wash")
        if wrapped[head:] not in _files(town):
            break
    assert wrapped[head:] not in _files(town)


def _files(town: Town) -> bytes:
    return b"".join(file.read_bytes() for file in town.folder.glob("azamat.db*"))
