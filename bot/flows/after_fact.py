"""Something is added to what happened, in the person's own words."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.after import COMPLAINT, FACT, changed, titled
from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Words
from bot.flows.steps.words import joined
from bot.flows.words_on_paper import cautioned, says_nothing
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.keeping import MOST_ADDED
from civic.phrases import Refusal, _


def after_fact() -> Script:
    """The script."""

    async def finish(act: Act, answers: Answers) -> Ending:
        kept = await keeping.hold(act, answers[COMPLAINT])
        told = "\n\n".join(filter(None, (kept.facts.what_happened, joined(answers["fact"]))))
        try:
            await keeping.change_facts(
                act, answers[COMPLAINT], replace(kept.facts, what_happened=told)
            )
        except Refusal as refusal:
            raise Refusal(refusal.why, "fact") from None
        return changed(answers[COMPLAINT], "fact")

    return Script(
        name=FACT,
        version=1,
        title=titled(_("A fact for the complaint")),
        steps=(
            Words(
                key="fact",
                name=_("What is added"),
                ask=_("What should be added to what happened?"),
                hint=_(
                    "Several messages are fine; then tap “Done”. What is handed in already does "
                    "not change; the next document will have it."
                ),
                at_least=3,
                at_most=MOST_ADDED,
                in_several=True,
                check=says_nothing,
                caution=cautioned,
            ),
        ),
        finish=finish,
    )
