"""Some questions go to another group: which topic, which region, which group."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Choice, Option, Review, Written
from civic.act import Act
from civic.desk.groups import send_to
from civic.desk.ticket import TOPIC_NAMES
from civic.phrases import Refusal, _, verbatim
from civic.regions import regions
from storage.desk_groups import ANY, GroupRule

NAME = "desk_group"
_NUMBER = re.compile(r"-\d{5,18}")
NUMBER_PLEASE = _("A group's number begins with a minus, as in -1001234567890.")


def _number(typed: str) -> str:
    number = typed.replace("−", "-").replace("–", "-").replace(" ", "")
    if not _NUMBER.fullmatch(number):
        raise Refusal(NUMBER_PLEASE)
    return number


def _regions(_answers: Answers) -> tuple[Option, ...]:
    return tuple(Option(iso, verbatim(it.short_name)) for iso, it in regions().items())


def desk_group(administrators: Iterable[int]) -> Script:
    """The script. ``administrators``: Telegram ids of the settings."""
    chiefs = tuple(administrators)

    async def finish(act: Act, answers: Answers) -> Ending:
        topic, region = answers["topic"] or ANY, answers["region"] or ANY
        await send_to(act, chiefs, GroupRule(topic, region, int(answers["chat"])))
        return Ending("desk_group_set")

    return Script(
        name=NAME,
        version=1,
        title=_("Another group of volunteers"),
        steps=(
            Choice(
                key="topic",
                name=_("Topic"),
                ask=_("Questions about what?"),
                hint=_("Skip this if it is about all of them."),
                options=tuple(Option(topic, label) for topic, label in TOPIC_NAMES.items()),
                columns=2,
                optional=True,
            ),
            Choice(
                key="region",
                name=_("Region"),
                ask=_("From which region?"),
                hint=_("Skip this if it is all of them."),
                options=_regions,
                columns=2,
                optional=True,
            ),
            Written(
                key="chat",
                name=_("Group"),
                ask=_("To which group? Write its number."),
                hint=_("Add me to that group and write /desk there: I tell its number."),
                read=_number,
                has_now=lambda _answers: False,
            ),
            Review(submit=_("Send them there")),
        ),
        finish=finish,
    )
