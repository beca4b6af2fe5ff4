"""A tap waits for its answer; it gets one, in time, or none."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from sandbox.phone import Phone
from sandbox.world import AIGUL_ID


@pytest.fixture
async def tapped(bot: Bot, aigul: Phone):
    """The callback query of a button that Айгүл has tapped."""
    markup = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Иә", callback_data="yes")]]
    )
    await bot.send_message(AIGUL_ID, "Келісесіз бе?", reply_markup=markup)
    await aigul.taps("Иә", wait=False)
    [update] = await bot.get_updates()
    return update.callback_query


async def test_a_tap_names_who_where_and_what(tapped):
    assert tapped.data == "yes"
    assert tapped.from_user.id == AIGUL_ID
    assert tapped.message.text == "Келісесіз бе?"


async def test_the_answer_pops_up(bot: Bot, aigul: Phone, tapped):
    assert aigul.popup is None
    await bot.answer_callback_query(tapped.id, text="Қабылданды", show_alert=True)
    await aigul.looks()
    assert aigul.popup == "Қабылданды"
    assert aigul.alert


async def test_a_tap_is_answered_only_once(bot: Bot, tapped):
    await bot.answer_callback_query(tapped.id)
    with pytest.raises(TelegramBadRequest, match="query is too old and response timeout expired"):
        await bot.answer_callback_query(tapped.id)


async def test_a_tap_is_answered_in_time_or_not_at_all(bot: Bot, tapped, advance):
    await advance(61)
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_callback_query(tapped.id)


async def test_an_answer_has_at_most_200_characters(bot: Bot, tapped):
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(tapped.id, text="ә" * 201)
    assert await bot.answer_callback_query(tapped.id, text="ә" * 200)


async def test_an_unknown_query_is_refused(bot: Bot):
    with pytest.raises(TelegramBadRequest, match="query ID is invalid"):
        await bot.answer_callback_query("1")


async def test_an_old_button_can_be_pressed_after_the_edit(bot: Bot, aigul: Phone, tapped):
    old = aigul.last
    await bot.edit_message_text("Рақмет", chat_id=AIGUL_ID, message_id=old.id)
    await aigul.taps_old(old, "Иә", wait=False)
    _, again = await bot.get_updates()
    assert again.callback_query.data == "yes"


async def test_a_link_to_the_bot_itself_starts_it_with_a_payload(bot: Bot, aigul: Phone):
    markup = InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(
                    text="Петиция", url="https://t.me/azamat_sandbox_bot?start=p17"
                ),
                InlineKeyboardButton(text="Заң", url="https://adilet.zan.kz"),
                InlineKeyboardButton(text="102", copy_text=CopyTextButton(text="102")),
            ]
        ]
    )
    await bot.send_message(AIGUL_ID, "a", reply_markup=markup)
    await aigul.taps("Петиция", wait=False)
    [update] = await bot.get_updates()
    assert update.message.text == "/start p17"
    await aigul.taps("Заң", wait=False)
    assert aigul.opened["url"] == "https://adilet.zan.kz"
    await aigul.taps("102", wait=False)
    assert aigul.opened["text"] == "102"


async def test_a_key_that_asks_for_the_number_shares_it(bot: Bot, aigul: Phone):
    keys = [
        [KeyboardButton(text="Нөмірім", request_contact=True)],
        [KeyboardButton(text="Орным", request_location=True)],
    ]
    await bot.send_message(AIGUL_ID, "a", reply_markup=ReplyKeyboardMarkup(keyboard=keys))
    await aigul.taps("Нөмірім", wait=False)
    await aigul.taps("Орным", wait=False)
    contact, place = await bot.get_updates()
    assert contact.message.contact.user_id == AIGUL_ID
    assert place.message.location.latitude == pytest.approx(43.2, abs=0.1)
