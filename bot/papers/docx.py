"""The paper as DOCX: for who wants to change a word before printing.

The same papers always give the same bytes, and nothing in the file tells who made it or when.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document

from bot.papers.docx_manner import letters
from bot.papers.docx_pages import Pages
from bot.papers.sheet import DOCUMENT
from bot.views.tongue import tongue
from civic.complaints.paper_parts import Paper

_BIRTH = datetime(2000, 1, 1, tzinfo=UTC)
"""What the file says of its own age: nothing."""


def docx(papers: Sequence[Paper]) -> bytes:
    """The papers one after the other, each beginning on a page of its own."""
    sheets = Document()
    letters(sheets, papers[0].language)
    for number, paper in enumerate(papers):
        section = sheets.add_section() if number else sheets.sections[0]
        Pages(sheets, tongue(paper.language, UTC)).write(paper, section)
    about = sheets.core_properties
    about.title = tongue(papers[0].language, UTC).plain(DOCUMENT)
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = _BIRTH
    file = BytesIO()
    sheets.save(file)
    return _timeless(file)


def _timeless(file: BytesIO) -> bytes:
    """The same parts, without the minute in which each was packed."""
    packed = BytesIO()
    with ZipFile(file) as made, ZipFile(packed, "w") as kept:
        for part in made.infolist():
            kept.writestr(ZipInfo(part.filename), made.read(part), ZIP_DEFLATED)
    return packed.getvalue()
