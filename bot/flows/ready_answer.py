"""A ready answer is written, or changed: its key, its topic, both texts, a last look.

Started with what is offered now (``about``) when one is changed. It waits for somebody to approve.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Choice, Option, Review, Words, Written
from civic.act import Act
from civic.desk.ready import LONGEST_TEXT, Wording, read_key, read_text, write
from civic.desk.ticket import TOPIC_NAMES
from civic.phrases import Phrase, Refusal, _, verbatim
from storage.ready_answers import ReadyAnswer

NAME = "ready_answer"


def about(answer: ReadyAnswer) -> dict[str, object]:
    """What the script must know of the answer that is to be changed."""
    return {
        "of": answer.key,
        "version": answer.version,
        "texts": {"kk": answer.kk, "ru": answer.ru},
    }


def _is_new(answers: Answers) -> bool:
    return "of" not in answers


def _is_refused(step: str) -> Callable[[str], Phrase | None]:
    """Whether no answer for everybody may read so, and why."""

    def check(text: str) -> Phrase | None:
        try:
            read_text(text, step)
        except Refusal as refusal:
            return refusal.why
        return None

    return check


def _now(language: str) -> Callable[[Answers], Phrase]:
    def hint(answers: Answers) -> Phrase:
        if _is_new(answers):
            return _("It goes to people as it stands: no names, no numbers, nothing to fill in.")
        return _("It reads now:\n\n{text}", text=answers["texts"][language])

    return hint


def _title(answers: Answers) -> Phrase:
    if _is_new(answers):
        return _("A ready answer")
    return _("Ready answer: {key}", key=answers["of"])


def ready_answer(administrators: Iterable[int]) -> Script:
    """The script; ``administrators`` (Telegram ids) are those of the settings."""
    chiefs = tuple(administrators)

    async def finish(act: Act, answers: Answers) -> Ending:
        key = answers["key"] if _is_new(answers) else answers["of"]
        version = 0 if _is_new(answers) else int(answers["version"])
        wording = Wording(key, answers["kk"], answers["ru"], answers["topic"], version)
        await write(act, chiefs, wording)
        return Ending("answer_written", {"key": key})

    return Script(
        name=NAME,
        version=1,
        title=_title,
        steps=(
            Written(
                key="key",
                name=_("Key"),
                ask=_("By which word will volunteers find it?"),
                hint=_("One short word in any language, such as: greeting."),
                read=read_key,
                has_now=lambda _answers: False,
                said=verbatim,
                at_most=40,
                when=_is_new,
            ),
            Choice(
                key="topic",
                name=_("Topic"),
                ask=_("Is it for one topic?"),
                hint=_("Skip this if it is good for all of them."),
                options=tuple(Option(topic, label) for topic, label in TOPIC_NAMES.items()),
                columns=2,
                optional=True,
            ),
            Words(
                key="kk",
                name=_("In Kazakh"),
                ask=_("How does it read in Kazakh?"),
                hint=_now("kk"),
                at_most=LONGEST_TEXT,
                check=_is_refused("kk"),
            ),
            Words(
                key="ru",
                name=_("In Russian"),
                ask=_("And in Russian?"),
                hint=_now("ru"),
                at_most=LONGEST_TEXT,
                check=_is_refused("ru"),
            ),
            Review(submit=_("Save both texts")),
        ),
        finish=finish,
    )
