"""The places that the bot knows by name: `data/cities.csv`, and the oblasts beside them.

A place that is not here can still be written by hand where a script allows it; it is then kept
as written, and nothing is guessed from it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, cast

from civic.phrases import Bilingual, Phrase, verbatim, within
from civic.places.region import DATA, regions

Kind: TypeAlias = Literal["region", "city", "town", "district"]


@dataclass(frozen=True, slots=True)
class Place:
    """A region, a city (a settlement with that rank), a town or village, or a district.

    ``region`` is ISO 3166-2, in the borders since 2022. ``former`` are old and spoken names.
    A district's point (degrees) is its centre's; ``None`` where no source gives one. Almaty,
    Astana and Shymkent are cities here, though they are regions too.
    """

    id: str
    region: str
    kind: Kind
    name_kk: str
    name_ru: str
    former: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    population: int = 0

    @property
    def is_seat(self) -> bool:
        """Whether it is the main city of its region."""
        return self.kind == "city" and regions()[self.region].seat_kk == self.name_kk

    @property
    def name(self) -> Phrase:
        """The name alone, in the language in which it is shown."""
        return verbatim(Bilingual(self.name_kk, self.name_ru))

    @property
    def full_name(self) -> Phrase:
        """The name with its region, so that two places of one name can be told apart."""
        region = regions()[self.region]
        if self.kind == "region" or (region.is_city and self.is_seat):
            return region.name
        return within(self.name, region.name)


@cache
def places() -> dict[str, Place]:
    """All places by id: the seventeen oblasts (by their code), then the rest."""
    return {place.id: place for place in (*_oblasts(), *_settlements_and_districts())}


def place_called(region: str, name_kk: str) -> Place | None:
    """The place of this region that answers keep by this Kazakh name."""
    return _by_kept_name().get((region, name_kk))


@cache
def _by_kept_name() -> dict[tuple[str, str], Place]:
    return {(place.region, place.name_kk): place for place in places().values()}


def _oblasts() -> Iterator[Place]:
    also: dict[str, list[str]] = {}
    for row in _rows("region_names.csv"):
        also.setdefault(row["region_iso"], []).append(row["name"])
    for region in regions().values():
        if not region.is_city:
            names = tuple(also.get(region.iso, ()))
            yield Place(region.iso, region.iso, "region", region.name_kk, region.name_ru, names)


def _settlements_and_districts() -> Iterator[Place]:
    for row in _rows("cities.csv"):
        yield Place(
            id=row["id"],
            region=row["region_iso"],
            kind=cast("Kind", row["kind"]),
            name_kk=row["name_kk"],
            name_ru=row["name_ru"],
            former=tuple(name for name in row["former"].split(";") if name),
            point=(float(row["lat"]), float(row["lon"])) if row["lat"] else None,
            population=int(row["population"] or 0),
        )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
