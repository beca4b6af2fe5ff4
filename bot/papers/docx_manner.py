"""What python-docx has no words for: letters of every script, numbers of pages, lines to fill."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from bot.papers.sheet import BOTTOM, COUNTRIES, LEFT, NUMBER_AT, RIGHT, SIZE, TOP

FACE = "Times New Roman"
"""Every office has it, whole in Kazakh; the file carries no letters of its own."""
WIDTH = 210 - LEFT - RIGHT
"""Of the text, mm."""


def letters(sheets: Document, language: str) -> None:
    """One face and size for everything, and the language in which spelling is checked."""
    styles = sheets.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FACE)
    for spelling in styles.iter(qn("w:lang")):
        spelling.set(qn("w:val"), COUNTRIES[language])
    normal = sheets.styles["Normal"]
    normal.font.size = Pt(SIZE)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.1


def a4(section: Section) -> None:
    """The sheet with its margins; numbers above the text from the section's second page."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance = Mm(NUMBER_AT)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    above = section.header.paragraphs[0]
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = above.add_run()._r  # noqa: SLF001 - a field has no other door
    for part in (
        _made("fldChar", fldCharType="begin"),
        _page(),
        _made("fldChar", fldCharType="end"),
    ):
        field.append(part)
    _count_anew(section)


def by_hand(paragraph: Paragraph, at: float) -> None:
    """A line to write on, from here to ``at`` (mm from the left margin)."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(at), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    paragraph.add_run("\t")


def underlined(paragraph: Paragraph) -> None:
    """The whole width of the paragraph as a line to write on."""
    borders = _made("pBdr")
    borders.append(_made("bottom", val="single", sz="6", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - nor have its borders


def _count_anew(section: Section) -> None:
    properties = section._sectPr  # noqa: SLF001 - nor has the counting
    for copied in properties.findall(qn("w:pgNumType")):
        properties.remove(copied)
    properties.find(qn("w:pgMar")).addnext(_made("pgNumType", start="1"))


def _page() -> BaseOxmlElement:
    instruction = _made("instrText")
    instruction.text = "PAGE"
    return instruction


def _made(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element
