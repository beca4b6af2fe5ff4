"""What a letter has become once it is rendered: ready to be handed to Telegram.

Apart from the views, so that the postman need not know how a text is found in a language.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from aiogram import Bot
from aiogram.types import (
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.postman.deeds import Deed, Posted
from bot.telegram.showing import HTML_WITHOUT_PREVIEW, Say

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of our own making: uploaded once, later sent by the id that Telegram gave it.

    Only what may be sent to anybody: what is one person's goes as a plain ``InputFile``.
    """

    key: str
    """Says what is in it, in which language, made in which way: the same key, the same bytes."""
    name: str
    """As the reader sees it, with its ending."""
    make: Callable[[], Awaitable[bytes]]
    """Called only when Telegram does not have it yet."""


File = Enclosure | InputFile | str
"""A file, or the id of one that Telegram has."""


class Room(Protocol):
    """Where in a group a letter belongs: a topic that may have to be made first.

    A chat's letters go one after the other, so that two of a room never make two topics.
    """

    async def thread(self, bot: Bot) -> int | None:
        """The topic's id, making it if need be; None: the group has no topics, say it there.

        Raises aiogram's errors.
        """

    async def lost(self, reason: str) -> None:
        """The topic was deleted: the next ``thread`` makes another."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message. With a photo or a document the text is its caption (1024 at most)."""

    text: str
    """HTML."""
    reply_markup: Markup | None = None
    photo: File | None = None
    document: File | None = None
    silent: bool = False
    """Arrives without a sound."""
    reply_to: int | None = None
    """The message that it answers, if that is still there."""
    deed: Deed | None = None
    """What is done in place of saying the text."""
    into: Room | None = None

    @property
    def file(self) -> File | None:
        return self.photo if self.photo is not None else self.document

    @property
    def kind(self) -> str:
        """How its file is sent; Telegram's ids are good for one kind only."""
        return "photo" if self.photo is not None else "document"


async def post(
    bot: Bot,
    chat_id: int,
    thread_id: int | None,
    envelope: Envelope,
    file: InputFile | str | None = None,
) -> Posted:
    """Hand it to Telegram, with `file` for its photo or document. Raises aiogram's errors."""
    if envelope.deed is not None:
        return await envelope.deed.do(bot, chat_id, thread_id)
    if file is None:
        answer = await bot(Say(chat_id=chat_id, parameters=_text(chat_id, thread_id, envelope)))
        return Posted(answer["message_id"])
    if envelope.photo is not None:
        message = await bot.send_photo(
            chat_id,
            file,
            caption=envelope.text,
            message_thread_id=thread_id,
            reply_markup=envelope.reply_markup,
            disable_notification=envelope.silent,
        )
    else:
        message = await bot.send_document(
            chat_id,
            file,
            caption=envelope.text,
            message_thread_id=thread_id,
            reply_markup=envelope.reply_markup,
            disable_notification=envelope.silent,
        )
    return Posted(message.message_id, _file_id(message))


def _text(chat_id: int, thread_id: int | None, envelope: Envelope) -> dict[str, Any]:
    said = {"chat_id": chat_id, "text": envelope.text, **HTML_WITHOUT_PREVIEW}
    if thread_id is not None:
        said["message_thread_id"] = thread_id
    if envelope.silent:
        said["disable_notification"] = True
    if envelope.reply_to is not None:
        said["reply_parameters"] = {
            "message_id": envelope.reply_to,
            "allow_sending_without_reply": True,
        }
    if envelope.reply_markup is not None:
        said["reply_markup"] = envelope.reply_markup.model_dump(exclude_none=True)
    return said


def _file_id(message: Message) -> str | None:
    """None where Telegram took it for something else: that id is good for the other kind only."""
    if message.photo:
        return message.photo[-1].file_id
    return message.document.file_id if message.document else None
