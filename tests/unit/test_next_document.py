"""The next document names who kept silent, and fits only as long as what it says is so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from civic.complaints.facts import ComplaintFacts, PassedOn
from civic.complaints.following import following
from civic.complaints.grounds import Ground, ground
from civic.complaints.history import Event, History
from civic.complaints.kept import Kept, Listed
from civic.complaints.kinds import Kind, Topic
from civic.complaints.law import law
from civic.complaints.looking import step_of
from civic.complaints.paper import paper
from civic.complaints.paper_fields import Field, lacking
from civic.complaints.promises import NoDate
from civic.complaints.statuses import Status
from civic.complaints.steps import Step
from civic.complaints.terms import next_step
from civic.working_days import calendar
from tests.unit.paper_samples import speaking

REGISTERED = Event(Status.REGISTERED, date(2026, 6, 1))
CENTRE, STATE = "ЦОН №2", "НАО Правительство для граждан"
TOLD = ComplaintFacts(
    kind=Kind.SERVICE_COMPLAINT,
    topic=Topic.SERVICES,
    addressee=STATE,
    body=CENTRE,
    official="Оператор Ахметова",
    what_happened="Не приняли документы",
    name="Иванов Иван",
    residence="Тараз",
)
LATER = date(2026, 7, 20)


def kept(*events: Event, facts: ComplaintFacts = TOLD) -> Kept:
    listed = Listed(
        id="abcd1234",
        person_id=1,
        kind=facts.kind,
        topic=facts.topic,
        prepared_at=datetime(2026, 6, 1, tzinfo=UTC),
        history=History(facts.kind, events),
        quiet=False,
        help_asked_at=None,
        outcome=None,
        outcome_at=None,
        parent_id=None,
    )
    return Kept(listed=listed, facts=facts, files=(), number="ЖТ-1" if events else None)


def next_of(found: Kept, kind: Kind = Kind.COMPLAINT, today: date = LATER) -> ComplaintFacts:
    return following(found, step_of(found.listed, today), kind)


def text_of(facts: ComplaintFacts) -> str:
    made, ru = paper(facts, "ru"), speaking("ru")
    words = [ru.plain(line.value) for line in made.head if line.value]
    for section in made.sections:
        words.append(ru.plain(section.heading))
        for item in section.items:
            value = getattr(item, "value", item)
            words.append("<by hand>" if not hasattr(value, "msgid") else ru.plain(value))
    return "\n".join(words)


def test_on_silence_the_complaint_is_against_whoever_was_asked() -> None:
    silent = next_of(kept(REGISTERED))
    assert silent.body == STATE, "the addressee kept silent, not the centre"
    assert silent.official == "", "no official of the centre is at fault for the silence"
    assert silent.about_silence_of is not None
    assert (silent.about_silence_of.to, silent.about_silence_of.about) == (STATE, CENTRE)
    assert CENTRE in text_of(silent)
    assert ComplaintFacts.from_json(silent.to_json()) == silent


def test_after_a_redirect_it_is_against_the_body_that_had_it() -> None:
    passed = PassedOn(to="Министерство юстиции", on=date(2026, 6, 4))
    facts = replace(TOLD, kind=Kind.STATEMENT, body="", passed_on=(passed,))
    redirected = Event(Status.REDIRECTED, date(2026, 6, 4))
    silent = next_of(kept(REGISTERED, redirected, facts=facts))
    assert silent.body == "Министерство юстиции"
    assert "Министерство юстиции" in text_of(silent)
    assert "перенаправили" in text_of(silent)
    undone = next_of(kept(REGISTERED, facts=facts))
    assert undone.body == STATE, "a redirection that was taken back counts for nothing"


def test_a_complaint_on_silence_leaves_no_line_for_what_is_known() -> None:
    silent = next_of(kept(REGISTERED))
    text = text_of(silent)
    assert "<by hand>" not in text.split("Доказательства")[1].split("\n")[1]
    assert "№ ЖТ-1 от 1 июня 2026" in text.replace("\u202f", " ").replace("\xa0", " ")
    assert Field.EVIDENCE not in lacking(silent)


def test_an_answer_changes_the_ground() -> None:
    silent, answered = kept(REGISTERED), kept(REGISTERED, Event(Status.ANSWERED, date(2026, 6, 20)))
    assert ground(silent.listed.history, step_of(silent.listed, LATER)) is Ground.SILENCE
    assert ground(silent.listed.history, step_of(silent.listed, date(2026, 6, 2))) is None
    assert ground(answered.listed.history, step_of(answered.listed, LATER)) is Ground.ANSWER
    assert next_of(answered).about_silence_of is None


@pytest.mark.parametrize(("until", "warned"), [("2027-05-01", True), ("2027-01-11", False)])
def test_an_extension_has_its_ceiling_in_a_year_without_a_calendar(
    until: str, *, warned: bool
) -> None:
    """Two months from 10 November end on a Sunday; what Monday brings nobody knows yet."""
    assert calendar().on_or_after(date(2027, 1, 10)) is None, "no calendar for that year yet"
    asked = Event(Status.REGISTERED, date(2026, 10, 26))
    extended = Event(Status.EXTENDED, date(2026, 11, 10), until=date.fromisoformat(until))
    history = History(Kind.STATEMENT, (asked, extended))
    step = next_step(history, law(), calendar(), date(2026, 11, 11))
    assert step.kind is Step.WAIT
    if warned:
        assert step.why.msgid.startswith("They named a later day")
        assert step.why.fillings["day"] == date(2027, 1, 11)
        assert (step.by, step.no_date) == (None, NoDate.NO_CALENDAR)
    else:
        assert step.by == date.fromisoformat(until)


def test_after_the_persons_own_last_day_the_law_on_late_complaints_is_told() -> None:
    answered = kept(REGISTERED, Event(Status.ANSWERED, date(2026, 6, 10), explained=True))
    late = step_of(answered.listed, date(2026, 9, 11))
    assert late.by == date(2026, 9, 10)
    assert late.why.msgid.startswith("The time to complain is over.")
    assert late.norm is not None
    assert "92" in (late.norm.ru or "")


@pytest.mark.parametrize(("explained", "part"), [(True, "ч. 1"), (False, "ч. 1-1")])
def test_six_months_are_cited_by_their_own_part(part: str, *, explained: bool) -> None:
    history = History(Kind.COMPLAINT, (), date(2026, 6, 1), explained)
    step = next_step(history, law(), calendar(), date(2026, 6, 2))
    assert step.norm is not None
    assert (step.norm.ru or "").endswith(part)
