"""By which day they must answer, and what to do next: one case after another, and any at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from civic.complaints.history import Event, History, happened
from civic.complaints.kinds import SIMPLIFIED, Kind
from civic.complaints.law import Law, law
from civic.complaints.promises import WHY_NO_DATE, NoDate, add_months
from civic.complaints.statuses import Status
from civic.complaints.steps import NextStep, Step
from civic.complaints.terms import next_step
from civic.marks import Mark
from civic.working_days import calendar
from tests.unit.slow_calendar import months_later
from tests.unit.slow_terms import slow_next_step


def day(text: str) -> date:
    return date.fromisoformat(text)


def told(kind: Kind, *events: tuple[str, Status], **about: object) -> History:
    return History(kind, tuple(Event(status, day(on)) for on, status in events), **about)


def step(history: History, today: str, of: Law | None = None) -> NextStep:
    return next_step(history, of or law(), calendar(), day(today))


@pytest.mark.parametrize(
    ("kind", "registered", "ends"),
    [
        (Kind.STATEMENT, "2026-03-06", "2026-04-02"),
        (Kind.STATEMENT, "2026-03-07", "2026-04-03"),
        (Kind.STATEMENT, "2026-04-29", "2026-05-25"),
        (Kind.STATEMENT, "2026-05-08", "2026-06-02"),
        (Kind.STATEMENT, "2025-12-22", "2026-01-15"),
        (Kind.COMPLAINT, "2026-03-06", "2026-04-09"),
        (Kind.SERVICE_COMPLAINT, "2026-03-19", "2026-03-31"),
        (Kind.REPORT, "2026-10-16", "2026-11-09"),
        (Kind.INQUIRY, "2024-04-30", "2024-05-24"),
        (Kind.OMBUDSMAN, "2026-11-25", "2026-12-17"),
    ],
)
def test_the_last_day_for_an_answer(kind: Kind, registered: str, ends: str) -> None:
    waiting = step(told(kind, (registered, Status.REGISTERED)), ends)
    assert (waiting.kind, waiting.by) == (Step.WAIT, day(ends))
    assert waiting.estimate, "it was counted here, not named by them"
    assert waiting.norm is not None


@pytest.mark.parametrize("kind", [k for k in Kind if k not in {Kind.COMPLAINT, Kind.OMBUDSMAN}])
def test_silence_is_a_refusal_and_the_next_document_is_a_complaint(kind: Kind) -> None:
    asked = told(kind, ("2026-03-30", Status.REGISTERED))
    ends = step(asked, "2026-03-31").by
    assert ends is not None
    overdue = next_step(asked, law(), calendar(), ends + timedelta(days=1))
    assert overdue.kind is Step.COMPLAIN_ON_SILENCE
    assert overdue.document is Kind.COMPLAINT
    assert Kind.OMBUDSMAN in overdue.others
    assert overdue.by == months_later(ends, 3)
    assert overdue.norm is not None
    assert "91" in (overdue.norm.ru or "")


def test_silence_on_a_complaint_opens_the_court_and_no_day_is_made_up() -> None:
    overdue = step(told(Kind.COMPLAINT, ("2026-03-06", Status.REGISTERED)), "2026-04-10")
    assert (overdue.kind, overdue.by, overdue.no_date) == (Step.COURT, None, NoDate.UNCONFIRMED)
    assert overdue.norm is not None
    assert "100" in (overdue.norm.ru or "")
    assert overdue.others == (Kind.OMBUDSMAN,)


def test_silence_of_the_ombudsman_is_not_called_a_refusal() -> None:
    overdue = step(told(Kind.OMBUDSMAN, ("2026-03-06", Status.REGISTERED)), "2026-04-03")
    assert (overdue.kind, overdue.by, overdue.norm) == (Step.ASK, None, None)


def test_a_redirected_document_is_counted_anew_from_where_it_arrived() -> None:
    sent_on = told(
        Kind.STATEMENT, ("2026-03-06", Status.REGISTERED), ("2026-03-11", Status.REDIRECTED)
    )
    assert step(sent_on, "2026-03-12").by == day("2026-04-06")
    arrived = told(
        Kind.STATEMENT,
        ("2026-03-06", Status.REGISTERED),
        ("2026-03-11", Status.REDIRECTED),
        ("2026-03-13", Status.ARRIVED),
    )
    assert step(arrived, "2026-03-14").by == day("2026-04-08")


def test_a_document_redirected_in_part_is_still_awaited_where_it_was() -> None:
    parted = told(
        Kind.STATEMENT, ("2026-03-06", Status.REGISTERED), ("2026-03-11", Status.REDIRECTED_PARTLY)
    )
    assert step(parted, "2026-03-12").by == day("2026-04-02")


def test_a_complaint_that_was_passed_up_is_counted_from_the_higher_body() -> None:
    passed = told(
        Kind.COMPLAINT, ("2026-03-06", Status.REGISTERED), ("2026-03-12", Status.PASSED_UP)
    )
    assert step(passed, "2026-03-13").by == day("2026-04-14")


def test_what_is_not_confirmed_about_services_passed_on_gives_no_day() -> None:
    passed = told(
        Kind.SERVICE_COMPLAINT, ("2026-03-06", Status.REGISTERED), ("2026-03-12", Status.PASSED_UP)
    )
    waiting = step(passed, "2026-03-13")
    assert (waiting.kind, waiting.by, waiting.no_date) == (Step.WAIT, None, NoDate.UNCONFIRMED)
    assert waiting.norm is None
    assert "term" not in waiting.why.fillings, "the unconfirmed number is not in the sentence"


def extended(kind: Kind, on: str, until: str | None) -> History:
    registered = told(kind, ("2026-03-06", Status.REGISTERED))
    event = Event(Status.EXTENDED, day(on), day(until) if until else None)
    return replace(registered, events=(*registered.events, event))


@pytest.mark.parametrize(
    ("kind", "on", "until", "by", "estimate"),
    [
        (Kind.STATEMENT, "2026-03-30", "2026-05-15", "2026-05-15", False),
        (Kind.STATEMENT, "2026-03-30", None, "2026-06-01", True),
        (Kind.STATEMENT, "2026-03-30", "2026-09-01", "2026-06-01", True),
        (Kind.STATEMENT, "2026-03-10", "2026-03-20", "2026-04-02", True),
        (Kind.COMPLAINT, "2026-03-30", "2026-05-15", "2026-04-09", True),
        (Kind.REPORT, "2026-03-30", "2026-05-15", "2026-05-15", False),
        (Kind.REPORT, "2026-03-30", None, None, False),
        (Kind.OMBUDSMAN, "2026-03-30", None, None, False),
    ],
)
def test_extensions(kind: Kind, on: str, until: str | None, by: str | None, estimate: bool) -> None:
    waiting = step(extended(kind, on, until), "2026-04-01")
    assert waiting.kind is Step.WAIT
    assert waiting.by == (day(by) if by else None)
    assert waiting.estimate is estimate


def test_the_two_days_for_an_objection_and_then_waiting_again() -> None:
    heard = told(Kind.STATEMENT, ("2026-03-06", Status.REGISTERED), ("2026-03-20", Status.HEARING))
    objecting = step(heard, "2026-03-20")
    assert (objecting.kind, objecting.by) == (Step.OBJECT, day("2026-03-27"))
    assert step(heard, "2026-03-27").kind is Step.OBJECT
    assert step(heard, "2026-03-28").kind is Step.WAIT
    objected = replace(heard, events=(*heard.events, Event(Status.OBJECTED, day("2026-03-26"))))
    assert step(objected, "2026-03-26").kind is Step.WAIT


def test_told_on_a_saturday_the_objection_is_shown_by_the_earlier_day() -> None:
    heard = told(Kind.STATEMENT, ("2026-02-02", Status.REGISTERED), ("2026-02-07", Status.HEARING))
    assert step(heard, "2026-02-07").by == day("2026-02-10")


@pytest.mark.parametrize(
    ("explained", "by"),
    [(True, "2026-06-15"), (None, "2026-06-15"), (False, "2026-09-15")],
)
def test_months_to_complain_of_an_answer(explained: bool | None, by: str) -> None:
    asked = told(Kind.STATEMENT, ("2026-02-20", Status.REGISTERED))
    answer = Event(Status.REFUSED, day("2026-03-15"), explained=explained)
    complaining = step(replace(asked, events=(*asked.events, answer)), "2026-03-16")
    assert (complaining.kind, complaining.by) == (Step.COMPLAIN_ON_ANSWER, day(by))
    assert complaining.document is Kind.COMPLAINT


def test_a_complaint_not_yet_filed_has_its_own_last_day_also_in_a_year_without_a_calendar() -> None:
    not_filed = History(Kind.COMPLAINT, learned_on=day("2026-11-30"))
    filing = step(not_filed, "2026-12-01")
    assert (filing.kind, filing.by) == (Step.FILE, day("2027-02-28"))
    late = step(not_filed, "2027-03-01")
    assert late.by == day("2027-02-28")
    assert late.why != filing.why, "it says that late ones are accepted too"
    unexplained = replace(not_filed, explained=False)
    assert step(unexplained, "2026-12-01").by == day("2027-05-30")


def test_no_year_is_promised_for_a_complaint_to_the_ombudsman() -> None:
    filing = step(History(Kind.OMBUDSMAN, learned_on=day("2026-03-01")), "2026-03-02")
    assert (filing.by, filing.no_date, filing.norm) == (None, NoDate.UNCONFIRMED, None)


def test_what_was_sent_must_get_a_number_on_the_next_working_day() -> None:
    sent = told(Kind.STATEMENT, ("2026-03-06", Status.FILED))
    asking = step(sent, "2026-03-06")
    assert (asking.kind, asking.by) == (Step.GET_NUMBER, day("2026-03-10"))
    assert step(sent, "2026-03-11").why != asking.why


def test_what_is_missing_is_mended_by_the_day_that_they_named() -> None:
    registered = told(Kind.STATEMENT, ("2026-03-06", Status.REGISTERED))
    missing = Event(Status.INCOMPLETE, day("2026-03-10"), day("2026-03-17"))
    mending = step(replace(registered, events=(*registered.events, missing)), "2026-03-11")
    assert (mending.kind, mending.by, mending.estimate) == (Step.MEND, day("2026-03-17"), False)
    mended = replace(
        registered, events=(*registered.events, missing, Event(Status.ALIGNED, day("2026-03-16")))
    )
    assert step(mended, "2026-03-17").by == day("2026-04-09")


def test_a_term_that_ends_in_a_year_without_a_calendar_has_no_day() -> None:
    waiting = step(told(Kind.STATEMENT, ("2026-12-14", Status.REGISTERED)), "2026-12-15")
    assert (waiting.kind, waiting.by, waiting.no_date) == (Step.WAIT, None, NoDate.NO_CALENDAR)
    assert (
        step(told(Kind.STATEMENT, ("2026-12-14", Status.REGISTERED)), "2027-03-01").kind
        is Step.WAIT
    )


def with_mark(rule_id: str, mark: Mark) -> Law:
    rule = law().rules[rule_id]
    changed = replace(rule, basis=replace(rule.basis, mark=mark))
    clocks = {
        kind: replace(clock, **{"answer": changed} if clock.answer is rule else {})
        for kind, clock in law().clocks.items()
    }
    return replace(law(), rules={**law().rules, rule_id: changed}, clocks=clocks)


def test_a_rule_that_loses_its_mark_promises_nothing_more() -> None:
    asked = told(Kind.STATEMENT, ("2026-03-06", Status.REGISTERED))
    doubtful = step(asked, "2026-03-10", with_mark("consideration", Mark.UNCONFIRMED))
    assert (doubtful.by, doubtful.no_date, doubtful.norm) == (None, NoDate.UNCONFIRMED, None)
    assert not doubtful.estimate
    assert not doubtful.why.fillings
    believed = step(asked, "2026-03-10", with_mark("consideration", Mark.SECONDARY))
    assert believed.by == day("2026-04-02")


def test_every_reason_for_no_day_is_told() -> None:
    assert set(WHY_NO_DATE) == set(NoDate)


@pytest.mark.parametrize(
    ("start", "months", "ends"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 6, "2027-06-15"),
        ("2026-08-31", 6, "2027-02-28"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(
    start: str, months: int, ends: str
) -> None:
    assert add_months(day(start), months) == day(ends)


@some.composite
def histories(draw: some.DrawFn) -> History:
    """Whatever can happen to a document of any kind, on any days of three years."""
    first = some.dates(date(2024, 1, 1), date(2026, 12, 31))
    history = History(
        kind=draw(some.sampled_from(Kind)),
        learned_on=draw(some.none() | first),
        explained=draw(some.sampled_from([None, True, False])),
    )
    on = draw(first)
    for _ in range(draw(some.integers(0, 7))):
        if not history.can_follow:
            break
        until = draw(some.none() | some.integers(0, 120))
        event = Event(
            status=draw(some.sampled_from(history.can_follow)),
            on=on,
            until=None if until is None else on + timedelta(days=until),
            explained=draw(some.sampled_from([None, True, False])),
        )
        history = happened(history, event, today=on)
        on += timedelta(days=draw(some.integers(0, 40)))
    return history


@settings(max_examples=600, deadline=None)
@given(histories(), some.integers(0, 250))
def test_any_history_comes_to_what_a_clerk_with_a_wall_calendar_finds(
    history: History, later: int
) -> None:
    start = history.last.on if history.last else date(2026, 3, 1)
    today = start + timedelta(days=later)
    found = next_step(history, law(), calendar(), today)
    assert (found.kind.value, found.by or found.no_date) == slow_next_step(history, today)


@settings(deadline=None)
@given(histories(), some.integers(0, 250))
def test_a_step_has_a_day_or_a_reason_and_never_both(history: History, later: int) -> None:
    start = history.last.on if history.last else date(2026, 3, 1)
    found = next_step(history, law(), calendar(), start + timedelta(days=later))
    assert (found.by is None) is (found.no_date is not None)
    assert found.by is not None or not found.estimate


def test_simplified_documents_all_have_the_same_clock() -> None:
    clocks = [law().clocks[kind] for kind in sorted(SIMPLIFIED)]
    assert len({clock.answer.id for clock in clocks}) == 1
