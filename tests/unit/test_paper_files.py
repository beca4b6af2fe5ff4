"""The documents as files: whatever people write, it is printed, and every letter comes back out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as some
from pypdf import PdfReader

from bot.papers.docx import docx
from bot.papers.fonts import known_letters
from bot.papers.letters import REPLACEMENT, lines, printable, storable
from bot.papers.pdf import pdf
from civic.complaints.facts import Attachment, ComplaintFacts, Language, TopicAnswer
from civic.complaints.kinds import Kind
from civic.complaints.paper import papers
from civic.phrases import Phrase
from tests.unit.paper_samples import KAZAKH, SILENCE, TOLD, docx_lines, pdf_pages, squeezed

LETTERS = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    f"{KAZAKH}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    ".,:;!?()«»\"'–—-№%&<>/+=*@#_"
)
HOSTILE = (
    "<b>жуан</b> & &amp; <para> {name} %s \\n\x00\x07\x1b[31m\ufeff\u200b\u202e терс \ud800"
    " 👩‍👩‍👧‍👦👍🏽🇰🇿 قازاق עברית 漢字 e\u0301 и\u0306 \U0010ffff\ufffe соңы"
)


def pdf_text(facts: ComplaintFacts) -> str:
    return squeezed("".join(pdf_pages(pdf(papers(facts)))))


def docx_text(facts: ComplaintFacts) -> str:
    return squeezed("\n".join(docx_lines(docx(papers(facts)))))


READERS = pytest.mark.parametrize("read", [pdf_text, docx_text])
MAKERS = pytest.mark.parametrize("make", [pdf, docx])
Read = Callable[[ComplaintFacts], str]


@READERS
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", Kind)
def test_all_that_was_told_is_printed(kind: Kind, language: Language, read: Read) -> None:
    text = read(replace(TOLD, kind=kind, language=language, about_silence_of=None))
    for words in (
        *lines(TOLD.what_happened),
        TOLD.name,
        TOLD.addressee,
        TOLD.body,
        TOLD.official,
        TOLD.evidence,
        TOLD.asked_for,
        "анықтама.pdf",
        "KZ-8",
        KAZAKH,
    ):
        assert squeezed(words) in text, words
    titled = {Language.KK: 1, Language.RU: 1, Language.BOTH: 2}
    assert text.count(squeezed(TOLD.evidence)) == titled[language]


@READERS
def test_the_order_is_that_of_an_office(read: Read) -> None:
    text = read(replace(TOLD, language=Language.RU, about_silence_of=SILENCE))
    places = [
        text.index(squeezed(words))
        for words in (
            "Кому:",
            "От кого:",
            "ЖАЛОБА НА ОСТАВЛЕНИЕ",
            "(статья 93",
            "1. Чей акт",
            "2. Обстоятельства",
            "3. Доказательства",
            "5. Прошу",
            "Перечень прилагаемых",
            "22 ноября 2026",
            "(подпись)",
        )
    ]
    assert places == sorted(places)


@READERS
def test_hostile_words_are_printed_as_words(read: Read) -> None:
    hostile = replace(
        TOLD,
        **dict.fromkeys(
            ("what_happened", "name", "addressee", "body", "official", "where", "evidence"), HOSTILE
        ),
        attachments=(Attachment(kind=HOSTILE, name=HOSTILE, note=HOSTILE),),
        topic_answers=(TopicAnswer(question=Phrase("?"), answer=HOSTILE),),
        language=Language.BOTH,
        about_silence_of=replace(SILENCE, number=HOSTILE),
    )
    text = read(hostile)
    for words in ("<b>жуан</b> & &amp; <para> {name} %s", "терс", "соңы"):
        assert text.count(squeezed(words)) >= 10, words


@READERS
def test_fifteen_thousand_characters_and_ten_long_names(read: Read) -> None:
    long = replace(
        TOLD,
        what_happened="Ұ" * 5000 + " " + "үй " * 3000 + "соңғысөз",
        name="Ә" * 3000,
        postal_address="Қ" * 3000,
        attachments=tuple(
            Attachment(kind="document", name=f"{number}{'ң' * 250}.pdf") for number in range(10)
        ),
    )
    text = read(long)
    assert "соңғысөз" in text
    assert text.count("үй") >= 3000
    assert text.count("Ұ") >= 5000
    for number in range(10):
        assert f"{number}ңң" in text


def test_a_words_end_is_never_lost_at_the_end_of_a_page() -> None:
    words = [f"с{number}ө" for number in range(2500)]
    pages = pdf_pages(pdf(papers(replace(TOLD, what_happened=" ".join(words)))))
    assert len(pages) > 3
    found = re.findall(r"с\d+ө", "\n".join(pages))
    assert found == words


def test_pages_are_numbered_from_the_second_and_each_language_counts_its_own() -> None:
    long = replace(TOLD, what_happened="Сөз бен сөйлем. " * 300, language=Language.BOTH)
    numbers = [page.split()[0] for page in pdf_pages(pdf(papers(long)))]
    half = len(numbers) // 2
    assert numbers[:half] == ["Кімге:", *map(str, range(2, half + 1))]
    assert numbers[half:] == ["Кому:", *map(str, range(2, half + 1))]


@pytest.mark.parametrize("sentences", range(20, 60, 3))
def test_a_signature_never_stands_alone_on_a_page(sentences: int) -> None:
    bare = ComplaintFacts(kind=Kind.REPORT, name="А", what_happened="Сөз бен сөйлем. " * sentences)
    long = replace(bare, what_happened="\n".join(["Жол"] * sentences), language=Language.KK)
    for facts in (bare, long):
        last = pdf_pages(pdf(papers(facts)))[-1]
        before = last[: last.index("қолы")]
        assert "сөйлем" in before or "Жол" in before


def test_a_heading_does_not_wait_on_an_empty_page_for_a_long_text() -> None:
    """A paragraph longer than a page once left two thirds of the first page empty."""
    facts = replace(TOLD, what_happened="Сөз бен сөйлем. " * 900)
    assert pdf_pages(pdf(papers(facts)))[0].count("сөйлем") > 40


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    bare = replace(TOLD, attachments=(), on_behalf_of=None)
    for rows in range(9, 20):
        facts = replace(bare, what_happened="\n".join(["Жол"] * rows))
        for page in pdf_pages(pdf(papers(facts))):
            assert not re.match(r"\d\. ", page.strip().splitlines()[-1].strip())


def test_a_smaller_letter_spares_the_page_of_a_lonely_signature() -> None:
    sizes = set()
    for rows in range(1, 12):
        made = pdf(papers(replace(TOLD, what_happened="\n".join(["Жол"] * rows))))
        title, pages = title_size(made), len(pdf_pages(made))
        sizes.add(title)
        assert title == 14 or pages == 1, "smaller for nothing"
    assert sizes == {13, 14}


def title_size(made: bytes) -> int:
    page = PdfReader(BytesIO(made)).pages[0].get_contents()
    assert page is not None
    return max(int(size) for size in re.findall(rb"/F\S+ (\d+) Tf", page.get_data()))


@MAKERS
def test_the_same_facts_give_the_same_bytes(make) -> None:
    facts = replace(TOLD, language=Language.BOTH)
    assert make(papers(facts)) == make(papers(facts))


def test_the_pdf_tells_nothing_of_who_made_it_or_when() -> None:
    about = PdfReader(BytesIO(pdf(papers(TOLD)))).metadata
    assert about is not None
    assert about.title == "Құжат"
    for value in (about.author, about.creator, about.producer, about.subject):
        assert not value, about
    assert about.creation_date_raw == about.modification_date_raw
    assert about.creation_date_raw is not None
    assert about.creation_date_raw.startswith("D:2000")


def test_the_docx_tells_nothing_of_who_made_it_or_when() -> None:
    about = Document(BytesIO(docx(papers(replace(TOLD, language=Language.RU))))).core_properties
    assert about.title == "Документ"
    assert (about.author, about.last_modified_by, about.comments, about.subject) == ("",) * 4
    assert about.created == about.modified
    assert about.created.year == 2000


def test_the_docx_lies_on_a4_with_the_margins_of_an_office() -> None:
    sheets = Document(BytesIO(docx(papers(replace(TOLD, language=Language.BOTH)))))
    assert len(sheets.sections) == 2
    for section in sheets.sections:
        sides = (section.page_width, section.page_height, section.left_margin, section.top_margin)
        assert [round(side.mm) for side in sides] == [210, 297, 30, 20]
        assert section.different_first_page_header_footer
        assert not section.first_page_header.paragraphs[0].text
        header = section.header.paragraphs[0]._p
        assert [part.text for part in header.iter(qn("w:instrText"))] == ["PAGE"]
        (counted,) = section._sectPr.findall(qn("w:pgNumType"))
        assert counted.get(qn("w:start")) == "1"


def test_the_pdf_lies_on_a4_and_carries_its_letters() -> None:
    reader = PdfReader(BytesIO(pdf(papers(TOLD))))
    assert reader.trailer["/Root"]["/Lang"] == "kk-KZ"
    page = reader.pages[0]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    used = [font for font in fonts if "Liberation" in font["/BaseFont"]]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in used)


def test_both_weights_have_every_letter_of_both_languages() -> None:
    assert {ord(letter) for letter in LETTERS} <= known_letters()
    assert ord(REPLACEMENT) in known_letters()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("жақсы 👍🏽!", "жақсы!"),
        ("үйде 🏠 жоқ", "үйде жоқ"),
        ("👩‍👩‍👧‍👦", ""),
        ("❤️ рақмет 🇰🇿", " рақмет"),
        ("1️⃣ бірінші", "1 бірінші"),
        ("✅✅ дайын", " дайын"),
        ("и\u0306", "й"),
        ("а\u200bб\ufeffв\x00г", "абвг"),
        ("漢字", "□□"),
        ("22 ноября 2026\u202fг.", "22 ноября 2026\u00a0г."),
    ],
)
def test_signs_that_the_letters_lack_are_left_out_and_letters_become_squares(
    text: str, shown: str
) -> None:
    assert printable(text, known_letters()) == shown


def test_the_docx_keeps_what_the_readers_own_letters_can_show() -> None:
    assert storable("жақсы 👍🏽 漢字\x00\ud800\ufffe") == "жақсы 👍🏽 漢字"


@settings(max_examples=60, deadline=None)
@given(
    some.text(some.characters(exclude_categories=()), max_size=200)
    | some.text(some.sampled_from(LETTERS + " \n"), max_size=200)
)
def test_any_text_is_printed_and_its_letters_are_found_again(text: str) -> None:
    facts = ComplaintFacts(kind=Kind.REPORT, what_happened=text, name=text, addressee=text)
    sought = kept(unicodedata.normalize("NFC", text.replace("\t", " ")))
    for read in (pdf_text, docx_text):
        assert sought in kept(read(facts))


def kept(text: str) -> str:
    return "".join(character for character in text if character in LETTERS)
