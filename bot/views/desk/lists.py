"""Lists of tickets: a line each, a tap opens the card."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.views.desk.card import STATE_SIGNS
from bot.views.desk.ways import Desk, way
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from civic.desk.looking import Row
from civic.desk.ticket import TOPIC_NAMES, State, Topic
from civic.phrases import Phrase, _, _n
from civic.regions import regions


def list_screen(
    tongue: Tongue, title: Phrase, rows: Sequence[Row], *, more: bool = False
) -> Screen:
    """The tickets of a list; ``more`` says that there are others behind."""
    text = tongue.html(title)
    if more:
        text += "\n" + tongue.html(_("There are more: these are the most pressing."))
    return Screen(text, inline(*_opening(tongue, rows), [_to_own(tongue)]))


def own_screen(tongue: Tongue, rows: Sequence[Row], *, rests: bool, more: bool = False) -> Screen:
    """What one has, and the way to a break."""
    if rests:
        rest = _("You have a break: nothing is given to you. Rest well.")
        back = way(tongue, _("I am back"), Desk(to="back"))
        return Screen(tongue.html(rest), inline(*_opening(tongue, rows), [back]))
    title = _("Your tickets:") if rows else _("You have no ticket now.")
    text = tongue.html(title)
    if more:
        text += "\n" + tongue.html(_("There are more: these are the most pressing."))
    return Screen(
        text,
        inline(
            *_opening(tongue, rows),
            [way(tongue, _("The queue"), Desk(to="queue"))],
            [way(tongue, _("I need a break"), Desk(to="break", what="ask"))],
        ),
    )


def break_screen(tongue: Tongue, owned: int) -> Screen:
    """Is everything to be handed over?"""
    text = (
        _n(
            "Your ticket goes back to the others, and nothing is given to you until you are back. "
            "To leave a word for whoever takes over, write /hand in its topic first.",
            "Your {count} tickets go back to the others, and nothing is given to you until you are "
            "back. To leave a word for whoever takes over, write /hand in their topics first.",
            owned,
        )
        if owned
        else _("Nothing is given to you until you are back.")
    )
    return Screen(
        tongue.html(text),
        inline(
            [way(tongue, _("Yes, I need a break"), Desk(to="break", what="yes"))],
            [_to_own(tongue)],
        ),
    )


def _opening(tongue: Tongue, rows: Sequence[Row]) -> list[list[InlineKeyboardButton]]:
    return [
        [press(_line(tongue, row), Desk(to="open", ticket=row.ticket.id).pack())] for row in rows
    ]


def _line(tongue: Tongue, row: Row) -> str:
    ticket = row.ticket
    region = regions().get(ticket.region or "")
    parts = [
        f"{STATE_SIGNS[State(ticket.state)]}{'🔥' if ticket.urgent else ''} № {ticket.id}",
        tongue.plain(TOPIC_NAMES[Topic(ticket.topic)]),
        *([tongue.plain(region.short_name)] if region else []),
        *(f"#{tag}" for tag in row.tags[:2]),
    ]
    return " · ".join(parts)


def _to_own(tongue: Tongue) -> InlineKeyboardButton:
    return way(tongue, _("My tickets"), Desk(to="my"))
