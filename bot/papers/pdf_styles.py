"""How the letters of the PDF look: one style for each part of the sheet."""

from __future__ import annotations

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from bot.papers.fonts import BOLD, REGULAR
from bot.papers.sheet import HEAD_FROM, INDENT, LEFT, LISTED_FROM, RIGHT, SIZE, SMALL, TITLE_SIZE

WIDTH = A4[0] - (LEFT + RIGHT) * mm
"""Of the text, points."""

BODY = ParagraphStyle(
    "body",
    fontName=REGULAR,
    fontSize=SIZE,
    leading=SIZE * 1.25,
    alignment=TA_JUSTIFY,
    firstLineIndent=INDENT * mm,
    bulletFontName=REGULAR,
    bulletFontSize=SIZE,
    allowOrphans=0,
    allowWidows=0,
)
HEAD = ParagraphStyle(
    "head",
    fontName=REGULAR,
    fontSize=SIZE,
    leading=SIZE * 1.2,
    leftIndent=HEAD_FROM * mm,
    spaceAfter=4,
)
TITLE = ParagraphStyle(
    "title",
    fontName=BOLD,
    fontSize=TITLE_SIZE,
    leading=TITLE_SIZE * 1.25,
    alignment=TA_CENTER,
    spaceBefore=24,
    spaceAfter=4,
)
LAW = ParagraphStyle(
    "law",
    fontName=REGULAR,
    fontSize=SMALL + 1,
    leading=(SMALL + 1) * 1.2,
    alignment=TA_CENTER,
)
LABELLED = ParagraphStyle("labelled", parent=BODY, alignment=TA_LEFT)
HEADING = ParagraphStyle(
    "heading",
    parent=BODY,
    fontName=BOLD,
    alignment=TA_LEFT,
    spaceBefore=11,
    spaceAfter=3,
    keepWithNext=1,
)
LISTED = ParagraphStyle(
    "listed",
    parent=BODY,
    alignment=TA_LEFT,
    firstLineIndent=0,
    leftIndent=LISTED_FROM * mm,
    bulletIndent=INDENT * mm,
)
PLAIN = ParagraphStyle("plain", parent=BODY, alignment=TA_LEFT, firstLineIndent=0, spaceAfter=0)
CAPTION = ParagraphStyle(
    "caption", parent=PLAIN, fontSize=SMALL, leading=SMALL * 1.2, alignment=TA_CENTER
)
