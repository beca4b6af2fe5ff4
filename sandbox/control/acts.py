"""What every act of a person has in common: who acts, where, and how the bot hears of it."""

import re
from collections.abc import Callable
from typing import Any

from sandbox.chats import Chat, Message
from sandbox.errors import Misuse
from sandbox.formatting import finish
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.telegram import Telegram

Act = Callable[[Telegram, Person, Json], Json]
ACTS: dict[str, Act] = {}


def act(name: str) -> Callable[[Act], Act]:
    """Enters a function as POST /sandbox/people/{person}/`name`."""

    def enter(function: Act) -> Act:
        ACTS[name] = function
        return function

    return enter


def person_named(telegram: Telegram, name: Any) -> Person:
    """The person with this key or id."""
    for person in telegram.people.values():
        if name in (person.key, person.id, str(person.id)):
            return person
    raise Misuse(f"nobody is called {name}")


def place_of(telegram: Telegram, person: Person, body: Json) -> tuple[Chat, int | None]:
    """The chat and the topic the act happens in: the private chat unless `chat_id` is given."""
    chat = telegram.chats.get(int(body.get("chat_id") or person.id))
    while chat is not None and chat.migrated_to is not None:
        chat = telegram.chats.get(chat.migrated_to)
    if chat is None or (chat.is_private and chat.id != person.id):
        raise Misuse("there is no such chat on this phone")
    if not chat.is_private and chat.members.get(person.id) in (None, "left", "kicked"):
        raise Misuse(f"{person.key} is not in this group")
    topic = body.get("topic")
    if topic in (None, ""):
        return chat, None
    for known in chat.topics.values():
        if topic in (known.id, str(known.id), known.name):
            return chat, known.id
    raise Misuse("there is no such topic")


def speak(telegram: Telegram, person: Person, body: Json, content: Json) -> Message:
    """Sends something in the person's name and tells the bot."""
    chat, thread_id = place_of(telegram, person, body)
    if chat.is_private and person.blocked:
        raise Misuse(f"{person.key} has blocked the bot")
    if thread_id is not None and chat.topics[thread_id].closed:
        may_write = chat.members.get(person.id) in ("creator", "administrator")
        if not may_write:
            raise Misuse("the topic is closed")
    reply_to = body.get("reply_to")
    if reply_to is None and chat.reply_keyboard and chat.reply_keyboard.get("force_reply"):
        reply_to = chat.reply_keyboard_message_id
        chat.reply_keyboard = chat.reply_keyboard_message_id = None
    if reply_to is not None and thread_id is None and reply_to in chat.messages:
        thread_id = chat.messages[reply_to].thread_id
    if chat.is_private:
        person.started = True
    message = telegram.post(chat, person.id, content, reply_to=reply_to, thread_id=thread_id)
    telegram.tell_bot(message)
    return message


def said(message: Message) -> Json:
    """What an act that sends a message returns."""
    return {"message_id": message.message_id, "chat_id": message.chat_id}


def written(text: str) -> Json:
    """A text as a person types it: links and commands are found, nothing is formatted."""
    plain, entities = finish(re.sub(r"[\ud800-\udfff]", "", text), [])
    if not plain:
        raise Misuse("an empty message cannot be sent")
    return {"text": plain, "entities": entities} if entities else {"text": plain}


def message_at(chat: Chat, message_id: Any) -> Message:
    """A message that is still there."""
    message = chat.messages.get(int(message_id))
    if message is None or message.deleted:
        raise Misuse("there is no such message any more")
    return message
