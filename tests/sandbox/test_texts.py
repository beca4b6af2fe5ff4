"""What may be in a text: its length, and what happens to it on the way."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import MessageEntity, ReplyParameters

from sandbox.world import AIGUL_ID


async def test_a_text_is_counted_in_utf16_units_after_entities(bot: Bot, aigul):
    fits = "😀" * 2048
    sent = await bot.send_message(AIGUL_ID, f"<b>{fits}</b>", parse_mode="HTML")
    assert sent.text == fits
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(AIGUL_ID, fits + "!")


@pytest.mark.parametrize("empty", ["", "   \n ", "<b></b>"])
async def test_an_empty_text_is_refused(bot: Bot, aigul, empty: str):
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(AIGUL_ID, empty, parse_mode="HTML")


async def test_a_text_is_trimmed_and_its_entities_move_along(bot: Bot, aigul):
    sent = await bot.send_message(AIGUL_ID, " \n😀<b>аб</b> \n", parse_mode="HTML")
    assert sent.text == "😀аб"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 2, 2)]


async def test_given_entities_are_kept(bot: Bot, aigul):
    given = [MessageEntity(type="italic", offset=0, length=2)]
    sent = await bot.send_message(AIGUL_ID, "😀 a", entities=given)
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("italic", 0, 2)]


async def test_links_and_commands_are_found(bot: Bot, aigul):
    sent = await bot.send_message(AIGUL_ID, "/help https://epetition.kz a@b.kz @azamat_bot #жол")
    assert [e.type for e in sent.entities] == ["bot_command", "url", "email", "mention", "hashtag"]


async def test_a_bare_address_is_a_link_but_an_email_is_not(bot: Bot, aigul):
    sent = await bot.send_message(AIGUL_ID, "epetition.kz және a@gov.kz, 3.14")
    assert [(e.type, e.offset) for e in sent.entities] == [("url", 0), ("email", 18)]


async def test_nothing_is_found_inside_code(bot: Bot, aigul):
    sent = await bot.send_message(AIGUL_ID, "<code>/help @azamat_bot</code>", parse_mode="HTML")
    assert [e.type for e in sent.entities] == ["code"]


async def test_an_unknown_parse_mode_is_refused(bot: Bot, aigul):
    with pytest.raises(TelegramBadRequest, match="unsupported parse_mode"):
        await bot.send_message(AIGUL_ID, "a", parse_mode="BBCode")


async def test_a_reply_carries_what_it_answers(bot: Bot, aigul):
    question = aigul.history[-1]
    sent = await bot.send_message(
        AIGUL_ID, "жауап", reply_parameters=ReplyParameters(message_id=question.id)
    )
    assert sent.reply_to_message.text == "/start"


async def test_a_reply_to_nothing_is_refused_unless_allowed(bot: Bot, aigul):
    lost = ReplyParameters(message_id=999)
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(AIGUL_ID, "a", reply_parameters=lost)
    lenient = ReplyParameters(message_id=999, allow_sending_without_reply=True)
    sent = await bot.send_message(AIGUL_ID, "a", reply_parameters=lenient)
    assert sent.reply_to_message is None


async def test_a_chat_that_does_not_exist_is_refused(bot: Bot):
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(1, "a")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message("@nobody", "a")
