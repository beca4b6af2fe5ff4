"""Hours say whether a door is open now, or that nobody can tell."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from civic.directory.hours import DAYS, HoursNotUnderstood, Span, is_open, understood

MONDAY, SATURDAY, SUNDAY = 2, 7, 8
"""Days of March 2026."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute)  # noqa: DTZ001 - local times are what hours speak of


@pytest.mark.parametrize(
    ("hours", "moment", "is_so"),
    [
        ("24/7", at(SUNDAY, 3), True),
        ("Mo-Fr 09:00-18:00; Sa 10:00-14:00", at(MONDAY, 9), True),
        ("Mo-Fr 09:00-18:00; Sa 10:00-14:00", at(MONDAY, 8, 59), False),
        ("Mo-Fr 09:00-18:00; Sa 10:00-14:00", at(MONDAY, 18), False),
        ("Mo-Fr 09:00-18:00; Sa 10:00-14:00", at(SATURDAY, 13, 59), True),
        ("Mo-Fr 09:00-18:00; Sa 10:00-14:00", at(SUNDAY, 12), False),
        ("Mo-Fr 09:00-13:00,14:00-18:00", at(MONDAY, 13, 30), False),
        ("17:00-09:00", at(MONDAY, 23), True),
        ("17:00-09:00", at(MONDAY, 8, 59), True),
        ("17:00-09:00", at(MONDAY, 12), False),
        ("Su 20:00-06:00", at(MONDAY, 5), True),
        ("Su 20:00-06:00", at(SUNDAY, 5), False),
        ("Mo 20:00-24:00", at(MONDAY, 23, 59), True),
        ("Пн-Пт 9:00 – 18:00", at(MONDAY, 10), True),
        ("Дс-Жм 9.00-18.00", at(SATURDAY, 10), False),
        ("Sa-Mo 10:00-12:00", at(MONDAY, 11), True),
        (None, at(MONDAY, 11), None),
        ("call first", at(MONDAY, 11), None),
    ],
)
def test_whether_it_is_open(hours: str | None, moment: datetime, is_so: bool | None) -> None:
    assert is_open(hours, moment) is is_so


@pytest.mark.parametrize(
    "text",
    [
        "",
        ";",
        "day and night",
        "Mo-Fr",
        "Mo-Fr 09:00",
        "Mo-Fr 25:00-26:00",
        "Mo-Fr 09:00-18:60",
        "Mo-Fr 24:00-08:00",
        "Mon 09:00-18:00",
        "night beds 17:00-09:00",
        "Mo-Fr 09:00-18:00 by appointment",
        "25/7",
    ],
)
def test_what_cannot_be_read_is_not_guessed(text: str) -> None:
    with pytest.raises(HoursNotUnderstood):
        understood(text)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("пн-пт 9.00-18.00; сб 10:00-14:00", "Mo-Fr 09:00-18:00; Sa 10:00-14:00"),
        ("Mo,Tu,We,Th,Fr,Sa,Su 08:00-20:00", "08:00-20:00"),
        ("Sa 10:00-12:00; Mo 10:00-12:00; Tu 10:00-12:00", "Mo,Tu,Sa 10:00-12:00"),
        (" 24/7 ", "24/7"),
    ],
)
def test_the_same_hours_are_written_one_way(typed: str, written: str) -> None:
    assert str(understood(typed)) == written


clocks = some.integers(0, 24 * 60 - 1)
rules = some.tuples(
    some.lists(some.sampled_from(DAYS), min_size=1, max_size=7, unique=True),
    some.lists(some.builds(Span, clocks, clocks), min_size=1, max_size=3),
)


@given(some.lists(rules, min_size=1, max_size=4))
def test_hours_that_are_written_and_read_again_are_the_same(
    week: list[tuple[list[str], list[Span]]],
) -> None:
    text = "; ".join(f"{','.join(days)} {','.join(map(str, spans))}" for days, spans in week)
    hours = understood(text)
    assert understood(str(hours)) == hours
    assert str(understood(str(hours))) == str(hours)


@given(some.text(max_size=40))
def test_any_text_is_either_read_or_refused(text: str) -> None:
    assert is_open(text, at(MONDAY, 12)) in (True, False, None)
