"""The same talk with PostgreSQL underneath: nothing else is different."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from sandbox import Sandbox
from tests import databases
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker


@pytest.fixture
def postgres_url() -> Iterator[str]:
    databases.require_postgres()
    with databases.empty_postgres() as url:
        yield url


@pytest.fixture
async def town(tmp_path: Path, postgres_url: str) -> AsyncIterator[Town]:
    async with Sandbox(port=0, limits=False) as sandbox:
        town = Town(sandbox, tmp_path, postgres_url)
        town.sets_the_clocks()
        await town.wake_the_bot()
        try:
            yield town
        finally:
            await town.stop_the_bot()


async def test_a_whole_talk_with_a_restart_in_the_middle(citizen: Speaker, town: Town) -> None:
    asel = town.phone("asel")
    await asel.says("/start")
    await asel.taps("Русский")
    await citizen.is_known()
    await citizen.goes_to_all_phones()
    await citizen.phone.taps("111")
    await citizen.begins_a_report()
    await citizen.taps("Nobody answers")
    await town.stop_the_bot()
    await town.wake_the_bot()
    await citizen.says("Не дозвониться")
    await citizen.taps("Send the report")
    citizen.sees("Thank you. The people who look after the directory will check it.")
    await asel.waits_for("Не дозвониться")
