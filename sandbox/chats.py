"""Chats with their messages, topics and members, as the sandbox remembers them.

The rules of the methods look here; nothing in this file speaks HTTP.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sandbox.shapes import Json

PRIVATE = "private"


@dataclass
class Message:
    """One message: its envelope, and its `body` in the Bot API's own fields."""

    chat_id: int
    message_id: int
    sender_id: int
    sent_at: datetime
    body: Json
    version: int
    """The sandbox's version when it was sent."""
    changed: int
    """The sandbox's version when it was last sent or edited."""
    reply_to: int | None = None
    thread_id: int | None = None
    edited_at: datetime | None = None
    deleted: bool = False
    service: bool = False
    """A line such as "topic created", which nobody can edit or copy."""
    has_reply_keyboard: bool = False
    """Sent with a reply keyboard, its removal or force_reply: Telegram edits no such message."""
    protected: bool = False
    """protect_content: it can be neither forwarded nor copied."""
    reaction: str | None = None
    """The emoji that the bot has put on it."""


@dataclass
class Topic:
    """A topic of a forum; its id is the id of the message that created it."""

    id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str | None = None
    closed: bool = False


@dataclass
class Chat:
    """A private chat (its id is the person's id) or a group."""

    id: int
    type: str
    title: str | None = None
    is_forum: bool = False
    members: dict[int, str] = field(default_factory=dict)
    """Person id -> status: creator, administrator, member, left, kicked."""
    bot_status: str = "administrator"
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    reply_keyboard: Json | None = None
    """The reply keyboard (or force_reply) that lies under the input now."""
    reply_keyboard_message_id: int | None = None
    action: Json | None = None
    """What the bot is doing, e.g. {"action": "typing", "version": 7}."""
    next_message_id: int = 1

    @property
    def is_private(self) -> bool:
        return self.type == PRIVATE

    def visible(self) -> list[Message]:
        """Messages that are not deleted, oldest first."""
        return [message for message in self.messages.values() if not message.deleted]
