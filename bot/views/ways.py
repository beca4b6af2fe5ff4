"""Where the buttons outside of scripts lead: the data that they carry."""

from __future__ import annotations

from typing import Self

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.views.screen import press
from bot.views.tongue import Tongue
from civic.phrases import _

_FIELDS_OF_OLDER_MESSAGES = 5


class Go(CallbackData, prefix="m"):
    """To a page of the menu."""

    to: str


class Speak(CallbackData, prefix="l"):
    """Go on in this language."""

    language: str


class Find(CallbackData, prefix="f"):
    """A report about an entry. Its other pages are those of older messages: see ``Help``.

    ``key`` is a line's number, a centre's id or a region's code.
    """

    to: str
    key: str = ""
    page: int = 0


class Help(CallbackData, prefix="h"):
    """A page of the help branch. What was said so far travels here and nowhere else.

    ``place`` is a region's code; ``key`` the number, the centre or the place that the page is
    about; ``page`` the one of a list. ``pause`` only travels with the buttons that choose it.
    """

    to: str
    who: str = ""
    need: str = ""
    place: str = ""
    pause: str = ""
    key: str = ""
    page: int = 0

    @classmethod
    def unpack(cls, value: str) -> Self:
        """Read a button; one of an older message says less, and must still lead out."""
        is_older = value.count(cls.__separator__) == _FIELDS_OF_OLDER_MESSAGES
        return super().unpack(f"{value}::0" if is_older else value)


class Admin(CallbackData, prefix="a"):
    """A page of the administrators; ``key`` is the id of what it is about."""

    to: str
    key: str = ""
    page: int = 0


class Begin(CallbackData, prefix="b"):
    """Start the script that this deep link names."""

    word: str


def to_menu(tongue: Tongue) -> InlineKeyboardButton:
    """The button that every dead end has."""
    return press(tongue.plain(_("☰ Menu")), Go(to="menu").pack())
