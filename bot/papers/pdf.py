"""The paper as PDF: what a person prints and signs, or files as it is.

The same papers always give the same bytes, and nothing in the file tells who made it or when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from bot.papers import pdf_styles as styles
from bot.papers.fonts import BOLD, REGULAR, known_letters
from bot.papers.letters import lines, printable
from bot.papers.sheet import (
    BOTTOM,
    COLUMNS,
    DAY_BY_HAND,
    DOCUMENT,
    HAND,
    LEFT,
    NAME,
    NUMBER_AT,
    RIGHT,
    ROOM_TO_WRITE,
    SIGNATURE,
    SIZE,
    TOP,
)
from bot.views.tongue import Tongue, tongue
from civic.complaints.paper_parts import Blank, Labelled, Paper
from civic.complaints.paper_words import ATTACHED
from civic.phrases import Phrase, verbatim

_FIRST, _LATER = "first", "later"
_LINES_KEPT, _ANY_HEIGHT = 2.5, 100_000


def pdf(papers: Sequence[Paper]) -> bytes:
    """The papers one after the other, each beginning on a page of its own."""
    known_letters()
    file = BytesIO()
    sheets = _Sheets(file, title=_tongue(papers[0]).plain(DOCUMENT))
    story = [part for paper in papers for part in (*_turn_over(), *_story(paper))]
    sheets.build(story[len(_turn_over()) :])  # the first paper needs no turning over
    return file.getvalue()


class _Sheets(BaseDocTemplate):
    """Pages of A4; each paper counts its own, and its first has no number."""

    def __init__(self, file: BytesIO, title: str) -> None:
        super().__init__(
            file,
            pagesize=A4,
            leftMargin=LEFT * mm,
            rightMargin=RIGHT * mm,
            topMargin=TOP * mm,
            bottomMargin=BOTTOM * mm,
            title=title,
            author="",
            creator="",
            producer="",
            invariant=1,
        )
        self._number = 0
        frame = Frame(
            self.leftMargin, self.bottomMargin, self.width, self.height, 0, 0, 0, 0, id="text"
        )
        self.addPageTemplates(
            [
                PageTemplate(_FIRST, [frame], onPage=self._begin, autoNextPageTemplate=_LATER),
                PageTemplate(_LATER, [frame], onPage=self._go_on),
            ]
        )

    def _begin(self, _canvas: Canvas, _document: BaseDocTemplate) -> None:
        self._number = 1

    def _go_on(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        self._number += 1
        canvas.setFont(REGULAR, SIZE)
        middle = self.leftMargin + self.width / 2
        canvas.drawCentredString(middle, A4[1] - NUMBER_AT * mm - SIZE, str(self._number))


def _tongue(paper: Paper) -> Tongue:
    return tongue(paper.language, UTC)


def _turn_over() -> list[Flowable]:
    return [NextPageTemplate(_FIRST), PageBreak()]


def _story(paper: Paper) -> list[Flowable]:
    speaking = _tongue(paper)
    *text, last = _reading(speaking, paper)
    return [*text, *_kept_with(last, [Spacer(1, 2 * SIZE), _ending(speaking, paper)])]


def _reading(speaking: Tongue, paper: Paper) -> Iterator[Flowable]:
    for line in paper.head:
        yield from _labelled(speaking, line, styles.HEAD)
    yield _text(speaking.plain(paper.title).upper(), styles.TITLE)
    if paper.law:
        yield _text(f"({speaking.plain(paper.law)})", styles.LAW)
    for number, section in enumerate(paper.sections, 1):
        yield _text(f"{number}. {speaking.plain(section.heading)}", styles.HEADING)
        for item in section.items:
            yield from _item(speaking, item)
    if paper.attachments:
        yield _text(f"{speaking.plain(ATTACHED)}:", styles.HEADING)
        for number, attachment in enumerate(paper.attachments, 1):
            words = " ".join(lines(speaking.plain(attachment)))
            yield Paragraph(_clean(words), styles.LISTED, bulletText=f"{number}.")


def _item(speaking: Tongue, item: Labelled | Phrase | Blank) -> Iterator[Flowable]:
    match item:
        case Blank():
            for _line in range(ROOM_TO_WRITE):
                yield Spacer(1, SIZE * 1.6)
                yield HRFlowable(width="100%", thickness=0.5, color="black")
        case Labelled():
            yield from _labelled(speaking, item, styles.LABELLED)
        case Phrase():
            for line in lines(speaking.plain(item)):
                yield _text(line, styles.BODY)


def _labelled(speaking: Tongue, line: Labelled, style: ParagraphStyle) -> Iterator[Flowable]:
    value = HAND if line.value is None else speaking.plain(line.value)
    first, *others = (_clean(part) for part in lines(value) or [""])
    if line.is_strong:
        first = f"<font name='{BOLD}'>{first}</font>"
    yield Paragraph(f"{_clean(line.label_in(speaking))} {first}".strip(), style)
    for other in others:
        yield Paragraph(other, style)


def _kept_with(last: Flowable, ending: list[Flowable]) -> list[Flowable]:
    """The ending with the last lines before it: a signature alone on a page signs nothing."""
    height = last.wrap(styles.WIDTH, _ANY_HEIGHT)[1]
    pieces = last.split(styles.WIDTH, height - _LINES_KEPT * styles.BODY.leading)
    *before, kept = pieces or [last]
    return [*before, KeepTogether([kept, *ending])]


def _ending(speaking: Tongue, paper: Paper) -> Table:
    """The day, the place for the signature, the name."""
    day = verbatim(paper.filed_on) if paper.filed_on else DAY_BY_HAND
    cells: list[object] = [_text(speaking.plain(day), styles.PLAIN), "", ""]
    if paper.is_signed:
        cells[1] = _line_for(speaking, SIGNATURE)
        cells[2] = (
            _text(speaking.plain(paper.signer), styles.PLAIN)
            if paper.signer
            else _line_for(speaking, NAME)
        )
    widths = [share * styles.WIDTH for share in COLUMNS]
    manner = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 0)]
    return Table([cells], widths, style=manner)


def _line_for(speaking: Tongue, what: Phrase) -> list[Flowable]:
    return [
        Spacer(1, SIZE * 1.1),
        HRFlowable(width="100%", thickness=0.6, color="black", spaceAfter=2),
        _text(f"({speaking.plain(what)})", styles.CAPTION),
    ]


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(_clean(text), style)


def _clean(text: str) -> str:
    return escape(printable(text, known_letters()))
