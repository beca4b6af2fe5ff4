"""What every page of the help branch has: the ways out, and buttons that carry the search along."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import InlineKeyboardButton

from bot.views.screen import Screen, press
from bot.views.tongue import Tongue
from bot.views.ways import Help
from civic.phrases import Phrase, _


def exits(tongue: Tongue, back: Help | None = None) -> list[list[InlineKeyboardButton]]:
    """Back, Close, Clean up: the last two rows of a page."""
    first = [to(tongue, _("← Back"), back)] if back else []
    return [
        [*first, to(tongue, _("Close"), Help(to="close"))],
        [to(tongue, _("Clean up and leave"), Help(to="clean"))],
    ]


def urgent(tongue: Tongue, page: Help) -> InlineKeyboardButton:
    """The lines for danger, from any page, and the way back to it."""
    return to(tongue, _("Urgent: 112 · 102"), page.at("urgent", came=page.to))


def to(tongue: Tongue, label: Phrase | str, page: Help) -> InlineKeyboardButton:
    """A button to a page; a number or a sign as its label stays as it is."""
    said = label if isinstance(label, str) else tongue.plain(label)
    return press(said, page.pack())


def warned(tongue: Tongue, screen: Screen, notice: Phrase) -> Screen:
    """The same page, with a word above it."""
    return replace(screen, text=paragraphs(f"❗ {tongue.html(notice)}", screen.text))


def bold(tongue: Tongue, phrase: Phrase) -> str:
    """A heading."""
    return f"<b>{tongue.html(phrase)}</b>"


def paragraphs(*parts: str) -> str:
    """The parts that are not empty, with a line between."""
    return "\n\n".join(part for part in parts if part)
