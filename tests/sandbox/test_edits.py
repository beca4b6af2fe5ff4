"""A bot changes only what it said itself, and only into something different."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from sandbox import pictures
from sandbox.world import AIGUL_ID

BUTTON = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="a", callback_data="a")]])


async def test_an_edited_text_is_marked(bot: Bot, aigul):
    sent = await bot.send_message(AIGUL_ID, "ескі")
    edited = await bot.edit_message_text(
        "<b>жаңа</b>", chat_id=AIGUL_ID, message_id=sent.message_id, parse_mode="HTML"
    )
    assert edited.text == "жаңа"
    assert edited.edit_date
    await aigul.looks()
    aigul.sees("жаңа")
    aigul.does_not_see("ескі")


async def test_an_edit_without_buttons_takes_them_away(bot: Bot, aigul):
    sent = await bot.send_message(AIGUL_ID, "a", reply_markup=BUTTON)
    edited = await bot.edit_message_text("b", chat_id=AIGUL_ID, message_id=sent.message_id)
    assert edited.reply_markup is None


async def test_an_edit_into_the_same_is_refused(bot: Bot, aigul):
    sent = await bot.send_message(AIGUL_ID, "a", reply_markup=BUTTON)
    place = {"chat_id": AIGUL_ID, "message_id": sent.message_id}
    with pytest.raises(TelegramBadRequest, match="message is not modified: specified new"):
        await bot.edit_message_text("a", **place, reply_markup=BUTTON)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_reply_markup(**place, reply_markup=BUTTON)


async def test_only_buttons_change_without_a_mark(bot: Bot, aigul):
    sent = await bot.send_message(AIGUL_ID, "a")
    edited = await bot.edit_message_reply_markup(
        chat_id=AIGUL_ID, message_id=sent.message_id, reply_markup=BUTTON
    )
    assert edited.reply_markup.inline_keyboard[0][0].callback_data == "a"
    assert edited.edit_date is None


async def test_a_persons_message_cannot_be_edited(bot: Bot, aigul):
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("a", chat_id=AIGUL_ID, message_id=aigul.history[-1].id)


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(bot: Bot, aigul):
    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="a")]])
    sent = await bot.send_message(AIGUL_ID, "a", reply_markup=keyboard)
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("b", chat_id=AIGUL_ID, message_id=sent.message_id)


async def test_a_reply_keyboard_cannot_be_put_on_an_edit(raw, aigul):
    sent = await raw.result("sendMessage", chat_id=AIGUL_ID, text="a")
    refusal = await raw.refusal(
        "editMessageText",
        chat_id=AIGUL_ID,
        message_id=sent["message_id"],
        text="b",
        reply_markup={"keyboard": [[{"text": "a"}]]},
    )
    assert "inline keyboard expected" in refusal


async def test_what_is_gone_cannot_be_edited(bot: Bot, aigul):
    sent = await bot.send_message(AIGUL_ID, "a")
    await bot.delete_message(AIGUL_ID, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("b", chat_id=AIGUL_ID, message_id=sent.message_id)


async def test_text_and_caption_are_not_the_same_thing(bot: Bot, aigul):
    text = await bot.send_message(AIGUL_ID, "a")
    photo = await bot.send_photo(AIGUL_ID, BufferedInputFile(pictures.drawn(), "p.png"))
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await bot.edit_message_caption(chat_id=AIGUL_ID, message_id=text.message_id, caption="b")
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("b", chat_id=AIGUL_ID, message_id=photo.message_id)
    edited = await bot.edit_message_caption(
        chat_id=AIGUL_ID, message_id=photo.message_id, caption="b"
    )
    assert edited.caption == "b"


async def test_a_picture_is_exchanged_in_place(bot: Bot, aigul):
    sent = await bot.send_photo(
        AIGUL_ID, BufferedInputFile(pictures.drawn(1), "p.png"), caption="a"
    )
    media = InputMediaPhoto(media=BufferedInputFile(pictures.drawn(2), "q.png"), caption="b")
    edited = await bot.edit_message_media(media, chat_id=AIGUL_ID, message_id=sent.message_id)
    assert edited.caption == "b"
    assert edited.photo[-1].file_id != sent.photo[-1].file_id
