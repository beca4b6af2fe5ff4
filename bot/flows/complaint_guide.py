"""Which document, and about what: the first questions of a complaint."""

from __future__ import annotations

from bot.flows.step import Answers, Button
from bot.flows.steps import Choice, Option, Words
from bot.flows.words_on_paper import cautioned, says_nothing
from bot.views.ways import Help
from civic.complaints.circumstances import BEFORE_NAMES, WHAT_NAMES, WHO_NAMES, What
from civic.complaints.kinds import Kind, Topic
from civic.complaints.law import law
from civic.complaints.names import KIND_NAMES, TOPIC_NAMES
from civic.complaints.reasons import not_taken
from civic.complaints.telling import (
    ASKED_WHO,
    NOT_ASKED_BEFORE,
    OTHER,
    advice,
)
from civic.complaints.topics import QUESTIONS, formal
from civic.phrases import Phrase, _

_MOST_QUESTIONS = max(map(len, QUESTIONS.values()))
_DETAILS = (_("First detail"), _("Second detail"))


def _what_is(answers: Answers) -> What | None:
    return What(answers["what"]) if answers.get("what") else None


def _way(answers: Answers) -> Phrase:
    way = advice(answers).way
    if isinstance(way, Kind):
        return _("I suggest this document: {kind}.", kind=KIND_NAMES[way])
    return not_taken(way, law())


def _why(answers: Answers) -> Phrase:
    found = advice(answers)
    first, second = found.reasons
    why = Phrase("{first} {second}", {"first": first, "second": second})
    if not found.norms:
        return why
    by = _("By the law: {norms}.", norms=found.norms)
    return Phrase("{why}\n\n{by}", {"why": why, "by": by})


def _ways(answers: Answers) -> tuple[Option, ...]:
    found = advice(answers)
    other = Option(OTHER, _("Choose another document"))
    if not isinstance(found.way, Kind):
        return (other,)
    return (Option(found.way.value, _("Yes, this one"), KIND_NAMES[found.way]), other)


def _kinds(answers: Answers) -> tuple[Option, ...]:
    return tuple(Option(kind.value, KIND_NAMES[kind]) for kind in advice(answers).others)


def _question(number: int) -> Words:
    def asked(answers: Answers) -> bool:
        topic = answers.get("topic")
        return topic is not None and len(QUESTIONS[Topic(topic)]) > number

    def ask(answers: Answers) -> Phrase:
        return QUESTIONS[Topic(answers["topic"])][number]

    return Words(
        key=f"detail_{number}",
        name=_DETAILS[number],
        titled=lambda answers: formal(ask(answers)),
        ask=ask,
        hint=_("In a few words. If you do not know, skip it."),
        at_most=1000,
        check=says_nothing,
        caution=cautioned,
        optional=True,
        when=asked,
    )


GUIDE = (
    Choice(
        key="what",
        name=_("What kind of thing"),
        ask=_("What has happened?"),
        hint=_("Choose what is closest. If life or health is in danger, call 112: /phones"),
        options=tuple(
            Option(what.value, name) for what, name in WHAT_NAMES.items() if what != What.DANGER
        ),
        door=Button(WHAT_NAMES[What.DANGER], "danger", Help(to="urgent").pack()),
    ),
    Choice(
        key="who",
        name=_("Who did it"),
        ask=_("Who did it?"),
        options=tuple(Option(who.value, name) for who, name in WHO_NAMES.items()),
        when=lambda answers: _what_is(answers) in ASKED_WHO,
    ),
    Choice(
        key="before",
        name=_("Turned to somebody already"),
        ask=_("Have you already written to a state body about it?"),
        options=tuple(Option(before.value, name) for before, name in BEFORE_NAMES.items()),
        when=lambda answers: _what_is(answers) not in NOT_ASKED_BEFORE,
    ),
    Choice(key="way", name=_("Document"), ask=_way, hint=_why, options=_ways),
    Choice(
        key="kind",
        name=_("Which document"),
        ask=_("Which document shall it be?"),
        options=_kinds,
        when=lambda answers: answers.get("way") == OTHER,
    ),
    Choice(
        key="topic",
        name=_("Subject"),
        ask=_("What is it about?"),
        options=tuple(Option(topic.value, name) for topic, name in TOPIC_NAMES.items()),
    ),
    *(_question(number) for number in range(_MOST_QUESTIONS)),
)
"""From what happened to the document, its subject and the subject's own questions."""
