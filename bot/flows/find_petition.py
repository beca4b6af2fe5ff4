"""Looking for a petition by a few words."""

from __future__ import annotations

from datetime import timedelta, tzinfo

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Words
from bot.views.petitions.found import kept
from civic.act import Act
from civic.petitions.looking import PetitionSearch
from civic.phrases import _

NAME = "find_petition"


def find_petition(search: PetitionSearch, zone: tzinfo) -> Script:
    """The script; days are those of ``zone``."""

    async def finish(act: Act, answers: Answers) -> Ending:
        asked = answers["words"]
        found = await search.find(act.connection, asked)
        return Ending("petitions_found", kept(asked, found, act.now.astimezone(zone).date()))

    return Script(
        name=NAME,
        version=1,
        title=_("Looking for a petition"),
        steps=(
            Words(
                key="words",
                name=_("Words"),
                ask=_("What is it about?"),
                hint=_(
                    "One word or a few, in Kazakh or in Russian; a slip of the finger does no "
                    "harm. For example: мектеп, дорога."
                ),
                at_least=2,
                at_most=200,
            ),
        ),
        finish=finish,
        quiet=True,
        keeps=timedelta(days=1),
    )
