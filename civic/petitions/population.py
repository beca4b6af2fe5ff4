"""How many people live in a region: the figures that were published, each with its day and source.

A share of the population is a number of votes only where the population is known. Where nobody has
confirmed it, the author looks it up, and it is called theirs.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from civic.dated import LawBroken
from civic.marks import Mark
from civic.regions import DATA, regions

BY_AUTHOR = "author"
"""Who named the figure, where it is none of ours."""


@dataclass(frozen=True, slots=True)
class Population:
    """``on`` is the day of the figure."""

    people: int
    on: date
    source_url: str
    mark: Mark


@cache
def populations() -> dict[str, Population]:
    """By region; only what may be shown as a fact. Raises ``LawBroken``."""
    return populations_of(DATA / "population.csv")


def populations_of(path: Path) -> dict[str, Population]:
    """The figures of this file, each row checked. Raises ``LawBroken``."""
    found: dict[str, Population] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                figure = Population(
                    int(row["population"]),
                    date.fromisoformat(row["on_day"]),
                    row["source_url"],
                    Mark(row["mark"]),
                )
                date.fromisoformat(row["verified_on"])
            except (ValueError, KeyError) as error:
                raise LawBroken(f"data/{path.name}, line {number}: {error}") from None
            iso = row["region_iso"]
            if iso not in regions() or iso in found or figure.people < 1:
                raise LawBroken(f"data/{path.name}, line {number}: “{iso}” is not one region once")
            if not figure.source_url.startswith("https://"):
                raise LawBroken(f"data/{path.name}, line {number}: where is it from?")
            found[iso] = figure
    return {iso: figure for iso, figure in found.items() if figure.mark.may_be_shown}
