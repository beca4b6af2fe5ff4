"""Before a complaint and right after it: what is asked first, and what now.

Neither promises more than there is: the bot makes a document, the person signs and files it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Complaint, Help, to_menu
from civic.complaints.filing import too_late
from civic.complaints.law import law
from civic.phrases import _


def danger_screen(tongue: Tongue) -> Screen:
    """Danger to life comes before any paper."""
    return Screen(
        tongue.html(_("Before we begin: is somebody's life or health in danger right now?")),
        inline(
            [press(tongue.plain(_("Yes")), Help(to="urgent").pack())],
            [press(tongue.plain(_("No, I want to write")), Complaint(to="begin").pack())],
            [to_menu(tongue)],
        ),
    )


def ready_screen(tongue: Tongue, args: dict[str, Any]) -> Screen:
    """The ending of the talk."""
    complaint_id = args["complaint"]
    by = date.fromisoformat(args["by"]) if args.get("by") else None
    if args.get("anonymous"):
        text = _(
            "<b>The document is ready.</b>\n\n"
            "It has no name, no address and no signature. I have sent it nowhere; “How to hand it "
            "in” tells what is possible without a name, and what is not.\n\n"
            "You find it under “My complaints” in the menu at any time."
        )
    else:
        text = _TEXT
    parts = [text]
    if by is not None and args.get("late"):
        parts += [_("❗ The time to complain ended on {day}.", day=by), too_late(law())[0]]
    elif by is not None:
        parts.append(_("You have time to hand it in until {day}: I counted it by the law.", day=by))
    ways = (
        (_("📄 The document"), "papers"),
        (_("How to hand it in"), "how"),
        (_("Open the complaint"), "card"),
    )
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            *(
                [press(tongue.plain(label), Complaint(to=to, id=complaint_id).pack())]
                for label, to in ways
            ),
            [to_menu(tongue)],
        ),
    )


_TEXT = _(
    "<b>The document is ready.</b>\n\n"
    "I have sent it nowhere. You sign it and hand it in; the number that counts is the one "
    "they give you. Tell me that number and the day, and I will count by when they must "
    "answer.\n\n"
    "You find it under “My complaints” in the menu at any time."
)
