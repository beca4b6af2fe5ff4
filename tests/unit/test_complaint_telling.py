"""From the answers of the talk to the facts: nothing told is lost, nothing untold is made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from civic.complaints.circumstances import Before, Elsewhere, What, Who
from civic.complaints.facts import (
    Against,
    ComplaintFacts,
    EarlierAppeal,
    Language,
    Represented,
    TopicAnswer,
)
from civic.complaints.kinds import Kind, Topic
from civic.complaints.law import law
from civic.complaints.paper import papers
from civic.complaints.paper_parts import Labelled
from civic.complaints.telling import advice, asks_for, facts_of, files_of, kind_of
from civic.complaints.topics import QUESTIONS
from civic.phrases import Bilingual, verbatim

STORY = "Құжатымды алып қойды, қайтармайды."
COMPLAINT: dict[str, Any] = {
    "what": "decision",
    "who": "state_body",
    "before": "answered",
    "way": "complaint",
    "topic": "labour",
    "detail_0": "Шарт бар",
    "detail_1": None,
    "whose": "me",
    "body": "Аудан әкімдігі",
    "official": None,
    "higher": "Қала әкімдігі",
    "place": {"region": "KZ-33", "city": "Талдықорған"},
    "day": "2026-05-20",
    "asked_for": "Шешімді жойсын",
    "evidence": "Екі куәгер",
    "files": [
        {"kind": "photo", "file_id": "f1", "unique_id": "u1", "size": 7, "caption": "Есік"},
        {"kind": "document", "file_id": "f2", "unique_id": "u2", "size": 9, "name": "акт.pdf"},
    ],
    "earlier": "Бас тартты",
    "earlier_number": "ЗТ-7",
    "earlier_day": "2026-05-25",
    "name": "Сейтқали Айгүл",
    "postal_address": "Алматы, Абай 1",
    "lives": "same",
    "iin": "900101300017",
    "phone": "+77012345678",
    "language": "kk",
}


def told(**other: object) -> dict[str, Any]:
    return {**COMPLAINT, **other}


def test_everything_that_was_told_stands_in_the_facts() -> None:
    facts = facts_of(COMPLAINT, STORY)
    assert (facts.kind, facts.topic, facts.region) == (Kind.COMPLAINT, Topic.LABOUR, "KZ-33")
    assert (facts.addressee, facts.body, facts.official) == ("Қала әкімдігі", "Аудан әкімдігі", "")
    assert facts.against is Against.ACT
    assert (facts.what_happened, facts.when) == (STORY, date(2026, 5, 20))
    assert (facts.asked_for, facts.evidence) == ("Шешімді жойсын", "Екі куәгер")
    assert facts.topic_answers == (
        TopicAnswer(question=QUESTIONS[Topic.LABOUR][0], answer="Шарт бар"),
    )
    assert facts.earlier_appeals == (
        EarlierAppeal(text="Бас тартты", number="ЗТ-7", day=date(2026, 5, 25)),
    )
    assert (facts.name, facts.iin, facts.phone) == (
        "Сейтқали Айгүл",
        "900101300017",
        "+77012345678",
    )
    assert facts.postal_address == facts.residence == "Алматы, Абай 1"
    assert facts.on_behalf_of is None
    assert not facts.anonymous


def test_files_are_listed_as_they_are_kept() -> None:
    files = files_of(COMPLAINT)
    assert [(file.file_id, file.size) for file in files] == [("f1", 7), ("f2", 9)]
    listed = facts_of(COMPLAINT, STORY).attachments
    assert [(it.kind, it.name, it.note) for it in listed] == [
        ("photo", "", "Есік"),
        ("document", "акт.pdf", ""),
    ]
    assert files_of(told(files=None)) == []


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_a_place_is_named_on_each_page_in_its_own_language(language: str) -> None:
    facts = facts_of(told(language=language), STORY)
    assert facts.language is Language(language)
    assert facts.where == ""
    assert facts.place == Bilingual("Талдықорған, Жетісу облысы", "Талдыкорган, область Жетісу")
    assert ComplaintFacts.from_json(facts.to_json()) == facts
    for page in papers(facts):
        said = [it.value for it in page.sections[1].items if isinstance(it, Labelled)]
        assert verbatim(facts.place) in said


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (None, ""),
        ({"region": "KZ-33", "city": None}, "область Жетісу"),
        ({"region": "KZ-33", "city": "Аул без имени"}, "Аул без имени, область Жетісу"),
    ],
)
def test_a_place_that_is_unknown_or_untold_is_not_made_up(
    place: dict[str, object] | None, where: str
) -> None:
    named = facts_of(told(place=place, language="ru"), STORY).place
    assert (named.in_language("ru") if named else "") == where


def test_words_stand_for_a_day_that_is_not_remembered() -> None:
    assert facts_of(told(day=None, day_words="өткен көктемде"), STORY).when == "өткен көктемде"
    assert facts_of(told(day=None, day_words=None), STORY).when is None


def test_an_earlier_appeal_without_words_and_number_is_none() -> None:
    assert facts_of(told(earlier=None, earlier_number=None), STORY).earlier_appeals == ()


def test_whoever_lives_elsewhere_has_two_addresses() -> None:
    facts = facts_of(told(lives="other", residence="Тараз, Абай 7"), STORY)
    assert (facts.postal_address, facts.residence) == ("Алматы, Абай 1", "Тараз, Абай 7")


@pytest.mark.parametrize("has_consent", [True, False])
def test_somebody_else_is_named_with_or_without_their_consent(*, has_consent: bool) -> None:
    facts = facts_of(
        told(
            whose="other",
            other_name="Омаров Ержан",
            other_relation="анасы",
            other_consent={"version": "1", "yes": has_consent},
        ),
        STORY,
    )
    assert facts.on_behalf_of == Represented(
        name="Омаров Ержан", relation="анасы", consent_attached=has_consent
    )


@pytest.mark.parametrize(
    ("what", "against"),
    [
        ("decision", Against.ACT),
        ("action", Against.ACTION),
        ("inaction", Against.INACTION),
        ("help", Against.ACTION),
    ],
)
def test_what_is_complained_of_follows_from_what_happened_or_is_asked(
    what: str, against: Against
) -> None:
    assert facts_of(told(what=what, against="action"), STORY).against is against


def test_only_a_complaint_is_against_an_act() -> None:
    assert facts_of(told(way="other", kind="ombudsman"), STORY).against is None


def test_only_a_report_may_be_without_a_name() -> None:
    report = told(what="breach", way="report", named="anonymous", addressee="Департамент")
    assert facts_of(report, STORY).anonymous
    assert not asks_for(report, "postal_address")
    assert not facts_of(told(named="anonymous"), STORY).anonymous
    assert asks_for(told(named="anonymous"), "postal_address")


def test_the_document_is_the_advised_one_unless_it_was_overruled() -> None:
    assert kind_of({}) is None
    assert kind_of({"way": "other"}) is None
    assert kind_of({"way": "statement", "kind": "report"}) is Kind.STATEMENT
    assert kind_of({"way": "other", "kind": "report"}) is Kind.REPORT
    with pytest.raises(KeyError):
        facts_of(told(way="other", kind=None), STORY)


def test_an_answer_that_is_no_longer_asked_does_not_change_the_advice() -> None:
    """Somebody went back from a decision of a court to a wish for information."""
    assert advice({"what": What.INFORMATION, "who": Who.COURT, "before": Before.NO}).way is (
        Kind.INQUIRY
    )
    assert advice({"what": What.RULING, "before": Before.SILENCE}).way is Elsewhere.COURT_RULING


@pytest.mark.parametrize("kind", Kind)
def test_a_field_is_asked_for_exactly_where_the_law_has_it(kind: Kind) -> None:
    answers = told(way="other", kind=kind.value, named="named")
    for field in ("iin", "postal_address", "residence", "residence_or_work"):
        listed = [own.id for own in law().forms[kind].fields]
        assert asks_for(answers, field) is (field in listed), field
