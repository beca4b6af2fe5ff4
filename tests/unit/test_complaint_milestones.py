"""The days on which a person hears of a term."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from civic.complaints.history import Event, History
from civic.complaints.kinds import Kind
from civic.complaints.law import law
from civic.complaints.milestones import Milestone, coming, milestones
from civic.complaints.promises import NoDate
from civic.complaints.statuses import Status
from civic.complaints.steps import NextStep, Step, dated
from civic.complaints.terms import next_step
from civic.phrases import verbatim
from civic.working_days import calendar

HALF_WAY, NEAR, THE_DAY, OVERDUE = Milestone


def day(text: str) -> date:
    return date.fromisoformat(text)


def of(since: str, by: str) -> dict[Milestone, str]:
    waiting = dated(Step.WAIT, day(by), verbatim("…"), since=day(since))
    return {due.milestone: due.on.isoformat() for due in milestones(waiting, calendar())}


def test_a_term_of_fifteen_days_over_nauryz() -> None:
    assert of("2026-03-06", "2026-04-02") == {
        HALF_WAY: "2026-03-19",
        NEAR: "2026-03-30",
        THE_DAY: "2026-04-02",
        OVERDUE: "2026-04-03",
    }


def test_no_milestone_of_an_answer_falls_on_a_day_off() -> None:
    assert of("2026-04-20", "2026-05-12") == {
        HALF_WAY: "2026-05-04",
        NEAR: "2026-05-05",
        THE_DAY: "2026-05-12",
        OVERDUE: "2026-05-13",
    }


def test_two_days_for_an_objection_leave_the_one_between() -> None:
    assert of("2026-02-03", "2026-02-05") == {
        HALF_WAY: "2026-02-04",
        THE_DAY: "2026-02-05",
        OVERDUE: "2026-02-06",
    }


def test_half_way_is_left_out_when_the_end_is_near_already() -> None:
    assert of("2026-02-02", "2026-02-09") == {
        NEAR: "2026-02-04",
        THE_DAY: "2026-02-09",
        OVERDUE: "2026-02-10",
    }


def test_a_last_day_in_a_year_without_a_calendar_still_has_its_milestones() -> None:
    assert of("2026-11-30", "2027-02-28") == {
        HALF_WAY: "2027-01-14",
        THE_DAY: "2027-02-28",
        OVERDUE: "2027-03-01",
    }


def test_a_step_without_a_day_has_none() -> None:
    unknown = dated(Step.WAIT, NoDate.NO_CALENDAR, verbatim("…"), since=day("2026-12-14"))
    assert milestones(unknown, calendar()) == ()
    assert coming(unknown, calendar(), day("2026-12-15")) is None


def test_what_comes_next_goes_from_half_way_to_the_document_on_silence() -> None:
    history = History(Kind.STATEMENT, (Event(Status.REGISTERED, day("2026-03-06")),))
    today, heard = day("2026-03-06"), []
    for _ in range(6):
        step = next_step(history, law(), calendar(), today)
        due = coming(step, calendar(), today)
        assert due is not None
        heard.append((step.kind, due.milestone, due.on.isoformat()))
        today = due.on
    assert heard == [
        (Step.WAIT, HALF_WAY, "2026-03-19"),
        (Step.WAIT, NEAR, "2026-03-30"),
        (Step.WAIT, THE_DAY, "2026-04-02"),
        (Step.WAIT, OVERDUE, "2026-04-03"),
        (Step.COMPLAIN_ON_SILENCE, HALF_WAY, "2026-05-18"),
        (Step.COMPLAIN_ON_SILENCE, NEAR, "2026-06-29"),
    ]


@given(some.dates(date(2024, 1, 2), date(2026, 9, 30)), some.integers(1, 60))
def test_milestones_come_in_their_order_after_the_start(start: date, count: int) -> None:
    ends = calendar().add_working_days(start, count)
    assert ends is not None
    waiting: NextStep = dated(Step.WAIT, ends, verbatim("…"), since=start)
    found = milestones(waiting, calendar())
    days = [start, *(due.on for due in found)]
    assert days == sorted(set(days))
    assert [due.milestone for due in found] == [
        milestone for milestone in Milestone if milestone in {due.milestone for due in found}
    ]
    by_name = {due.milestone: due.on for due in found}
    assert by_name[THE_DAY] == ends
    assert calendar().working_days_between(ends, by_name[OVERDUE]) == 1
    if NEAR in by_name:
        assert calendar().working_days_between(by_name[NEAR], ends) == 3
    assert all(calendar().is_working_day(due.on) for due in found)


@pytest.mark.parametrize("milestone", Milestone)
def test_codes_fit_a_row(milestone: Milestone) -> None:
    assert milestone.value.isidentifier()
