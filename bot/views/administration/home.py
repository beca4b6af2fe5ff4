"""The administrators' first page: a button for each subject."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Admin, to_menu
from civic.phrases import Phrase, _

SUBJECTS: tuple[tuple[Phrase, str], ...] = (
    (_("Entries to check"), "entries"),
    (_("Letters"), "post"),
    (_("Set aside"), "shelf"),
    (_("Who works at the desk"), "staff"),
    (_("Hours of the desk"), "hours"),
    (_("Ready answers"), "answers"),
    (_("Bans"), "bans"),
)
"""What each button says and where it leads (``Admin.to``)."""


def home_screen(tongue: Tongue) -> Screen:
    """What an administrator can do."""
    subjects = [[press(tongue.plain(label), Admin(to=where).pack())] for label, where in SUBJECTS]
    return Screen(
        tongue.html(_("<b>For administrators</b>\n\nWhat would you like to look after?")),
        inline(*subjects, [to_menu(tongue)]),
    )


def to_home(tongue: Tongue) -> InlineKeyboardButton:
    """Back to the administrators' page."""
    return press(tongue.plain(_("← For administrators")), Admin(to="home").pack())
