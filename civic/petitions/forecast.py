"""Whether a petition will have its supports in time: an interval, and "too little data" below it.

The pace of the last day and of the last week, each with the spread of a count that comes by chance
(its square root). A single number would promise what nobody knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil, floor, sqrt

FLOOR = 20
"""Fewer supports in the last week say nothing about the next."""
YOUNGEST = timedelta(days=2)
"""Nor does a petition that has just opened."""
SPREAD = 1.3
"""Standard deviations on either side: about four fifths of what may come."""
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


class Chance(StrEnum):
    """Whether it is enough by the closing day."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What is known: ``count`` of ``threshold``, and how many came in the last day and week."""

    count: int
    threshold: int
    last_day: int
    last_week: int
    opened_at: datetime
    closes_on: date


@dataclass(frozen=True, slots=True)
class Forecast:
    """``needed`` supports a day until ``by``; ``slowest`` to ``fastest`` a day are to be expected.

    ``earliest`` and ``latest``: when it would be enough; ``None`` where it would not be at all.
    """

    needed: int
    slowest: int
    fastest: int
    chance: Chance
    by: date
    earliest: date | None
    latest: date | None


def forecast(pace: Pace, now: datetime, today: date) -> Forecast | None:
    """``None``: too little data, or there is nothing to foretell any more."""
    missing, left = pace.threshold - pace.count, (pace.closes_on - today).days + 1
    age = now - pace.opened_at
    if missing <= 0 or left <= 0 or age < YOUNGEST or pace.last_week < FLOOR:
        return None
    week = min(age, _WEEK) / _DAY
    low_day, high_day = _spread(pace.last_day, 1.0)
    low_week, high_week = _spread(pace.last_week, week)
    slowest, fastest = min(low_day, low_week), max(high_day, high_week)
    needed = missing / left
    chance = (
        Chance.LIKELY
        if slowest >= needed
        else Chance.POSSIBLE
        if fastest >= needed
        else Chance.UNLIKELY
    )
    return Forecast(
        ceil(needed),
        floor(slowest),
        ceil(fastest),
        chance,
        pace.closes_on,
        _reached(missing, fastest, today),
        _reached(missing, slowest, today),
    )


def _spread(count: int, days: float) -> tuple[float, float]:
    """The pace a day at its slowest and at its fastest."""
    by_chance = SPREAD * sqrt(max(count, 1))
    return max(count - by_chance, 0.0) / days, (count + by_chance) / days


def _reached(missing: int, a_day: float, today: date) -> date | None:
    """The day on which it would be enough; ``None`` when that is years away."""
    if a_day <= 0 or missing / a_day > 3650:  # noqa: PLR2004 - ten years
        return None
    return today + timedelta(days=ceil(missing / a_day))
