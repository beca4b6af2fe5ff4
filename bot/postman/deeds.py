"""What a letter may do besides saying something: copy, rewrite, mark, delete, change a topic.

Each is one call, safe to make twice or known to be not; each takes for done what is so already.
Told by letters, they have all that letters have: limits, pauses, retries, one judge of errors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardMarkup, ReactionTypeEmoji, ReplyParameters


@dataclass(frozen=True, slots=True)
class Posted:
    """What Telegram says of what arrived: the message, or several of an album."""

    message_id: int
    file_id: str | None = None
    """By which its file can be sent again."""
    more: tuple[int, ...] = ()
    """The other messages of an album."""
    thread_id: int | None = None
    """The topic that it went into."""

    @property
    def message_ids(self) -> tuple[int, ...]:
        """All of them, in order."""
        return (self.message_id, *self.more)


class MessagesGone(Exception):  # noqa: N818 - it says what is missing
    """None of the messages that were to be copied is there any more."""


class Deed(Protocol):
    """One thing that Telegram is asked to do in a chat."""

    async def do(self, bot: Bot, chat_id: int, thread_id: int | None) -> Posted:
        """Raises aiogram's errors."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Messages of another chat, without a word about who sent them; an album stays an album."""

    from_chat: int
    messages: tuple[int, ...]
    reply_markup: InlineKeyboardMarkup | None = None
    """Under a single message; an album can have none."""
    reply_to: int | None = None
    silent: bool = False

    async def do(self, bot: Bot, chat_id: int, thread_id: int | None) -> Posted:
        if len(self.messages) == 1:
            made = await bot.copy_message(
                chat_id,
                self.from_chat,
                self.messages[0],
                message_thread_id=thread_id,
                reply_markup=self.reply_markup,
                disable_notification=self.silent,
                reply_parameters=replying(self.reply_to),
            )
            return Posted(made.message_id)
        several = await bot.copy_messages(
            chat_id,
            self.from_chat,
            list(self.messages),
            message_thread_id=thread_id,
            disable_notification=self.silent,
        )
        if not several:  # Telegram leaves out what it cannot find, and says no more of it
            raise MessagesGone
        first, *others = (one.message_id for one in several)
        return Posted(first, more=tuple(others))


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Other words in a message of ours; in its caption where it has a file."""

    message_id: int
    text: str
    reply_markup: InlineKeyboardMarkup | None = None
    is_caption: bool = False

    async def do(self, bot: Bot, chat_id: int, thread_id: int | None) -> Posted:
        try:
            if self.is_caption:
                await bot.edit_message_caption(
                    chat_id=chat_id,
                    message_id=self.message_id,
                    caption=self.text,
                    reply_markup=self.reply_markup,
                )
            else:
                await bot.edit_message_text(
                    self.text,
                    chat_id=chat_id,
                    message_id=self.message_id,
                    reply_markup=self.reply_markup,
                )
        except TelegramBadRequest as error:
            if "message is not modified" not in error.message:
                raise
        return Posted(self.message_id, thread_id=thread_id)


@dataclass(frozen=True, slots=True)
class Reaction:
    """A mark on somebody's message; a few words where the group allows no such mark."""

    message_id: int
    emoji: str
    otherwise: str = ""

    async def do(self, bot: Bot, chat_id: int, thread_id: int | None) -> Posted:
        mark = ReactionTypeEmoji(emoji=self.emoji)
        try:
            await bot.set_message_reaction(chat_id, self.message_id, reaction=[mark])
        except TelegramBadRequest as error:
            if "reaction" not in error.message.lower() or not self.otherwise:
                raise
            said = await bot.send_message(
                chat_id,
                self.otherwise,
                message_thread_id=thread_id,
                disable_notification=True,
                reply_parameters=replying(self.message_id),
            )
            return Posted(said.message_id)
        return Posted(self.message_id)


@dataclass(frozen=True, slots=True)
class Deletion:
    """Messages go from the chat; what is gone already is fine."""

    messages: tuple[int, ...]

    async def do(self, bot: Bot, chat_id: int, thread_id: int | None) -> Posted:
        del thread_id
        for message_id in self.messages:
            try:
                await bot.delete_message(chat_id, message_id)
            except TelegramBadRequest as error:
                if "message to delete not found" not in error.message.lower():
                    raise
        return Posted(self.messages[0])


@dataclass(frozen=True, slots=True)
class TopicChange:
    """Another name of a topic, closed or open: one call for each that is asked for."""

    thread_id: int
    name: str | None = None
    closed: bool | None = None

    async def do(self, bot: Bot, chat_id: int, thread_id: int | None) -> Posted:
        del thread_id
        topic = self.thread_id
        try:
            if self.name is not None:
                await bot.edit_forum_topic(chat_id, topic, name=self.name)
        except TelegramBadRequest as error:
            _unless_so_already(error)
        try:
            if self.closed is True:
                await bot.close_forum_topic(chat_id, topic)
            elif self.closed is False:
                await bot.reopen_forum_topic(chat_id, topic)
        except TelegramBadRequest as error:
            _unless_so_already(error)
        return Posted(topic)


@dataclass(frozen=True, slots=True)
class TopicDeletion:
    """A topic goes with everything in it; one that is gone already is fine."""

    thread_id: int

    async def do(self, bot: Bot, chat_id: int, thread_id: int | None) -> Posted:
        del thread_id
        try:
            await bot.delete_forum_topic(chat_id, self.thread_id)
        except TelegramBadRequest as error:
            if "not found" not in error.message.lower():
                raise
        return Posted(self.thread_id)


def replying(message_id: int | None) -> ReplyParameters | None:
    """To a message that may have been deleted since: what is said arrives all the same."""
    if message_id is None:
        return None
    return ReplyParameters(message_id=message_id, allow_sending_without_reply=True)


def _unless_so_already(error: TelegramBadRequest) -> None:
    if "topic_not_modified" not in error.message.lower():
        raise error
