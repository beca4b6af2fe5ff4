"""When somebody is at the desk, and how long that is: the hours that people are promised things in.

The week is a table that administrators change; a day may differ from its week; days off of the
calendar (``civic.working_days``) are closed. Of a year whose calendar nobody has confirmed only the
table is known: hours are reckoned by it, and ``is_sure_of`` says that a day off may come between,
so that whoever promises can say so. A weekend that state bodies work for a moved day does not open
the desk: who works there is the desk's own matter, told by a row for the day.

Moments are aware; answers are UTC. Spans are minutes of a day in the desk's own zone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.desk.roles import Right, must
from civic.directory.hours import HoursNotUnderstood, Span, understood
from civic.phrases import Refusal, _
from civic.working_days import Calendar, DayKind, calendar
from storage import audit, desk_hours

_DAY = timedelta(days=1)
_NOTHING = timedelta(0)
_AHEAD = 370
"""Days to look for an opening in: longer than any closing that anybody means."""
Spans = tuple[Span, ...]
CLOSED: Spans = ()
WRITE_SO = _("Please write the hours like this: 10:00-13:00 14:00-19:00.")
NEVER_OPEN = _("At least one day of the week must have hours: people are told when you answer.")
DAY_IS_PAST = _("This day is over. Please choose one that is still to come.")


@dataclass(frozen=True, slots=True)
class Hours:
    """The desk's hours. ``week``: seven days, Monday first; ``days`` differ from their week."""

    week: tuple[Spans, ...]
    zone: tzinfo
    days: Mapping[date, Spans] = field(default_factory=dict)
    known: Calendar = field(default_factory=calendar)

    def spans_on(self, day: date) -> Spans:
        """When it is open on this day in Kazakhstan."""
        if day in self.days:
            return self.days[day]
        year = self.known.years.get(day.year)
        is_off = year is not None and year.days.get(day) is DayKind.OFF
        return CLOSED if is_off else self.week[day.weekday()]

    def is_sure_of(self, moment: datetime) -> bool:
        """Whether the calendar of that moment's year is known: no day off can come between."""
        return moment.astimezone(self.zone).year in self.known.years

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody is at the desk."""
        return any(opens <= moment < closes for opens, closes in self._on(self._day_of(moment)))

    def next_opening(self, moment: datetime) -> datetime | None:
        """When somebody is there: the moment itself if it is open, else the next opening.

        None: it stays closed for a year, as far as anybody has said.
        """
        for opens, _closes in self._from(moment):
            return opens
        return None

    def add(self, moment: datetime, working: timedelta) -> datetime:
        """The moment at which so much working time has passed since; with none it is the moment.

        A desk that never opens has no working time; ordinary time is counted then, so that what
        waits for it comes up before somebody.
        """
        left = working
        for opens, closes in self._from(moment):
            if left <= _NOTHING:
                break
            if closes - opens >= left:
                return opens + left
            left -= closes - opens
        return moment.astimezone(UTC) + max(left, _NOTHING)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time passes from one moment to the other; none when it is no later."""
        passed, day, last = _NOTHING, self._day_of(start), self._day_of(end)
        while day <= last:
            for opens, closes in self._on(day):
                passed += max(min(closes, end) - max(opens, start), _NOTHING)
            day += _DAY
        return passed

    def _day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of the spans from this moment on."""
        first = self._day_of(moment)
        moment = moment.astimezone(UTC)
        for ahead in range(_AHEAD):
            for opens, closes in self._on(first + ahead * _DAY):
                if closes > moment:
                    yield max(opens, moment), closes

    def _on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for span in self.spans_on(day):
            yield self._at(day, span.opens), self._at(day, span.closes)

    def _at(self, day: date, minute: int) -> datetime:
        midnight = datetime.combine(day, time())
        return (midnight + timedelta(minutes=minute)).replace(tzinfo=self.zone).astimezone(UTC)


async def hours_of(conn: AsyncConnection, zone: tzinfo) -> Hours:
    """The hours as they are kept; a desk of which nothing is kept is never open."""
    week = await desk_hours.week(conn)
    differing = await desk_hours.days(conn, date.min)
    return Hours(
        tuple(read_spans(week.get(weekday, "")) for weekday in range(7)),
        zone,
        {day: read_spans(written) for day, written in differing.items()},
    )


@lru_cache(64)  # the same seven days are read in every act
def read_spans(written: str) -> Spans:
    """What somebody wrote: spans of one day with spaces or commas between; nothing is closed.

    Raises ``Refusal`` for what cannot be understood, reaches over midnight or overlaps.
    """
    tidy = ",".join(_joined(written).replace(",", " ").split())
    if not tidy:
        return CLOSED
    if not tidy[0].isdigit() or ";" in tidy:
        raise Refusal(WRITE_SO)
    try:
        spans = understood(tidy).week[0]
    except (HoursNotUnderstood, IndexError) as wrong:
        raise Refusal(WRITE_SO) from wrong
    if any(span.into_tomorrow for span in spans):
        raise Refusal(WRITE_SO)
    if any(one.closes > other.opens for one, other in pairwise(spans)):
        raise Refusal(WRITE_SO)
    return spans


def write_spans(spans: Spans) -> str:
    """The spans in their one form, as they are kept."""
    return ",".join(map(str, spans))


async def set_weekday(
    act: Act, administrators: Collection[int], weekday: int, written: str
) -> None:
    """From now on the desk is open so on this day of the week (Monday is 0); '' closes it."""
    await must(act, administrators, Right.SET_HOURS)
    spans = read_spans(written)
    week = {**await desk_hours.week(act.connection), weekday: write_spans(spans)}
    if not any(week.values()):
        raise Refusal(NEVER_OPEN)
    await desk_hours.set_weekday(
        act.connection, weekday, write_spans(spans), act.person.id, act.now
    )
    await audit.note(act.connection, act.now, "desk.hours", act.person.id, f"weekday:{weekday}")


async def set_day(
    act: Act, administrators: Collection[int], zone: tzinfo, day: date, written: str
) -> None:
    """The desk is open so on this one day; '' closes it."""
    await must(act, administrators, Right.SET_HOURS)
    if day < act.now.astimezone(zone).date():
        raise Refusal(DAY_IS_PAST)
    spans = write_spans(read_spans(written))
    await desk_hours.set_day(act.connection, day, spans, act.person.id, act.now)
    await audit.note(act.connection, act.now, "desk.hours", act.person.id, f"day:{day}")


async def forget_day(act: Act, administrators: Collection[int], day: date) -> None:
    """The day is as its week has it."""
    await must(act, administrators, Right.SET_HOURS)
    if await desk_hours.forget_day(act.connection, day):
        await audit.note(act.connection, act.now, "desk.hours", act.person.id, f"day:{day}")


def _joined(written: str) -> str:
    """Without spaces around dashes, so that "10:00 – 13:00" is one span."""
    for dash in "–—":
        written = written.replace(dash, "-")
    while " -" in written or "- " in written:
        written = written.replace(" -", "-").replace("- ", "-")
    return written
