"""The volunteers' forum: topics, who may do what there, and a group that moves."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat

from sandbox.phone import Phone
from sandbox.world import AIGUL_ID, DANIYAR_ID, VOLUNTEERS_CHAT_ID

GROUP = VOLUNTEERS_CHAT_ID


async def test_a_message_goes_into_its_topic(bot: Bot, daniyar: Phone):
    topic = await bot.create_forum_topic(GROUP, "№ 17")
    sent = await bot.send_message(GROUP, "a", message_thread_id=topic.message_thread_id)
    assert sent.is_topic_message
    await daniyar.looks()
    daniyar.sees_in_group("a", topic="№ 17")
    assert daniyar.topics == ["№ 17"]


async def test_words_in_a_topic_answer_its_first_line(bot: Bot, daniyar: Phone):
    topic = await bot.create_forum_topic(GROUP, "№ 17")
    await daniyar.says("қарадым", topic="№ 17", wait=False)
    message = (await bot.get_updates())[-1].message
    assert message.message_thread_id == topic.message_thread_id
    assert message.reply_to_message.forum_topic_created.name == "№ 17"


async def test_the_bot_hears_of_its_own_topic(bot: Bot):
    await bot.create_forum_topic(GROUP, "№ 17")
    [update] = await bot.get_updates()
    assert update.message.forum_topic_created
    assert update.message.from_user.id == bot.id


async def test_a_topic_is_renamed_closed_opened_and_deleted(bot: Bot, daniyar: Phone):
    topic = (await bot.create_forum_topic(GROUP, "№ 17")).message_thread_id
    await bot.edit_forum_topic(GROUP, topic, name="№ 17 ✓")
    await bot.close_forum_topic(GROUP, topic)
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.close_forum_topic(GROUP, topic)
    await bot.reopen_forum_topic(GROUP, topic)
    await daniyar.looks()
    assert daniyar.topics == ["№ 17 ✓"]
    await bot.delete_forum_topic(GROUP, topic)
    await daniyar.looks()
    assert daniyar.topics == []
    assert daniyar.reads_group() == []


async def test_a_topic_that_a_person_deleted_is_not_found(bot: Bot, daniyar: Phone):
    topic = (await bot.create_forum_topic(GROUP, "№ 17")).message_thread_id
    await daniyar.line.post(f"groups/{GROUP}/delete_topic", {"topic": topic})
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(GROUP, "a", message_thread_id=topic)
    with pytest.raises(TelegramBadRequest, match="TOPIC_ID_INVALID"):
        await bot.edit_forum_topic(GROUP, topic, name="b")


async def test_a_closed_topic_is_open_to_administrators_only(bot: Bot, daniyar: Phone):
    topic = (await bot.create_forum_topic(GROUP, "№ 17")).message_thread_id
    await bot.close_forum_topic(GROUP, topic)
    assert await bot.send_message(GROUP, "a", message_thread_id=topic)
    await daniyar.line.post(f"groups/{GROUP}/bot_status", {"status": "member"})
    with pytest.raises(TelegramBadRequest, match="TOPIC_CLOSED"):
        await bot.send_message(GROUP, "a", message_thread_id=topic)
    with pytest.raises(TelegramBadRequest, match="not enough rights"):
        await bot.create_forum_topic(GROUP, "№ 18")


async def test_a_topic_needs_a_name_of_at_most_128(bot: Bot):
    with pytest.raises(TelegramBadRequest):
        await bot.create_forum_topic(GROUP, " ")
    with pytest.raises(TelegramBadRequest, match="too long"):
        await bot.create_forum_topic(GROUP, "ә" * 129)


async def test_a_private_chat_has_no_topics(bot: Bot, aigul: Phone):
    with pytest.raises(TelegramBadRequest, match="the chat is not a forum"):
        await bot.create_forum_topic(AIGUL_ID, "a")
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(AIGUL_ID, "a", message_thread_id=1)


async def test_a_group_that_moved_refuses_with_its_new_id(bot: Bot, daniyar: Phone):
    await bot.create_forum_topic(GROUP, "№ 17")
    moved = await daniyar.line.post(f"groups/{GROUP}/migrate", {})
    with pytest.raises(TelegramMigrateToChat) as refused:
        await bot.send_message(GROUP, "a")
    assert refused.value.migrate_to_chat_id == moved["chat_id"]
    assert await bot.send_message(moved["chat_id"], "a")
    old, new = [update.message for update in (await bot.get_updates())[-2:]]
    assert (old.migrate_to_chat_id, new.migrate_from_chat_id) == (moved["chat_id"], GROUP)
    await daniyar.says("осындамын", topic="№ 17", wait=False)
    daniyar.sees_in_group("осындамын", topic="№ 17")


async def test_a_bot_that_was_thrown_out_is_told_and_refused(bot: Bot, daniyar: Phone):
    await daniyar.line.post(f"groups/{GROUP}/bot_status", {"status": "kicked"})
    [update] = await bot.get_updates()
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(TelegramForbiddenError, match="bot was kicked"):
        await bot.send_message(GROUP, "a")


async def test_members_and_administrators_are_known(bot: Bot, aigul: Phone):
    administrators = await bot.get_chat_administrators(GROUP)
    assert {member.user.id for member in administrators} >= {DANIYAR_ID, bot.id}
    assert (await bot.get_chat_member(GROUP, AIGUL_ID)).status == "left"
    assert await bot.get_chat_member_count(GROUP) == 3
    chat = await bot.get_chat(GROUP)
    assert chat.is_forum
    assert (await bot.get_chat(AIGUL_ID)).first_name == "Айгүл"


async def test_a_member_can_be_banned_but_not_the_owner(bot: Bot, aigul: Phone):
    await aigul.line.post("people/aigul/add_to_group", {"chat_id": GROUP})
    assert (await bot.get_chat_member(GROUP, AIGUL_ID)).status == "member"
    await bot.ban_chat_member(GROUP, AIGUL_ID)
    assert (await bot.get_chat_member(GROUP, AIGUL_ID)).status == "kicked"
    await bot.unban_chat_member(GROUP, AIGUL_ID)
    assert (await bot.get_chat_member(GROUP, AIGUL_ID)).status == "left"
    with pytest.raises(TelegramBadRequest, match="can't remove chat owner"):
        await bot.ban_chat_member(GROUP, DANIYAR_ID)


async def test_a_message_is_pinned_and_unpinned(bot: Bot, aigul: Phone):
    sent = await bot.send_message(AIGUL_ID, "маңызды")
    await bot.pin_chat_message(AIGUL_ID, sent.message_id)
    assert (await bot.get_chat(AIGUL_ID)).pinned_message.text == "маңызды"
    await bot.unpin_chat_message(AIGUL_ID)
    assert (await bot.get_chat(AIGUL_ID)).pinned_message is None
    with pytest.raises(TelegramBadRequest, match="message to unpin not found"):
        await bot.unpin_chat_message(AIGUL_ID)


async def test_a_reaction_is_one_of_telegrams(raw, aigul: Phone):
    place = {"chat_id": AIGUL_ID, "message_id": aigul.history[-1].id}
    assert await raw.result(
        "setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}]
    )
    refusal = await raw.refusal(
        "setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "🪿"}]
    )
    assert "REACTION_INVALID" in refusal


async def test_all_pins_of_a_topic_or_a_chat_are_taken_off(bot: Bot):
    topic = (await bot.create_forum_topic(GROUP, "№ 17")).message_thread_id
    inside = await bot.send_message(GROUP, "a", message_thread_id=topic)
    outside = await bot.send_message(GROUP, "b")
    for message in (outside, inside):
        await bot.pin_chat_message(GROUP, message.message_id)
    await bot.unpin_all_forum_topic_messages(GROUP, topic)
    assert (await bot.get_chat(GROUP)).pinned_message.message_id == outside.message_id
    await bot.unpin_all_chat_messages(GROUP)
    assert (await bot.get_chat(GROUP)).pinned_message is None


async def test_the_bot_may_leave(bot: Bot):
    assert await bot.leave_chat(GROUP)
    with pytest.raises(TelegramForbiddenError):
        await bot.get_chat(GROUP)
