"""Topics of a forum, as the bot handles them: it must be an administrator there."""

from sandbox import forum
from sandbox.chats import Chat
from sandbox.errors import bad_request
from sandbox.methods.registry import method
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram


@method("createForumTopic")
def create_forum_topic(telegram: Telegram, call: Call) -> Json:
    chat = _forum(telegram, call)
    topic = forum.create(
        telegram,
        chat,
        telegram.account.id,
        call.text("name") or "",
        icon_color=call.integer("icon_color"),
        icon_custom_emoji_id=call.text("icon_custom_emoji_id"),
    )
    shown: Json = {
        "message_thread_id": topic.id,
        "name": topic.name,
        "icon_color": topic.icon_color,
    }
    if topic.icon_custom_emoji_id:
        shown["icon_custom_emoji_id"] = topic.icon_custom_emoji_id
    return shown


@method("editForumTopic")
def edit_forum_topic(telegram: Telegram, call: Call) -> bool:
    chat = _forum(telegram, call)
    topic = forum.topic_numbered(chat, call.integer("message_thread_id"))
    name = call.text("name")
    emoji = call.text("icon_custom_emoji_id")
    if emoji is not None:
        topic.icon_custom_emoji_id = emoji or None
    if name:
        forum.rename(telegram, chat, telegram.account.id, topic, name)
    return True


@method("closeForumTopic")
def close_forum_topic(telegram: Telegram, call: Call) -> bool:
    return _set_closed(telegram, call, closed=True)


@method("reopenForumTopic")
def reopen_forum_topic(telegram: Telegram, call: Call) -> bool:
    return _set_closed(telegram, call, closed=False)


@method("deleteForumTopic")
def delete_forum_topic(telegram: Telegram, call: Call) -> bool:
    chat = _forum(telegram, call)
    forum.delete(telegram, chat, forum.topic_numbered(chat, call.integer("message_thread_id")))
    return True


@method("unpinAllForumTopicMessages")
def unpin_all_forum_topic_messages(telegram: Telegram, call: Call) -> bool:
    chat = _forum(telegram, call)
    topic = forum.topic_numbered(chat, call.integer("message_thread_id"))
    chat.pinned = [one for one in chat.pinned if chat.messages[one].thread_id != topic.id]
    telegram.bell.ring()
    return True


def _set_closed(telegram: Telegram, call: Call, *, closed: bool) -> bool:
    chat = _forum(telegram, call)
    topic = forum.topic_numbered(chat, call.integer("message_thread_id"))
    forum.set_closed(telegram, chat, telegram.account.id, topic, closed=closed)
    return True


def _forum(telegram: Telegram, call: Call) -> Chat:
    chat = telegram.chat_for_bot(call.text("chat_id"))
    forum.require_forum(chat)
    if chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage topics")
    return chat
