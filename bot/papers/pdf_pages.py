"""One paper laid out for reportlab, from its head to the signature."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    KeepTogether,
    Paragraph,
    Spacer,
    Table,
)

from bot.papers.fonts import BOLD, known_letters
from bot.papers.letters import lines, one_line, printable
from bot.papers.pdf_styles import WIDTH, Styles
from bot.papers.sheet import COLUMNS, DAY_BY_HAND, HAND, NAME, ROOM_TO_WRITE, SIGNATURE
from bot.views.tongue import Tongue
from civic.complaints.paper_parts import Blank, Labelled, Paper
from civic.complaints.paper_words import ATTACHED
from civic.phrases import Phrase, verbatim

_LINES_WITH_HEADING, _LINES_WITH_SIGNATURE = 4.5, 2.5
_ANY_HEIGHT = 100_000


class Pages:
    """Lays papers out in one language and size."""

    def __init__(self, speaking: Tongue, styles: Styles) -> None:
        self._speaking = speaking
        self._styles = styles

    def story(self, paper: Paper) -> list[Flowable]:
        """The whole paper."""
        *reading, last = self._reading(paper)
        return [*reading, *self._with_signature(last, paper)]

    def _reading(self, paper: Paper) -> Iterator[Flowable]:
        for line in paper.head:
            yield from self._labelled(line, self._styles.head)
        yield _text(self._speaking.plain(paper.title).upper(), self._styles.title)
        if paper.law:
            yield _text(f"({self._speaking.plain(paper.law)})", self._styles.law)
        for number, section in enumerate(paper.sections, 1):
            yield from self._heading(f"{number}. {self._speaking.plain(section.heading)}")
            for item in section.items:
                yield from self._item(item)
        if paper.attachments:
            yield from self._heading(f"{self._speaking.plain(ATTACHED)}:")
            for number, attachment in enumerate(paper.attachments, 1):
                words = _clean(one_line(self._speaking.plain(attachment)))
                yield Paragraph(words, self._styles.listed, bulletText=f"{number}.")

    def _heading(self, words: str) -> Iterator[Flowable]:
        """Never the last line of a page; what follows may be longer than one."""
        yield CondPageBreak(_LINES_WITH_HEADING * self._styles.body.leading)
        yield _text(words, self._styles.heading)

    def _item(self, item: Labelled | Phrase | Blank) -> Iterator[Flowable]:
        match item:
            case Blank():
                for _line in range(ROOM_TO_WRITE):
                    yield Spacer(1, self._styles.size * 1.6)
                    yield HRFlowable(width="100%", thickness=0.5, color="black")
            case Labelled():
                yield from self._labelled(item, self._styles.labelled)
            case Phrase():
                for line in lines(self._speaking.plain(item)):
                    yield _text(line, self._styles.body)

    def _labelled(self, line: Labelled, style: ParagraphStyle) -> Iterator[Flowable]:
        value = HAND if line.value is None else self._speaking.plain(line.value)
        first, *others = (_clean(part) for part in lines(value) or [""])
        if line.is_strong:
            first = f"<font name='{BOLD}'>{first}</font>"
        yield Paragraph(f"{_clean(line.label_in(self._speaking))} {first}".strip(), style)
        for other in others:
            yield Paragraph(other, style)

    def _with_signature(self, last: Flowable, paper: Paper) -> list[Flowable]:
        """The ending with the lines before it: a signature alone on a page signs nothing."""
        height = last.wrap(WIDTH, _ANY_HEIGHT)[1]
        kept_height = _LINES_WITH_SIGNATURE * self._styles.body.leading
        *before, kept = last.split(WIDTH, height - kept_height) or [last]
        return [
            *before,
            KeepTogether([kept, Spacer(1, 2 * self._styles.size), self._signature(paper)]),
        ]

    def _signature(self, paper: Paper) -> Table:
        """The day, the place for the signature, the name."""
        plain, speaking = self._styles.plain, self._speaking
        day = verbatim(paper.filed_on) if paper.filed_on else DAY_BY_HAND
        cells: list[object] = [_text(speaking.plain(day), plain), "", ""]
        if paper.is_signed:
            cells[1] = self._line_for(SIGNATURE)
            cells[2] = (
                _text(one_line(speaking.plain(paper.signer)), plain)
                if paper.signer
                else self._line_for(NAME)
            )
        manner = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 0)]
        return Table([cells], [share * WIDTH for share in COLUMNS], style=manner)

    def _line_for(self, what: Phrase) -> list[Flowable]:
        return [
            Spacer(1, self._styles.size * 1.1),
            HRFlowable(width="100%", thickness=0.6, color="black", spaceAfter=2),
            _text(f"({self._speaking.plain(what)})", self._styles.caption),
        ]


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(_clean(text), style)


def _clean(text: str) -> str:
    return escape(printable(text, known_letters()))
