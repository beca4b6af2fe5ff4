"""Writing into a ticket, and reading what was answered where it opens with a phrase."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.views.asking.card import MOST_LISTED, named
from bot.views.asking.ways import to
from bot.views.screen import TEXT_LIMIT, Screen, inline, units
from bot.views.tongue import Tongue
from bot.views.ways import to_menu
from civic.phrases import Phrase, _
from storage.tickets import StoredTicket


def writing_screen(tongue: Tongue, ticket: StoredTicket) -> Screen:
    """From now on what is sent goes to the volunteers."""
    text = _(
        "Write now: what you send here goes to the volunteers of № {number}. Photos, files, voice "
        "and places too. When you are done: /menu",
        number=str(ticket.id),
    )
    return Screen(
        tongue.html(text), inline(to(tongue, _("I am done"), "card", ticket.id), [to_menu(tongue)])
    )


def passed_on_screen(
    tongue: Tongue, ticket: StoredTicket, *, reopened: bool, guessed: bool
) -> Screen:
    """It is on its way; ``guessed``: nobody had said that it was for them."""
    said: Phrase = (
        _("Passed on. № {number} is open again.", number=str(ticket.id))
        if reopened
        else _("Passed on to the volunteers (№ {number}).", number=str(ticket.id))
    )
    rows = [to(tongue, _("It was not for them"), "not_for_them", ticket.id)] if guessed else []
    return Screen(tongue.html(said), inline(*rows, to(tongue, _("I am done"), "card", ticket.id)))


def for_which_screen(tongue: Tongue, several: Sequence[StoredTicket]) -> Screen:
    """Somebody wrote out of the blue and has more than one question."""
    return Screen(
        tongue.html(_("For which question is it?")),
        inline(
            *(to(tongue, named(tongue, one), "for", one.id) for one in several[:MOST_LISTED]),
            to(tongue, _("For none of them"), "for_none"),
        ),
    )


def for_nobody_screen(tongue: Tongue) -> Screen:
    """It went to nobody."""
    return Screen(tongue.html(_("All right: nobody got it.")), inline([to_menu(tongue)]))


def shown_screen(tongue: Tongue, ticket: StoredTicket, texts: Sequence[str]) -> Screen:
    """The answers, the latest last; what does not fit is left out from the beginning."""
    kept: list[str] = []
    for text in reversed(texts):
        if units("\n\n".join([text, *kept])) > TEXT_LIMIT:
            break
        kept.insert(0, text)
    said = "\n\n".join(kept) or tongue.html(_("The answer is above."))
    return Screen(said, inline(*_ways(tongue, ticket)))


def nothing_new_screen(tongue: Tongue, ticket: StoredTicket) -> Screen:
    """Nobody has answered yet."""
    text = _("Nobody has answered yet. In danger: 112, /phones")
    return Screen(tongue.html(text), inline(*_ways(tongue, ticket)))


def _ways(tongue: Tongue, ticket: StoredTicket) -> list[list[InlineKeyboardButton]]:
    return [
        to(tongue, _("✏️ Write back"), "write", ticket.id),
        to(tongue, _("How it stands"), "card", ticket.id),
        to(tongue, _("Close it here"), "leave", ticket.id),
    ]
