"""The way of every message from the bot into a chat.

Who may be written to, in which topic, in answer to what, with which keyboard and how often
is the same for a text, a photo and a place; here it is decided once.
"""

from collections.abc import Callable

from sandbox.chats import Chat, Message
from sandbox.errors import bad_request
from sandbox.keyboards import read_markup
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram


def deliver(telegram: Telegram, call: Call, body: Callable[[], Json]) -> Json:
    """Sends one message whose content `body` reads and checks; returns it as the bot sees it."""
    chat = telegram.chat_to_write_in(call.text("chat_id"))
    reply_to = replied_message(telegram, chat, call)
    thread_id = thread_of(chat, call, reply_to)
    telegram.limits.check(chat.id)
    content = body()
    markup = read_markup(call)
    message = put(telegram, chat, content, markup, reply_to=reply_to, thread_id=thread_id)
    message.protected = call.flag("protect_content")
    if message.protected:
        message.body["has_protected_content"] = True
    telegram.limits.count(chat.id)
    return telegram.show(message)


def put(
    telegram: Telegram,
    chat: Chat,
    content: Json,
    markup: Json | None,
    *,
    reply_to: int | None,
    thread_id: int | None,
) -> Message:
    """Posts the bot's message and lays its reply keyboard under the person's input."""
    if markup and markup.get("inline_keyboard"):
        content = content | {"reply_markup": markup}
    message = telegram.post(
        chat, telegram.account.id, content, reply_to=reply_to, thread_id=thread_id
    )
    if markup and "inline_keyboard" not in markup:
        message.has_reply_keyboard = True
        removed = "remove_keyboard" in markup
        chat.reply_keyboard = None if removed else markup
        chat.reply_keyboard_message_id = None if removed else message.message_id
        telegram.bell.ring()
    return message


def replied_message(telegram: Telegram, chat: Chat, call: Call) -> int | None:
    """The id of the message this one answers, if the call names one that is still there."""
    parameters = call.mapping("reply_parameters") or {}
    wanted = parameters.get("message_id") or call.integer("reply_to_message_id")
    if wanted is None:
        return None
    elsewhere = parameters.get("chat_id")
    where = telegram.chat_for_bot(elsewhere) if elsewhere else chat
    original = where.messages.get(int(wanted))
    if original is not None and not original.deleted and where is chat:
        return original.message_id
    lenient = parameters.get("allow_sending_without_reply")
    if lenient or call.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def thread_of(chat: Chat, call: Call, reply_to: int | None = None) -> int | None:
    """The topic the message goes to; None is the general one, or no forum at all."""
    wanted = call.integer("message_thread_id")
    if wanted is None:
        return chat.messages[reply_to].thread_id if reply_to is not None else None
    topic = chat.topics.get(wanted)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and chat.bot_status != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return topic.id
