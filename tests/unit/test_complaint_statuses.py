"""Statuses are entered in an order that can be: every other pair of them is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from civic.complaints.history import Event, History, happened
from civic.complaints.kinds import Kind
from civic.complaints.running import WHY_COUNTED
from civic.complaints.statuses import EFFECTS, NAMES, TRANSITIONS, Effect, Status, may_follow
from civic.phrases import Refusal

TODAY = date(2026, 11, 25)
ROWS = """
-                 filed registered
filed             registered withdrawn
registered        in_work incomplete returned redirecting redirected redirected_partly passed_up extending extended hearing answered refused withdrawn
in_work           incomplete returned redirecting redirected redirected_partly passed_up extending extended hearing answered refused withdrawn
incomplete        aligned returned answered refused withdrawn
aligned           in_work incomplete returned redirecting redirected redirected_partly passed_up extending extended hearing answered refused withdrawn
returned          filed registered
redirecting       in_work redirected redirected_partly answered refused withdrawn
redirected        arrived in_work incomplete returned redirecting redirected redirected_partly passed_up extending extended hearing answered refused withdrawn
redirected_partly in_work incomplete returned redirecting redirected passed_up extending extended hearing answered refused withdrawn
passed_up         arrived in_work incomplete returned redirecting redirected redirected_partly extending extended hearing answered refused withdrawn
arrived           in_work incomplete returned redirecting redirected redirected_partly passed_up extending extended hearing answered refused withdrawn
extending         extended extension_dropped hearing answered refused withdrawn
extended          in_work incomplete returned redirecting redirected redirected_partly passed_up hearing answered refused withdrawn
extension_dropped in_work incomplete returned redirecting redirected redirected_partly passed_up extending extended hearing answered refused withdrawn
hearing           objected in_work extending extended answered refused withdrawn
objected          in_work incomplete returned redirecting redirected redirected_partly passed_up extending extended hearing answered refused withdrawn
answered
refused
withdrawn
"""
ALLOWED = {
    words[0]: set(words[1:]) for words in (line.split() for line in ROWS.strip().splitlines())
}
NOT_AT_THE_OMBUDSMAN = {
    "redirecting",
    "passed_up",
    "extending",
    "extension_dropped",
    "hearing",
    "objected",
}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("before", [None, *Status])
def test_every_pair_of_statuses(kind: Kind, before: Status | None) -> None:
    """The history is put together by hand: what may come next depends on its last status only."""
    events = () if before is None else (Event(before, TODAY),)
    allowed = ALLOWED[before.value if before else "-"]
    if kind is Kind.OMBUDSMAN:
        allowed = allowed - NOT_AT_THE_OMBUDSMAN
    if kind not in {Kind.COMPLAINT, Kind.SERVICE_COMPLAINT}:
        allowed = allowed - {"passed_up"}
    for status in Status:
        event = Event(status, TODAY)
        if status.value in allowed:
            assert happened(History(kind, events), event, TODAY).last == event
        else:
            with pytest.raises(Refusal) as refused:
                happened(History(kind, events), event, TODAY)
            assert refused.value.step == "status"


def test_what_is_offered_is_what_is_taken() -> None:
    assert may_follow(Kind.STATEMENT, None) == (Status.FILED, Status.REGISTERED)
    assert may_follow(Kind.COMPLAINT, Status.ANSWERED) == ()
    assert Status.PASSED_UP in may_follow(Kind.COMPLAINT, Status.REGISTERED)
    assert Status.PASSED_UP not in may_follow(Kind.REPORT, Status.REGISTERED)


def test_every_status_has_a_name_an_effect_and_a_row() -> None:
    assert set(NAMES) == set(EFFECTS) == set(Status)
    assert set(TRANSITIONS) == {None, *Status}
    counted = {Effect.STARTS, Effect.RESTARTS}
    assert {status for status, effect in EFFECTS.items() if effect in counted} == set(WHY_COUNTED)
    ends = {status for status, effect in EFFECTS.items() if effect is Effect.ENDS}
    assert {status for status in Status if not TRANSITIONS[status]} == ends - {Status.RETURNED}


@pytest.mark.parametrize(
    ("on", "until", "step"),
    [
        (TODAY + timedelta(days=1), None, "on"),
        (date(2026, 11, 1), None, "on"),
        (TODAY, date(2026, 11, 24), "until"),
    ],
)
def test_days_that_cannot_be(on: date, until: date | None, step: str) -> None:
    history = History(Kind.STATEMENT, (Event(Status.REGISTERED, date(2026, 11, 2)),))
    with pytest.raises(Refusal) as refused:
        happened(history, Event(Status.EXTENDED, on, until), TODAY)
    assert refused.value.step == step


def test_two_things_may_happen_on_one_day() -> None:
    history = History(Kind.STATEMENT, (Event(Status.REGISTERED, TODAY),))
    assert len(happened(history, Event(Status.REDIRECTED, TODAY), TODAY).events) == 2
