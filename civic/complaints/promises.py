"""From a rule and a day to the last day of the term, or to the reason why no day is promised.

Where the law can be read in two ways, a body's term is shown by the later day and a person's own
by the earlier one (docs/decisions/013): nobody complains of silence too early, nobody loses a right
by a day.
"""

from __future__ import annotations

import calendar as month_lengths
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from civic.complaints.law import Keeper, Rule, Starts, Unit
from civic.phrases import Phrase, _, _n
from civic.working_days import Calendar


class NoDate(StrEnum):
    """Why there is no day to name."""

    UNCONFIRMED = "unconfirmed"
    NO_CALENDAR = "no_calendar"
    NOT_TOLD = "not_told"
    NO_TERM = "no_term"


WHY_NO_DATE: Mapping[NoDate, Phrase] = {
    NoDate.UNCONFIRMED: _(
        "What the law says about this term is not confirmed yet, so I name no day. A lawyer can "
        "tell."
    ),
    NoDate.NO_CALENDAR: _(
        "The days off of that year are not confirmed yet, so I cannot count to the day. As soon as "
        "they are, I will name it."
    ),
    NoDate.NOT_TOLD: _("I do not know the day to count from. Please add it, and I will count."),
    NoDate.NO_TERM: _(
        "Until which day it may be handed in I do not know for sure. Better soon than late."
    ),
}
"""Each reason as it is told."""

_OF_AN_OFFICE = {Starts.REGISTRATION, Starts.ARRIVAL}
"""What comes in on a day off is registered on the next working day (art. 64(3))."""


def last_day(rule: Rule, start: date, calendar: Calendar) -> date | NoDate:
    """The last day of a term, by the rule and the day from which it runs."""
    if not rule.is_confirmed or rule.value is None:
        return NoDate.UNCONFIRMED
    ends: date | None
    if rule.unit is Unit.WORKING_DAYS:
        ends = _by_working_days(rule, rule.value, start, calendar)
    else:
        ends = (
            add_months(start, rule.value)
            if rule.unit is Unit.MONTHS
            else start + timedelta(days=rule.value)
        )
        if rule.keeper is Keeper.BODY:
            ends = calendar.on_or_after(ends)
    return NoDate.NO_CALENDAR if ends is None else ends


def _by_working_days(rule: Rule, count: int, start: date, calendar: Calendar) -> date | None:
    if rule.keeper is Keeper.BODY and rule.starts in _OF_AN_OFFICE:
        counted_from = calendar.on_or_after(start)
        return None if counted_from is None else calendar.add_working_days(counted_from, count)
    return calendar.add_working_days(start, count)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, month_lengths.monthrange(year, month)[1]))


def length(rule: Rule) -> Phrase:
    """How long the term of a rule is, in words: "15 working days". Only of a confirmed rule."""
    count = rule.value or 0
    match rule.unit:
        case Unit.MONTHS:
            return _n("one month", "{count} months", count)
        case Unit.CALENDAR_DAYS:
            return _n("one calendar day", "{count} calendar days", count)
        case _:
            return _n("one working day", "{count} working days", count)
