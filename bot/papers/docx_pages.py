"""One paper laid out for python-docx, from its head to the signature."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bot.papers.docx_manner import WIDTH, a4, by_hand, underlined
from bot.papers.letters import lines, one_line, storable
from bot.papers.sheet import (
    COLUMNS,
    DAY_BY_HAND,
    HEAD_FROM,
    INDENT,
    LISTED_FROM,
    NAME,
    ROOM_TO_WRITE,
    SIGNATURE,
    SMALL,
    TITLE_SIZE,
)
from bot.views.tongue import Tongue
from civic.complaints.paper_parts import Blank, Labelled, Paper
from civic.complaints.paper_words import ATTACHED
from civic.phrases import Phrase, verbatim


class Pages:
    """Writes at the end of the document."""

    def __init__(self, sheets: Document, speaking: Tongue) -> None:
        self._sheets = sheets
        self._speaking = speaking

    def write(self, paper: Paper, section: Section) -> None:
        """The whole paper, on the sheets of this section."""
        a4(section)
        for line in paper.head:
            for paragraph in self._labelled(line):
                paragraph.paragraph_format.left_indent = Mm(HEAD_FROM)
                paragraph.paragraph_format.space_after = Pt(4)
        self._title(paper)
        for number, part in enumerate(paper.sections, 1):
            self._heading(f"{number}. {self._speaking.plain(part.heading)}")
            for item in part.items:
                self._item(item)
        if paper.attachments:
            self._heading(f"{self._speaking.plain(ATTACHED)}:")
            for number, attachment in enumerate(paper.attachments, 1):
                self._listed(number, attachment)
        self._sheets.paragraphs[-1].paragraph_format.keep_with_next = True
        self._ending(paper)

    def _title(self, paper: Paper) -> None:
        title = self._paragraph(self._speaking.plain(paper.title).upper(), is_bold=True)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.space_before = Pt(24)
        title.runs[0].font.size = Pt(TITLE_SIZE)
        if paper.law:
            law = self._paragraph(f"({self._speaking.plain(paper.law)})")
            law.alignment = WD_ALIGN_PARAGRAPH.CENTER
            law.runs[0].font.size = Pt(SMALL + 1)

    def _heading(self, words: str) -> None:
        manner = self._paragraph(words, is_bold=True).paragraph_format
        manner.first_line_indent = Mm(INDENT)
        manner.space_before, manner.space_after = Pt(10), Pt(3)
        manner.keep_with_next = True

    def _item(self, item: Labelled | Phrase | Blank) -> None:
        match item:
            case Blank():
                for _line in range(ROOM_TO_WRITE):
                    by_hand(self._paragraph(), WIDTH)
            case Labelled():
                for paragraph in self._labelled(item):
                    paragraph.paragraph_format.first_line_indent = Mm(INDENT)
            case Phrase():
                for line in lines(self._speaking.plain(item)):
                    paragraph = self._paragraph(line)
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
                    paragraph.paragraph_format.first_line_indent = Mm(INDENT)

    def _labelled(self, line: Labelled) -> list[Paragraph]:
        paragraph = self._paragraph(line.label_in(self._speaking))
        if line.value is None:
            paragraph.add_run(" ")
            by_hand(paragraph, WIDTH)
            return [paragraph]
        first, *others = lines(self._speaking.plain(line.value)) or [""]
        beside = f" {storable(first)}" if paragraph.text else storable(first)
        paragraph.add_run(beside).bold = line.is_strong or None
        return [paragraph, *(self._paragraph(other) for other in others)]

    def _listed(self, number: int, attachment: Phrase) -> None:
        paragraph = self._paragraph(f"{number}.")
        paragraph.add_run(f"\t{storable(one_line(self._speaking.plain(attachment)))}")
        manner = paragraph.paragraph_format
        manner.left_indent = Mm(LISTED_FROM)
        manner.first_line_indent = Mm(INDENT - LISTED_FROM)
        manner.tab_stops.add_tab_stop(Mm(LISTED_FROM))

    def _ending(self, paper: Paper) -> None:
        """The day, the place for the signature, the name."""
        self._paragraph().paragraph_format.keep_with_next = True
        table = self._sheets.add_table(1, len(COLUMNS))
        table.autofit = False
        for column, share in zip(table.columns, COLUMNS, strict=True):
            column.width = Mm(WIDTH * share)
        day, signature, name = table.rows[0].cells
        said = verbatim(paper.filed_on) if paper.filed_on else DAY_BY_HAND
        day.paragraphs[0].add_run(self._speaking.plain(said))
        if paper.is_signed:
            self._line_for(signature, SIGNATURE)
            if paper.signer:
                signer = one_line(self._speaking.plain(paper.signer))
                name.paragraphs[0].add_run(storable(signer))
            else:
                self._line_for(name, NAME)

    def _line_for(self, cell: _Cell, caption: Phrase) -> None:
        underlined(cell.paragraphs[0])
        under = cell.add_paragraph()
        under.alignment = WD_ALIGN_PARAGRAPH.CENTER
        under.add_run(f"({self._speaking.plain(caption)})").font.size = Pt(SMALL)

    def _paragraph(self, words: str = "", *, is_bold: bool = False) -> Paragraph:
        paragraph = self._sheets.add_paragraph()
        if words:
            paragraph.add_run(storable(words)).bold = is_bold or None
        return paragraph
