"""What is known of the calendar beside the package: which years are confirmed, which days moved.

The rows of ``data/calendar/`` and those that an administrator writes have one shape; the later ones
win. A file that cannot be read stops the start with the file, the line and the column in its text:
a day silently left out would move a deadline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from civic.directory.cells import any_text, like, one_of, url
from civic.directory.sheet import FileRefused, Form, read
from civic.marks import Mark
from civic.regions import DATA

_REMARKS = re.compile(rb"(?m)^#.*$")
"""Lines at the head of a file that say what to think of it; the rows keep their line numbers."""


class CalendarBroken(Exception):  # noqa: N818 - it says what is wrong
    """A file of ``data/calendar/`` is wrong; the text names it, the line and the column."""


class DayKind(StrEnum):
    """What a day is, whatever the day of the week and the package say."""

    OFF = "off"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class MovedDay:
    """One day that the package does not know, or knows otherwise."""

    day: date
    kind: DayKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class YearOfCalendar:
    """Whether somebody confirmed the whole list of a year's days off."""

    year: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Corrections:
    """Rows to lay over the package; of two about one day or year the later one counts."""

    days: tuple[MovedDay, ...] = ()
    years: tuple[YearOfCalendar, ...] = ()

    def over(self, earlier: Corrections) -> Corrections:
        """These rows on top of earlier ones."""
        return Corrections((*earlier.days, *self.days), (*earlier.years, *self.years))

    def mark_of(self, year: int) -> Mark:
        """How far the calendar of a year is confirmed; ``UNCONFIRMED`` when nothing is said."""
        marks = {row.year: row.mark for row in self.years}
        return marks.get(year, Mark.UNCONFIRMED)

    def kinds(self) -> Mapping[date, DayKind]:
        """What each corrected day is."""
        return {row.day: row.kind for row in self.days}


NO_CORRECTIONS = Corrections()


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"“{text}” must be a day like 2026-08-31") from None


_SOURCED = {"source_url": url, "verified_on": _day}
_DAYS = Form(
    key="day",
    needed={"day": _day, "kind": one_of(*DayKind), "reason": any_text, **_SOURCED},
    later={},
    filled=frozenset({"day", "kind", "reason", *_SOURCED}),
    whole_row=lambda _cells: None,
)
_YEARS = Form(
    key="year",
    needed={
        "year": like(r"20\d\d", "a year like 2026"),
        "mark": one_of(*Mark),
        **_SOURCED,
        "note": any_text,
    },
    later={},
    filled=frozenset({"year", "mark", *_SOURCED}),
    whole_row=lambda _cells: None,
)


@cache
def corrections_of_files(folder: Path = DATA / "calendar") -> Corrections:
    """The rows that come with the code. Raises ``CalendarBroken``."""
    days = _rows(folder / "days.csv", _DAYS)
    years = _rows(folder / "years.csv", _YEARS)
    return Corrections(
        tuple(
            MovedDay(date.fromisoformat(row["day"]), DayKind(row["kind"]), row["reason"])
            for row in days
        ),
        tuple(YearOfCalendar(int(row["year"]), Mark(row["mark"])) for row in years),
    )


def _rows(path: Path, form: Form) -> list[dict[str, str]]:
    try:
        return read(_REMARKS.sub(b"", path.read_bytes()), form)
    except FileRefused as refused:
        told = "; ".join(map(str, refused.wrong))
        raise CalendarBroken(f"data/calendar/{path.name}: {told}") from None
