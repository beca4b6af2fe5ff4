"""The days off of three years, copied by hand from the published lists, and the slowest counting.

Nothing here is shared with ``civic/working_days``: were both wrong in the same way, the same mistake
would have been made twice by different means.
"""

from __future__ import annotations

from datetime import date, timedelta

YEARS = (2024, 2025, 2026)
_OFF = {
    2024: "1.1 2.1 8.3 21.3 22.3 25.3 1.5 7.5 8.5 9.5 8.7 30.8 25.10 16.12",
    2025: "1.1 2.1 3.1 7.1 10.3 21.3 24.3 25.3 1.5 7.5 9.5 6.6 7.7 1.9 27.10 16.12",
    2026: "1.1 2.1 7.1 9.3 23.3 24.3 25.3 1.5 7.5 11.5 27.5 6.7 26.10 16.12",
}
"""Days off that fall on Monday to Friday, day and month."""
OFF = {
    date(year, int(month), int(day))
    for year, days in _OFF.items()
    for day, month in (written.split(".") for written in days.split())
}
WORKED = {date(2024, 5, 4), date(2025, 1, 5)}
"""Days of a weekend that were worked for a day moved elsewhere."""
ONE = timedelta(days=1)


class NobodyKnows(Exception):  # noqa: N818 - it says what it is
    """The day lies in a year without a calendar."""


def is_worked(day: date) -> bool:
    if day.year not in YEARS:
        raise NobodyKnows
    return day in WORKED or (day.isoweekday() <= 5 and day not in OFF)


def next_worked(day: date) -> date:
    while not is_worked(day):
        day += ONE
    return day


def nth_worked_after(day: date, count: int) -> date:
    """Crosses off one working day after another."""
    is_worked(day)
    crossed = 0
    while crossed < count:
        day += ONE
        crossed += 1 if is_worked(day) else 0
    return day


def months_later(day: date, months: int) -> date:
    """Turns the pages of the calendar a day at a time."""
    pages, seen = 0, day
    while pages < months:
        seen += ONE
        pages += 1 if seen.day == 1 else 0
    last = seen
    while (last + ONE).day != 1:
        last += ONE
    return min(seen + (day.day - 1) * ONE, last)
