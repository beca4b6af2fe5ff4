"""Inline mode: asked anywhere, answered once, chosen by the person."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)

from sandbox.phone import Phone

BUTTON = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Қолдау", callback_data="support:17")]]
)
PETITION = InlineQueryResultArticle(
    id="17",
    title="Жол",
    input_message_content=InputTextMessageContent(message_text="<b>Жол</b>", parse_mode="HTML"),
    reply_markup=BUTTON,
)


async def answer_one(bot: Bot, results: list) -> None:
    """Plays the bot for one inline query."""
    [update] = await bot.get_updates(timeout=5)
    assert update.inline_query.query == "жол"
    await bot.answer_inline_query(update.inline_query.id, results)
    await bot.get_updates(offset=update.update_id + 1)


@pytest.fixture
async def offered(bot: Bot, aigul: Phone) -> list:
    bot_side = asyncio.create_task(answer_one(bot, [PETITION]))
    results = await aigul.queries_inline("жол")
    await bot_side
    return results


async def test_the_person_sees_what_the_bot_offers(offered: list):
    assert [result["title"] for result in offered] == ["Жол"]


async def test_what_was_chosen_is_sent_through_the_bot(bot: Bot, aigul: Phone, offered: list):
    await aigul.chooses("17", wait=False)
    chosen, sent = await bot.get_updates()
    assert chosen.chosen_inline_result.result_id == "17"
    assert sent.message.via_bot.id == bot.id
    assert sent.message.text == "Жол"


async def test_a_message_sent_inline_is_edited_by_its_own_id(bot: Bot, aigul: Phone, offered: list):
    await aigul.chooses("17", wait=False)
    [chosen, *_] = await bot.get_updates()
    inline_id = chosen.chosen_inline_result.inline_message_id
    assert await bot.edit_message_text("Жол ✓", inline_message_id=inline_id, reply_markup=BUTTON)
    await aigul.taps("Қолдау", wait=False)
    query = (await bot.get_updates())[-1].callback_query
    assert aigul.history[-1].text == "Жол ✓"
    assert (query.inline_message_id, query.message) == (inline_id, None)


async def test_a_query_is_answered_once_and_in_time(bot: Bot, aigul: Phone, advance):
    await aigul.queries_inline("жол", wait=False)
    [update] = await bot.get_updates()
    await advance(11)
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_inline_query(update.inline_query.id, [PETITION])


@pytest.mark.parametrize(
    ("results", "reason"),
    [([PETITION, PETITION], "RESULT_ID_DUPLICATE"), ([PETITION] * 51, "RESULTS_TOO_MUCH")],
)
async def test_wrong_results_are_refused(bot: Bot, aigul: Phone, results: list, reason: str):
    await aigul.queries_inline("жол", wait=False)
    [update] = await bot.get_updates()
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.answer_inline_query(update.inline_query.id, results)
