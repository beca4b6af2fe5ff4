"""The number was mistyped: the right one."""

from __future__ import annotations

from bot.flows.after import COMPLAINT, NUMBER, changed, number_fault, titled
from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Words
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.keeping import LONGEST_NUMBER
from civic.phrases import _


def after_number() -> Script:
    """The script."""

    async def finish(act: Act, answers: Answers) -> Ending:
        await keeping.correct_number(act, answers[COMPLAINT], answers["number"])
        return changed(answers[COMPLAINT], "number")

    return Script(
        name=NUMBER,
        version=1,
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
        ),
        finish=finish,
    )
