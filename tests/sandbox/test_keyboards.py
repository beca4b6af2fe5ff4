"""Keyboards are checked when they are sent, not when somebody presses them."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    WebAppInfo,
)

from sandbox.world import AIGUL_ID


def under(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[list(buttons)])


@pytest.mark.parametrize("data", ["", "ә" * 33])
async def test_callback_data_has_one_to_64_bytes(bot: Bot, aigul, data: str):
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await bot.send_message(
            AIGUL_ID, "a", reply_markup=under(InlineKeyboardButton(text="б", callback_data=data))
        )
    full = InlineKeyboardButton(text="б", callback_data="ә" * 32)
    assert (await bot.send_message(AIGUL_ID, "a", reply_markup=under(full))).reply_markup


async def test_all_kinds_of_buttons_come_back_as_they_were_sent(bot: Bot, aigul):
    markup = under(
        InlineKeyboardButton(text="a", callback_data="a"),
        InlineKeyboardButton(text="b", url="https://gov.kz"),
        InlineKeyboardButton(text="c", copy_text=CopyTextButton(text="102")),
        InlineKeyboardButton(text="d", switch_inline_query="x"),
        InlineKeyboardButton(text="e", switch_inline_query_current_chat=""),
        InlineKeyboardButton(text="f", web_app=WebAppInfo(url="https://gov.kz")),
    )
    sent = await bot.send_message(AIGUL_ID, "a", reply_markup=markup)
    assert sent.reply_markup.model_dump() == markup.model_dump()


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "a"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "", "callback_data": "a"}, "Text buttons are unallowed"),
        ({"text": "a", "url": "not a link"}, "Wrong HTTP URL"),
        ({"text": "a", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "a", "web_app": {"url": "http://gov.kz"}}, "Only HTTPS links are allowed"),
    ],
)
async def test_a_wrong_button_is_refused(raw, aigul, button: dict, reason: str):
    markup = {"inline_keyboard": [[button]]}
    refusal = await raw.refusal("sendMessage", chat_id=AIGUL_ID, text="a", reply_markup=markup)
    assert reason in refusal


async def test_more_than_a_hundred_buttons_are_refused(raw, aigul):
    row = [{"text": "a", "callback_data": "a"}] * 8
    markup = {"inline_keyboard": [row] * 13}
    refusal = await raw.refusal("sendMessage", chat_id=AIGUL_ID, text="a", reply_markup=markup)
    assert "reply markup is too long" in refusal


async def test_a_reply_keyboard_lies_there_until_it_is_removed(bot: Bot, aigul):
    keys = [[KeyboardButton(text="Иә"), KeyboardButton(text="Нөмірім", request_contact=True)]]
    sent = await bot.send_message(
        AIGUL_ID, "a", reply_markup=ReplyKeyboardMarkup(keyboard=keys, is_persistent=True)
    )
    assert sent.reply_markup is None
    await aigul.looks()
    assert aigul.keyboard == ["Иә", "Нөмірім"]
    await bot.send_message(AIGUL_ID, "b", reply_markup=ReplyKeyboardRemove())
    await aigul.looks()
    assert aigul.keyboard == []


async def test_a_one_time_keyboard_goes_when_it_is_used(bot: Bot, aigul):
    markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Иә")]], one_time_keyboard=True)
    await bot.send_message(AIGUL_ID, "a", reply_markup=markup)
    await aigul.taps("Иә", wait=False)
    assert aigul.keyboard == []
    assert aigul.history[-1].text == "Иә"


async def test_a_reply_keyboard_goes_with_its_deleted_message(bot: Bot, aigul):
    markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Иә")]])
    sent = await bot.send_message(AIGUL_ID, "a", reply_markup=markup)
    await bot.delete_message(AIGUL_ID, sent.message_id)
    await aigul.looks()
    assert aigul.keyboard == []


async def test_force_reply_makes_the_next_words_an_answer(bot: Bot, aigul):
    asked = await bot.send_message(AIGUL_ID, "Атыңыз?", reply_markup=ForceReply())
    await aigul.says("Айгүл", wait=False)
    [update] = await bot.get_updates()
    assert update.message.reply_to_message.message_id == asked.message_id


async def test_an_empty_reply_keyboard_is_refused(raw, aigul):
    refusal = await raw.refusal(
        "sendMessage", chat_id=AIGUL_ID, text="a", reply_markup={"keyboard": []}
    )
    assert "reply keyboard is empty" in refusal
