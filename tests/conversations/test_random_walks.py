"""Random walks through the help branch: after the clean-up nothing of them is anywhere."""

from __future__ import annotations

import logging
import random

import pytest

from storage import outbox, people, traces
from tests.conversations.conftest import Town
from tests.conversations.directory_acts import checked, stands_at
from tests.conversations.voice import Speaker

SAID = ("мені күйеуім ұрды", "он угрожает ножом", "помогите", "Атлантида", *["Павлодар"] * 4)
SECRETS = ("күйеуім", "угрожает", "ножом", "помогите")
STEPS = 24


async def walks(citizen: Speaker, town: Town, count: int, caplog: pytest.LogCaptureFixture) -> None:
    for centre in ("kz55-01", "kz55-02"):
        await checked(town, centre, phones="150", publish_level="public_office", address="Абай, 1")
        await stands_at(town, centre, 52.29, 76.96)
    chance = random.Random(20261122)
    caplog.set_level(logging.INFO)  # as the command line sets it
    phone = citizen.phone
    both = [Speaker(phone, language) for language in ("kk", "ru")]  # walks change the language too

    def labels(*msgids: str) -> set[str]:
        return {speaker._(msgid) for speaker in both for msgid in msgids}

    leave, unsafe = labels("Clean up and leave"), labels("No")
    back = labels("← Back", "Close", "Clean up and leave")
    reports = labels("Report a mistake")  # leads to a talk that may know its person
    for _walk in range(count):
        await phone.says("/crisis")
        for _step in range(chance.randrange(STEPS)):
            inside = [label for label in phone.buttons if label not in leave | reports]
            if any("☰" in label for label in inside):
                break  # it was left
            onward = [label for label in inside if label not in back]
            if chance.random() < 0.2:
                await phone.says(chance.choice(SAID))
            else:
                wide = chance.random() < 0.1 or not onward
                await phone.taps(chance.choice(inside if wide else onward))
        if way_out := leave & set(phone.buttons):
            await phone.taps(way_out.pop())
        else:
            await phone.says("/crisis")
            await phone.taps((unsafe & set(phone.buttons)).pop())
        assert [message.by_bot for message in phone.history[-1:]] == [True]
        assert not any(word in message.text for message in phone.history for word in SECRETS)
        assert not any({"photo", "venue"} & set(message.json) for message in phone.history)
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
    await walks(citizen, town, 30, caplog)


@pytest.mark.soak
async def test_five_hundred_walks_in_each_language_leave_nothing_behind(
    citizen: Speaker, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await walks(citizen, town, 500, caplog)
