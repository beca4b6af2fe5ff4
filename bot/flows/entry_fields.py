"""The fields of an entry that a check may change, each as a step of the talk, and how they read.

Each shows what holds now and an example of what can be typed. What cannot be read is refused at
once, with the reason, while the administrator still has the centre on the phone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from bot.flows.step import Answers, Step
from bot.flows.steps import Choice, Marks, Option, Scale, Written
from civic.directory import words
from civic.directory.checking import Changes, Outcome
from civic.directory.typed import READERS
from civic.directory.vocabulary import (
    CONDITIONS,
    LANGUAGES,
    LONGEST_STAY,
    NUMBERED,
    OLDEST_SON,
    SERVICES,
    YOUNGEST_SON,
    rivals_of,
)
from civic.phrases import Phrase, _, above
from storage.secrecy import LEVELS, OPEN_DOOR

PLACE = "place"
"""Stands for two fields that are asked one after the other: how much is shown, and the address."""
FIELDS: dict[str, Phrase] = {
    **{
        field: words.FIELD[field]
        for field in ("phones", "hours", "conditions", "services", "languages")
    },
    PLACE: _("Address, and what people may see"),
}
"""What may be marked to be changed."""


def _now(field: str, example: Phrase) -> Callable[[Answers], Phrase]:
    """What holds now, and an example of what can be typed."""

    def hint(answers: Answers) -> Phrase:
        holds = _("Now: {now}", now=words.value(field, answers["now"][field]))
        return above(holds, example)

    return hint


def _codes_now(field: str) -> Callable[[Answers], list[str]]:
    return lambda answers: [code for code in answers["now"][field].split(";") if code]


def _has(field: str) -> Callable[[Answers], bool]:
    return lambda answers: bool(answers["now"][field])


def works(answers: Answers) -> bool:
    return answers.get("outcome") in (Outcome.CONFIRMED, Outcome.CHANGED)


def _changes(field: str) -> Callable[[Answers], bool]:
    return lambda answers: works(answers) and field in (answers.get("what") or ())


def _is_open_door(answers: Answers) -> bool:
    level = answers.get("publish_level") or answers["now"]["publish_level"]
    return _changes(PLACE)(answers) and level == OPEN_DOOR and not answers["secret"]


def all_now(answers: Answers) -> Phrase:
    """All that holds now, and what to do with it."""
    now = answers["now"]
    holds = _(
        "Phones: {phones}\nOpening hours: {hours}\nWhom it takes: {conditions}\n"
        "What it gives: {services}\nLanguages: {languages}\nPeople may see: {level}\n"
        "Address: {address}",
        phones=words.value("phones", now["phones"]),
        hours=words.value("hours", now["hours"]),
        conditions=words.value("conditions", now["conditions"]),
        services=words.value("services", now["services"]),
        languages=words.value("languages", now["languages"]),
        level=words.value("publish_level", now["publish_level"]),
        address=words.value("address", now["address"]),
    )
    return above(holds, _("Mark it, then tap “Done”. If all is right, tap “Done” at once."))


def _levels(answers: Answers) -> tuple[Option, ...]:
    shown = LEVELS[:-1] if answers["secret"] else LEVELS
    return tuple(Option(level, words.LEVEL[level]) for level in shown)


def _level_hint(answers: Answers) -> Phrase:
    now = words.value("publish_level", answers["now"]["publish_level"])
    holds = _("Now: {now}", now=now)
    if answers["secret"]:
        holds = _("Now: {now}\nA source says that the address is secret: it is not shown.", now=now)
    return above(holds, _("Ask the centre. If you are not sure, take the first."))


def _marks(
    field: str,
    ask: Phrase,
    options: Mapping[str, Phrase],
    scales: tuple[Scale, ...] = (),
    columns: int = 2,
) -> Marks:
    return Marks(
        key=field,
        name=words.FIELD[field],
        ask=ask,
        hint=_("Tap to mark or unmark, then “Done”."),
        options=tuple(Option(code, label) for code, label in options.items()),
        now=_codes_now(field),
        read=READERS[field],
        words=partial(words.listed, field=field),
        rivals=rivals_of,
        scales=scales,
        columns=columns,
        when=_changes(field),
    )


_CONDITIONS = {
    code: words.condition(code)
    for subject, codes in CONDITIONS.items()
    if subject not in NUMBERED
    for code in codes
}
_SCALES = (
    Scale(
        "sons-to-",
        _("Sons: up to which age?"),
        _("Up to which age are sons let in with their mother?"),
        tuple(range(YOUNGEST_SON, OLDEST_SON + 1)),
    ),
    Scale(
        "stay-to-",
        _("For how long?"),
        _("For how many months may people stay?"),
        tuple(range(1, LONGEST_STAY + 1)),
    ),
)
FIELD_STEPS: tuple[Step, ...] = (
    Written(
        key="phones",
        name=words.FIELD["phones"],
        ask=_("Which phones?"),
        hint=_now("phones", _("Several with commas between, for example: 8 7xxx xx xx xx, 150")),
        read=READERS["phones"],
        has_now=_has("phones"),
        said=lambda kept: words.value("phones", kept),
        when=_changes("phones"),
    ),
    Written(
        key="hours",
        name=words.FIELD["hours"],
        ask=_("When is it open?"),
        hint=_now(
            "hours", _("For example: Mo-Fr 09:00-18:00; Sa 10:00-14:00. Day and night: 24/7")
        ),
        read=READERS["hours"],
        has_now=_has("hours"),
        said=words.hours,
        when=_changes("hours"),
    ),
    _marks("conditions", _("Whom does it take, and on what conditions?"), _CONDITIONS, _SCALES, 1),
    _marks("services", _("What does it give?"), {code: words.SERVICE[code] for code in SERVICES}),
    _marks(
        "languages",
        _("Which languages do they speak?"),
        {code: words.LANGUAGE[code] for code in LANGUAGES},
    ),
    Choice(
        key="publish_level",
        name=words.FIELD["publish_level"],
        ask=_("What may be shown to people?"),
        hint=_level_hint,
        options=_levels,
        when=_changes(PLACE),
    ),
    Written(
        key="address",
        name=words.FIELD["address"],
        ask=_("The address of the office?"),
        hint=_now(
            "address",
            _("Street and house, for example: Абай көшесі, 1. Never the place where people live."),
        ),
        read=READERS["address"],
        has_now=_has("address"),
        optional=True,
        when=_is_open_door,
    ),
)


def as_typed(answers: Answers) -> Changes:
    def listed(field: str) -> str | None:
        codes = answers.get(field)
        return None if codes is None else ";".join(codes)

    return Changes(
        phones=answers.get("phones"),
        hours=answers.get("hours"),
        conditions=listed("conditions"),
        services=listed("services"),
        languages=listed("languages"),
        address=answers.get("address"),
        publish_level=answers.get("publish_level"),
    )
