"""Each document has the fields that its procedure names, and no more."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

import pytest

from civic.complaints import paper_law
from civic.complaints.facts import (
    Against,
    Attachment,
    ComplaintFacts,
    Language,
    Represented,
    TopicAnswer,
)
from civic.complaints.kinds import SIMPLIFIED, Kind
from civic.complaints.paper import paper, papers
from civic.complaints.paper_fields import Field, lacking, missing
from civic.complaints.paper_law import law_of
from civic.complaints.paper_parts import Blank, Labelled, Paper
from civic.complaints.paper_words import kind_name, title
from civic.phrases import Phrase
from civic.regions import DATA
from tests.unit.paper_samples import SILENCE, TOLD, speaking

CONTACT = ["Телефон", "Электронная почта"]
HEADS = {
    # art. 63(2): the body addressed, name, IIN, postal address
    Kind.STATEMENT: ["Кому", "От кого", "ИИН", "Почтовый адрес", *CONTACT],
    # art. 93(2): also where the person lives in fact; it goes up through the body complained of
    Kind.COMPLAINT: [
        "Кому",
        "Через кого",
        "От кого",
        "ИИН",
        "Почтовый адрес",
        "Адрес фактического проживания",
        *CONTACT,
    ],
    Kind.SERVICE_COMPLAINT: [
        "Кому",
        "От кого",
        "ИИН",
        "Почтовый адрес",
        "Адрес фактического проживания",
        *CONTACT,
    ],
    # the law of 2021, art. 9(3): name, place of residence or work; neither IIN nor postal address
    Kind.OMBUDSMAN: ["Кому", "От кого", "Место жительства или работы", *CONTACT],
    # art. 88(1)(2): authorship, postal address
    **{kind: ["Кому", "От кого", "Почтовый адрес", *CONTACT] for kind in SIMPLIFIED},
}
BODIES = {
    Kind.OMBUDSMAN: ["Чьи решения, действия (бездействие) нарушают права", "Существо жалобы"],
    Kind.COMPLAINT: ["Чей акт, действие (бездействие) обжалуется", "Обстоятельства"],
    Kind.SERVICE_COMPLAINT: ["Чей акт, действие (бездействие) обжалуется", "Обстоятельства"],
    Kind.STATEMENT: ["Кого это касается", "Существо заявления"],
    Kind.REPORT: ["Кого это касается", "Существо сообщения"],
    Kind.PROPOSAL: ["Кого это касается", "Существо предложения"],
    Kind.RESPONSE: ["Кого это касается", "Существо отклика"],
    Kind.INQUIRY: ["Кого это касается", "Запрашиваемая информация"],
}
TITLES = {
    Kind.OMBUDSMAN: ("Адам құқықтары жөніндегі уәкілге шағым", "Жалоба Уполномоченному"),
    Kind.STATEMENT: ("Өтініш", "Заявление"),
    Kind.COMPLAINT: ("Шағым", "Жалоба"),
    Kind.SERVICE_COMPLAINT: ("Мемлекеттік қызметтер", "Жалоба по вопросам"),
    Kind.REPORT: ("Хабарлама", "Сообщение"),
    Kind.PROPOSAL: ("Ұсыныс", "Предложение"),
    Kind.RESPONSE: ("Үн қосу", "Отклик"),
    Kind.INQUIRY: ("Сұрау салу", "Запрос"),
}


def said(phrase: Phrase | None, code: str = "ru") -> str:
    return speaking(code).plain(phrase).replace("\u202f", " ") if phrase else ""


def head(made: Paper) -> dict[str, str]:
    return {said(line.label): said(line.value) for line in made.head}


def section(made: Paper, heading: str) -> str:
    """What stands in the section, one item a line."""
    (found,) = [part for part in made.sections if said(part.heading) == heading]
    return "\n".join(
        f"{item.label_in(speaking('ru'))} {said(item.value)}".strip()
        if isinstance(item, Labelled)
        else said(item)
        if isinstance(item, Phrase)
        else "____"
        for item in found.items
    )


def alone(kind: Kind) -> ComplaintFacts:
    return replace(TOLD, kind=kind, on_behalf_of=None)


@pytest.mark.parametrize("kind", Kind)
def test_the_head_has_the_fields_of_its_procedure_and_no_more(kind: Kind) -> None:
    made = paper(alone(kind), "ru")
    assert [said(line.label) for line in made.head] == HEADS[kind]
    shown = " ".join(head(made).values())
    assert (TOLD.iin in shown) == ("ИИН" in HEADS[kind])
    assert (TOLD.postal_address in shown) == ("Почтовый адрес" in HEADS[kind])


@pytest.mark.parametrize("kind", Kind)
def test_the_body_is_in_the_order_of_the_law(kind: Kind) -> None:
    headings = [said(part.heading) for part in paper(alone(kind), "ru").sections]
    assert headings == [*BODIES[kind], "Доказательства", "Предыдущие обращения", "Прошу"]


@pytest.mark.parametrize("kind", Kind)
def test_the_title_is_the_official_name_in_both_languages(kind: Kind) -> None:
    for code, words in zip(("kk", "ru"), TITLES[kind], strict=True):
        assert said(title(replace(TOLD, kind=kind, against=None)), code).startswith(words)
        assert said(kind_name(kind), code).startswith(words)


@pytest.mark.parametrize("against", Against)
def test_a_complaint_says_what_it_is_against(against: Against) -> None:
    words = {"act": "на административный акт", "action": "действие", "inaction": "бездействие"}
    assert said(title(replace(TOLD, against=against))).endswith(words[against])


def test_what_was_told_stands_in_its_place() -> None:
    made = paper(alone(Kind.COMPLAINT), "ru")
    assert head(made)["Кому"] == TOLD.addressee
    assert head(made)["Через кого"] == TOLD.body
    assert section(made, "Чей акт, действие (бездействие) обжалуется") == (
        f"Орган или организация: {TOLD.body}\nДолжностное лицо: {TOLD.official}"
    )
    assert section(made, "Обстоятельства") == (
        "Когда произошло: 3 ноября 2026 г.\n"
        f"Где произошло: {TOLD.where}\n{TOLD.what_happened}\nГде вы живёте? Пәтерде"
    )
    assert section(made, "Предыдущие обращения") == (
        "№ KZ-7 от 1 октября 2026 г.: аудан әкіміне\n№ KZ-8\n2 сентября 2026 г.: мектепке"
    )
    assert section(made, "Прошу") == TOLD.asked_for
    assert [said(it) for it in made.attachments] == [
        "Фотография – термометр",
        "анықтама.pdf",
        "Видеозапись",
    ]


def test_nothing_told_leaves_lines_to_fill_and_invents_nothing() -> None:
    for kind in Kind:
        made = paper(ComplaintFacts(kind=kind), "ru")
        for line in made.head:
            is_known = kind is Kind.OMBUDSMAN and said(line.label) == "Кому"
            assert (line.value is not None) == is_known, (kind, line)
        assert Blank() in [item for part in made.sections for item in part.items]
        assert made.attachments == ()
        assert (made.filed_on, made.signer) == (None, None)


def test_words_of_white_space_count_as_not_told() -> None:
    blank = replace(TOLD, name=" \n", addressee="\t", iin=" ", evidence=" ", attachments=())
    assert {Field.NAME, Field.ADDRESSEE, Field.IIN, Field.EVIDENCE} <= set(lacking(blank))
    assert paper(blank, "ru").signer is None


def test_the_same_address_is_asked_for_twice_and_written_once() -> None:
    same = replace(TOLD, residence=TOLD.postal_address)
    shown = head(paper(same, "ru"))
    assert shown["Почтовый адрес и адрес фактического проживания"] == TOLD.postal_address
    assert "Почтовый адрес" not in shown


def test_a_complaint_to_the_body_itself_does_not_go_through_it() -> None:
    assert "Через кого" not in head(paper(replace(TOLD, body=TOLD.addressee), "ru"))


def test_an_appeal_to_a_body_about_itself_does_not_name_it_twice() -> None:
    facts = replace(TOLD, kind=Kind.REPORT, body=TOLD.addressee, official="")
    headings = [said(part.heading) for part in paper(facts, "ru").sections]
    assert "Кого это касается" not in headings


def test_the_ombudsman_is_addressed_unless_somebody_else_is_named() -> None:
    nobody = replace(TOLD, kind=Kind.OMBUDSMAN, addressee="")
    assert head(paper(nobody, "ru"))["Кому"].startswith("Уполномоченному по правам человека")
    assert head(paper(replace(nobody, addressee="Өкіл"), "ru"))["Кому"] == "Өкіл"


def test_who_files_for_another_says_so_and_attaches_the_consent() -> None:
    made = paper(TOLD, "ru")
    assert head(made)["От кого"] == "Серікова Айгүл Болатқызы (анасы)"
    assert head(made)["В чьих интересах"] == "Серік Дана"
    assert said(made.attachments[-1]) == "Письменное согласие: Серік Дана"
    without = replace(TOLD, on_behalf_of=Represented(name="Серік Дана"))
    assert len(paper(without, "ru").attachments) == len(TOLD.attachments)
    assert lacking(without) == (Field.CONSENT,)
    assert "Серік Дана" in said(missing(without)[0])


def test_an_anonymous_paper_holds_nothing_of_who_files() -> None:
    hidden = replace(TOLD, kind=Kind.REPORT, anonymous=True, on_behalf_of=None)
    made = paper(hidden, "ru")
    assert head(made) == {"Кому": TOLD.addressee, "От кого": "Лицо, не назвавшее себя"}
    assert not made.is_signed
    assert lacking(hidden) == (), "who wants no name in it lacks none"
    assert missing(hidden) == ()


def test_silence_becomes_the_circumstances_and_asks_again() -> None:
    made = paper(replace(TOLD, about_silence_of=SILENCE), "ru")
    assert said(made.title) == "Жалоба на оставление обращения без ответа"
    assert section(made, "Обстоятельства").startswith(
        "4 ноября 2026 г. моё обращение зарегистрировано под № KZ-99.\n"
        "Срок для ответа истёк 25 ноября 2026 г., ответа нет.\n"
        "Отсутствие ответа в срок считается отказом (статья 91 АППК).\n"
        "Существо обращения: Бірінші жол"
    )
    assert section(made, "Прошу") == (
        "Рассмотреть моё обращение по существу и дать мотивированный письменный ответ.\n"
        "В обращении была просьба: Кезекке тіркеуді"
    )


def test_silence_without_verified_law_and_dates_promises_none() -> None:
    bare = replace(SILENCE, registered_on=None, term_ended_on=None, norm=None)
    shown = section(paper(replace(TOLD, about_silence_of=bare), "ru"), "Обстоятельства")
    assert shown.startswith(
        "Моё обращение зарегистрировано под № KZ-99.\nСрок для ответа истёк, ответа нет.\n"
        "Существо обращения"
    )
    assert "отказ" not in shown


def test_the_ombudsman_is_not_asked_to_answer_another_bodys_appeal() -> None:
    facts = replace(TOLD, kind=Kind.OMBUDSMAN, about_silence_of=SILENCE)
    assert section(paper(facts, "ru"), "Прошу") == TOLD.asked_for


def test_a_question_that_was_reworded_since_leaves_its_answer_alone() -> None:
    old = TopicAnswer(question=Phrase("A question of an older version?"), answer="Пәтерде")
    shown = section(paper(replace(TOLD, topic_answers=(old,)), "ru"), "Обстоятельства")
    assert shown.endswith("\nПәтерде")


def test_both_languages_are_kazakh_first_and_keep_the_persons_words() -> None:
    kk, ru = papers(replace(TOLD, language=Language.BOTH))
    assert (kk.language, ru.language) == ("kk", "ru")
    assert said(kk.title, "kk") == "Әкімшілік әрекетсіздікке шағым"
    assert said(ru.title) == "Жалоба на административное бездействие"
    assert head(kk)["Кому"] == head(ru)["Кому"] == TOLD.addressee


@pytest.mark.parametrize("kind", Kind)
def test_nothing_is_missing_once_everything_is_told(kind: Kind) -> None:
    assert missing(replace(TOLD, kind=kind)) == ()


@pytest.mark.parametrize("kind", Kind)
def test_every_missing_field_has_words_in_both_languages(kind: Kind) -> None:
    nothing = ComplaintFacts(kind=kind, on_behalf_of=Represented(name="Дана"))
    for code in ("kk", "ru"):
        words = [said(phrase, code) for phrase in missing(nothing)]
        assert len(set(words)) == len(words) == len(lacking(nothing)) >= 5


def test_evidence_may_be_a_file() -> None:
    photo = replace(TOLD, evidence="", attachments=(Attachment(kind="photo"),))
    assert lacking(photo) == ()
    assert "Доказательства" not in [said(part.heading) for part in paper(photo, "ru").sections]


@pytest.mark.parametrize("kind", Kind)
def test_the_law_is_named_only_where_somebody_verified_it(
    kind: Kind, tmp_path, monkeypatch
) -> None:
    assert law_of(kind) is not None
    with (DATA / "papers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = [row for row in rows if row["kind"] == kind]
    assert row["source_url"].startswith("https://")
    assert date.fromisoformat(row["verified_on"])
    with (tmp_path / "papers.csv").open("w", encoding="utf-8", newline="") as file:
        unsure = csv.DictWriter(file, rows[0])
        unsure.writeheader()
        unsure.writerows({**row, "mark": "U"} for row in rows)
    monkeypatch.setattr(paper_law, "DATA", tmp_path)
    paper_law._laws.cache_clear()
    try:
        assert paper(replace(TOLD, kind=kind), "ru").law is None
    finally:
        paper_law._laws.cache_clear()
