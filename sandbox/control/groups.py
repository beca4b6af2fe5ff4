"""What happens in a group: topics come and go, people too, and a group gets a new id."""

from collections.abc import Callable

from sandbox import forum
from sandbox.chats import Chat
from sandbox.control.acts import person_named
from sandbox.errors import Misuse
from sandbox.members import bot_standing_changed, member_changed
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.telegram import Telegram

GroupAct = Callable[[Telegram, Chat, Json], Json]


def create_topic(telegram: Telegram, chat: Chat, body: Json) -> Json:
    """{"name", "by"?}"""
    return {"topic": forum.create(telegram, chat, _by(telegram, chat, body).id, body["name"]).id}


def rename_topic(telegram: Telegram, chat: Chat, body: Json) -> Json:
    """{"topic", "name", "by"?}"""
    topic = forum.topic_numbered(chat, int(body["topic"]))
    forum.rename(telegram, chat, _by(telegram, chat, body).id, topic, str(body["name"]))
    return {}


def close_topic(telegram: Telegram, chat: Chat, body: Json) -> Json:
    """{"topic", "by"?}"""
    topic = forum.topic_numbered(chat, int(body["topic"]))
    forum.set_closed(telegram, chat, _by(telegram, chat, body).id, topic, closed=True)
    return {}


def reopen_topic(telegram: Telegram, chat: Chat, body: Json) -> Json:
    """{"topic", "by"?}"""
    topic = forum.topic_numbered(chat, int(body["topic"]))
    forum.set_closed(telegram, chat, _by(telegram, chat, body).id, topic, closed=False)
    return {}


def delete_topic(telegram: Telegram, chat: Chat, body: Json) -> Json:
    """{"topic"}"""
    forum.delete(telegram, chat, forum.topic_numbered(chat, int(body["topic"])))
    return {}


def bot_status(telegram: Telegram, chat: Chat, body: Json) -> Json:
    """{"status": administrator, member, left or kicked; "by"?}"""
    if body["status"] not in ("administrator", "member", "left", "kicked"):
        raise Misuse("there is no such status")
    actor = _by(telegram, chat, body).as_user()
    bot_standing_changed(telegram, chat, actor, str(body["status"]))
    return {}


def member_leaves(telegram: Telegram, chat: Chat, body: Json) -> Json:
    """{"person", "by"?}: leaves by themselves, or is removed by somebody."""
    person = person_named(telegram, body["person"])
    if person.id not in chat.members:
        raise Misuse("this person is not in the group")
    actor = _by(telegram, chat, body) if "by" in body else person
    told = {"left_chat_member": person.as_user()}
    farewell = telegram.post(chat, actor.id, told, service=True)
    status = "left" if actor is person else "kicked"
    member_changed(telegram, chat, actor.as_user(), person.id, status)
    telegram.tell_bot(farewell)
    return {}


def member_joins(telegram: Telegram, chat: Chat, body: Json) -> Json:
    """{"person", "by"?}"""
    person = person_named(telegram, body["person"])
    actor = _by(telegram, chat, body) if "by" in body else person
    member_changed(telegram, chat, actor.as_user(), person.id, "member")
    told = {"new_chat_members": [person.as_user()]}
    telegram.tell_bot(telegram.post(chat, actor.id, told, service=True))
    return {}


def topics_off(telegram: Telegram, chat: Chat, body: Json) -> Json:
    """The group's owner switches topics off."""
    del body
    chat.is_forum = False
    chat.topics.clear()
    telegram.bell.ring()
    return {}


def migrate(telegram: Telegram, chat: Chat, body: Json) -> Json:
    """{"by"?}: the group gets a new id, as when it becomes a supergroup.

    Members and topics move; the messages stay behind in the old chat, as they do in life.
    Every call to the old id is refused with `migrate_to_chat_id`.
    """
    if chat.migrated_to is not None:
        raise Misuse("this group has moved already")
    actor = _by(telegram, chat, body)
    new_id = min(telegram.chats) - 1
    moved = Chat(
        id=new_id,
        type="supergroup",
        title=chat.title,
        is_forum=chat.is_forum,
        members=dict(chat.members),
        bot_status=chat.bot_status,
        topics=dict(chat.topics),
        next_message_id=chat.next_message_id,
    )
    telegram.add_chat(moved)
    farewell = telegram.post(chat, actor.id, {"migrate_to_chat_id": new_id}, service=True)
    telegram.tell_bot(farewell)
    chat.migrated_to = new_id
    greeting = telegram.post(moved, actor.id, {"migrate_from_chat_id": chat.id}, service=True)
    telegram.tell_bot(greeting)
    return {"chat_id": new_id}


def _by(telegram: Telegram, chat: Chat, body: Json) -> Person:
    """Who does it: the named person, or the group's first member."""
    if "by" in body:
        return person_named(telegram, body["by"])
    return telegram.people[next(iter(chat.members))]


GROUP_ACTS: dict[str, GroupAct] = {
    act.__name__: act
    for act in (
        create_topic,
        rename_topic,
        close_topic,
        reopen_topic,
        delete_topic,
        bot_status,
        member_leaves,
        member_joins,
        topics_off,
        migrate,
    )
}
