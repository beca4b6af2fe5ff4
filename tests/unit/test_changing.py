"""Everything that a document can hold can be added later, and what need not be there taken out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from civic.complaints.changing import (
    DETAILS,
    Told,
    can_hold,
    details,
    may_go,
    taken_out,
    told,
    with_earlier,
    without_earlier,
    words_of,
)
from civic.complaints.facts import ComplaintFacts, EarlierAppeal
from civic.complaints.kinds import Kind, Topic
from civic.complaints.paper_fields import Field
from civic.complaints.topics import QUESTIONS
from civic.phrases import Bilingual


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("topic", Topic)
def test_whatever_was_skipped_can_be_told(kind: Kind, topic: Topic) -> None:
    bare = ComplaintFacts(kind=kind, topic=topic)
    for field in can_hold(bare):
        asked = details(bare)
        question = asked[DETAILS.index(field)].question.msgid if field in DETAILS else ""
        full = told(bare, field, "сөз", question=question)
        assert words_of(full, field) == "сөз", field
        if may_go(full, field):
            assert taken_out(full, field) == bare, field
        else:
            assert taken_out(full, field) == full, field


def test_the_second_detail_can_be_told_where_the_first_was_skipped() -> None:
    bare = ComplaintFacts(kind=Kind.STATEMENT, topic=Topic.LABOUR)
    second = QUESTIONS[Topic.LABOUR][1]
    full = told(bare, Told.SECOND_DETAIL, "Екі ай", question=second.msgid)
    (answer,) = full.topic_answers
    assert answer.question == second
    assert words_of(full, Told.FIRST_DETAIL) == ""


def test_a_place_in_words_takes_the_place_of_the_chosen_one() -> None:
    chosen = ComplaintFacts(kind=Kind.STATEMENT, place=Bilingual("Тараз", "Тараз"))
    assert words_of(chosen, Told.WHERE) != ""
    assert told(chosen, Told.WHERE, "Базарда").place is None
    assert taken_out(chosen, Told.WHERE).place is None


def test_earlier_appeals_come_and_go_and_an_old_button_takes_none() -> None:
    bare = ComplaintFacts(kind=Kind.COMPLAINT)
    one, other = EarlierAppeal(text="әкімдік"), EarlierAppeal(number="7")
    both = with_earlier(with_earlier(bare, one), other)
    assert without_earlier(both, 0, 2).earlier_appeals == (other,)
    assert without_earlier(both, 0, 3) == both
    assert without_earlier(both, 2, 2) == both


def test_who_gives_no_name_is_asked_for_nothing_of_theirs() -> None:
    nameless = ComplaintFacts(kind=Kind.REPORT, anonymous=True)
    assert not {Field.NAME, Field.POSTAL_ADDRESS, Told.PHONE} & set(can_hold(nameless))
    assert Field.NAME in can_hold(replace(nameless, anonymous=False))
