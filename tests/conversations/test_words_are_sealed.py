"""What a person writes to the bot is in no byte of its database's files and in no line of its log."""

from __future__ import annotations

import logging

import pytest

from bot.flows.runner import Runner
from sandbox.phone import Phone
from storage import updates
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

WORDS = "Күә-7c1e: баспананы Гүлнәр ашты, кілті көршіде, нөмірім 8-701-555-01-02. " * 4
PARTS = ("7c1e", "баспананы Гүлнәр", "кілті көршіде", "8-701-555-01-02")


async def test_what_a_person_writes_is_in_no_file_and_in_no_log(
    citizen: Speaker,
    asel: Phone,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await asel.says("/start")
    await asel.taps("Қазақша")
    await asel.taps("Өткізіп жіберу")
    await citizen.is_known()
    with caplog.at_level(logging.DEBUG):
        await citizen.goes_to_the_centres_of_pavlodar()
        await citizen.phone.taps("1")
        await citizen.begins_a_report()
        await citizen.taps("It has moved or closed")
        await citizen.says(WORDS)  # in a draft
        citizen.phone.sees("7c1e")
        looked_at = [_files(town)]
        await citizen.taps("Send the report")  # in a note, and in a letter's arguments
        await asel.waits_for("7c1e")
        looked_at.append(_files(town))

        async def breaks(*_: object) -> bool:
            raise RuntimeError(WORDS)

        citizen.phone.patience = 20
        with monkeypatch.context() as patch:
            patch.setattr(Runner, "hear", breaks)
            await citizen.says(WORDS)  # in an update that is set aside
        citizen.phone.sees("112")
        await town.stop_the_bot()
        looked_at.append(_files(town))
    await town.wake_the_bot()
    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.look() as connection:
        (kept,) = await updates.set_aside_waiting(connection)
        whole = await updates.open_set_aside(connection, grounds.ring, kept.update_id)
    assert "7c1e" in whole.decode(), "it was kept, and so had to be sealed"
    for part in PARTS:
        assert part not in caplog.text
        assert not any(part.encode() in content for content in looked_at), part


def _files(town: Town) -> bytes:
    """The file, its journal and its index, as they lie on the disk."""
    return b"".join(file.read_bytes() for file in town.folder.glob("azamat.db*"))
