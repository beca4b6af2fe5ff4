"""Where the buttons of the staff's own pages lead, and what all of these pages have."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from civic.phrases import Filling, Phrase, _

PER_PAGE = 8
COMMANDS = frozenset({"me", "staff", "hours", "answers", "bans", "moderation"})
"""What the staff may write in their private chat to come to these pages."""


class Staff(CallbackData, prefix="w"):
    """A page or an act; ``key`` is the id of what it is about, ``what`` a code of the page's.

    Who may is asked when it is pressed, not when it is made.
    """

    to: str
    key: str = ""
    what: str = ""
    page: int = 0


def go(tongue: Tongue, label: Phrase, to: Staff) -> InlineKeyboardButton:
    """A button of these pages."""
    return press(tongue.plain(label), to.pack())


def to_own_page(tongue: Tongue) -> InlineKeyboardButton:
    """Back to where everybody of the desk begins."""
    return go(tongue, _("← My place at the desk"), Staff(to="me"))


def turns(tongue: Tongue, at: Staff, count: int) -> list[InlineKeyboardButton]:
    """To the earlier and the later ones of a list."""
    ways = []
    if at.page > 0:
        ways.append((_("← Earlier"), at.page - 1))
    if (at.page + 1) * PER_PAGE < count:
        ways.append((_("More →"), at.page + 1))
    return [go(tongue, label, at.model_copy(update={"page": page})) for label, page in ways]


def page_of(at: Staff, count: int) -> int:
    """The page that there is: a list may have become shorter."""
    return min(at.page, max(count - 1, 0) // PER_PAGE)


def sure_screen(tongue: Tongue, question: Phrase, yes: Phrase, act: Staff, back: Staff) -> Screen:
    """A question before something that others would notice."""
    return Screen(
        tongue.html(question),
        inline([go(tongue, yes, act)], [go(tongue, _("No, go back"), back)]),
    )


def told(tongue: Tongue, *parts: Phrase | None) -> str:
    """Paragraphs of a page; what is None is left out."""
    return "\n\n".join(tongue.html(part) for part in parts if part is not None)


def bold(name: Filling) -> Phrase:
    """What a page is about, at its head."""
    return Phrase("<b>{name}</b>", {"name": name})
