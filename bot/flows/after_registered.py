"""The number and the day of registration: from here the clock of the law runs."""

from __future__ import annotations

from datetime import date, tzinfo

from bot.flows.after import COMPLAINT, REGISTERED, before_prepared, noted, number_fault, titled
from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Day, Words
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.history import Event
from civic.complaints.keeping import LONGEST_NUMBER
from civic.complaints.statuses import Status
from civic.phrases import _

LONGEST_AGO = 3 * 365
"""Days; a registration before that is a slip of the finger."""


def after_registered(zone: tzinfo) -> Script:
    """The script; days are those of ``zone``."""

    async def finish(act: Act, answers: Answers) -> Ending:
        event = Event(Status.REGISTERED, date.fromisoformat(answers["on"]))
        kept = await keeping.note_event(act, answers[COMPLAINT], event, zone, answers["number"])
        return noted(act, kept, "registered", zone)

    return Script(
        name=REGISTERED,
        version=1,
        title=titled(_("The number of the complaint")),
        steps=(
            Words(
                key="number",
                name=_("Number"),
                ask=_("Under which number is it registered?"),
                hint=_("As it stands on the slip or in e-Otinish."),
                at_most=LONGEST_NUMBER,
                check=number_fault,
            ),
            Day(
                key="on",
                name=_("Day of registration"),
                ask=_("On which day was it registered?"),
                earliest=-LONGEST_AGO,
                caution=before_prepared,
            ),
        ),
        finish=finish,
    )
