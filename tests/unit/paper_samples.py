"""A complaint with everything told, and what the tests read back out of its documents."""

from __future__ import annotations

from datetime import UTC, date
from io import BytesIO

from docx import Document
from pypdf import PdfReader

from bot.views.tongue import Tongue, tongue
from civic.complaints.facts import (
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
from civic.phrases import Bilingual, _

KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
TOLD = ComplaintFacts(
    kind=Kind.COMPLAINT,
    topic=Topic.HOUSING,
    region="KZ-75",
    language=Language.KK,
    addressee="Алматы қаласының әкімдігі",
    body="Бостандық ауданының әкімі аппараты",
    official="Ахметов Е. С.",
    against=Against.INACTION,
    what_happened=f"Бірінші жол {KAZAKH}\n\nЕкінші жол",
    where="Тимирязев көшесі, 74",
    when=date(2026, 11, 3),
    asked_for="Кезекке тіркеуді",
    topic_answers=(TopicAnswer(question=_("Where do you live?"), answer="Пәтерде"),),
    evidence="Куәгер Омарова Г.",
    attachments=(
        Attachment(kind="photo", note="термометр"),
        Attachment(kind="document", name="анықтама.pdf"),
        Attachment(kind="video"),
    ),
    earlier_appeals=(
        EarlierAppeal(text="аудан әкіміне", number="KZ-7", day=date(2026, 10, 1)),
        EarlierAppeal(number="KZ-8"),
        EarlierAppeal(day=date(2026, 9, 2), text="мектепке"),
        EarlierAppeal(),
    ),
    name="Серікова Айгүл Болатқызы",
    iin="850101400123",
    postal_address="050040, Алматы, Тимирязев, 74-12",
    residence="Қаскелең, Абай, 5",
    residence_or_work="Алматы, №7 мектеп",
    phone="+77012345678",
    email="aigul@example.kz",
    on_behalf_of=Represented(name="Серік Дана", relation="анасы", consent_attached=True),
    filed_on=date(2026, 11, 22),
)
SILENCE = Silence(
    number="KZ-99",
    registered_on=date(2026, 11, 4),
    term_ended_on=date(2026, 11, 25),
    norm=Bilingual("ӘРПК 91-бабы", "статья 91 АППК"),
)


def speaking(code: str) -> Tongue:
    return tongue(code, UTC)


def pdf_pages(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def docx_lines(made: bytes) -> list[str]:
    """The paragraphs, and the cells of the last line, in the order of the page."""
    return [line.text for line in _paragraphs(made)]


def _paragraphs(made: bytes) -> list:
    found = []
    for block in Document(BytesIO(made)).iter_inner_content():
        if hasattr(block, "rows"):
            found.extend(line for cell in block.rows[0].cells for line in cell.paragraphs)
        else:
            found.append(block)
    return found


def squeezed(text: str) -> str:
    """Without white space: where a line ends is the page's business."""
    return "".join(text.split())
