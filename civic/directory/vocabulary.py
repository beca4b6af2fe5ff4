"""The closed vocabulary: whom a centre takes, on what conditions, what it gives, who asks for what.

Centres refuse people for reasons that differ from door to door: no papers, no statement to the
police, a son of twelve. In free words a filter would miss them, and somebody would learn it at the
door, at night. Codes are shown through the views, never as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from storage.finding import Wish

YOUNGEST_SON, OLDEST_SON = 3, 18
LONGEST_STAY = 24
_SONS = tuple(f"sons-to-{age}" for age in range(YOUNGEST_SON, OLDEST_SON + 1))
_STAYS = tuple(f"stay-to-{months}" for months in range(1, LONGEST_STAY + 1))

CONDITIONS: dict[str, tuple[str, ...]] = {
    "women": ("women",),
    "children": ("children", "no-children"),
    "men": ("men", "men-by-day", "no-men"),
    "sons": _SONS,
    "papers": ("no-papers", "papers-later", "papers-asked"),
    "police": ("no-statement", "statement-asked"),
    "referral": ("own-word", "referral-asked"),
    "foreigners": ("foreigners", "no-foreigners"),
    "elsewhere": ("other-regions", "own-region-only"),
    "nights": ("nights", "days-only"),
    "step-free": ("step-free",),
    "pregnant": ("pregnant",),
    "trafficking": ("trafficking",),
    "homeless": ("homeless",),
    "stay": _STAYS,
}
"""Subject to its codes; of one subject an entry says one thing or nothing.

``sons-to-11``: mothers with sons up to eleven years of age. ``papers-later``: taken in without
papers, asked for them after some days. ``statement-…``: a written statement to the police.
``own-word``: no referral is needed. ``nights``: lets in at night. ``stay-to-6``: up to six months.
"""
NUMBERED = ("sons", "stay")
"""Subjects whose codes carry a number."""
SERVICES = (
    "housing",
    "psychological",
    "legal",
    "medical",
    "social",
    "documents",
    "work",
    "food",
    "childcare",
    "training",
)
LANGUAGES = ("kk", "ru", "en", "uz", "tr", "zh", "ug", "ky", "tg")

_SUBJECT = {code: subject for subject, codes in CONDITIONS.items() for code in codes}

WISHES: dict[str, Wish] = {
    "roof": (("housing",), ()),
    "talk": (("psychological",), ()),
    "law": (("legal",), ()),
    "doc": (("medical",), ()),
    "kid": (("children", "childcare"), ("no-children",)),
    "no-papers": (("no-papers", "papers-later"), ("papers-asked",)),
    "no-statement": (("no-statement",), ("statement-asked",)),
    "no-referral": (("own-word",), ("referral-asked",)),
    "man": (("men",), ("no-men",)),
    "foreigner": (("foreigners",), ("no-foreigners",)),
    # of another country or without papers, and not said which: nobody is left out for it
    "abroad": (("foreigners", "no-papers", "papers-later"), ()),
    "elsewhere": (("other-regions",), ("own-region-only",)),
    "night": (("nights",), ("days-only",)),
    "step-free": (("step-free",), ()),
    "pregnant": (("pregnant",), ()),
    "trafficking": (("trafficking",), ()),
}
"""What a person may wish for: the codes that grant it and those that refuse it. See ``wish``."""
_SON = re.compile(r"son-(\d{1,2})")

_WORDS = {
    "housing": r"housing|night shelter|night beds",
    "psychological": r"psycholog",
    "legal": r"\blegal|\bcourt|lawyer",
    "medical": r"medical|doctor",
    "social": r"\bsocial",
    "documents": r"document",
    "work": r"employment",
    "food": r"\bfood",
    "childcare": r"child care|playroom|kindergarten",
    "training": r"training|workshop",
    "women": r"\bwomen|mothers",
    "children": r"child|minors|families",
    "men": r"(?<!wo)\bmen\b(?! \()",
    "men-by-day": r"\bmen \(consultations\)",
    "pregnant": r"pregnan",
    "trafficking": r"traffick",
    "homeless": r"homeless",
    "foreigners": r"migrants|foreigners",
}
"""What the words of the sources come to, for the entries that nobody has put into codes yet."""


class UnknownCode(ValueError):  # noqa: N818 - it says what it is
    """A word that is not in the vocabulary; the text is the word."""


class CodesContradict(ValueError):  # noqa: N818 - it says what it is
    """Two codes of one subject; the text names both."""


def conditions(codes: Iterable[str]) -> tuple[str, ...]:
    """These codes in the order of the vocabulary. Raises ``UnknownCode``, ``CodesContradict``."""
    said: dict[str, str] = {}
    for code in codes:
        subject = _SUBJECT.get(code)
        if subject is None:
            raise UnknownCode(code)
        if said.setdefault(subject, code) != code:
            raise CodesContradict(f"{said[subject]}, {code}")
    return tuple(said[subject] for subject in CONDITIONS if subject in said)


def rivals_of(code: str) -> tuple[str, ...]:
    """The codes of the same subject, which this one rules out; none for services, languages."""
    subject = _SUBJECT.get(code)
    return tuple(it for it in CONDITIONS[subject] if it != code) if subject else ()


def chosen(codes: Iterable[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """These codes in the order of ``allowed``, each once. Raises ``UnknownCode``."""
    wanted = set(codes)
    if unknown := sorted(wanted - set(allowed)):
        raise UnknownCode(unknown[0])
    return tuple(code for code in allowed if code in wanted)


def wish(code: str) -> Wish:
    """What grants and what refuses it; ``son-15`` is a son of fifteen. Raises ``UnknownCode``."""
    son = _SON.fullmatch(code)
    if son is None or int(son[1]) > OLDEST_SON:
        try:
            return WISHES[code]
        except KeyError:
            raise UnknownCode(code) from None
    age = int(son[1])
    old_enough = tuple(name for name in _SONS if int(name.rpartition("-")[2]) >= age)
    too_young = tuple(name for name in _SONS if name not in old_enough)
    return old_enough, (*too_young, "no-children")


def codes_of(
    serves: Iterable[str],
    services: Iterable[str],
    shelter: str | None,
    condition_codes: Iterable[str],
) -> tuple[str, ...]:
    """Everything that is known of an entry, in codes; conditions overrule the source's words."""
    told = "; ".join((*serves, *services)).casefold()
    found = {code for code, words in _WORDS.items() if re.search(words, told)}
    found |= {code for code in services if code in SERVICES}
    if shelter and shelter.casefold().startswith("yes"):
        found.add("housing")
    given = set(condition_codes)
    settled = {_SUBJECT[code] for code in given if code in _SUBJECT}
    return tuple(sorted({code for code in found if _SUBJECT.get(code) not in settled} | given))
