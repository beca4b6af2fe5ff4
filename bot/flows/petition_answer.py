"""What a moderator notes of a petition that was sent: the day it was taken in, and the answer."""

from __future__ import annotations

from datetime import date

from bot.flows.ending import Ending
from bot.flows.moderate_petition import PETITION, named
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Choice, Day, Option, Review, Words
from civic.act import Act
from civic.desk.house import Desk
from civic.petitions import answers as answering
from civic.petitions.answers import Answer
from civic.petitions.states import OUTCOME_NAMES, Outcome
from civic.phrases import Refusal, _

SENT, ANSWERED = "petition_sent", "petition_answered"
_LONGEST = 1200


def petition_sent(desk: Desk) -> Script:
    """The script; days are those of the desk's zone."""

    async def finish(act: Act, answers: Answers) -> Ending:
        moved = await answering.send(
            act,
            desk.administrators,
            answers[PETITION],
            date.fromisoformat(answers["on"]),
            desk.zone,
        )
        by = moved.answer_by
        args = {"petition": moved.id, "said": "sent", "by": by.isoformat() if by else None}
        return Ending("petition_moderated", args)

    return Script(
        name=SENT,
        version=1,
        title=named(_("It was sent")),
        steps=(
            Day(
                key="on",
                name=_("Day"),
                ask=_("On which day did they register it?"),
                hint=_("The answer is counted from it, in working days."),
            ),
        ),
        finish=finish,
    )


def petition_answered(desk: Desk) -> Script:
    """The script: how they answered, in which words, whether they promised something."""

    async def finish(act: Act, answers: Answers) -> Ending:
        if not (answers["kk"] or answers["ru"]):
            raise Refusal(_("Please give the answer in one language at least."), "kk")
        answer = Answer(
            outcome=Outcome(answers["outcome"]),
            kk=answers["kk"],
            ru=answers["ru"],
            promises=answers["promises"] == "yes",
        )
        moved = await answering.note_answer(
            act, desk.administrators, answers[PETITION], answer, desk.zone
        )
        return Ending("petition_moderated", {"petition": moved.id, "said": "answered"})

    return Script(
        name=ANSWERED,
        version=1,
        title=named(_("The answer")),
        steps=(
            Choice(
                key="outcome",
                name=_("How it was answered"),
                ask=_("How was it answered?"),
                options=tuple(Option(it.value, name) for it, name in OUTCOME_NAMES.items()),
            ),
            Words(
                key="kk",
                name=_("In Kazakh"),
                ask=_("What do they say, in Kazakh?"),
                hint=_("Their words, shortened if need be. If there is no Kazakh text, skip it."),
                at_most=_LONGEST,
                optional=True,
            ),
            Words(
                key="ru",
                name=_("In Russian"),
                ask=_("And in Russian?"),
                hint=_("If there is no Russian text, skip it."),
                at_most=_LONGEST,
                optional=True,
            ),
            Choice(
                key="promises",
                name=_("A promise"),
                ask=_("Do they promise to do something?"),
                hint=_("Then I ask after 3, 6 and 12 months what became of it."),
                options=(Option("yes", _("Yes")), Option("no", _("No"))),
            ),
            Review(submit=_("Publish the answer")),
        ),
        finish=finish,
    )
