"""A bot written with python-telegram-bot runs on the sandbox unchanged.

The sandbox is for any bot; one that speaks only our own library's dialect would be a mock.
"""

from collections.abc import AsyncIterator

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from sandbox import Sandbox
from sandbox.phone import Phone


async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Бастау", callback_data="begin")]])
    await update.message.reply_html("<b>Сәлем!</b>", reply_markup=keyboard)


async def begin(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.callback_query.answer("Кеттік", show_alert=True)
    await update.callback_query.edit_message_text("Аты\\-жөніңіз?", parse_mode="MarkdownV2")


async def photo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    file = await update.message.photo[-1].get_file()
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_photo(content, caption=f"{len(content)} bytes")


@pytest.fixture
async def their_bot(sandbox: Sandbox) -> AsyncIterator[Application]:
    application = (
        Application.builder()
        .token(sandbox.token)
        .base_url(f"{sandbox.url}/bot")
        .base_file_url(f"{sandbox.url}/file/bot")
        .build()
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(begin))
    application.add_handler(MessageHandler(filters.PHOTO, photo))
    async with application:
        await application.start()
        await application.updater.start_polling(poll_interval=0, timeout=1)
        yield application
        await application.updater.stop()
        await application.stop()


async def test_a_keyboard_a_tap_and_an_edit(sandbox: Sandbox, their_bot: Application):
    aigul = Phone(sandbox.url, "aigul")
    await aigul.says("/start")
    await aigul.waits_for("Сәлем!")
    assert aigul.last.json["entities"][0]["type"] == "bold"
    await aigul.taps("Бастау")
    await aigul.waits_for("Аты-жөніңіз?")
    assert (aigul.popup, aigul.alert) == ("Кеттік", True)
    aigul.does_not_see("Сәлем!")
    assert aigul.buttons == []


async def test_a_photo_down_and_up(sandbox: Sandbox, their_bot: Application):
    aigul = Phone(sandbox.url, "aigul")
    await aigul.sends_photo("жол")
    await aigul.waits_for("bytes")
    assert aigul.last.json["photo"]
