"""From what a person typed to the places that may be meant.

A name said in full is "exact" in either language and alphabet, old or new, in any case; a name
with small mistakes is "likely" and must be confirmed: a wrong guess taken for granted would send
somebody to another region's help.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from civic.places.asking import Asked, asked, heard
from civic.places.endings import without_ending
from civic.places.gazetteer import Place
from civic.places.index import places_spelled, spellings
from civic.places.mistakes import places_nearly_spelled
from civic.places.region import regions

_LONGEST_TALK = 8
"""Words; a longer text is a story, not an answer."""
_OF_ONE_NAME = 20
_COUNTRY = {"казахстан", "казакстан", "рк", "кр", "республикаказахстан", "казакстанреспубликаси"}


@dataclass(frozen=True, slots=True)
class Found:
    """A place, and whether its name was said or only something like it."""

    place: Place
    certainty: Literal["exact", "likely"]


def find_places(text: str, limit: int = 5) -> list[Found]:
    """The places that may be meant, best first; empty when the text names none.

    Exact ones come before likely ones. A city stands before the region of the same name unless
    "oblast" was said. Pure, and quick enough for every message that comes.
    """
    spoken = heard(text)
    if len(spoken) > _LONGEST_TALK:
        return []
    meant = asked(spoken)
    named = _exactly(meant)
    exact = [place for place in named if meant.could_be(place.kind)]
    likely: list[Place] = []
    if not exact:
        exact = _one_within_another(spoken)
    if not exact:  # another kind than was said, or only a part of what was said: better ask
        likely = named or _known_part(spoken)
    found = dict.fromkeys(exact, True)
    for place in (*likely, *(places_nearly_spelled(meant) if len(found) < limit else ())):
        found.setdefault(place, False)
    if not found:  # a mistyped name may look like filling: "Тұрам" for "Тұрар"
        whole = Asked(tuple(spoken), frozenset())
        found = dict.fromkeys(places_nearly_spelled(whole), False)
    return [Found(p, "exact" if sure else "likely") for p, sure in found.items()][:limit]


def place_meant(text: str) -> Place | None:
    """The one place that this text names beyond doubt; ``None`` when it must be asked.

    Of several, the main city of a region is meant before villages of its name, and a settlement
    before the district or oblast around it.
    """
    found = find_places(text, limit=_OF_ONE_NAME)
    exact = [it.place for it in found if it.certainty == "exact"]
    if not exact:
        return None
    first = exact[0]
    one_region = {place.region for place in exact} == {first.region}
    return first if one_region or _is_main_city(first, text) else None


def _is_main_city(place: Place, text: str) -> bool:
    spelling = spellings().get(asked(heard(text)).name)
    return place.is_seat and (spelling is None or place in spelling.current)


def _exactly(meant: Asked) -> list[Place]:
    """The places of this very name; of the kinds that were said if there are such, else of any."""
    of_other_kinds: list[Place] = []
    for name in (meant.name, meant.stem, *without_ending(meant.name)):
        named = places_spelled(name, meant)
        if any(meant.could_be(place.kind) for place in named):
            return named
        of_other_kinds = of_other_kinds or named
    return of_other_kinds


def _halves(spoken: list[str]) -> Iterator[tuple[Asked, Asked]]:
    for at in range(1, len(spoken)):
        one, other = asked(spoken[:at]), asked(spoken[at:])
        yield one, other
        yield other, one


def _one_within_another(spoken: list[str]) -> list[Place]:
    """ "Талгар, Алматинская область": the places of the one name that lie in the other."""
    for wide, narrow in _halves(spoken):
        if wide.name in _COUNTRY:
            inside = _exactly(narrow)
        elif around := {place.region for place in _exactly(wide) if _is_whole_region(place)}:
            inside = [p for p in _exactly(narrow) if p.region in around and p.kind != "region"]
        else:
            continue
        if inside:
            return [p for p in inside if narrow.could_be(p.kind)] or inside
    return []


def _is_whole_region(place: Place) -> bool:
    return place.kind == "region" or (regions()[place.region].is_city and place.is_seat)


def _known_part(spoken: list[str]) -> list[Place]:
    """ "Алматы облысы, Бесағаш": what is known of it, if it was said to be an oblast or a city."""
    for part, _rest in _halves(spoken):
        known = [p for p in _exactly(part) if part.said and p.kind in part.said]
        if known:
            return known
    return []
