"""What an author has to tell the supporters, in one language at least."""

from __future__ import annotations

from bot.flows.ending import Ending
from bot.flows.moderate_petition import PETITION, named
from bot.flows.script import DRAFT, Script
from bot.flows.step import Answers
from bot.flows.steps import Review, Words
from bot.flows.words_on_paper import says_nothing
from civic.act import Act
from civic.desk.house import Desk
from civic.petitions import news
from civic.phrases import Refusal, _

NAME = "petition_update"


def petition_update(desk: Desk) -> Script:
    """The script; those who moderate hear of each."""

    async def finish(act: Act, answers: Answers) -> Ending:
        if not (answers["kk"] or answers["ru"]):
            raise Refusal(_("Please write it in one language at least."), "kk")
        await news.write(
            act,
            answers[DRAFT],
            answers[PETITION],
            (answers["kk"], answers["ru"]),
            desk.zone,
            desk.administrators,
        )
        return Ending("petition_update_written", {"petition": answers[PETITION]})

    return Script(
        name=NAME,
        version=1,
        title=named(_("News for supporters")),
        steps=(
            Words(
                key="kk",
                name=_("In Kazakh"),
                ask=_("What would you like to tell your supporters, in Kazakh?"),
                hint=_("Once a week at most. If you write in Russian only, skip it."),
                at_least=10,
                at_most=news.LONGEST,
                check=says_nothing,
                optional=True,
            ),
            Words(
                key="ru",
                name=_("In Russian"),
                ask=_("And in Russian?"),
                hint=_("If you wrote it in Kazakh only, skip it."),
                at_least=10,
                at_most=news.LONGEST,
                check=says_nothing,
                optional=True,
            ),
            Review(submit=_("Give it to a moderator")),
        ),
        finish=finish,
    )
