"""The regions of Kazakhstan: seventeen oblasts and three cities, as `data/regions.csv` names them.

Everything that belongs somewhere belongs to one of these twenty; without this list an answer
could name a region that the rest of the bot does not know.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from civic.phrases import Bilingual, Phrase, verbatim

DATA = Path(__file__).resolve().parent.parent.parent / "data"


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
