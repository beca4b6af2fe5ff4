"""Which way: an answer for every combination, honest where neither procedure helps."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.views.tongue import LANGUAGES, tongue
from civic.complaints import reasons
from civic.complaints.circumstances import (
    BEFORE_NAMES,
    WHAT_NAMES,
    WHO_NAMES,
    Before,
    Elsewhere,
    What,
    Who,
)
from civic.complaints.guide import advise
from civic.complaints.kinds import Kind, Topic
from civic.complaints.law import law
from civic.complaints.names import KIND_NAMES, TOPIC_NAMES
from civic.complaints.topics import QUESTIONS, formal
from civic.marks import Mark
from civic.phrases import Bilingual

EVERYTHING = list(product(What, Who, Before))
ZONE = ZoneInfo("Asia/Almaty")
BUTTON = 60


@pytest.mark.parametrize(("what", "who", "before"), EVERYTHING)
def test_every_combination_has_an_answer_in_both_languages(
    what: What, who: Who, before: Before
) -> None:
    advice = advise(what, who, before, law())
    assert advice.way not in advice.others
    assert len(set(advice.others)) == len(advice.others)
    if isinstance(advice.way, Kind):
        assert set(advice.others) == set(Kind) - {advice.way}, "it can be overruled"
    for language in LANGUAGES:
        told = [tongue(language, ZONE).html(reason) for reason in advice.reasons]
        assert len(set(told)) == 2
        assert all(told)
        assert not any("{" in sentence for sentence in told)


@pytest.mark.parametrize(
    ("what", "who", "before", "way"),
    [
        (What.DECISION, Who.STATE_BODY, Before.NO, Kind.COMPLAINT),
        (What.DECISION, Who.UNKNOWN, Before.NO, Kind.COMPLAINT),
        (What.ACTION, Who.STATE_BODY, Before.NO, Kind.COMPLAINT),
        (What.INACTION, Who.STATE_BODY, Before.NO, Kind.STATEMENT),
        (What.INACTION, Who.STATE_BODY, Before.SILENCE, Kind.COMPLAINT),
        (What.HELP, Who.STATE_BODY, Before.NO, Kind.STATEMENT),
        (What.HELP, Who.STATE_BODY, Before.ANSWERED, Kind.COMPLAINT),
        (What.RIGHTS, Who.STATE_BODY, Before.NO, Kind.OMBUDSMAN),
        (What.RIGHTS, Who.STATE_BODY, Before.ANSWERED, Kind.OMBUDSMAN),
        (What.RIGHTS, Who.STATE_BODY, Before.SILENCE, Kind.COMPLAINT),
        (What.ACTION, Who.ORGANISATION, Before.NO, Kind.OMBUDSMAN),
        (What.ACTION, Who.EMPLOYER, Before.NO, Kind.REPORT),
        (What.RIGHTS, Who.PRIVATE_PERSON, Before.NO, Kind.REPORT),
        (What.BREACH, Who.PRIVATE_PERSON, Before.NO, Kind.REPORT),
        (What.BREACH, Who.EMPLOYER, Before.SILENCE, Kind.COMPLAINT),
        (What.SERVICE, Who.STATE_BODY, Before.NO, Kind.SERVICE_COMPLAINT),
        (What.SERVICE, Who.STATE_BODY, Before.ANSWERED, Kind.COMPLAINT),
        (What.INFORMATION, Who.STATE_BODY, Before.NO, Kind.INQUIRY),
        (What.INFORMATION, Who.COURT, Before.NO, Kind.INQUIRY),
        (What.SUGGESTION, Who.STATE_BODY, Before.ANSWERED, Kind.PROPOSAL),
        (What.OPINION, Who.PRESIDENT, Before.NO, Kind.RESPONSE),
        (What.RULING, Who.COURT, Before.NO, Elsewhere.COURT_RULING),
        (What.RULING, Who.UNKNOWN, Before.SILENCE, Elsewhere.COURT_RULING),
        (What.DECISION, Who.COURT, Before.NO, Elsewhere.COURT_RULING),
        (What.ACTION, Who.COURT, Before.NO, Elsewhere.COURT),
        (What.DECISION, Who.PROSECUTOR, Before.ANSWERED, Elsewhere.PROSECUTOR),
        (What.PRESIDENT, Who.UNKNOWN, Before.NO, Elsewhere.PRESIDENT),
        (What.DECISION, Who.PRESIDENT, Before.NO, Elsewhere.PRESIDENT),
    ],
)
def test_which_way(what: What, who: Who, before: Before, way: Kind | Elsewhere) -> None:
    assert advise(what, who, before, law()).way == way


@pytest.mark.parametrize(("who", "before"), list(product(Who, Before)))
def test_danger_comes_before_any_paper(who: Who, before: Before) -> None:
    advice = advise(What.DANGER, who, before, law())
    assert advice.way is Elsewhere.CRISIS
    assert advice.others == ()


def test_a_border_that_loses_its_mark_takes_its_sentence_along() -> None:
    border = law().borders["prosecutor"]
    doubted = replace(border, basis=replace(border.basis, mark=Mark.UNCONFIRMED))
    book = replace(law(), borders={**law().borders, "prosecutor": doubted})
    before = advise(What.ACTION, Who.PROSECUTOR, Before.NO, law()).reasons
    after = advise(What.ACTION, Who.PROSECUTOR, Before.NO, book).reasons
    assert before[1].fillings["verbatim"] == border.go
    assert all(sentence not in before for sentence in after)


def test_a_clock_that_is_not_confirmed_is_not_told() -> None:
    clock = law().clocks[Kind.STATEMENT]
    rule = replace(clock.answer, basis=replace(clock.answer.basis, mark=Mark.UNCONFIRMED))
    clocks = {**law().clocks, Kind.STATEMENT: replace(clock, answer=rule)}
    book = replace(law(), clocks=clocks)
    told = advise(What.HELP, Who.STATE_BODY, Before.NO, book).reasons[1]
    assert told == reasons._NO_CLOCK
    for language in LANGUAGES:
        assert "15" not in tongue(language, ZONE).plain(told)
        confirmed = advise(What.HELP, Who.STATE_BODY, Before.NO, law()).reasons[1]
        assert "15" in tongue(language, ZONE).plain(confirmed)


def test_nothing_unconfirmed_stands_in_any_advice() -> None:
    unconfirmed = {
        words
        for row in (*law().rules.values(), *law().borders.values(), *law().principles.values())
        if not row.is_confirmed
        for words in (row.what.kk, row.what.ru)
    }
    for what, who, before in EVERYTHING:
        for reason in advise(what, who, before, law()).reasons:
            for filling in reason.fillings.values():
                if isinstance(filling, Bilingual):
                    assert not {filling.kk, filling.ru} & unconfirmed


@pytest.mark.parametrize(
    "names", [WHAT_NAMES, WHO_NAMES, BEFORE_NAMES, KIND_NAMES, TOPIC_NAMES], ids=len
)
def test_every_choice_has_a_name_that_fits_a_button(names: dict) -> None:
    codes = type(next(iter(names)))
    assert set(names) == set(codes)
    for language in LANGUAGES:
        told = [tongue(language, ZONE).plain(name) for name in names.values()]
        assert len(set(told)) == len(told)
        assert max(map(len, told)) <= BUTTON, max(told, key=len)


def test_each_subject_asks_one_or_two_questions_of_its_own() -> None:
    assert set(QUESTIONS) == set(Topic)
    asked = [question.msgid for questions in QUESTIONS.values() for question in questions]
    assert len(set(asked)) == len(asked)
    for questions in QUESTIONS.values():
        assert 1 <= len(questions) <= 2
        for language in LANGUAGES:
            for question in questions:
                assert len(tongue(language, ZONE).plain(question)) <= 120
                heading = tongue(language, ZONE).plain(formal(question))
                assert len(heading) <= BUTTON
                assert "?" not in heading, "a paper asks nothing"
