"""Petitions that ask for the same, in either language: better one with a chance than five without.

Words are compared as they are spelled by ear, by their beginnings; a small table says which Kazakh
word is which Russian one. What is found is offered, and the author decides.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz

from civic.petitions.states import State
from civic.places.spelling import words
from civic.regions import DATA
from storage.petition_titles import Titled

JOINABLE = (State.OPEN, State.REACHED)
"""What is gathering its first supporters is known by its link alone."""
MOST = 3
_SHORTEST, _STEM = 3, 6
_SAME = 82
_ENOUGH, _LEAST = 0.5, 2
_EMPTY = frozenset(
    word
    for said in (
        "және үшін керек бізге біздің мен пен бен туралы осы сол барлық жоқ бар болсын",
        "для что это как мы нам наш наша нашей надо нужно чтобы все всех просим хотим",
        "нет есть был была под при над без или",
    )
    for word in words(said)
)


@cache
def _concepts() -> tuple[tuple[str, str], ...]:
    """(beginning of a word, what it stands for), the longest first."""
    found: dict[str, str] = {}
    with (DATA / "petitions" / "word_pairs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kazakh, russian = "".join(words(row["kk"])), "".join(words(row["ru"]))
            meaning = found.get(kazakh) or found.get(russian) or f"={kazakh}"
            found.setdefault(kazakh, meaning)
            found.setdefault(russian, meaning)
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))


def meanings(text: str) -> frozenset[str]:
    """What the text speaks of: words that the table knows, else their beginnings."""
    return frozenset(
        _meaning(word) for word in words(text) if word not in _EMPTY and _is_word(word)
    )


def _is_word(word: str) -> bool:
    return len(word) >= _SHORTEST or any(word == beginning for beginning, _ in _concepts())


def _meaning(word: str) -> str:
    for beginning, meaning in _concepts():
        short = len(beginning) < _SHORTEST + 1
        if word == beginning or (word.startswith(beginning) and not short):
            return meaning
        if short and word.startswith(beginning) and len(word) <= len(beginning) + 3:
            return meaning
    return word[:_STEM]


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: which share of the shorter one stands in the other; 0 below two words."""
    few, many = sorted((one, other), key=len)
    shared = sum(any(_is_same(word, its) for its in many) for word in few)
    return shared / len(few) if shared >= _LEAST else 0.0


def _is_same(word: str, other: str) -> bool:
    return word == other or (
        word[0] != "=" and other[0] != "=" and fuzz.ratio(word, other) >= _SAME
    )


def alike(text: str, known: Iterable[Titled]) -> list[Titled]:
    """At most three that are like it, the most alike first."""
    sought = meanings(text)
    scored = []
    for one in known:
        score = max(
            likeness(sought, meanings(f"{title or ''} {summary or ''}"))
            for title, summary in (
                (one.title_kk, one.summary_kk),
                (one.title_ru, one.summary_ru),
            )
        )
        if score >= _ENOUGH:
            scored.append((score, one))
    scored.sort(key=lambda pair: -pair[0])
    return [one for _score, one in scored[:MOST]]
