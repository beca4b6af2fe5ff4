"""Every spelling of every name, made once: the names are few, lookups are many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from civic.places.asking import Asked, asked, heard
from civic.places.gazetteer import Kind, Place, places

SHORT = 3
"""Names up to this many letters must be said exactly, and districts with the word "district"."""
# Whom a bare name means first. An old name stands behind the next kind's current one.
_STANDING: dict[Kind, float] = {"city": 0, "region": 1, "town": 2, "district": 3}
_BEHIND = 1.5


@dataclass(slots=True)
class Spelling:
    """One spelling and the places it names; ``also`` are those by an old or bent name.

    ``letters`` is the length of the longest name so spelled, as written, soft signs and all.
    """

    letters: int = 0
    current: list[Place] = field(default_factory=list)
    also: list[Place] = field(default_factory=list)

    def add(self, place: Place, letters: int, *, current: bool) -> None:
        """Take a place in, once; its current names are to come first."""
        self.letters = max(self.letters, letters)
        if place not in (*self.current, *self.also):
            (self.current if current else self.also).append(place)

    def ranked(self) -> Iterator[tuple[tuple[float, int, str], Place]]:
        """The places, each with its rank among others of the same name (least first)."""
        for behind, named in ((0, self.current), (_BEHIND, self.also)):
            for place in named:
                standing = _STANDING[place.kind] + behind
                yield (standing, -place.population, place.id), place


@cache
def spellings() -> dict[str, Spelling]:
    """All spellings; those of adjectives also without their endings."""
    index: dict[str, Spelling] = {}
    names = [(place, (place.name_kk, place.name_ru), place.former) for place in places().values()]
    for place, current, _ in names:
        for name in current:
            meant = asked(heard(name))
            for spelling in (meant.name, meant.sound):
                _add(index, spelling, place, name, current=True)
    for place, current, former in names:
        for name in (*current, *former):
            meant = asked(heard(name))
            for spelling in (meant.name, meant.sound, meant.stem):
                _add(index, spelling, place, name, current=False)
    return index


def _add(
    index: dict[str, Spelling], spelling: str, place: Place, name: str, *, current: bool
) -> None:
    letters = len(spelling) if " " in name else sum(map(str.isalpha, name))
    index.setdefault(spelling, Spelling()).add(place, letters, current=current)


def places_spelled(name: str, meant: Asked) -> list[Place]:
    """The places of this very spelling, best first; short names of districts only if so said."""
    spelling = spellings().get(name)
    if spelling is None:
        return []
    needs_its_kind = len(name) <= SHORT and "district" not in meant.said
    return [
        place
        for _, place in sorted(spelling.ranked(), key=lambda ranked: ranked[0])
        if not (needs_its_kind and place.kind == "district")
    ]
