"""How the talks about petitions end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.views.petitions.telling import to
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Complaint, to_menu
from civic.phrases import Phrase, _


def _submitted(tongue: Tongue, args: dict[str, Any]) -> Screen:
    said = _("<b>Your petition is with the moderators.</b>")
    by = args.get("by")
    when = (
        _("You hear of it by {day}, or sooner.", day=date.fromisoformat(by))
        if by
        else _("You hear of it as soon as it is read.")
    )
    then = _(
        "They publish it, send it back with a word on what to change, or refuse it with a reason. "
        "Once it is published you get a link for your first supporters."
    )
    return Screen(
        "\n\n".join(map(tongue.html, (said, when, then))),
        inline(to(tongue, _("My petition"), "own", args["petition"]), [to_menu(tongue)]),
    )


def _complaint(tongue: Tongue, args: dict[str, Any]) -> Screen:
    del args
    said = _(
        "Then let us write a complaint: it must be answered, and I count the days for you. Nothing "
        "of the petition is kept."
    )
    write = press(tongue.plain(_("✍️ Make a complaint")), Complaint(to="danger").pack())
    return Screen(tongue.html(said), inline([write], [to_menu(tongue)]))


def _join(tongue: Tongue, args: dict[str, Any]) -> Screen:
    said = _("Good: together there is a better chance. Here it is.")
    return Screen(
        tongue.html(said),
        inline(to(tongue, _("Open the petition"), "card", args["petition"]), [to_menu(tongue)]),
    )


def _update_written(tongue: Tongue, args: dict[str, Any]) -> Screen:
    said = _("A moderator reads it first. You hear when it has gone to your supporters.")
    return Screen(
        tongue.html(said),
        inline(to(tongue, _("← My petition"), "own", args["petition"]), [to_menu(tongue)]),
    )


MODERATED: Mapping[str, Phrase] = {
    "returned": _("Returned. Its author has your words, and can change everything."),
    "translated": _("Saved. It is there in both languages now."),
    "sent": _("Noted: it was sent."),
    "answered": _("The answer is published. The author and the supporters who wish it hear of it."),
}
"""What was done, by the code that a script gives."""


def _moderated(tongue: Tongue, args: dict[str, Any]) -> Screen:
    parts = [MODERATED.get(args["said"], _("Noted."))]
    if args.get("by"):
        day = date.fromisoformat(args["by"])
        parts.append(_("The answer is expected by {day}.", day=day))
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            to(tongue, _("← The petition"), "mod", args["petition"]),
            to(tongue, _("← Moderation"), "mqueue"),
            [to_menu(tongue)],
        ),
    )


PETITION_ENDINGS: Mapping[str, Callable[[Tongue, dict[str, Any]], Screen]] = {
    "petition_submitted": _submitted,
    "petition_complaint": _complaint,
    "petition_join": _join,
    "petition_update_written": _update_written,
    "petition_moderated": _moderated,
}
