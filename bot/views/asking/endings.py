"""How the talks about a question end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.views.asking.ways import to
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import to_menu
from civic.phrases import Phrase, _


def asked_screen(tongue: Tongue, args: dict[str, Any]) -> Screen:
    """The number, what happens next and by when; honest about the hours."""
    number = str(args["ticket"])
    said = [_("<b>Sent. Your number is {number}.</b>", number=number)]
    if args["by"] and args["sure"]:
        moment = datetime.fromisoformat(args["by"])
        said.append(_by_when(moment, is_open=args["open"], is_urgent=args["urgent"]))
    else:
        said.append(_("The volunteers answer as soon as they can. I cannot promise a day."))
    said.append(_how_it_comes(args))
    said.append(_("They see your words and this number, not who you are. In danger: 112, /phones"))
    ticket = int(args["ticket"])
    return Screen(
        "\n\n".join(map(tongue.html, said)),
        inline(
            [] if args["quiet"] else to(tongue, _("Open the question"), "card", ticket),
            [to_menu(tongue)],
        ),
    )


def _by_when(moment: datetime, *, is_open: bool, is_urgent: bool) -> Phrase:
    if is_open:
        return _("The volunteers mean to answer by {moment}.", moment=moment)
    if is_urgent:
        return _(
            "The desk is closed now. I told the volunteers that it cannot wait; whether somebody "
            "sees it before the desk opens I cannot promise. At the latest they mean to answer by "
            "{moment}.",
            moment=moment,
        )
    return _("The desk is closed now. The volunteers mean to answer by {moment}.", moment=moment)


def _how_it_comes(args: dict[str, Any]) -> Phrase:
    if args["quiet"]:
        return _(
            "Nothing is sent to you. To read the answer: menu → “My questions” → your code phrase. "
            "This talk is being deleted from here."
        )
    if args["protected"]:
        return _("The answer opens with your code phrase alone: menu → “My questions”.")
    if args["myself"]:
        return _("Nothing is sent to you. You find the answer here: menu → “My questions”.")
    return _("The answer comes here. You can write more at any time: menu → “My questions”.")


def _opened(tongue: Tongue, args: dict[str, Any]) -> Screen:
    ticket = int(args["ticket"])
    text = _("№ {number} is open for a quarter of an hour.", number=str(ticket))
    return Screen(
        tongue.html(text),
        inline(
            to(tongue, _("Read the answers"), "read", ticket),
            to(tongue, _("✏️ Write"), "write", ticket),
            to(tongue, _("How it stands"), "card", ticket),
            to(tongue, _("Close it here"), "leave", ticket),
        ),
    )


def _not_opened(tongue: Tongue, args: dict[str, Any]) -> Screen:
    return Screen(
        tongue.html(_("This is another phrase. Small and capital letters are the same.")),
        inline(to(tongue, _("Try again"), "open", int(args["ticket"])), [to_menu(tongue)]),
    )


def _reach_set(tongue: Tongue, args: dict[str, Any]) -> Screen:
    return _plain(tongue, args, _("Noted. From now on it is done so."))


def _rated(tongue: Tongue, args: dict[str, Any]) -> Screen:
    return _plain(tongue, args, _("Thank you. The volunteers read it."))


def _plain(tongue: Tongue, args: dict[str, Any], said: Phrase) -> Screen:
    ticket = int(args["ticket"])
    return Screen(
        tongue.html(said),
        inline(to(tongue, _("Open the question"), "card", ticket), [to_menu(tongue)]),
    )


ASKING_ENDINGS: dict[str, Callable[[Tongue, dict[str, Any]], Screen]] = {
    "ticket_asked": asked_screen,
    "ticket_opened": _opened,
    "ticket_not_opened": _not_opened,
    "ticket_reach_set": _reach_set,
    "ticket_rated": _rated,
}
