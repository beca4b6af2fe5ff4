"""What a letter has become once it is rendered: ready to be handed to Telegram.

Apart from the views, so that the postman need not know how a text is found in a language.
"""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import (
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message. With a photo or a document the text is its caption (1024 at most)."""

    text: str
    """HTML."""
    reply_markup: Markup | None = None
    photo: InputFile | str | None = None
    """A file, or the id of one that Telegram has."""
    document: InputFile | str | None = None
    silent: bool = False
    """Arrives without a sound."""


async def post(bot: Bot, chat_id: int, thread_id: int | None, envelope: Envelope) -> Message:
    """Hand it to Telegram. Raises aiogram's errors."""
    if envelope.photo is not None:
        return await bot.send_photo(
            chat_id,
            envelope.photo,
            caption=envelope.text,
            message_thread_id=thread_id,
            reply_markup=envelope.reply_markup,
            disable_notification=envelope.silent,
        )
    if envelope.document is not None:
        return await bot.send_document(
            chat_id,
            envelope.document,
            caption=envelope.text,
            message_thread_id=thread_id,
            reply_markup=envelope.reply_markup,
            disable_notification=envelope.silent,
        )
    return await bot.send_message(
        chat_id,
        envelope.text,
        message_thread_id=thread_id,
        reply_markup=envelope.reply_markup,
        disable_notification=envelope.silent,
    )
