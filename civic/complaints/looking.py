"""When the clock should look at a complaint again, and what it then says.

What is due follows from what happened, the law and the calendar; only the moment of the next look
is kept in a row, so that a tick over all complaints reads an index and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from civic.complaints.kept import Listed
from civic.complaints.law import law
from civic.complaints.milestones import milestones
from civic.complaints.statuses import Status
from civic.complaints.steps import NextStep, Step
from civic.complaints.terms import next_step
from civic.working_days import Calendar, calendar

MORNING = time(9)
"""On a person's clock: when a day's news of a complaint leaves."""
NOT_FILED_AFTER = timedelta(days=7)
"""From the ready document to the question whether it could be filed."""
HOW_IT_WENT_AFTER = timedelta(days=30)
"""From the answer to the question what became of it."""
LONGEST_LOOK_BACK = 400
"""Days; a bot that was off for longer has nothing of use to tell of the time before."""
_DAY = timedelta(days=1)
_ANSWERED = {Status.ANSWERED, Status.REFUSED}
_AFTER_SILENCE = {Step.COMPLAIN_ON_SILENCE, Step.COURT, Step.ASK}


class What(StrEnum):
    """What there is to say."""

    NOT_FILED = "not_filed"
    HALF_WAY = "half_way"
    NEAR = "near"
    THE_DAY = "the_day"
    OVERDUE = "overdue"
    HOW_IT_WENT = "how_it_went"


@dataclass(frozen=True, slots=True)
class News:
    """What is to be said on which day (in Kazakhstan), of which step as of that day."""

    what: What
    on: date
    step: NextStep


def step_of(complaint: Listed, today: date, days: Calendar | None = None) -> NextStep:
    """The next step as of this day, by the law and the calendar of today."""
    return next_step(complaint.history, law(), days or calendar(), today)


def news(
    complaint: Listed, after: date, today: date, zone: tzinfo, days: Calendar | None = None
) -> News | None:
    """The latest thing that became due after one day and up to another; ``None``: nothing did.

    Of several that a switched-off bot missed only the last is still of use.
    """
    for back in range(min((today - after).days, LONGEST_LOOK_BACK)):
        day = today - timedelta(days=back)
        for said in news_as_of(complaint, day, zone, days):
            if said.on == day:
                return said
    return None


def next_look(
    complaint: Listed, today: date, zone: tzinfo, days: Calendar | None = None
) -> datetime | None:
    """When there is something to say next (an aware moment); ``None``: nothing is coming."""
    coming = [said.on for said in news_as_of(complaint, today, zone, days) if said.on > today]
    return datetime.combine(min(coming), MORNING, zone) if coming else None


def news_as_of(
    complaint: Listed, day: date, zone: tzinfo, days: Calendar | None = None
) -> list[News]:
    """Everything that is to be said of it, past and to come, as it stands on this day."""
    if complaint.quiet or complaint.outcome is not None or complaint.is_overtaken:
        return []
    days = days or calendar()
    step, last = step_of(complaint, day, days), complaint.history.last
    said = [News(What(due.milestone), due.on, step) for due in milestones(step, days)]
    if last is None:
        prepared_on = complaint.prepared_at.astimezone(zone).date()
        said.append(News(What.NOT_FILED, prepared_on + NOT_FILED_AFTER, step))
    elif last.status in _ANSWERED:
        said.append(News(What.HOW_IT_WENT, last.on + HOW_IT_WENT_AFTER, step))
    elif step.kind in _AFTER_SILENCE and step.since is not None:
        first_day = step.since + _DAY
        said.append(News(What.OVERDUE, days.on_or_after(first_day) or first_day, step))
    return said
