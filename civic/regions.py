"""The regions of Kazakhstan: seventeen oblasts and three cities, as `data/regions.csv` names them.

Names are matched as people type them: in either language, with or without "oblast", and with
Kazakh letters written as Russian ones.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from civic.phrases import Bilingual, Phrase, verbatim

DATA = Path(__file__).resolve().parent.parent / "data"
_EARTH_KM = 6371.0
_RUSSIFIED = str.maketrans("қғңөұүіәһё", "кгноууиахе")
_TYPE_WORDS = re.compile(r"\b(облысы|обл|область|области|каласы|город|городе|г|каласында)\b")


@dataclass(frozen=True, slots=True)
class Region:
    """``iso`` is ISO 3166-2; ``name`` the full name and ``seat`` the main city, by language."""

    iso: str
    is_city: bool
    name_kk: str
    name_ru: str
    seat_kk: str
    seat_ru: str
    latitude: float
    longitude: float

    @property
    def name(self) -> Phrase:
        """The full name, in the language in which it is shown."""
        return verbatim(Bilingual(self.name_kk, self.name_ru))

    @property
    def short_name(self) -> Phrase:
        """The name without "oblast" or "city", for buttons.

        Almaty is both in Kazakh: the oblast then keeps its full name.
        """
        bare_kk = _bare(self.name_kk)
        is_ambiguous = not self.is_city and any(
            other.is_city and other.seat_kk == bare_kk for other in regions().values()
        )
        return verbatim(Bilingual(self.name_kk if is_ambiguous else bare_kk, _bare(self.name_ru)))

    @property
    def seat(self) -> Phrase:
        """The main city, in the language in which it is shown."""
        return verbatim(Bilingual(self.seat_kk, self.seat_ru))



def _bare(name: str) -> str:
    return re.sub(r"\s*\b(облысы|область|қаласы|город)\b\s*", " ", name).strip()


@cache
def regions() -> dict[str, Region]:
    """All regions by code, in the order of the Russian alphabet, the three cities first."""
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = [_from_row(row) for row in csv.DictReader(file)]
    rows.sort(key=lambda region: (not region.is_city, _bare(region.name_ru)))
    return {region.iso: region for region in rows}


def _from_row(row: dict[str, str]) -> Region:
    return Region(
        iso=row["iso_3166_2"],
        is_city=row["type"] == "city",
        name_kk=row["name_kk"],
        name_ru=row["name_ru"],
        seat_kk=row["centre_kk"],
        seat_ru=row["centre_ru"],
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
    )


def plain_letters(text: str) -> str:
    """A name as it is compared: lower case, Kazakh letters as Russian ones, "oblast" dropped."""
    russified = text.casefold().translate(_RUSSIFIED)
    words = re.sub(r"[^\w]+", " ", russified)
    return " ".join(_TYPE_WORDS.sub(" ", words).split())


@cache
def _by_name() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for region in regions().values():
        spellings: Iterable[str] = (
            region.name_kk,
            region.name_ru,
            region.seat_kk,
            region.seat_ru,
        )
        for spelling in {plain_letters(name) for name in spellings}:
            names.setdefault(spelling, []).append(region.iso)
    return names


def region_named(text: str) -> Region | None:
    """The one region that a person meant by this name of it or of its main city."""
    asked = plain_letters(text)
    found = _by_name().get(asked, [])
    if len(found) > 1:  # "Алматы" is the city before it is the oblast, unless "oblast" was said
        oblast = re.search(r"обл", text.casefold()) is not None
        found = [iso for iso in found if regions()[iso].is_city is not oblast] or found
    return regions()[found[0]] if found else None


def nearest_region(latitude: float, longitude: float) -> Region:
    """The region whose main city is nearest (great circle); a guess, to be confirmed."""
    return min(
        regions().values(),
        key=lambda region: distance_km(latitude, longitude, region.latitude, region.longitude),
    )


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_lat, half_lon = (phi2 - phi1) / 2, math.radians(lon2 - lon1) / 2
    root = math.sin(half_lat) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lon) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(root)))
