"""The number or the day of the registration was mistyped: the right ones."""

from __future__ import annotations

from datetime import date, tzinfo

from bot.flows.after import COMPLAINT, NUMBER, before_prepared, changed, number_fault, titled
from bot.flows.after_registered import LONGEST_AGO
from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Day, Words
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.keeping import LONGEST_NUMBER
from civic.phrases import Phrase, _

ON = "registered_on"
"""The day that stands there now, known from the start."""


def _stands(answers: Answers) -> Phrase:
    return _(
        "It stands as {day}. If that is right, skip this; else write the right day, for example "
        "05.11.2026.",
        day=date.fromisoformat(answers[ON]),
    )


def after_number(zone: tzinfo) -> Script:
    """The script; days are those of ``zone``."""

    async def finish(act: Act, answers: Answers) -> Ending:
        complaint_id = answers[COMPLAINT]
        if answers.get("on"):
            day = date.fromisoformat(answers["on"])
            await keeping.correct_registration_day(act, complaint_id, day, zone)
        await keeping.correct_number(act, complaint_id, answers["number"], zone)
        return changed(complaint_id, "number")

    return Script(
        name=NUMBER,
        version=2,
        title=titled(_("The number of the complaint")),
        steps=(
            Words(
                key="number",
                name=_("Number"),
                ask=_("What is the right number?"),
                hint=_("As it stands on the slip or in e-Otinish."),
                at_most=LONGEST_NUMBER,
                check=number_fault,
            ),
            Day(
                key="on",
                name=_("Day of registration"),
                ask=_("Is the day of registration right?"),
                hint=_stands,
                earliest=-LONGEST_AGO,
                caution=before_prepared,
                optional=True,
                when=lambda answers: bool(answers.get(ON)),
            ),
        ),
        finish=finish,
    )
