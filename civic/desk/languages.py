"""In which language a text is written: Kazakh or Russian, or nobody can tell. Pure and offline.

A reply in the language that its reader does not read helps nobody, so the desk warns before it
leaves. Kazakh is also typed with Russian letters ("маган комек керек") or Latin ones; so words are
weighed in one spelling for all of them. What is short or mixed gets no answer: a false warning
costs trust, a missing one costs a look.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from civic.places.spelling import words
from civic.regions import DATA

Language: TypeAlias = Literal["kk", "ru"]

FILE = DATA / "desk" / "languages.toml"
_WORD = re.compile(r"[^\W\d_]+")
_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
_RUSSIAN_LETTERS = frozenset("ъьщэёц")
_LEAST = 1.7
"""Less weight than this is no word to go by."""
_TIMES = 1.8
"""How many times heavier than the other language the heavier one must be."""
_KAZAKH_NAME = 0.8
"""Weight of a capitalised word with Kazakh letters: Russian has them in names."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What speaks for one language, in the common spelling."""

    words: frozenset[str]
    endings: tuple[str, ...]


@cache
def _marks(language: Language) -> _Marks:
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))[language]
    return _Marks(frozenset(words(listed["words"])), tuple(set(words(listed["endings"]))))


def language_of(text: str) -> Language | None:
    """The language of a text; ``None`` when it is too short, mixed, or neither of the two."""
    kk = ru = 0.0
    for written in _WORD.findall(re.sub(r"https?://\S+|[@/]\w+", " ", text)):
        of_kk, of_ru = _weights(written)
        kk, ru = kk + of_kk, ru + of_ru
    if max(kk, ru) < _LEAST:
        return None
    if kk >= ru * _TIMES:
        return "kk"
    return "ru" if ru >= kk * _TIMES else None


def _weights(written: str) -> tuple[float, float]:
    """How much a word speaks for Kazakh and for Russian."""
    small = written.casefold()
    spelling = "".join(words(written))
    letters = frozenset(small)
    if letters & _KAZAKH_LETTERS:
        return (_KAZAKH_NAME if written[:1].isupper() and not written.isupper() else 2.0), 0.0
    kazakh, russian = _marks("kk"), _marks("ru")
    in_kk, in_ru = spelling in kazakh.words, spelling in russian.words
    if in_kk and in_ru:
        return 0.5, 0.5
    if in_kk:
        return 2.0, 0.0
    if in_ru:
        return 0.0, 2.0
    of_ru = 0.7 if letters & _RUSSIAN_LETTERS else 0.0
    of_kk = 0.0
    if len(spelling) > 4:  # noqa: PLR2004 - shorter words are all ending
        if spelling.endswith(russian.endings):
            of_ru += 0.9
        if spelling.endswith(kazakh.endings):
            of_kk += 0.9
    return of_kk, of_ru
