"""The whole of the sandbox's Telegram: who there is and what was said.

Methods of the bot and acts of people meet only here; if they kept anything of their own,
the two sides would tell different stories. Everything is in memory.
"""

import itertools
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sandbox.account import BotAccount
from sandbox.bell import Bell
from sandbox.chats import PRIVATE, Chat, Message
from sandbox.clock import SandboxClock
from sandbox.errors import bad_request, forbidden, upgraded
from sandbox.faults import FaultSwitch
from sandbox.limits import Limits
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.updates import UpdateQueue
from sandbox.uploads import FileStore
from sandbox.webhook import Webhook


@dataclass
class CallbackQuery:
    """A tap on an inline button that waits for its answer."""

    id: str
    person_id: int
    asked_at: datetime
    answer: Json | None = None


@dataclass
class InlineQuery:
    """What a person typed after the bot's name, and what the bot offered."""

    id: str
    person_id: int
    asked_at: datetime
    answer: Json | None = None


class Telegram:
    """The state of the sandbox and the few acts that everything else is made of."""

    def __init__(self, account: BotAccount, clock: SandboxClock, *, limited: bool = True) -> None:
        self.run = token_hex(4)
        self.account = account
        self.clock = clock
        self.bell = Bell()
        self.updates = UpdateQueue(self.bell)
        self.files = FileStore()
        self.limits = Limits(clock, switched_on=limited)
        self.faults = FaultSwitch()
        self.webhook = Webhook(self.updates, self.bell, clock, self.faults)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.callbacks: dict[str, CallbackQuery] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.inline_messages: dict[str, Message] = {}
        self.numbers = itertools.count(1)
        self.next_private_message_id = 1
        self.poll_number = 0
        self.polls_in_flight = 0
        self.last_poll_ended: float | None = None

    # Who is there

    def add_person(self, person: Person) -> Person:
        """Gives somebody a phone, and with it a (still silent) chat with the bot."""
        self.people[person.id] = person
        self.chats[person.id] = Chat(id=person.id, type=PRIVATE, bot_status="member")
        self.bell.ring()
        return person

    def add_chat(self, chat: Chat) -> Chat:
        self.chats[chat.id] = chat
        self.bell.ring()
        return chat

    def user(self, user_id: int) -> Json:
        """The Bot API's `User` with this id: a person or the bot."""
        if user_id == self.account.id:
            return self.account.as_user()
        return self.people[user_id].as_user()

    def count_messages_from(self, number: int) -> None:
        """The next message of every chat gets this id, and so on from there."""
        self.next_private_message_id = number
        for chat in self.chats.values():
            chat.next_message_id = number

    # What the bot may reach

    def chat_for_bot(self, chat_id: object) -> Chat:
        """The chat a method names; refused where Telegram would not let the bot in."""
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        chat = self.chats.get(_as_id(chat_id))
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise upgraded(chat.migrated_to)
        if chat.bot_status in ("left", "kicked"):
            raise forbidden("bot was kicked from the supergroup chat")
        return chat

    def chat_to_write_in(self, chat_id: object) -> Chat:
        """As `chat_for_bot`, and the person there must be willing to hear the bot."""
        chat = self.chat_for_bot(chat_id)
        if chat.is_private:
            person = self.people[chat.id]
            if person.blocked:
                raise forbidden("bot was blocked by the user")
            if not person.started:
                raise forbidden("bot can't initiate conversation with a user")
        return chat

    # What is said

    def post(
        self,
        chat: Chat,
        sender_id: int,
        body: Json,
        *,
        reply_to: int | None = None,
        thread_id: int | None = None,
        service: bool = False,
    ) -> Message:
        """Puts a message into a chat. It does not tell the bot: see `tell_bot`."""
        version = self.bell.ring()
        message = Message(
            chat_id=chat.id,
            message_id=self._next_message_id(chat),
            sender_id=sender_id,
            sent_at=self.clock.now(),
            body=body,
            version=version,
            changed=version,
            reply_to=reply_to,
            thread_id=thread_id,
            service=service,
        )
        chat.messages[message.message_id] = message
        if sender_id == self.account.id:
            chat.action = None
        elif chat.is_private:
            self.people[chat.id].spoke_in_version = version
        return message

    def edited(self, message: Message) -> None:
        """Marks a message as changed for everybody who looks at it."""
        message.changed = self.bell.ring()

    def delete(self, message: Message) -> None:
        """Takes a message away from everybody; its reply keyboard goes with it."""
        chat = self.chats[message.chat_id]
        message.deleted = True
        if message.message_id in chat.pinned:
            chat.pinned.remove(message.message_id)
        if chat.reply_keyboard_message_id == message.message_id:
            chat.reply_keyboard = None
            chat.reply_keyboard_message_id = None
        self.bell.ring()

    def show(self, message: Message, *, with_reply: bool = True) -> Json:
        """The Bot API's `Message`."""
        chat = self.chats[message.chat_id]
        shown: Json = {
            "message_id": message.message_id,
            "from": self.user(message.sender_id),
            "chat": self.show_chat(chat),
            "date": int(message.sent_at.timestamp()),
        }
        if message.edited_at:
            shown["edit_date"] = int(message.edited_at.timestamp())
        if message.thread_id is not None:
            shown["message_thread_id"] = message.thread_id
            shown["is_topic_message"] = True
        replied = message.reply_to or message.thread_id
        if with_reply and replied is not None and replied != message.message_id:
            original = chat.messages.get(replied)
            if original and not original.deleted:
                shown["reply_to_message"] = self.show(original, with_reply=False)
        return shown | message.body

    def show_chat(self, chat: Chat) -> Json:
        """The Bot API's `Chat`."""
        if chat.is_private:
            person = self.people[chat.id]
            shown: Json = {"id": chat.id, "type": PRIVATE, "first_name": person.first_name}
            if person.username:
                shown["username"] = person.username
            return shown
        shown = {"id": chat.id, "type": chat.type, "title": chat.title}
        if chat.is_forum:
            shown["is_forum"] = True
        return shown

    def tell_bot(self, message: Message, kind: str = "message") -> int | None:
        """Queues the update about a message; returns the update's id."""
        return self.updates.push(kind, self.show(message))

    def inline_id_of(self, message: Message) -> str | None:
        """The inline_message_id of a message that was sent by inline mode with buttons."""
        return next((key for key, sent in self.inline_messages.items() if sent is message), None)

    def _next_message_id(self, chat: Chat) -> int:
        if chat.is_private:
            number = self.next_private_message_id
            self.next_private_message_id += 1
        else:
            number = chat.next_message_id
            chat.next_message_id += 1
        return number


def _as_id(chat_id: object) -> int:
    try:
        return int(str(chat_id))
    except ValueError:
        raise bad_request("chat not found") from None
