"""The working days of Kazakhstan, as the law counts terms in them.

The ``holidays`` package knows the law of holidays; the Government moves days off by orders, Kurban
Ait is announced, and a new Constitution moved its own day. So ``data/calendar/`` says which years
are confirmed and what the package does not know, and an administrator's corrections come on top. A
year that nobody confirmed has no calendar: every answer about it is ``None`` and no date is
promised. A day is a date in Kazakhstan, one time zone (UTC+5) since 1 March 2024; whoever asks says
which day is today.
"""

from civic.working_days.calendar import Calendar, calendar
from civic.working_days.corrections import (
    NO_CORRECTIONS,
    CalendarBroken,
    Corrections,
    DayKind,
    MovedDay,
    YearOfCalendar,
)
from civic.working_days.year import Year, calendar_for

__all__ = [
    "NO_CORRECTIONS",
    "Calendar",
    "CalendarBroken",
    "Corrections",
    "DayKind",
    "MovedDay",
    "Year",
    "YearOfCalendar",
    "calendar",
    "calendar_for",
]
