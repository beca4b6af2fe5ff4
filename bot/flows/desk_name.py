"""Under which first name people hear of a volunteer: typed, as they like it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Written
from civic.act import Act
from civic.desk.members import appear_as, read_name
from civic.phrases import _

NAME = "desk_name"


def desk_name(administrators: Iterable[int]) -> Script:
    """The script. ``administrators``: Telegram ids of the settings."""
    chiefs = tuple(administrators)

    async def finish(act: Act, answers: Answers) -> Ending:
        await appear_as(act, chiefs, answers["name"])
        return Ending("desk_name_kept")

    return Script(
        name=NAME,
        version=1,
        title=_("My name at the desk"),
        steps=(
            Written(
                key="name",
                name=_("Name"),
                ask=_("Which first name may people see under your answers?"),
                hint=_("It need not be your own. No surname, no contact: people see this alone."),
                read=read_name,
                has_now=lambda _answers: False,
            ),
        ),
        finish=finish,
        quiet=True,
    )
