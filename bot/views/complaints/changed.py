"""What the small scripts end with: it is noted, and what comes next by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.views.complaints.words import next_line, to, to_card
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import to_menu
from civic.complaints.kinds import Kind
from civic.complaints.promises import NoDate
from civic.complaints.steps import NextStep, Step
from civic.phrases import Phrase, _, verbatim

SAID: Mapping[str, Phrase] = {
    "registered": _("Noted: it is registered."),
    "status": _("Noted."),
    "number": _("The number is corrected."),
    "fact": _("It is added to what happened."),
    "files": _("The files are added."),
    "learned": _("Noted. I count the time to complain from that day."),
    "field": _("It stands in the document now."),
}
"""What was done, by the code that a script gives."""
_OF_THE_DOCUMENT = frozenset({"fact", "files", "field"})


def changed_screen(tongue: Tongue, args: dict[str, Any]) -> Screen:
    """The ending."""
    complaint_id, said = args["complaint"], args["said"]
    parts = [SAID.get(said, SAID["status"])]
    if args.get("step"):
        step = _step(args)
        if step.kind is Step.WAIT and step.by is not None:
            parts.append(_("They must answer by {by}.", by=step.by))
        else:
            parts.append(_("Next: {step}", step=next_line(Kind(args["kind"]), step)))
        if step.estimate:
            parts.append(
                _("I counted this day by the law. Only the body itself can name it for sure.")
            )
    document = to(tongue, _("📄 The document"), "papers", complaint_id)
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            document if said in _OF_THE_DOCUMENT else [],
            to_card(tongue, complaint_id),
            [to_menu(tongue)],
        ),
    )


def _step(args: Mapping[str, Any]) -> NextStep:
    return NextStep(
        kind=Step(args["step"]),
        by=date.fromisoformat(args["by"]) if args.get("by") else None,
        why=verbatim(""),
        norm=None,
        estimate=bool(args.get("estimate")),
        no_date=NoDate(args["no_date"]) if args.get("no_date") else None,
    )
