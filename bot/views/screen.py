"""What is put before a person: a text, its buttons, rendered in a language and ready to send."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

TEXT_LIMIT = 4096
"""UTF-16 units after the markup is read (Bot API, ``sendMessage``)."""


@dataclass(frozen=True, slots=True)
class Screen:
    """``text`` is Telegram's HTML. A screen with ``reply_keys`` cannot replace a shown message."""

    text: str
    inline: InlineKeyboardMarkup | None = None
    reply_keys: ReplyKeyboardMarkup | None = None


def press(label: str, callback: str) -> InlineKeyboardButton:
    """A button that comes back to us with ``callback`` (1 to 64 bytes)."""
    return InlineKeyboardButton(text=label, callback_data=callback)


def inline(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """An inline keyboard of these rows; empty ones are left out."""
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])


def reply_keys(rows: list[list[KeyboardButton]]) -> ReplyKeyboardMarkup:
    """Keys in place of the person's keyboard, for what only they can send: contact, place."""
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)


def units(text: str) -> int:
    """The length of a text as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
