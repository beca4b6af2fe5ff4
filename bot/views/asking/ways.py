"""Where the buttons of one's own questions lead."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.views.screen import press
from bot.views.tongue import Tongue
from civic.phrases import Phrase


class Mine(CallbackData, prefix="q"):
    """A page or an act of one's own question: ``id`` is its number, ``what`` a code of the act."""

    to: str
    id: int = 0
    what: str = ""


def to(
    tongue: Tongue, label: Phrase, act: str, ticket: int = 0, what: str = ""
) -> list[InlineKeyboardButton]:
    """A row of one button."""
    return [press(tongue.plain(label), Mine(to=act, id=ticket, what=what).pack())]
