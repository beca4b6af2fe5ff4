"""The second press: until when, which tag, to whom, into which other ticket."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.views.desk.card import ticket_card
from bot.views.desk.ways import Desk, way
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from civic.desk.looking import Load, Seen
from civic.desk.ticket import TOPIC_NAMES, Topic
from civic.phrases import Phrase, _, _n
from storage.tickets import StoredTicket

MOST_SHOWN = 10
LONGEST_NAME = 40
"""Bytes of a tag on a button: its data has 64 in all (Bot API)."""
_DAYS = (1, 2, 3, 7, 14)


def _page(
    tongue: Tongue, seen: Seen, question: Phrase, *rows: list[InlineKeyboardButton]
) -> Screen:
    """The card stays above: whoever chooses must see of which ticket."""
    back = way(tongue, _("← The card"), Desk(to="card", ticket=seen.ticket.id))
    text = f"{ticket_card(tongue, seen).text}\n\n<b>{tongue.html(question)}</b>"
    return Screen(text, inline(*rows, [back]))


def snooze_screen(tongue: Tongue, seen: Seen) -> Screen:
    """Until when it is put off."""
    ticket = seen.ticket.id
    rows = [
        [
            way(
                tongue,
                _n("Until tomorrow", "For {count} days", days),
                Desk(to="snooze", ticket=ticket, what=str(days)),
            )
        ]
        for days in _DAYS
    ]
    return _page(tongue, seen, _("Until when? A word of the person wakes it earlier."), *rows)


def tags_screen(tongue: Tongue, seen: Seen, used: Sequence[str]) -> Screen:
    """What is on it, what others have; a new one is written."""
    names = [*seen.tags, *(name for name in used if name not in seen.tags)][:MOST_SHOWN]
    rows = [
        [
            press(
                f"✓ {name}" if name in seen.tags else f"#{name}",
                Desk(to="tags", ticket=seen.ticket.id, what=name).pack(),
            )
        ]
        for name in names
        if len(name.encode()) <= LONGEST_NAME
    ]
    question = _("Tap a tag, or write a new one here: /tag алимент. Never a name of a person.")
    return _page(tongue, seen, question, *rows)


def give_screen(tongue: Tongue, seen: Seen, loads: Sequence[Load]) -> Screen:
    """The volunteers, those with the fewest tickets first."""
    rows = [
        [
            press(
                f"{load.name or _unnamed(tongue, load)} · {load.tickets}",
                Desk(to="give", ticket=seen.ticket.id, what=str(load.person_id)).pack(),
            )
        ]
        for load in loads[:MOST_SHOWN]
    ]
    question = (
        _("To whom? Beside each name: how many open tickets they have.")
        if rows
        else _("There is nobody to give it to: all have a break, or nobody is a volunteer yet.")
    )
    return _page(tongue, seen, question, *rows)


def _unnamed(tongue: Tongue, load: Load) -> str:
    return tongue.plain(_("volunteer {number}", number=str(load.person_id)))


def merge_screen(tongue: Tongue, seen: Seen, others: Sequence[StoredTicket]) -> Screen:
    """The other open tickets of the same person."""
    rows = [
        [
            press(
                f"№ {other.id} · {tongue.plain(TOPIC_NAMES[Topic(other.topic)])}",
                Desk(to="merge", ticket=seen.ticket.id, what=str(other.id)).pack(),
            )
        ]
        for other in others[:MOST_SHOWN]
    ]
    question = (
        _("Of which ticket is it a part? Everything goes on there.")
        if rows
        else _("This person has no other open ticket.")
    )
    return _page(tongue, seen, question, *rows)


def hand_screen(tongue: Tongue, seen: Seen) -> Screen:
    """How a hand-over is written, with the buttons for whoever has no words now."""
    ticket = seen.ticket.id
    question = _(
        "Write here what whoever takes over must know, each on a line of its own:\n"
        "/hand what was asked\nwhat was promised\nwhat is next, and when"
    )
    return _page(
        tongue,
        seen,
        question,
        [way(tongue, _("Let it go without a word"), Desk(to="release", ticket=ticket))],
    )


def close_screen(tongue: Tongue, seen: Seen) -> Screen:
    """Is it to be closed without an answer?"""
    yes = Desk(to="close", ticket=seen.ticket.id, what="yes")
    return _page(
        tongue,
        seen,
        _("Close it without an answer? The person is told that it was closed."),
        [way(tongue, _("Yes, close it"), yes)],
    )
