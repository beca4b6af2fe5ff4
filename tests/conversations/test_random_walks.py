"""Random walks through the help branch: after the clean-up nothing of them is anywhere."""

from __future__ import annotations

import logging
import random

import pytest

from storage import outbox, people, traces
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

SAID = ("мені күйеуім ұрды", "он угрожает ножом", "Павлодар", "помогите", "Атлантида")
SECRETS = ("күйеуім", "угрожает", "ножом", "помогите")
STEPS = 9


async def walks(citizen: Speaker, town: Town, count: int, caplog: pytest.LogCaptureFixture) -> None:
    chance = random.Random(20261122)
    caplog.set_level(logging.INFO)  # as the command line sets it
    phone = citizen.phone
    both = [Speaker(phone, language) for language in ("kk", "ru")]  # walks change the language too
    leave = {speaker._("Clean up and leave") for speaker in both}
    unsafe = {speaker._("No") for speaker in both}
    for _walk in range(count):
        await phone.says("/crisis")
        for _step in range(chance.randrange(STEPS)):
            inside = [label for label in phone.buttons if "☰" not in label]
            if not inside or "JOLTAP" in phone.last.text or phone.last.text.endswith("."):
                break
            if chance.random() < 0.3:
                await phone.says(chance.choice(SAID))
            else:
                await phone.taps(chance.choice([b for b in inside if b not in leave] or inside))
        if way_out := leave & set(phone.buttons):
            await phone.taps(way_out.pop())
        else:
            await phone.says("/crisis")
            await phone.taps((unsafe & set(phone.buttons)).pop())
        assert [message.by_bot for message in phone.history[-1:]] == [True]
        assert not any(word in message.text for message in phone.history for word in SECRETS)
    await leaves_nothing(citizen, town, caplog)


async def leaves_nothing(citizen: Speaker, town: Town, caplog: pytest.LogCaptureFixture) -> None:
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert await people.look_up(connection, citizen.phone.chat_id) is None
        assert await outbox.tally(connection, town.clock()) == []
        assert await traces.of_chat(connection, citizen.phone.chat_id) == []
    await town.stop_the_bot()
    kept = b"".join(path.read_bytes() for path in town.folder.glob("azamat.db*"))
    for word in SECRETS:
        assert word.encode() not in kept
        assert word not in caplog.text
    assert str(citizen.phone.chat_id) not in caplog.text


async def test_random_walks_leave_nothing_behind(
    citizen: Speaker, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await walks(citizen, town, 15, caplog)


@pytest.mark.soak
async def test_five_hundred_walks_in_each_language_leave_nothing_behind(
    citizen: Speaker, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await walks(citizen, town, 500, caplog)
