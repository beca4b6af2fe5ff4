"""Topics of a forum: made, renamed, closed, opened and deleted, by the bot or by a person.

Each leaves a service message, which the bot hears of too, even of its own doing;
a bot that takes those for people's words must find it out here.
"""

from sandbox.chats import Chat, Message, Topic
from sandbox.errors import bad_request
from sandbox.formatting import units
from sandbox.shapes import Json
from sandbox.telegram import Telegram

NAME_LIMIT = 128
COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
"""The icon colours that Telegram allows."""


def create(
    telegram: Telegram,
    chat: Chat,
    actor_id: int,
    name: str,
    *,
    icon_color: int | None = None,
    icon_custom_emoji_id: str | None = None,
) -> Topic:
    """Opens a topic; its id is the id of the service message that says so."""
    require_forum(chat)
    _check_name(name)
    if icon_color is not None and icon_color not in COLOURS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    colour = icon_color if icon_color is not None else COLOURS[len(chat.topics) % len(COLOURS)]
    told: Json = {"name": name, "icon_color": colour}
    if icon_custom_emoji_id:
        told["icon_custom_emoji_id"] = icon_custom_emoji_id
    message = telegram.post(chat, actor_id, {"forum_topic_created": told}, service=True)
    message.thread_id = message.message_id
    topic = Topic(message.message_id, name, colour, icon_custom_emoji_id)
    chat.topics[topic.id] = topic
    telegram.tell_bot(message)
    return topic


def rename(telegram: Telegram, chat: Chat, actor_id: int, topic: Topic, name: str) -> None:
    _check_name(name)
    if name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = name
    _service(telegram, chat, actor_id, topic, {"forum_topic_edited": {"name": name}})


def set_closed(
    telegram: Telegram, chat: Chat, actor_id: int, topic: Topic, *, closed: bool
) -> None:
    """Closes or reopens; refused where it is so already."""
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    kind = "forum_topic_closed" if closed else "forum_topic_reopened"
    _service(telegram, chat, actor_id, topic, {kind: {}})


def delete(telegram: Telegram, chat: Chat, topic: Topic) -> None:
    """Takes the topic away with everything in it; Telegram tells bots nothing of it."""
    del chat.topics[topic.id]
    for message in chat.visible():
        if message.thread_id == topic.id:
            telegram.delete(message)
    telegram.bell.ring()


def require_forum(chat: Chat) -> None:
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")


def topic_numbered(chat: Chat, number: int | None) -> Topic:
    require_forum(chat)
    topic = chat.topics.get(number or 0)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def _service(telegram: Telegram, chat: Chat, actor_id: int, topic: Topic, body: Json) -> Message:
    message = telegram.post(chat, actor_id, body, thread_id=topic.id, service=True)
    telegram.tell_bot(message)
    return message


def _check_name(name: str) -> None:
    if not name.strip():
        raise bad_request("TOPIC_TITLE_EMPTY")
    if units(name) > NAME_LIMIT:
        raise bad_request("topic name is too long")
