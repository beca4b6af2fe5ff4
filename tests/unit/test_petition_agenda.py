"""What is due for a petition on which day, in working days, over holidays and unknown years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from civic.petitions.agenda import Due, agenda, due, next_day
from civic.petitions.answers import days_late
from civic.petitions.states import State
from civic.working_days import calendar
from storage.petition_promises import StoredPromise
from storage.petitions import StoredPetition
from tests.unit.test_petition_guiding import a_petition

DAYS = calendar()


def told(petition: StoredPetition, since: date, *promises: StoredPromise) -> list[Due]:
    return agenda(petition, since, since, DAYS, promises)


def test_moderators_are_reminded_five_and_one_working_days_before() -> None:
    waits = a_petition(state="submitted", moderate_by=date(2026, 3, 30))
    days = {it.what: it.on for it in told(waits, date(2026, 3, 2))}
    # Nauryz, 21 to 23 March, stands between
    assert days == {
        "moderate:5": DAYS.working_days_before(date(2026, 3, 30), 5),
        "moderate:1": date(2026, 3, 27),
        "moderate:late": date(2026, 3, 31),
    }


def test_the_first_stage_has_its_fifth_and_ninth_day_and_its_end() -> None:
    gathers = a_petition(state="gathering", first_by=date(2026, 6, 15))
    assert told(gathers, date(2026, 6, 1)) == [
        Due(date(2026, 6, 8), "first:5"),
        Due(date(2026, 6, 12), "first:9"),
        Due(date(2026, 6, 16), "expire"),
    ]


def test_of_each_kind_only_the_last_is_told_when_the_bot_was_away() -> None:
    gathers = a_petition(state="gathering", first_by=date(2026, 6, 15))
    its = told(gathers, date(2026, 6, 1))
    assert [it.what for it in due(its, date(2026, 6, 13))] == ["first:9"]
    assert [it.what for it in due(its, date(2026, 6, 20))] == ["first:9", "expire"]
    assert next_day(its, date(2026, 6, 8)) == date(2026, 6, 12)
    assert next_day(its, date(2026, 6, 20)) is None


def test_a_late_body_is_told_of_every_five_working_days() -> None:
    sent = a_petition(state="sent", answer_by=date(2026, 6, 29))
    its = told(sent, date(2026, 6, 1))
    assert [it.what for it in its[:3]] == ["late:1", "late:6", "late:11"]
    assert its[0].on == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("today", "late"),
    [(date(2026, 6, 29), 0), (date(2026, 6, 30), 1), (date(2026, 7, 4), 4), (date(2026, 7, 7), 5)],
)
def test_how_late_is_counted_in_working_days(today: date, late: int) -> None:
    sent = a_petition(state="sent", answer_by=date(2026, 6, 29))
    assert days_late(sent, today, DAYS) == late
    assert days_late(replace(sent, state="answered"), today, DAYS) == 0


def test_what_the_calendar_does_not_know_is_in_no_agenda() -> None:
    waits = a_petition(state="submitted", moderate_by=None)
    assert told(waits, date(2027, 3, 1)) == []
    gathers = a_petition(state="gathering", first_by=None)
    assert told(gathers, date(2031, 3, 1)) == []
    sent = a_petition(state="under_review", answer_by=None)
    assert told(sent, date(2031, 3, 1)) == []


def test_promises_are_asked_about_once() -> None:
    watched = a_petition(state="watched")
    looks = [
        StoredPromise(petition_id="abcd1234", months=months, due_on=date(2026, 3 + months, 1))
        for months in (3, 6)
    ]
    assert [it.what for it in told(watched, date(2026, 3, 1), *looks)] == ["promise:3", "promise:6"]
    asked = replace(looks[0], asked_at=a_petition().state_at)
    assert [it.what for it in told(watched, date(2026, 3, 1), asked, looks[1])] == ["promise:6"]


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_an_agenda_in_order(state: State) -> None:
    whole = a_petition(
        state=state.value,
        moderate_by=date(2026, 6, 29),
        first_by=date(2026, 6, 15),
        closes_on=date(2026, 12, 1),
        answer_by=date(2026, 6, 29),
    )
    its = told(whole, date(2026, 6, 1))
    assert its == sorted(its)
    assert all(it.on > date(2026, 5, 31) - timedelta(days=1) for it in its)
