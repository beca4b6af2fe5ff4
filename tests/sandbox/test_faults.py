"""Trouble on demand, and what was and was not done when it struck."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError

from sandbox.phone import Phone
from sandbox.world import AIGUL_ID, SERGEI_ID


@pytest.fixture
async def fault(aigul: Phone):
    async def switch_on(kind: str, **details):
        return await aigul.line.post("faults", {"kind": kind, **details})

    return switch_on


async def heard(aigul: Phone) -> list[str]:
    await aigul.looks()
    return [message.text for message in aigul.screen]


async def test_429_strikes_as_often_as_told(bot: Bot, aigul: Phone, fault):
    await fault("429", calls=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(TelegramRetryAfter) as refused:
            await bot.send_message(AIGUL_ID, "a")
        assert refused.value.retry_after == 7
    assert await bot.send_message(AIGUL_ID, "a")
    assert await heard(aigul) == ["a"]


async def test_500_does_nothing(bot: Bot, aigul: Phone, fault):
    await fault("500")
    with pytest.raises(TelegramServerError):
        await bot.send_message(AIGUL_ID, "a")
    assert await heard(aigul) == []


async def test_a_line_cut_before_does_nothing(bot: Bot, aigul: Phone, fault):
    await fault("cut_before")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(AIGUL_ID, "a")
    assert await heard(aigul) == []


async def test_a_line_cut_after_has_done_it(bot: Bot, aigul: Phone, fault):
    await fault("cut_after")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(AIGUL_ID, "a")
    assert await heard(aigul) == ["a"]


async def test_a_slow_answer_comes_after_the_deed(bot: Bot, aigul: Phone, fault):
    await fault("slow", seconds=0.01)
    assert (await bot.send_message(AIGUL_ID, "a")).text == "a"


async def test_a_stuck_call_is_never_carried_out(bot: Bot, aigul: Phone, fault):
    await fault("stuck", seconds=0.01)
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(AIGUL_ID, "a")
    assert await heard(aigul) == []


async def test_a_fault_may_concern_one_method_or_one_chat(
    bot: Bot, aigul: Phone, stranger: Phone, fault
):
    await stranger.says("/start", wait=False)
    await fault("500", calls=None, method="sendMessage", chat_id=AIGUL_ID)
    assert await bot.send_message(SERGEI_ID, "a")
    assert await bot.send_chat_action(AIGUL_ID, "typing")
    with pytest.raises(TelegramServerError):
        await bot.send_message(AIGUL_ID, "a")


async def test_a_lasting_fault_ends_when_it_is_switched_off(raw, bot: Bot, aigul: Phone, fault):
    await fault("500", calls=None)
    for _ in range(3):
        assert (await raw.call("sendMessage", chat_id=AIGUL_ID, text="a"))[0] == 500
    async with raw.session.delete(f"{aigul.line.url}/sandbox/faults") as response:
        assert response.status == 200
    assert await bot.send_message(AIGUL_ID, "a")


async def test_listening_is_spared_unless_it_is_named(bot: Bot, aigul: Phone, fault):
    await fault("500", calls=None)
    assert await bot.get_updates() == []
    await fault("cut_before", method="getUpdates")
    with pytest.raises(TelegramNetworkError):
        await bot.get_updates()
