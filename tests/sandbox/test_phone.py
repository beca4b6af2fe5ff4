"""A phone in a test: what it sees, and how it fails."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.errors import Misuse
from sandbox.phone import Phone
from sandbox.world import AIGUL_ID


def under(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=one, callback_data=one)] for one in labels]
    )


async def test_the_screen_begins_after_what_she_last_said(bot: Bot, aigul: Phone):
    await bot.send_message(AIGUL_ID, "бұрынғы")
    await aigul.says("келесі", wait=False)
    await bot.send_message(AIGUL_ID, "жаңа")
    await aigul.looks()
    aigul.sees("жаңа")
    aigul.does_not_see("бұрынғы")


async def test_an_old_message_edited_since_is_on_the_screen(bot: Bot, aigul: Phone):
    old = await bot.send_message(AIGUL_ID, "бұрынғы")
    await aigul.says("келесі", wait=False)
    await bot.edit_message_text("өзгерген", chat_id=AIGUL_ID, message_id=old.message_id)
    await aigul.looks()
    aigul.sees("өзгерген")


async def test_a_failed_look_prints_the_screen(bot: Bot, aigul: Phone):
    await bot.send_message(AIGUL_ID, "Не керек?", reply_markup=under("Шағым", "Көмек"))
    await aigul.looks()
    with pytest.raises(
        AssertionError, match=r"does not see 'Петиция'[\s\S]*Не керек\?\n  \[ Шағым \]"
    ):
        aigul.sees("Петиция")
    with pytest.raises(AssertionError, match="aigul sees 'Шағым'"):
        aigul.does_not_see("Шағым")


async def test_the_newest_button_with_the_label_is_tapped(bot: Bot, aigul: Phone):
    await bot.send_message(AIGUL_ID, "1", reply_markup=under("Артқа"))
    newer = await bot.send_message(AIGUL_ID, "2", reply_markup=under("Артқа", "Шағым беру"))
    await aigul.taps("Артқа", wait=False)
    await aigul.taps("Шағым", wait=False)
    first, second = await bot.get_updates()
    assert first.callback_query.message.message_id == newer.message_id
    assert second.callback_query.data == "Шағым беру"


async def test_an_ambiguous_or_missing_label_is_not_tapped(bot: Bot, aigul: Phone):
    await bot.send_message(AIGUL_ID, "a", reply_markup=under("Шағым беру", "Шағым оқу"))
    for label in ("Шағым", "Петиция"):
        with pytest.raises(AssertionError, match="finds no button"):
            await aigul.taps(label, wait=False)


async def test_she_waits_for_words_that_come_later(bot: Bot, aigul: Phone):
    waiting = asyncio.create_task(aigul.waits_for("хат"))
    await bot.send_message(AIGUL_ID, "хат келді")
    await waiting
    with pytest.raises(AssertionError, match=r"waited 0\.01 s for 'басқа'"):
        await aigul.waits_for("басқа", within=0.01)


async def test_nobody_acts_for_somebody_unknown(sandbox):
    with pytest.raises(Misuse, match="nobody is called marzhan"):
        await Phone(sandbox.url, "marzhan").says("a", wait=False)


async def test_only_members_write_in_the_group(aigul: Phone):
    with pytest.raises(Misuse, match="not in this group"):
        await aigul.says("a", group=True, wait=False)
