"""Names with small mistakes in them: a letter wrong, missing, doubled, two letters swapped.

How much is forgiven grows with the length of the name. Short names are full of neighbours
("Орал", "Арал"), and ordinary words must never be taken for a village.
"""

from __future__ import annotations

from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from civic.places.asking import Asked
from civic.places.gazetteer import Place
from civic.places.index import SHORT, spellings

_LONGEST_NAME = 40
_MOST_MISTAKES = 2
_TWO_MISTAKES_FROM = 8
_FIRST_LETTER_FREE_FROM = 6


def places_nearly_spelled(meant: Asked) -> list[Place]:
    """The places whose names differ by one letter, long ones by two; the nearest first."""
    best: dict[str, tuple[tuple[float, ...], str, Place]] = {}
    for name in {meant.name, meant.stem}:
        if not SHORT < len(name) <= _LONGEST_NAME:
            continue
        for other, mistakes, _ in process.extract(
            name,
            _names_about_as_long_as(len(name)),
            scorer=OSA.distance,
            score_cutoff=_MOST_MISTAKES,
            limit=None,
        ):
            spelling = spellings()[other]
            if not _forgiven(name, other, int(mistakes), spelling.letters):
                continue
            for (standing, people, key), place in spelling.ranked():
                rank = (mistakes, standing, people)
                if meant.could_be(place.kind) and rank <= best.get(key, (rank,))[0]:
                    best[key] = (rank, key, place)
    return [place for _, _, place in sorted(best.values(), key=lambda found: found[:2])]


@cache
def _names_about_as_long_as(length: int) -> list[str]:
    near = range(max(SHORT + 1, length - _MOST_MISTAKES), length + _MOST_MISTAKES + 1)
    return [name for name in spellings() if len(name) in near]


def _forgiven(typed: str, name: str, mistakes: int, letters: int) -> bool:
    """Whether ``typed`` may be a slip of a name of so many ``letters``."""
    same_start = typed[0] == name[0]
    if mistakes > 1:
        return letters >= _TWO_MISTAKES_FROM and same_start
    if letters >= _FIRST_LETTER_FREE_FROM:
        return True
    swapped = sorted(typed) == sorted(name)
    return same_start and (swapped or len(name) > SHORT + 1)
