"""Where the buttons of the desk lead: the data that they carry."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.views.screen import press
from bot.views.tongue import Tongue
from civic.phrases import Phrase


class Desk(CallbackData, prefix="t"):
    """An act on a ticket, or a page of the desk; ``what`` is a code of the act's own.

    Who may press it is asked when it is pressed, not when it is made.
    """

    to: str
    ticket: int = 0
    what: str = ""
    words: int = 0


def way(tongue: Tongue, label: Phrase, to: Desk) -> InlineKeyboardButton:
    """A button of the desk."""
    return press(tongue.plain(label), to.pack())
