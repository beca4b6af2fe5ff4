"""How often a bot may speak; the clock is ours, so nothing waits."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from sandbox import Sandbox
from sandbox.phone import Phone
from sandbox.world import AIGUL_ID, VOLUNTEERS_CHAT_ID


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """As ever, but with the limits on."""
    async with Sandbox(clock=lambda: datetime(2026, 11, 22, tzinfo=UTC)) as opened:
        yield opened


@pytest.fixture
def wait(sandbox: Sandbox):
    return lambda seconds: sandbox.telegram.clock.advance(timedelta(seconds=seconds))


async def test_a_private_chat_takes_a_burst_of_five_then_one_a_second(bot: Bot, aigul, wait):
    for number in range(5):
        await bot.send_message(AIGUL_ID, str(number))
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(AIGUL_ID, "6")
    assert refused.value.retry_after == 1
    wait(1)
    await bot.send_message(AIGUL_ID, "6")
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(AIGUL_ID, "7")


async def test_a_group_takes_twenty_a_minute_edits_included(bot: Bot, wait):
    sent = await bot.send_message(VOLUNTEERS_CHAT_ID, "0")
    for number in range(1, 20):
        await bot.edit_message_text(
            str(number), chat_id=VOLUNTEERS_CHAT_ID, message_id=sent.message_id
        )
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(VOLUNTEERS_CHAT_ID, "21")
    assert refused.value.retry_after == 60
    wait(60)
    assert await bot.send_message(VOLUNTEERS_CHAT_ID, "21")


async def test_all_chats_together_take_thirty_a_second(sandbox: Sandbox, bot: Bot, wait):
    people = [await Phone.create(sandbox.url, f"Адам {number}") for number in range(7)]
    for person in people:
        await person.says("/start", wait=False)
    for person in people[:6]:
        for number in range(5):
            await bot.send_message(person.chat_id, str(number))
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(people[6].chat_id, "31")
    wait(1)
    assert await bot.send_message(people[6].chat_id, "31")


async def test_refused_calls_edits_in_private_and_answers_are_not_counted(bot: Bot, aigul: Phone):
    markup = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="a", callback_data="a")]]
    )
    sent = await bot.send_message(AIGUL_ID, "0", reply_markup=markup)
    for number in range(1, 40):
        await bot.edit_message_text(
            str(number), chat_id=AIGUL_ID, message_id=sent.message_id, reply_markup=markup
        )
    for _ in range(40):
        await aigul.taps("a", wait=False)
    for update in await bot.get_updates():
        await bot.answer_callback_query(update.callback_query.id)
    for number in range(4):
        assert await bot.send_message(AIGUL_ID, str(number))


async def test_limits_can_be_left_off(aigul: Phone):
    async with Sandbox(limits=False) as free:
        assert free.telegram.limits.switched_on is False
        for _ in range(100):
            free.telegram.limits.check(AIGUL_ID)
            free.telegram.limits.count(AIGUL_ID)
