"""Where the buttons outside of scripts lead: the data that they carry."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.views.screen import press
from bot.views.tongue import Tongue
from civic.help import Search, packed, unpacked
from civic.phrases import _


class Go(CallbackData, prefix="m"):
    """To a page of the menu."""

    to: str


class Speak(CallbackData, prefix="l"):
    """Go on in this language."""

    language: str


class Help(CallbackData, prefix="h"):
    """A page of the help branch. What was said so far travels here and nowhere else.

    ``came`` is the page to go back to; ``key`` a number, an entry's id, a place's id or a pause.
    """

    to: str
    said: str = ""
    """A ``Search``, packed."""
    place: str = ""
    """The region, ISO 3166-2."""
    came: str = ""
    key: str = ""
    page: int = 0

    @property
    def search(self) -> Search:
        """What they look for, as far as they said."""
        return unpacked(self.said)

    @property
    def entry(self) -> Help:
        """The card of the entry that this is about."""
        return self.model_copy(update={"to": "entry"})

    def at(self, to: str, **changes: str | int) -> Help:
        """The same search at another page."""
        return Help(**{"to": to, "said": self.said, "place": self.place, **changes})

    def saying(self, search: Search) -> Help:
        """The same page, with this said."""
        return self.model_copy(update={"said": packed(search)})


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


class Petition(CallbackData, prefix="p"):
    """A page or an act of petitions: ``id`` is the petition's or a list's, ``what`` the page's."""

    to: str
    id: str = ""
    what: str = ""


class Begin(CallbackData, prefix="b"):
    """Start the script that this deep link names."""

    word: str


def to_menu(tongue: Tongue) -> InlineKeyboardButton:
    """The button that every dead end has."""
    return press(tongue.plain(_("☰ Menu")), Go(to="menu").pack())
