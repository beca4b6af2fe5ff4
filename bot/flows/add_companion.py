"""A moderator has an official petition followed here: its link, its title in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Choice, Option, Review, Words
from civic.act import Act
from civic.desk.roles import Right, must
from civic.petitions.kinds import TOPIC_NAMES, Topic
from civic.petitions.official import LONGEST_TITLE, Companion, follow, official_id_of
from civic.phrases import Phrase, Refusal, _

NAME = "companion"


def _is_no_link(text: str) -> Phrase | None:
    try:
        official_id_of(text)
    except Refusal as refusal:
        return refusal.why
    return None


def add_companion(administrators: Iterable[int]) -> Script:
    """The script; ``administrators`` (Telegram ids) are those of the settings."""
    chiefs = tuple(administrators)

    async def finish(act: Act, answers: Answers) -> Ending:
        await must(act, chiefs, Right.MODERATE)
        companion = Companion(
            official_id=official_id_of(answers["link"]),
            title_kk=answers["kk"],
            title_ru=answers["ru"],
            topic=Topic(answers["topic"]),
        )
        await follow(act.connection, companion, act.now, act.person.id)
        return Ending("companion_followed", {})

    return Script(
        name=NAME,
        version=1,
        title=_("An official petition to follow"),
        steps=(
            Words(
                key="link",
                name=_("Link"),
                ask=_("Please send the link to the petition on epetition.kz."),
                at_most=500,
                check=_is_no_link,
            ),
            Words(
                key="kk",
                name=_("In Kazakh"),
                ask=_("What is it called in Kazakh?"),
                at_most=LONGEST_TITLE,
            ),
            Words(
                key="ru",
                name=_("In Russian"),
                ask=_("And in Russian?"),
                at_most=LONGEST_TITLE,
            ),
            Choice(
                key="topic",
                name=_("Topic"),
                ask=_("What is it about?"),
                options=tuple(Option(topic, label) for topic, label in TOPIC_NAMES.items()),
                columns=2,
            ),
            Review(submit=_("Follow it")),
        ),
        finish=finish,
    )
