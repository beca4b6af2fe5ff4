"""What is put before a person: a text, its buttons, rendered in a language and ready to send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.telegram.showing import HTML_WITHOUT_PREVIEW, Replace

TEXT_LIMIT = 4096
"""UTF-16 units after the markup is read (Bot API, ``sendMessage``)."""


@dataclass(frozen=True, slots=True)
class Key:
    """An inline button of a step, named as Telegram names it."""

    text: str
    callback_data: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The inline keyboard of a step. aiogram's models of it cost as much as all the rest of it."""

    inline_keyboard: list[list[Key]]


@dataclass(frozen=True, slots=True)
class Screen:
    """``text`` is Telegram's HTML. A screen with ``reply_keys`` cannot replace a shown message."""

    text: str
    inline: InlineKeyboardMarkup | Keys | None = None
    reply_keys: ReplyKeyboardMarkup | None = None

    def markup(self) -> dict[str, Any] | None:
        """The keyboard as Telegram's JSON has it."""
        if isinstance(self.inline, Keys):
            return {
                "inline_keyboard": [
                    [{"text": key.text, "callback_data": key.callback_data} for key in row]
                    for row in self.inline.inline_keyboard
                ]
            }
        keys = self.inline or self.reply_keys
        return keys.model_dump(exclude_none=True) if keys else None


def keys(screen: Screen) -> InlineKeyboardMarkup | None:
    """The buttons of a screen that a letter carries; the quick ones of steps never do."""
    assert not isinstance(screen.inline, Keys)
    return screen.inline


def spoken(chat_id: int, screen: Screen) -> dict[str, Any]:
    """The parameters of the call that says it in this chat."""
    said = {"chat_id": chat_id, "text": screen.text, **HTML_WITHOUT_PREVIEW}
    markup = screen.markup()
    return {**said, "reply_markup": markup} if markup else said


def replacing(chat_id: int, message_id: int, screen: Screen) -> Replace:
    """The call that puts it in place of a message of ours."""
    there = {**spoken(chat_id, screen), "message_id": message_id}
    return Replace(chat_id=chat_id, parameters=there)


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
