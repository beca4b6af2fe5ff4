"""Whom the bot may write to: those who began the talk and have not blocked it."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError

from sandbox.errors import Misuse
from sandbox.phone import Phone
from sandbox.world import AIGUL_ID, SERGEI_ID


async def test_a_stranger_cannot_be_written_to(bot: Bot, stranger: Phone):
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(SERGEI_ID, "a")
    await stranger.says("сәлем", wait=False)
    assert await bot.send_message(SERGEI_ID, "a")


async def test_who_blocked_the_bot_is_told_of_and_not_written_to(bot: Bot, aigul: Phone):
    await aigul.blocks(wait=False)
    [update] = await bot.get_updates()
    change = update.my_chat_member
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    for call in (bot.send_message(AIGUL_ID, "a"), bot.send_chat_action(AIGUL_ID, "typing")):
        with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
            await call


async def test_who_unblocked_it_can_be_written_to_again(bot: Bot, aigul: Phone):
    await aigul.blocks(wait=False)
    await aigul.unblocks(wait=False)
    assert [u.my_chat_member.new_chat_member.status for u in await bot.get_updates()] == [
        "kicked",
        "member",
    ]
    assert await bot.send_message(AIGUL_ID, "a")


async def test_who_blocked_it_cannot_write_but_may_start_anew(bot: Bot, aigul: Phone):
    await aigul.blocks(wait=False)
    with pytest.raises(Misuse, match="has blocked the bot"):
        await aigul.says("a", wait=False)
    await aigul.starts("p17", wait=False)
    assert (await bot.get_updates())[-1].message.text == "/start p17"


async def test_somebody_new_gets_a_phone(sandbox, bot: Bot):
    person = await Phone.create(sandbox.url, name="Болат", language_code="kk")
    await person.says("сәлем", wait=False)
    [update] = await bot.get_updates()
    assert update.message.from_user.first_name == "Болат"
    assert update.message.from_user.language_code == "kk"


async def test_starting_over_forgets_people_and_counts_on(bot: Bot, aigul: Phone):
    sent = await bot.send_message(AIGUL_ID, "a")
    await aigul.line.post("reset", {})
    await aigul.looks()
    assert aigul.history == []
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(AIGUL_ID, "a")
    await aigul.says("сәлем", wait=False)
    assert aigul.history[0].id > sent.message_id
