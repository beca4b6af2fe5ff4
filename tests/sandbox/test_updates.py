"""An update stays until the bot confirms it; only one listener is served."""

import asyncio
import time

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError

from sandbox import Sandbox
from sandbox.phone import BotSilent, Phone


async def test_an_update_is_repeated_until_a_higher_offset_confirms_it(bot: Bot, aigul: Phone):
    await aigul.says("бір", wait=False)
    await aigul.says("екі", wait=False)
    first = await bot.get_updates()
    assert [update.message.text for update in first] == ["бір", "екі"]
    assert await bot.get_updates() == first
    assert await bot.get_updates(offset=first[1].update_id) == first[1:]
    assert await bot.get_updates(offset=first[1].update_id + 1) == []
    assert await bot.get_updates() == []


async def test_a_negative_offset_keeps_only_the_last(bot: Bot, aigul: Phone):
    for text in ("бір", "екі", "үш"):
        await aigul.says(text, wait=False)
    last = await bot.get_updates(offset=-1)
    assert [update.message.text for update in last] == ["үш"]
    assert await bot.get_updates() == last


async def test_the_limit_cuts_the_answer_and_loses_nothing(bot: Bot, aigul: Phone):
    for text in ("бір", "екі", "үш"):
        await aigul.says(text, wait=False)
    assert len(await bot.get_updates(limit=2)) == 2
    assert len(await bot.get_updates()) == 3


async def test_a_long_poll_answers_as_soon_as_somebody_writes(
    sandbox: Sandbox, bot: Bot, aigul: Phone
):
    waiting = asyncio.create_task(bot.get_updates(timeout=30))
    await sandbox.telegram.bell.until(lambda: sandbox.telegram.polls_in_flight == 1, 5)
    await aigul.says("сәлем", wait=False)
    [update] = await waiting
    assert update.message.text == "сәлем"


async def test_a_second_listener_terminates_the_first(sandbox: Sandbox, bot: Bot, aigul: Phone):
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await sandbox.telegram.bell.until(lambda: sandbox.telegram.polls_in_flight == 1, 5)
    second = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await first
    await aigul.says("сәлем", wait=False)
    assert len(await second) == 1


async def test_allowed_updates_are_remembered(bot: Bot, aigul: Phone):
    await bot.get_updates(allowed_updates=["callback_query"])
    await aigul.says("елеусіз", wait=False)
    assert await bot.get_updates() == []
    await bot.get_updates(allowed_updates=[])
    await aigul.says("керек", wait=False)
    assert len(await bot.get_updates()) == 1


async def test_waiting_ends_when_the_bot_has_confirmed_everything(bot: Bot, aigul: Phone):
    says = asyncio.create_task(aigul.says("сәлем"))
    [update] = await bot.get_updates(timeout=5)
    assert not says.done()
    await bot.get_updates(offset=update.update_id + 1)
    await says


async def test_waiting_for_a_silent_bot_fails_and_shows_the_screen(sandbox: Sandbox, aigul: Phone):
    impatient = Phone(sandbox.url, "aigul", patience=0.01)
    with pytest.raises(BotSilent, match="Айгүл #2:\n  сәлем"):
        await impatient.says("сәлем")


async def test_an_edit_reaches_the_bot_as_an_edit(bot: Bot, aigul: Phone):
    await aigul.says("алма", wait=False)
    await aigul.edits(aigul.history[-1], "алмұрт", wait=False)
    _, edit = await bot.get_updates()
    assert edit.edited_message.text == "алмұрт"
    assert edit.edited_message.edit_date


async def test_the_ids_of_updates_fit_into_32_bits_and_never_begin_anew(
    bot: Bot, aigul: Phone, monkeypatch: pytest.MonkeyPatch
):
    await aigul.says("сәлем", wait=False)
    [update] = await bot.get_updates()
    assert 0 < update.update_id < 2**31
    a_second_later = time.time() + 1
    monkeypatch.setattr(time, "time", lambda: a_second_later)
    async with Sandbox() as later:
        assert later.telegram.updates.next_id >= update.update_id


async def test_confirmed_updates_may_come_again_and_the_new_ones_keep_their_order(
    bot: Bot, aigul: Phone
):
    for text in ("бір", "екі", "үш"):
        await aigul.says(text, wait=False)
    seen = await bot.get_updates()
    await bot.get_updates(offset=seen[-1].update_id + 1)
    for text in ("төрт", "бес"):
        await aigul.says(text, wait=False)
    again = await aigul.line.post("updates/again", {"last": 2, "seed": 1})
    assert again["again"] == [update.update_id for update in seen[1:]]
    texts = [update.message.text for update in await bot.get_updates()]
    assert sorted(texts) == sorted(("екі", "үш", "төрт", "бес"))
    assert [text for text in texts if text in ("төрт", "бес")] == ["төрт", "бес"]
    assert texts != ["екі", "үш", "төрт", "бес"]


async def test_nothing_comes_again_unless_it_was_confirmed(bot: Bot, aigul: Phone):
    await aigul.says("бір", wait=False)
    assert (await aigul.line.post("updates/again", {"last": 5}))["again"] == []
    assert len(await bot.get_updates()) == 1
