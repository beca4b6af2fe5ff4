"""How the letters of the PDF look: one style for each part of the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from bot.papers.fonts import BOLD, REGULAR
from bot.papers.sheet import HEAD_FROM, INDENT, LEFT, LISTED_FROM, RIGHT, SMALL

WIDTH = A4[0] - (LEFT + RIGHT) * mm
"""Of the text, points."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles that go with one size of the text."""

    size: int
    head: ParagraphStyle
    title: ParagraphStyle
    law: ParagraphStyle
    heading: ParagraphStyle
    body: ParagraphStyle
    labelled: ParagraphStyle
    listed: ParagraphStyle
    plain: ParagraphStyle
    caption: ParagraphStyle


@cache
def styles(size: int) -> Styles:
    """The styles for text of this size, points."""
    body = ParagraphStyle(
        "body",
        fontName=REGULAR,
        fontSize=size,
        leading=size * 1.25,
        alignment=TA_JUSTIFY,
        firstLineIndent=INDENT * mm,
        bulletFontName=REGULAR,
        bulletFontSize=size,
        allowOrphans=0,
        allowWidows=0,
    )
    labelled = ParagraphStyle("labelled", parent=body, alignment=TA_LEFT)
    plain = ParagraphStyle("plain", parent=labelled, firstLineIndent=0)
    centred = ParagraphStyle("centred", parent=plain, alignment=TA_CENTER)
    return Styles(
        size=size,
        head=ParagraphStyle(
            "head", parent=plain, leading=size * 1.2, leftIndent=HEAD_FROM * mm, spaceAfter=4
        ),
        title=ParagraphStyle(
            "title",
            parent=centred,
            fontName=BOLD,
            fontSize=size + 1,
            leading=(size + 1) * 1.25,
            spaceBefore=24,
            spaceAfter=4,
        ),
        law=ParagraphStyle("law", parent=centred, fontSize=size - 2, leading=(size - 2) * 1.2),
        heading=ParagraphStyle(
            "heading", parent=labelled, fontName=BOLD, spaceBefore=11, spaceAfter=3
        ),
        body=body,
        labelled=labelled,
        listed=ParagraphStyle(
            "listed", parent=plain, leftIndent=LISTED_FROM * mm, bulletIndent=INDENT * mm
        ),
        plain=plain,
        caption=ParagraphStyle("caption", parent=centred, fontSize=SMALL, leading=SMALL * 1.2),
    )
