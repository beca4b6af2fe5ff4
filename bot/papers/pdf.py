"""The paper as PDF: what a person prints and signs, or files as it is.

The same papers always give the same bytes, and nothing in the file tells who made it or when.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from bot.papers.fonts import REGULAR, known_letters
from bot.papers.pdf_pages import Pages
from bot.papers.pdf_styles import styles
from bot.papers.sheet import (
    BOTTOM,
    COUNTRIES,
    DOCUMENT,
    LEFT,
    NUMBER_AT,
    RIGHT,
    SIZE,
    SMALLER_SIZE,
    TOP,
)
from bot.views.tongue import Tongue, tongue
from civic.complaints.paper_parts import Paper

_FIRST, _LATER = "first", "later"
_SPARED = 2
"""Pages of one paper of which a smaller letter may spare the last."""


def pdf(papers: Sequence[Paper]) -> bytes:
    """The papers one after the other, each beginning on a page of its own.

    Where a smaller letter brings a short paper onto one page, above its signature, it is taken.
    """
    known_letters()
    made, pages = _made(papers, SIZE)
    if len(papers) < pages <= _SPARED * len(papers):
        smaller, fewer = _made(papers, SMALLER_SIZE)
        if fewer < pages:
            return smaller
    return made


def _made(papers: Sequence[Paper], size: int) -> tuple[bytes, int]:
    """The file and its pages, in letters of this size."""
    file = BytesIO()
    sheets = _Sheets(file, _tongue(papers[0]))
    story: list[Flowable] = []
    for paper in papers:
        if story:
            story += [NextPageTemplate(_FIRST), PageBreak()]
        story += Pages(_tongue(paper), styles(size)).story(paper)
    sheets.build(story)
    return file.getvalue(), sheets.page


def _tongue(paper: Paper) -> Tongue:
    return tongue(paper.language, UTC)


class _Sheets(BaseDocTemplate):
    """Pages of A4; each paper counts its own, and its first has no number."""

    def __init__(self, file: BytesIO, speaking: Tongue) -> None:
        super().__init__(
            file,
            pagesize=A4,
            leftMargin=LEFT * mm,
            rightMargin=RIGHT * mm,
            topMargin=TOP * mm,
            bottomMargin=BOTTOM * mm,
            title=speaking.plain(DOCUMENT),
            lang=COUNTRIES[speaking.code],
            author="",
            subject="",
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
