"""Turning the pages of the administrators' lists."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.views.screen import press
from bot.views.tongue import Tongue
from bot.views.ways import Admin
from civic.phrases import _


def last_page(count: int, on_one: int) -> int:
    """The number of the last page; the first one is 0."""
    return max(0, -(-count // on_one) - 1)


def turning(tongue: Tongue, to: Admin, last: int) -> list[InlineKeyboardButton]:
    """To the page before and to the one after ``to``, where there are such."""
    turns = []
    if to.page > 0:
        turns.append((_("← Earlier"), to.page - 1))
    if to.page < last:
        turns.append((_("More →"), to.page + 1))
    return [
        press(tongue.plain(label), Admin(to=to.to, key=to.key, page=page).pack())
        for label, page in turns
    ]
