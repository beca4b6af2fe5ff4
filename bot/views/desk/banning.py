"""How a ban is said, and what it does."""

from __future__ import annotations

from bot.views.desk.ways import Desk, way
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from civic.phrases import _


def how_screen(tongue: Tongue, ticket_id: int) -> Screen:
    """In place of the card."""
    text = _(
        "Write here why, and for how many days:\n\n"
        "<code>/ban 7</code> and the reason: they are told that they cannot write to the "
        "volunteers for seven days.\n"
        "<code>/quietban 7</code> and the reason: they are told nothing, and what they write is "
        "seen by nobody.\n\n"
        "Help in danger and everything else works for them as before. The reason is kept sealed."
    )
    back = way(tongue, _("← The card"), Desk(to="card", ticket=ticket_id))
    return Screen(tongue.html(text), inline([back]))
