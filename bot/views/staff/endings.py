"""How the talks of the staff end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.views.screen import Screen, inline
from bot.views.staff.ways import Staff, go, to_own_page
from bot.views.tongue import Tongue
from civic.phrases import Phrase, _


def _back_to(to: str, label: Phrase, said: Phrase) -> Callable[[Tongue, dict[str, Any]], Screen]:
    def ending(tongue: Tongue, args: dict[str, Any]) -> Screen:
        del args
        return Screen(
            tongue.html(said),
            inline([go(tongue, label, Staff(to=to))], [to_own_page(tongue)]),
        )

    return ending


STAFF_ENDINGS: Mapping[str, Callable[[Tongue, dict[str, Any]], Screen]] = {
    "answer_written": _back_to(
        "answers",
        _("← Ready answers"),
        _(
            "Saved. It is offered as soon as a coordinator or an administrator has approved both "
            "texts."
        ),
    ),
    "desk_hours_set": _back_to(
        "hours", _("← Hours of the desk"), _("Saved. From now on people are told these hours.")
    ),
    "desk_name_kept": _back_to(
        "me", _("My place at the desk"), _("Saved. People see this name under your answers.")
    ),
    "desk_group_set": _back_to(
        "groups",
        _("← Groups of volunteers"),
        _("Saved. New questions of this kind go to that group."),
    ),
    "person_banned": _back_to("bans", _("← Bans"), _("The ban stands.")),
}
