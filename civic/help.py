"""For whom help is sought, what is needed and what may stand in the way: which lines come first,
which centres fit.

Pure, and without a verdict: nothing is scored, nothing is kept. An answer only changes what is
shown first, and what it is worth to say at once on the phone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from civic.directory import Line, Need
from civic.phrases import Phrase, _

ME, FRIEND, CHILD, MAN = "me", "friend", "child", "man"
DISABILITY, FOREIGNER, AFRAID_OF_SELF, UNSURE = "disab", "foreign", "self", "unsure"
ROOF, TALK, LAWYER, DOCTOR, FOR_CHILD, OPTIONS = "roof", "talk", "law", "doc", "kid", "know"
SON, NO_PAPERS, NO_STATEMENT, ELSEWHERE = "son", "papers", "police", "elsewhere"

WHO: dict[str, Phrase] = {
    ME: _("For me"),
    FRIEND: _("For somebody close to me"),
    CHILD: _("For a child or a teenager"),
    MAN: _("For me, I am a man"),
    DISABILITY: _("For a person with a disability"),
    FOREIGNER: _("For me: from abroad or without papers"),
    AFRAID_OF_SELF: _("I am afraid of hurting somebody"),
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
    _("there is fear for the children"),
    _("it is time to leave, right now"),
)
"""Signs that it cannot wait. Any one of them counts; they are not added up and not kept."""
TERMS: dict[str, Phrase] = {
    SON: _("A son older than 11 comes along"),
    NO_PAPERS: _("No papers at hand"),
    NO_STATEMENT: _("No statement to the police"),
    ELSEWHERE: _("Registered in another region"),
}
"""For what centres really turn people away. Said beforehand, it is not learned at the door."""

URGENT = ("112", "102", "111", "150")
_FIRST: dict[str, tuple[str, ...]] = {
    DOCTOR: ("103", "112"),
    ROOF: ("111", "150"),
    TALK: ("111", "150"),
    LAWYER: ("111", "1414"),
    FOR_CHILD: ("111", "150"),
    OPTIONS: ("111", "150", "1414"),
}
_FOR_WHOM: dict[str, tuple[str, ...]] = {CHILD: ("111",), AFRAID_OF_SELF: ("111", "150")}
_WISHES: dict[str, str] = {
    CHILD: "kid",
    MAN: "man",
    DISABILITY: "step-free",
    FOREIGNER: "abroad",
    ROOF: "roof",
    TALK: "talk",
    LAWYER: "law",
    DOCTOR: "doc",
    FOR_CHILD: "kid",
    SON: "son-12",
    NO_PAPERS: "no-papers",
    NO_STATEMENT: "no-statement",
    ELSEWHERE: "elsewhere",
}
"""What is wished of a centre (``civic.directory.vocabulary.WISHES``)."""
_AT_NIGHT = "night"

_NOTHING, _IS_URGENT = "-", "!"
_LETTER: dict[str, str] = {
    ME: "m",
    FRIEND: "f",
    CHILD: "c",
    MAN: "n",
    DISABILITY: "d",
    FOREIGNER: "o",
    AFRAID_OF_SELF: "s",
    UNSURE: "u",
    ROOF: "r",
    TALK: "t",
    LAWYER: "l",
    DOCTOR: "d",
    FOR_CHILD: "k",
    OPTIONS: "o",
    SON: "s",
    NO_PAPERS: "p",
    NO_STATEMENT: "n",
    ELSEWHERE: "e",
}


@dataclass(frozen=True, slots=True)
class Search:
    """What a person has said of what they look for; any part may be empty ("do not know")."""

    who: str = ""
    need: str = ""
    terms: tuple[str, ...] = ()
    urgent: bool = False
    """They are in danger, or one of the plain signs is there."""

    def about(self, who: str) -> Search:
        """It is for this person."""
        return replace(self, who=who)

    def wanting(self, need: str) -> Search:
        """This is needed."""
        return replace(self, need=need)

    def in_danger(self) -> Search:
        """It cannot wait."""
        return replace(self, urgent=True)

    def with_term_turned(self, term: str) -> Search:
        """The term is said, or no longer said."""
        said = set(self.terms) ^ {term}
        return replace(self, terms=tuple(term for term in TERMS if term in said))


def packed(search: Search) -> str:
    """The search in a few letters: there is little room in a button, and nowhere else."""
    letters = [_LETTER.get(search.who, _NOTHING), _LETTER.get(search.need, _NOTHING)]
    letters += [_IS_URGENT] if search.urgent else []
    return "".join((*letters, *(_LETTER[term] for term in search.terms))).removesuffix("--")


def unpacked(letters: str) -> Search:
    """The search of these letters; what they do not tell is not known."""
    who, need, *rest = list(letters.ljust(2, _NOTHING))
    terms = tuple(term for term in TERMS if _LETTER[term] in rest)
    return Search(_named(who, WHO), _named(need, NEED), terms, _IS_URGENT in rest)


def _named(letter: str, codes: Mapping[str, Phrase]) -> str:
    return next((code for code in codes if _LETTER[code] == letter), "")


def urgent_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines for somebody in danger, in the order in which to try them."""
    return _in_order(lines, URGENT)


def lines_for(lines: Sequence[Line], search: Search) -> list[Line]:
    """The lines that fit best, first; a child's line always comes first for a child.

    In danger the lines for danger come before all others.
    """
    fitting = (*_FOR_WHOM.get(search.who, ()), *_FIRST.get(search.need, ("111", "150")), "112")
    wanted = ("112", "102", *fitting) if search.urgent else fitting
    return _in_order(lines, tuple(dict.fromkeys(wanted)))


def need_for(search: Search, region: str, near: tuple[float, float] | None = None) -> Need:
    """What is looked for among a region's centres; ``near`` (degrees) is used and forgotten."""
    said = [_WISHES[code] for code in (search.who, search.need, *search.terms) if code in _WISHES]
    if search.urgent and search.need == ROOF:
        said.append(_AT_NIGHT)
    return Need(region, tuple(dict.fromkeys(said)), urgent=search.urgent, near=near)


def asks_red_flags(search: Search) -> bool:
    """Whether the plain signs of danger are asked: not of who is afraid of themselves."""
    return search.who != AFRAID_OF_SELF


def asks_terms(search: Search) -> bool:
    """Whether it is asked what a centre may refuse for: of who seeks a roof and can wait for it."""
    return search.need == ROOF and not search.urgent


def _in_order(lines: Sequence[Line], numbers: Sequence[str]) -> list[Line]:
    by_number = {line.number: line for line in lines}
    return [by_number[number] for number in numbers if number in by_number]
