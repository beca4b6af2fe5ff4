"""The days on which a person should hear of a term: half way, near the end, the last day, over.

Days, not letters: whoever keeps the letters asks which milestone comes next and writes it down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from civic.complaints.steps import NextStep
from civic.working_days import Calendar

NEAR = 3
"""Working days that are left when the end is near."""
_DAY = timedelta(days=1)


class Milestone(StrEnum):
    """What the day means."""

    HALF_WAY = "half_way"
    NEAR = "near"
    """Three working days are left."""
    THE_DAY = "the_day"
    OVERDUE = "overdue"
    """The first working day after the last day."""


@dataclass(frozen=True, slots=True)
class Due:
    """A milestone and its day."""

    milestone: Milestone
    on: date


def milestones(step: NextStep, calendar: Calendar) -> tuple[Due, ...]:
    """The milestones of a step in the order of their days; none for a step without a last day.

    A short term has fewer: none comes on the day from which the time runs, and half way only
    while the end is not near.
    """
    if step.by is None or step.since is None:
        return ()
    half_way = _moved_on(step.since + (step.by - step.since) // 2, calendar)
    near = calendar.working_days_before(step.by, NEAR)
    end_in_sight = near if near is not None and near > step.since else step.by
    named = (
        (Milestone.HALF_WAY, half_way if half_way < end_in_sight else None),
        (Milestone.NEAR, near),
        (Milestone.THE_DAY, step.by),
        (Milestone.OVERDUE, _moved_on(step.by + _DAY, calendar)),
    )
    return tuple(
        Due(milestone, day) for milestone, day in named if day is not None and day > step.since
    )


def coming(step: NextStep, calendar: Calendar, today: date) -> Due | None:
    """The next milestone after today."""
    return next((due for due in milestones(step, calendar) if due.on > today), None)


def _moved_on(day: date, calendar: Calendar) -> date:
    """The day or the working day after it; the day itself where nobody knows."""
    return calendar.on_or_after(day) or day
