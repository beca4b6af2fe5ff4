"""When something breaks: a calm word with a number, an alarm, and nobody else waits for it."""

from __future__ import annotations

import logging

import pytest

from bot.flows.runner import Runner
from sandbox.phone import Phone
from storage import updates
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker


async def test_a_failure_is_apologised_for_kept_and_told(
    citizen: Speaker,
    asel: Phone,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await asel.says("/start")
    await asel.taps("Русский")
    await citizen.is_known()

    async def breaks(*_: object) -> bool:
        raise RuntimeError("my secret words")

    citizen.phone.patience = 20
    with monkeypatch.context() as patch, caplog.at_level(logging.DEBUG):
        patch.setattr(Runner, "hear", breaks)
        await citizen.says("my secret words")
    citizen.phone.sees("112")
    reference = citizen.phone.last.text.split(":")[1].split()[0]
    await asel.waits_for(reference)
    asel.sees("RuntimeError")
    asel.does_not_see("secret")
    assert "secret" not in caplog.text
    assert reference in caplog.text
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        waiting = await updates.set_aside_waiting(connection)
    assert [(kept.error, kept.attempts) for kept in waiting] == [("RuntimeError", 3)]
    await citizen.says("/menu")
    citizen.sees("What would you like to do?")
