"""Deleting works for 48 hours; a bot that promises to wipe a talk must know it."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from sandbox.world import AIGUL_ID, VOLUNTEERS_CHAT_ID

HOUR = 3600


async def test_both_sides_of_a_private_chat_can_be_deleted(bot: Bot, aigul):
    sent = await bot.send_message(AIGUL_ID, "a")
    await bot.delete_message(AIGUL_ID, sent.message_id)
    await bot.delete_message(AIGUL_ID, aigul.history[-1].id)
    await aigul.looks()
    assert aigul.history == []


async def test_after_48_hours_nothing_can_be_deleted(bot: Bot, aigul, advance):
    sent = await bot.send_message(AIGUL_ID, "a")
    await advance(48 * HOUR - 1)
    later = await bot.send_message(AIGUL_ID, "b")
    await advance(1)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(AIGUL_ID, sent.message_id)
    assert await bot.delete_message(AIGUL_ID, later.message_id)


async def test_a_throw_of_dice_in_private_stays_for_a_day(bot: Bot, aigul, advance):
    thrown = await bot.send_dice(AIGUL_ID)
    with pytest.raises(TelegramBadRequest, match="can't be deleted"):
        await bot.delete_message(AIGUL_ID, thrown.message_id)
    await advance(24 * HOUR)
    assert await bot.delete_message(AIGUL_ID, thrown.message_id)


async def test_what_is_gone_cannot_be_deleted_again(bot: Bot, aigul):
    sent = await bot.send_message(AIGUL_ID, "a")
    await bot.delete_message(AIGUL_ID, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(AIGUL_ID, sent.message_id)


async def test_many_are_deleted_at_once_and_missing_ones_are_skipped(bot: Bot, aigul):
    one = await bot.send_message(AIGUL_ID, "a")
    two = await bot.send_message(AIGUL_ID, "b")
    assert await bot.delete_messages(AIGUL_ID, [one.message_id, 5000, two.message_id])
    await aigul.looks()
    assert [message.text for message in aigul.history] == ["/start"]


async def test_one_that_may_not_be_deleted_keeps_all_the_others(bot: Bot, aigul, advance):
    old = await bot.send_message(AIGUL_ID, "a")
    await advance(48 * HOUR)
    young = await bot.send_message(AIGUL_ID, "b")
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_messages(AIGUL_ID, [old.message_id, young.message_id])
    await aigul.looks()
    assert [message.text for message in aigul.history] == ["/start", "a", "b"]


async def test_at_most_a_hundred_are_deleted_at_once(bot: Bot, aigul):
    with pytest.raises(TelegramBadRequest, match="too many message identifiers"):
        await bot.delete_messages(AIGUL_ID, list(range(1, 102)))


async def test_in_a_group_only_an_administrator_deletes_others_words(bot: Bot, daniyar):
    await daniyar.says("a", group=True, wait=False)
    await daniyar.says("b", group=True, wait=False)
    first, second = daniyar.reads_group()
    assert await bot.delete_message(VOLUNTEERS_CHAT_ID, first.id)
    await daniyar.line.post(f"groups/{VOLUNTEERS_CHAT_ID}/bot_status", {"status": "member"})
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(VOLUNTEERS_CHAT_ID, second.id)
