"""By webhook too: Telegram delivers again whatever was not finished."""

import asyncio
import socket

import pytest

from sandbox import world

AIGUL, SERGEI = world.AIGUL_ID, world.SERGEI_ID


@pytest.fixture(autouse=True)
async def listening(house):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    await house.close()
    house.port = port
    await house.open()
    await house.intake.listening.wait()


async def test_a_talk_goes_as_by_polling(house, aigul):
    await aigul.says("one")
    await aigul.says("two")
    await aigul.waits_for("heard: two")
    assert house.acts == [(AIGUL, "one"), (AIGUL, "two")]


async def test_what_a_stop_abandons_is_delivered_again_and_acts_once(house, aigul):
    house.hold("help")
    await aigul.says("help", wait=False)
    await house.until(lambda: house.acts)
    await house.close(grace=0)
    house.let("help")
    await house.open()
    await aigul.waits_for("heard: help")
    assert house.acts == [(AIGUL, "help")]
    assert len(house.began) == 2


async def test_a_slow_person_holds_up_nobody(house, aigul, sergei):
    house.hold("slow")
    await aigul.says("slow", wait=False)
    await house.until(lambda: house.acts)
    await sergei.says("beside", wait=False)
    await sergei.waits_for("heard: beside")
    house.let("slow")
    await aigul.waits_for("heard: slow")


async def test_what_always_fails_is_answered_for_and_the_next_goes_on(house, aigul):
    house.poisoned.add("poison")
    await aigul.says("poison")
    await aigul.says("water")
    await aigul.waits_for("heard: water")
    assert house.alarms == ["ValueError"]


async def test_closing_finishes_what_was_begun(house, aigul):
    house.hold("one")
    await aigul.says("one", wait=False)
    await house.until(lambda: house.acts)
    closing = asyncio.create_task(house.close(grace=60))
    await asyncio.sleep(0)
    house.let("one")
    await closing
    await house.open()
    await aigul.says("two", wait=False)
    await aigul.waits_for("heard: two")
    assert len(house.began) == 2
