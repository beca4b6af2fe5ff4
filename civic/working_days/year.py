"""One year's working days: the package's holidays with the corrections laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from holidays import country_holidays

from civic.working_days.corrections import (
    NO_CORRECTIONS,
    Corrections,
    DayKind,
    corrections_of_files,
)

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Year:
    """A year that is confirmed. ``days`` says of each day that differs from its week what it is."""

    number: int
    days: Mapping[date, DayKind]

    def is_working_day(self, day: date) -> bool:
        """Whether state bodies work on this day of the year; theirs is the five-day week."""
        kind = self.days.get(day)
        return day.weekday() < _SATURDAY if kind is None else kind is DayKind.WORKING


def calendar_for(year: int, corrections: Corrections = NO_CORRECTIONS) -> Year | None:
    """The year's working days; ``None`` when nobody has confirmed the year: promise nothing.

    ``corrections`` are an administrator's, laid over those of ``data/calendar/``.
    """
    known = corrections.over(corrections_of_files())
    if not known.mark_of(year).may_be_shown:
        return None
    corrected = {day: kind for day, kind in known.kinds().items() if day.year == year}
    return Year(year, {**_of_package(year), **corrected})


@cache
def _of_package(year: int) -> Mapping[date, DayKind]:
    holidays = country_holidays("KZ", years=year)
    off = dict.fromkeys((day for day in list(holidays) if day.year == year), DayKind.OFF)
    worked = (day for day in holidays.weekend_workdays if day.year == year)
    return {**off, **dict.fromkeys(worked, DayKind.WORKING)}
