"""The working days of Kazakhstan: holidays, moved days, the turn of the year, years nobody knows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from civic.marks import Mark
from civic.working_days import (
    CalendarBroken,
    Corrections,
    DayKind,
    MovedDay,
    YearOfCalendar,
    calendar,
    calendar_for,
)
from civic.working_days.corrections import corrections_of_files
from tests.unit import slow_calendar

days = some.dates(date(2024, 1, 1), date(2026, 12, 31))
known = calendar()


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("year", slow_calendar.YEARS)
def test_each_year_has_exactly_the_working_days_of_the_published_list(year: int) -> None:
    first = date(year, 1, 1)
    for offset in range(366):
        one = first + timedelta(days=offset)
        if one.year == year:
            assert known.is_working_day(one) is slow_calendar.is_worked(one), one


@pytest.mark.parametrize(
    ("what", "start", "count", "ends"),
    [
        ("a plain week", "2026-02-02", 5, "2026-02-09"),
        ("from a Friday", "2026-02-06", 1, "2026-02-09"),
        ("from a Saturday", "2026-02-07", 1, "2026-02-09"),
        ("8 March on a Sunday", "2026-03-06", 1, "2026-03-10"),
        ("over Nauryz, five days in a row", "2026-03-20", 1, "2026-03-26"),
        ("fifteen days over Nauryz", "2026-03-06", 15, "2026-04-02"),
        ("over the three holidays of May", "2026-04-30", 7, "2026-05-14"),
        ("over Kurban Ait", "2026-05-26", 1, "2026-05-28"),
        ("over New Year and Christmas", "2025-12-30", 5, "2026-01-09"),
        ("a working Saturday for a free Wednesday", "2024-05-03", 2, "2024-05-06"),
        ("and that Wednesday", "2024-05-06", 1, "2024-05-10"),
        ("a working Sunday in January", "2025-01-02", 2, "2025-01-06"),
        ("30 August is no holiday any more", "2026-08-28", 1, "2026-08-31"),
        ("Republic Day on a Sunday", "2026-10-23", 1, "2026-10-27"),
        ("Independence Day", "2026-12-15", 1, "2026-12-17"),
        ("no days from a Sunday", "2026-02-08", 0, "2026-02-09"),
        ("no days from a Monday", "2026-02-09", 0, "2026-02-09"),
    ],
)
def test_counting(what: str, start: str, count: int, ends: str) -> None:
    assert known.add_working_days(day(start), count) == day(ends), what


def test_a_year_without_a_calendar_promises_nothing() -> None:
    assert calendar_for(2027) is None
    assert calendar_for(2031) is None
    assert known.is_working_day(day("2027-01-11")) is None
    assert known.on_or_after(day("2027-01-11")) is None
    assert known.add_working_days(day("2026-12-30"), 2) is None
    assert known.add_working_days(day("2026-12-30"), 1) == day("2026-12-31")
    assert known.add_working_days(day("2023-12-29"), 1) is None
    assert known.working_days_between(day("2026-12-30"), day("2027-01-04")) is None
    assert known.working_days_before(day("2024-01-04"), 3) is None


def test_the_last_day_of_the_known_years_may_be_a_day_off() -> None:
    closed = Corrections(days=(MovedDay(day("2026-12-31"), DayKind.OFF),))
    assert calendar(closed).on_or_after(day("2026-12-31")) is None


def test_an_administrator_confirms_a_year_and_corrects_its_days() -> None:
    corrections = Corrections(
        days=(
            MovedDay(day("2027-03-26"), DayKind.OFF, "moved by order"),
            MovedDay(day("2027-04-03"), DayKind.WORKING, "for it"),
        ),
        years=(YearOfCalendar(2027, Mark.VERIFIED),),
    )
    theirs = calendar(corrections)
    assert theirs.is_working_day(day("2027-03-15")) is False, "Constitution Day, by the package"
    assert theirs.is_working_day(day("2027-03-26")) is False
    assert theirs.is_working_day(day("2027-04-03")) is True
    assert theirs.add_working_days(day("2026-12-30"), 2) == day("2027-01-05")
    assert known.is_working_day(day("2027-03-15")) is None, "nobody else's calendar changed"


def test_a_year_that_turned_out_wrong_is_taken_back() -> None:
    corrections = Corrections(years=(YearOfCalendar(2026, Mark.UNCONFIRMED),))
    assert calendar_for(2026, corrections) is None


def test_of_two_rows_about_a_day_the_later_one_counts() -> None:
    kurban_ait = day("2026-05-27")
    moved = Corrections(days=(MovedDay(kurban_ait, DayKind.WORKING),))
    back = Corrections(days=(MovedDay(kurban_ait, DayKind.OFF),))
    assert calendar(moved).is_working_day(kurban_ait) is True
    assert calendar(back.over(moved)).is_working_day(kurban_ait) is False


@given(days, some.integers(0, 60))
def test_adding_agrees_with_crossing_off_one_day_after_another(start: date, count: int) -> None:
    try:
        slow = slow_calendar.nth_worked_after(start, count)
        slow = slow if count else slow_calendar.next_worked(start)
    except slow_calendar.NobodyKnows:
        assert known.add_working_days(start, count) is None
    else:
        assert known.add_working_days(start, count) == slow


@given(days, some.integers(1, 60))
def test_what_is_added_can_be_counted_and_taken_back(start: date, count: int) -> None:
    ends = known.add_working_days(start, count)
    if ends is not None:
        assert known.working_days_between(start, ends) == count
        assert known.working_days_between(ends, start) == 0
        back = known.working_days_before(ends, count)
        if known.is_working_day(start):
            assert back == start


def test_the_files_say_where_each_row_is_from() -> None:
    told = corrections_of_files()
    assert told.mark_of(2027) is Mark.UNCONFIRMED
    assert all(row.reason for row in told.days)


@pytest.mark.parametrize(
    ("file", "rows", "told"),
    [
        ("days.csv", "2026-02-30,off,x,https://a.kz,2026-11-01", "line 2, day: “2026-02-30”"),
        ("days.csv", "2026-02-03,free,x,https://a.kz,2026-11-01", "line 2, kind: “free”"),
        ("days.csv", "2026-02-03,off,,https://a.kz,2026-11-01", "line 2, reason: "),
        ("days.csv", "2026-02-03,off,x,a.kz,2026-11-01", "line 2, source_url: "),
        ("years.csv", "26,verified,https://a.kz,2026-11-01,", "line 2, year: “26”"),
        ("years.csv", "2026,certain,https://a.kz,2026-11-01,", "line 2, mark: “certain”"),
        ("years.csv", "2026,verified,https://a.kz,soon,", "line 2, verified_on: “soon”"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path, file: str, rows: str, told: str) -> None:
    (tmp_path / "days.csv").write_text(
        "day,kind,reason,source_url,verified_on\n2026-02-02,off,x,https://a.kz,2026-11-01\n"
    )
    (tmp_path / "years.csv").write_text(
        "year,mark,source_url,verified_on,note\n2024,verified,https://a.kz,2026-11-01,\n"
    )
    assert corrections_of_files(tmp_path).days[0].day == day("2026-02-02")
    header = (tmp_path / file).read_text().splitlines()[0]
    (tmp_path / file).write_text(f"{header}\n{rows}\n")
    corrections_of_files.cache_clear()
    with pytest.raises(CalendarBroken) as broken:
        corrections_of_files(tmp_path)
    assert str(broken.value).startswith(f"data/calendar/{file}: {told}")


def test_remarks_at_the_head_do_not_move_the_numbers_of_the_lines(tmp_path) -> None:
    (tmp_path / "years.csv").write_text("year,mark,source_url,verified_on,note\n")
    (tmp_path / "days.csv").write_text(
        "# one\n#\n# two\nday,kind,reason,source_url,verified_on\nsoon,off,x,https://a.kz,2026-11-01\n"
    )
    with pytest.raises(CalendarBroken, match="line 5, day"):
        corrections_of_files(tmp_path)
