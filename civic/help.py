"""For whom help is sought and what is needed: which lines come first, which centres fit.

Pure, and without a verdict: nothing is scored, nothing is kept. An answer only changes what is
shown first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from civic.directory import Line, Need
from civic.phrases import Phrase, _

ME, FRIEND, CHILD, MAN = "me", "friend", "child", "man"
DISABILITY, FOREIGNER, AFRAID_OF_SELF, UNSURE = "disab", "foreign", "self", "unsure"
ROOF, TALK, LAWYER, DOCTOR, FOR_CHILD, OPTIONS = "roof", "talk", "law", "doc", "kid", "know"

WHO: dict[str, Phrase] = {
    ME: _("For me"),
    FRIEND: _("For somebody close to me"),
    CHILD: _("For a child or a teenager"),
    MAN: _("I am a man"),
    DISABILITY: _("For a person with a disability"),
    FOREIGNER: _("I am a foreigner or have no papers"),
    AFRAID_OF_SELF: _("I am afraid of what I may do"),
    UNSURE: _("I do not know"),
}
NEED: dict[str, Phrase] = {
    ROOF: _("A place to stay"),
    TALK: _("Somebody to talk to"),
    LAWYER: _("A lawyer"),
    DOCTOR: _("A doctor"),
    FOR_CHILD: _("Help for a child"),
    OPTIONS: _("Just to know what is possible"),
}
RED_FLAGS: tuple[Phrase, ...] = (
    _("somebody threatens to kill"),
    _("there was choking"),
    _("there is a weapon"),
    _("I am afraid for the children"),
    _("I want to leave right now"),
)
"""Signs that it cannot wait. Any one of them counts; they are not added up and not kept."""

URGENT = ("112", "102", "111", "150")
_FIRST: dict[str, tuple[str, ...]] = {
    DOCTOR: ("103", "112"),
    ROOF: ("111", "150"),
    TALK: ("150", "111"),
    LAWYER: ("111", "1414"),
    FOR_CHILD: ("111", "150"),
    OPTIONS: ("111", "150", "1414"),
}
_FOR_WHOM: dict[str, tuple[str, ...]] = {CHILD: ("111",), AFRAID_OF_SELF: ("111", "150")}
_WISHES_OF: dict[str, str] = {
    CHILD: "kid",
    MAN: "man",
    DISABILITY: "step-free",
    FOREIGNER: "abroad",
    ROOF: "roof",
    TALK: "talk",
    LAWYER: "law",
    DOCTOR: "doc",
    FOR_CHILD: "kid",
}
"""What is wished of a centre (``civic.directory.vocabulary.WISHES``)."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a person has said of what they look for; any part may be empty ("do not know")."""

    who: str = ""
    need: str = ""


def urgent_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines for somebody in danger, in the order in which to try them."""
    return _in_order(lines, URGENT)


def lines_for(lines: Sequence[Line], search: Search) -> list[Line]:
    """The lines that fit best, first; a child's line always comes first for a child."""
    wanted = (*_FOR_WHOM.get(search.who, ()), *_FIRST.get(search.need, ("111", "150")), "112")
    return _in_order(lines, tuple(dict.fromkeys(wanted)))


def need_for(search: Search, region: str, near: tuple[float, float] | None = None) -> Need:
    """What is looked for among a region's centres; ``near`` (degrees) is used and forgotten.

    Who needs a place to stay is not sent to an office that has no beds.
    """
    said = (_WISHES_OF.get(search.who), _WISHES_OF.get(search.need))
    wishes = tuple(dict.fromkeys(wish for wish in said if wish))
    return Need(region, wishes, urgent=search.need == ROOF, near=near)


def asks_red_flags(search: Search) -> bool:
    """Whether the plain signs of danger are asked: not of who is afraid of themselves."""
    return search.who != AFRAID_OF_SELF


def _in_order(lines: Sequence[Line], numbers: Sequence[str]) -> list[Line]:
    by_number = {line.number: line for line in lines}
    return [by_number[number] for number in numbers if number in by_number]
