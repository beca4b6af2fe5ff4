"""The days of a petition, counted in working days of Kazakhstan where the law counts so.

A day that the calendar does not know yet (a year whose days off nobody has confirmed) is ``None``:
no date is promised then.
"""

from __future__ import annotations

from datetime import date

from civic.complaints.law.rules import Unit
from civic.complaints.promises import add_months
from civic.petitions.kinds import Body
from civic.petitions.law import Term, petition_law
from civic.working_days import Calendar

EARLY, LATE = 5, 9
"""On which working days of the first stage its author is reminded."""


def ends_on(term: Term, start: date, days: Calendar) -> date | None:
    """The last day of a term that begins on the day after ``start``."""
    if term.unit is Unit.WORKING_DAYS:
        return days.add_working_days(start, term.value)
    if term.unit is Unit.MONTHS:
        return add_months(start, term.value)
    raise ValueError(f"No term of petitions is counted in {term.unit}.")


def moderate_by(submitted: date, days: Calendar) -> date | None:
    """Until when a moderator answers."""
    return ends_on(petition_law().terms["moderation"], submitted, days)


def first_by(published: date, days: Calendar) -> date | None:
    """Until when the first supporters must come."""
    return ends_on(petition_law().terms["first"], published, days)


def closes_on(opened: date) -> date:
    """Its last day."""
    return add_months(opened, petition_law().terms["collection"].value)


def answer_by(registered: date, body: Body, days: Calendar) -> date | None:
    """Until when the body answers."""
    name = "review_central" if body is Body.GOVERNMENT else "review_local"
    return ends_on(petition_law().terms[name], registered, days)
