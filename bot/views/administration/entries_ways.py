"""Where the buttons of the entries' pages lead, and how a list finds its way back.

A list is named by a code: a reason to check (``old``), or a letter and a region: ``n.KZ-75`` for
the drafts of a region, ``a.KZ-75`` for all of its entries.
"""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.views.screen import press
from bot.views.tongue import Tongue
from civic.phrases import Phrase, _

DRAFTS, ALL = "n", "a"


class Entries(CallbackData, prefix="e"):
    """A page about entries. ``key`` is an entry's id or a line's number; ``page`` its own page.

    ``of`` and ``at`` are the list, and its page, that one came from.
    """

    to: str
    key: str = ""
    page: int = 0
    of: str = ""
    at: int = 0


def of_region(kind: str, region: str) -> str:
    """The code of a region's list."""
    return f"{kind}.{region}"


def go(tongue: Tongue, label: Phrase, way: Entries) -> InlineKeyboardButton:
    """A button to one of these pages."""
    return press(tongue.plain(label), way.pack())


def turns(tongue: Tongue, way: Entries, last: int) -> list[InlineKeyboardButton]:
    """To the page before and after this one of a list with a last page."""
    buttons = []
    if way.page > 0:
        before = way.model_copy(update={"page": way.page - 1})
        buttons.append(go(tongue, _("← Earlier"), before))
    if way.page < last:
        after = way.model_copy(update={"page": way.page + 1})
        buttons.append(go(tongue, _("More →"), after))
    return buttons


def to_card(tongue: Tongue, way: Entries) -> InlineKeyboardButton:
    """Back to the entry that a page is about."""
    card = way.model_copy(update={"to": "card", "page": 0})
    return go(tongue, _("← To the entry"), card)


def to_list(tongue: Tongue, way: Entries) -> InlineKeyboardButton:
    """Back to the list that an entry was opened from, or to the first page of all."""
    if not way.of:
        return go(tongue, _("← Entries to check"), Entries(to="home"))
    return go(tongue, _("← Back to the list"), Entries(to="list", of=way.of, page=way.at))
