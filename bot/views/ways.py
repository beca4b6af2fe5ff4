"""Where the buttons outside of scripts lead: the data that they carry."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.views.screen import press
from bot.views.tongue import Tongue
from civic.phrases import _


class Go(CallbackData, prefix="m"):
    """To a page of the menu."""

    to: str


class Speak(CallbackData, prefix="l"):
    """Go on in this language."""

    language: str


class Find(CallbackData, prefix="f"):
    """To a page of the finder; ``key`` is a number, a centre's id or a region's code."""

    to: str
    key: str = ""
    page: int = 0


class Help(CallbackData, prefix="h"):
    """A page of the help branch. What was said so far travels here and nowhere else."""

    to: str
    who: str = ""
    need: str = ""
    place: str = ""
    pause: str = ""


class Admin(CallbackData, prefix="a"):
    """A page of the administrators; ``key`` is the id of what it is about."""

    to: str
    key: str = ""
    page: int = 0


class Complaint(CallbackData, prefix="c"):
    """A page or an act of a complaint: ``id`` is the complaint's, ``what`` a code of the page's."""

    to: str
    id: str = ""
    what: str = ""


class Begin(CallbackData, prefix="b"):
    """Start the script that this deep link names."""

    word: str


def to_menu(tongue: Tongue) -> InlineKeyboardButton:
    """The button that every dead end has."""
    return press(tongue.plain(_("☰ Menu")), Go(to="menu").pack())
