"""Counting in working days, over the turn of a year and up to where nobody knows.

The law's way: the first day is the one after (APPK art. 76(2)), and what would end on a day off
ends on the next working day (76(5)). Every answer that touches a day of an unconfirmed year is
``None``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from civic.working_days.corrections import (
    NO_CORRECTIONS,
    Corrections,
    corrections_of_files,
)
from civic.working_days.year import Year, calendar_for

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The confirmed years. Days before and after them, and between, are unknown."""

    years: Mapping[int, Year]

    def is_working_day(self, day: date) -> bool | None:
        """Whether state bodies work on this day."""
        year = self.years.get(day.year)
        return None if year is None else year.is_working_day(day)

    def on_or_after(self, day: date) -> date | None:
        """The day itself when it is a working one, else the next that is."""
        while (works := self.is_working_day(day)) is False:
            day += _DAY
        return day if works else None

    def add_working_days(self, start: date, count: int) -> date | None:
        """The last of ``count`` working days, the first of which comes after ``start``.

        With no days to add, it is ``start`` or the next working day.
        """
        day = self.on_or_after(start) if count == 0 else start
        for _ in range(count):
            day = None if day is None else self.on_or_after(day + _DAY)
        return day if self.is_working_day(start) is not None else None

    def working_days_before(self, day: date, count: int) -> date | None:
        """The day so many working days earlier."""
        for _ in range(count):
            day -= _DAY
            while (works := self.is_working_day(day)) is False:
                day -= _DAY
            if works is None:
                return None
        return day

    def working_days_between(self, start: date, end: date) -> int | None:
        """How many working days come after ``start`` up to ``end``; 0 when ``end`` is no later."""
        count, day = 0, start
        while day < end:
            day += _DAY
            works = self.is_working_day(day)
            if works is None:
                return None
            count += works
        return count


@lru_cache(8)  # the files' own, and the administrators' of the day
def calendar(corrections: Corrections = NO_CORRECTIONS) -> Calendar:
    """Every year that is confirmed, by the files or by an administrator's corrections."""
    named = {row.year for row in corrections.over(corrections_of_files()).years}
    years = {year: calendar_for(year, corrections) for year in sorted(named)}
    return Calendar({number: year for number, year in years.items() if year is not None})
