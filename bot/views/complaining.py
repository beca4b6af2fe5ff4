"""Before a complaint and right after it: what is asked first, and what now.

Neither promises more than there is: the bot makes a document, the person signs and files it.
"""

from __future__ import annotations

from typing import Any

from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Complaint, Help, to_menu
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
    text = _(
        "<b>The document is ready.</b>\n\n"
        "I have sent it nowhere. You sign it and hand it in; the number that counts is the one "
        "they give you. Tell me that number and the day, and I will count by when they must "
        "answer.\n\n"
        "You find it under “My complaints” in the menu at any time."
    )
    ways = (
        (_("📄 The document"), "papers"),
        (_("How to hand it in"), "how"),
        (_("Open the complaint"), "card"),
    )
    return Screen(
        tongue.html(text),
        inline(
            *(
                [press(tongue.plain(label), Complaint(to=to, id=complaint_id).pack())]
                for label, to in ways
            ),
            [to_menu(tongue)],
        ),
    )
