"""The same message again: forwarded with its author, copied without."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import ReplyParameters

from sandbox.phone import Phone
from sandbox.world import AIGUL_ID, VOLUNTEERS_CHAT_ID


async def test_a_forward_names_its_author(bot: Bot, aigul: Phone):
    said = aigul.history[-1]
    sent = await bot.forward_message(VOLUNTEERS_CHAT_ID, AIGUL_ID, said.id)
    assert sent.forward_origin.sender_user.id == AIGUL_ID
    assert sent.text == "/start"


async def test_a_copy_does_not(bot: Bot, aigul: Phone, daniyar: Phone):
    copy = await bot.copy_message(VOLUNTEERS_CHAT_ID, AIGUL_ID, aigul.history[-1].id)
    await daniyar.looks()
    [message] = daniyar.reads_group()
    assert message.id == copy.message_id
    assert "forward_origin" not in message.json


async def test_a_copied_picture_may_get_another_caption(bot: Bot, aigul: Phone):
    await aigul.sends_photo("ескі", wait=False)
    source = aigul.history[-1].id
    await bot.copy_message(AIGUL_ID, AIGUL_ID, source, caption="<b>жаңа</b>", parse_mode="HTML")
    await bot.copy_message(AIGUL_ID, AIGUL_ID, source)
    await aigul.looks()
    assert [message.text for message in aigul.screen] == ["жаңа", "ескі"]


async def test_an_album_copied_at_once_stays_an_album(bot: Bot, aigul: Phone, daniyar: Phone):
    await aigul.sends_album(2, wait=False)
    ids = [message.id for message in aigul.history if message.json.get("media_group_id")]
    copies = await bot.copy_messages(VOLUNTEERS_CHAT_ID, AIGUL_ID, [*ids, 4000])
    assert len(copies) == 2
    await daniyar.looks()
    assert len({message.json["media_group_id"] for message in daniyar.reads_group()}) == 1


async def test_several_go_in_their_order_only(bot: Bot, aigul: Phone):
    with pytest.raises(TelegramBadRequest, match="strictly increasing order"):
        await bot.copy_messages(AIGUL_ID, AIGUL_ID, [2, 1])
    with pytest.raises(TelegramBadRequest, match="there are no messages to forward"):
        await bot.forward_messages(AIGUL_ID, AIGUL_ID, [4000])


async def test_what_is_gone_or_protected_cannot_be_copied(bot: Bot, aigul: Phone):
    sent = await bot.send_message(AIGUL_ID, "құпия", protect_content=True)
    assert sent.has_protected_content
    with pytest.raises(TelegramBadRequest, match="message can't be copied"):
        await bot.copy_message(VOLUNTEERS_CHAT_ID, AIGUL_ID, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to copy not found"):
        await bot.copy_message(VOLUNTEERS_CHAT_ID, AIGUL_ID, 4000)
    with pytest.raises(TelegramBadRequest, match="message to forward not found"):
        await bot.forward_message(VOLUNTEERS_CHAT_ID, AIGUL_ID, 4000)


async def test_a_copy_may_answer_something(bot: Bot, aigul: Phone, daniyar: Phone):
    await daniyar.says("жауап", group=True, wait=False)
    [said] = daniyar.reads_group()
    await bot.copy_message(
        AIGUL_ID,
        VOLUNTEERS_CHAT_ID,
        said.id,
        reply_parameters=ReplyParameters(message_id=aigul.history[-1].id),
    )
    await aigul.looks()
    assert aigul.last.json["reply_to_message"]["text"] == "/start"


async def test_several_are_forwarded_each_with_its_author(bot: Bot, aigul: Phone, daniyar: Phone):
    await aigul.says("екінші", wait=False)
    ids = [message.id for message in aigul.history]
    assert len(await bot.forward_messages(VOLUNTEERS_CHAT_ID, AIGUL_ID, ids)) == 2
    await daniyar.looks()
    origins = [message.json["forward_origin"] for message in daniyar.reads_group()]
    assert {origin["sender_user"]["id"] for origin in origins} == {AIGUL_ID}


async def test_a_person_forwards_too(bot: Bot, aigul: Phone):
    await bot.send_message(AIGUL_ID, "хабарландыру")
    await aigul.looks()
    await aigul.forwards(aigul.last, wait=False)
    [update] = await bot.get_updates()
    assert update.message.forward_origin.sender_user.id == bot.id
    assert update.message.text == "хабарландыру"
