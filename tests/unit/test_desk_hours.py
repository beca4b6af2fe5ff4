"""Working time of the desk, held against counting every minute of it one after another."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civic.desk.hours import Hours, read_spans, write_spans
from civic.desk.seed import DeskFileBroken, first_hours
from civic.directory.hours import Span
from civic.phrases import Refusal
from civic.working_days import calendar
from tests.unit import slow_calendar

ALMATY = ZoneInfo("Asia/Almaty")
MINUTE = timedelta(minutes=1)
WEEK = tuple(read_spans(first_hours()[weekday]) for weekday in range(7))
DESK = Hours(WEEK, ALMATY)


OFF = slow_calendar.OFF | {date(2026, 10, 25)}
"""With the one day off that falls on a weekend."""


def at(text: str) -> datetime:
    """A moment on a clock in Almaty."""
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY)


def slowly_open(hours: Hours, moment: datetime) -> bool:
    """By the clock on the wall, and the days off copied by hand."""
    local = moment.astimezone(hours.zone)
    day, minute = local.date(), local.hour * 60 + local.minute
    if day in hours.days:
        spans = hours.days[day]
    elif day in OFF:
        spans = ()
    else:
        spans = hours.week[day.weekday()]
    return any(span.opens <= minute < span.closes for span in spans)


def slowly_between(hours: Hours, start: datetime, end: datetime) -> timedelta:
    passed, moment = timedelta(0), start
    while moment < end:
        passed += MINUTE * slowly_open(hours, moment)
        moment += MINUTE
    return passed


def slowly_added(hours: Hours, moment: datetime, working: timedelta) -> datetime:
    while working > timedelta(0):
        working -= MINUTE * slowly_open(hours, moment)
        moment += MINUTE
    return moment


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    edges = sorted(draw(st.sets(st.integers(0, 96), max_size=6)))
    return tuple(
        Span(opens * 15, closes * 15)
        for opens, closes in zip(edges[::2], edges[1::2], strict=False)
    )


DAYS = st.dates(date(2026, 10, 20), date(2026, 12, 20))
MOMENTS = st.builds(
    lambda day, minute: datetime(day.year, day.month, day.day, tzinfo=UTC) + minute * MINUTE,
    DAYS,
    st.integers(0, 24 * 60 - 1),
)
DESKS = st.builds(
    lambda week, days: Hours(tuple(week), ALMATY, days),
    st.lists(spans(), min_size=7, max_size=7),
    st.dictionaries(DAYS, spans(), max_size=5),
)


@settings(max_examples=60, deadline=None)
@given(DESKS, MOMENTS, st.integers(0, 4 * 24 * 60))
def test_between_is_what_counting_minutes_gives(hours: Hours, start: datetime, later: int) -> None:
    end = start + later * MINUTE
    assert hours.is_open(start) == slowly_open(hours, start)
    assert hours.between(start, end) == slowly_between(hours, start, end)
    assert hours.between(end, start) == timedelta(0)


@settings(max_examples=60, deadline=None)
@given(DESKS.filter(lambda desk: sum(map(bool, desk.week)) > 4), MOMENTS, st.integers(0, 600))
def test_adding_is_what_counting_minutes_gives(
    hours: Hours, moment: datetime, working: int
) -> None:
    term = working * MINUTE
    reached = hours.add(moment, term)
    assert reached == slowly_added(hours, moment, term)
    assert hours.between(moment, reached) == term


@settings(max_examples=60, deadline=None)
@given(DESKS.filter(lambda desk: sum(map(bool, desk.week)) > 4), MOMENTS)
def test_the_next_opening_is_the_first_open_minute(hours: Hours, moment: datetime) -> None:
    opening = hours.next_opening(moment)
    assert opening is not None
    assert hours.is_open(opening)
    assert hours.between(moment, opening) == timedelta(0)


def test_lunch_the_weekend_and_a_day_off_are_no_working_time() -> None:
    friday_evening = at("2026-10-23 18:30")
    # Saturday and Sunday, then Republic Day of the 25th, moved to Monday the 26th
    assert DESK.next_opening(at("2026-10-23 19:00")) == at("2026-10-27 10:00")
    assert DESK.add(friday_evening, timedelta(hours=1)) == at("2026-10-27 10:30")
    assert DESK.add(at("2026-11-25 12:30"), timedelta(hours=1)) == at("2026-11-25 14:30")
    assert not DESK.is_open(at("2026-11-25 13:00"))
    assert DESK.is_open(at("2026-11-25 12:59"))


def test_an_answer_is_in_utc_whatever_the_question_was_in() -> None:
    asked = at("2026-11-25 11:00")
    assert DESK.next_opening(asked) == asked
    opening = DESK.next_opening(asked)
    assert opening is not None
    assert opening.tzinfo is UTC
    assert DESK.add(asked, timedelta(0)).tzinfo is UTC


def test_a_day_of_its_own_hours_outweighs_its_week_and_the_calendar() -> None:
    days = {
        date(2026, 12, 16): read_spans("12:00-14:00"),  # a day off of everybody's
        date(2026, 11, 27): (),
        date(2026, 11, 28): read_spans("10:00-12:00"),  # a Saturday
    }
    desk = Hours(WEEK, ALMATY, days)
    assert desk.is_open(at("2026-12-16 13:00"))
    assert not desk.is_open(at("2026-12-16 11:00"))
    assert desk.next_opening(at("2026-11-26 19:00")) == at("2026-11-28 10:00")


def test_of_a_year_that_nobody_confirmed_the_table_alone_is_known() -> None:
    new_year = at("2027-01-01 11:00")  # a Friday
    assert DESK.is_open(new_year)
    assert not DESK.is_sure_of(new_year)
    assert DESK.is_sure_of(at("2026-11-25 11:00"))
    assert 2027 not in calendar().years


def test_a_weekend_that_others_work_does_not_open_the_desk() -> None:
    assert date(2024, 5, 4) in slow_calendar.WORKED
    assert not DESK.is_open(at("2024-05-04 11:00"))


def test_a_desk_that_never_opens_lets_ordinary_time_pass() -> None:
    closed = Hours(((),) * 7, ALMATY)
    now = at("2026-11-25 11:00")
    assert closed.next_opening(now) is None
    assert closed.add(now, timedelta(hours=4)) == now + timedelta(hours=4)
    assert not closed.is_open(now)


def test_a_clock_that_is_turned_forward_takes_no_working_time() -> None:
    berlin = Hours((read_spans("00:00-24:00"),) * 7, ZoneInfo("Europe/Berlin"))
    start = datetime(2026, 3, 28, 23, tzinfo=UTC)  # midnight there; the day has 23 hours
    assert berlin.between(start, start + timedelta(days=1)) == timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("10:00-13:00 14:00-19:00", "10:00-13:00,14:00-19:00"),
        ("10.00 – 13.00,  14.00—19.00", "10:00-13:00,14:00-19:00"),
        ("14:00-19:00 10:00-13:00", "10:00-13:00,14:00-19:00"),
        ("9:00-24:00", "09:00-24:00"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_hours_are_kept_in_one_form(written: str, kept: str) -> None:
    assert write_spans(read_spans(written)) == kept


@pytest.mark.parametrize(
    "written",
    [
        "с 10 до 19",
        "10-19",
        "19:00-10:00",
        "10:00-10:00",
        "10:00-14:00 13:00-19:00",
        "25:00-26:00",
        "10:61-11:00",
        "Mo-Fr 10:00-19:00",
        "10:00-13:00; Sa 10:00-12:00",
        "24/7",
    ],
)
def test_hours_that_cannot_be_are_refused(written: str) -> None:
    with pytest.raises(Refusal, match="10:00-13:00 14:00-19:00"):
        read_spans(written)


def test_a_wrong_file_is_named(tmp_path) -> None:
    wrong = tmp_path / "hours.toml"
    wrong.write_text('monday = "morning"')
    with pytest.raises(DeskFileBroken, match=r"hours\.toml"):
        first_hours(wrong)
    wrong.write_text('someday = "10:00-11:00"')
    with pytest.raises(DeskFileBroken, match="someday"):
        first_hours(wrong)
