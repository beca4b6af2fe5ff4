"""The facts of a complaint come back from storage as they went in, and older ones still open."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.complaints.facts import (
    _WORDS,
    Against,
    Attachment,
    ComplaintFacts,
    EarlierAppeal,
    Language,
    Represented,
    Silence,
    TopicAnswer,
)
from civic.complaints.kinds import Kind, Topic
from civic.phrases import Bilingual, Phrase

DAYS = st.none() | st.dates(min_value=date(1900, 1, 1))
WORDS = st.text(max_size=40)
FACTS = st.builds(
    ComplaintFacts,
    kind=st.sampled_from(Kind),
    topic=st.sampled_from(Topic),
    region=st.none() | st.just("KZ-75"),
    language=st.sampled_from(Language),
    against=st.none() | st.sampled_from(Against),
    when=st.none() | st.dates() | st.text(min_size=1, max_size=20),
    topic_answers=st.lists(
        st.builds(TopicAnswer, question=st.builds(Phrase, WORDS), answer=WORDS), max_size=3
    ).map(tuple),
    attachments=st.lists(
        st.builds(Attachment, kind=st.sampled_from(("photo", "document")), name=WORDS, note=WORDS),
        max_size=3,
    ).map(tuple),
    earlier_appeals=st.lists(
        st.builds(EarlierAppeal, text=WORDS, number=WORDS, day=DAYS), max_size=3
    ).map(tuple),
    on_behalf_of=st.none()
    | st.builds(Represented, name=WORDS, relation=WORDS, consent_attached=st.booleans()),
    about_silence_of=st.none()
    | st.builds(
        Silence,
        number=WORDS,
        registered_on=DAYS,
        term_ended_on=DAYS,
        norm=st.none() | st.builds(Bilingual, WORDS, WORDS),
    ),
    filed_on=DAYS,
    anonymous=st.booleans(),
    **dict.fromkeys(_WORDS, WORDS),
)


@given(FACTS)
def test_facts_come_back_as_they_went(facts: ComplaintFacts) -> None:
    assert ComplaintFacts.from_json(json.loads(json.dumps(facts.to_json()))) == facts


def test_facts_of_an_older_version_open_with_what_they_have() -> None:
    assert ComplaintFacts.from_json({"kind": "report", "name": "Асель"}) == ComplaintFacts(
        kind=Kind.REPORT, name="Асель"
    )


def test_a_key_that_this_version_does_not_know_is_passed_over() -> None:
    assert ComplaintFacts.from_json({"kind": "report", "mood": 1}).kind is Kind.REPORT


def test_a_kind_that_does_not_exist_is_an_error_and_not_another_kind() -> None:
    with pytest.raises(ValueError):
        ComplaintFacts.from_json({"kind": "prayer"})


def test_both_languages_are_kazakh_first() -> None:
    assert Language.BOTH.codes == ("kk", "ru")
    assert Language.RU.codes == ("ru",)
