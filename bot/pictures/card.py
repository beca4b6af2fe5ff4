"""The card to keep on the phone: a few numbers, large, and nothing that tells why it is kept.

Whoever looks over a shoulder into the gallery sees a list of useful telephone numbers. So its words
are ours and not the directory's: official names of some lines say what a person would rather hide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL.ImageDraw import ImageDraw as Pen
from PIL.ImageFont import FreeTypeFont

from bot.pictures.letters import face, wrapped
from bot.pictures.sheet import FAINT, INK, MARGIN, MUTED, WIDTH, png, sheet
from bot.views.tongue import Tongue
from civic.directory import Line
from civic.phrases import Phrase, _

_TITLE = _("Useful numbers")
_WORDS: dict[str, Phrase] = {
    "112": _("Rescue service"),
    "102": _("Police"),
    "103": _("Ambulance"),
    "101": _("Fire service"),
    "111": _("Family and children: advice"),
    "150": _("Helpline"),
    "1414": _("State services"),
    "109": _("City services"),
}
"""What may be read over a shoulder. Any other line is a bare number."""
_FREE, _AROUND = _("free"), _("day and night")

_TITLE_SIZE, _NUMBER_SIZE, _WORDS_SIZE, _MORE_SIZE = 52, 132, 52, 42
"""Heights of letters, pixels."""
_WORDS_AT, _ROW = 420, 224
"""Where the words begin, and the height of a line's row, pixels."""


@dataclass(frozen=True, slots=True)
class _Row:
    number: str
    words: str
    more: str


def offline_card(lines: Sequence[Line], tongue: Tongue) -> bytes:
    """The card as PNG, with the lines in the order given; drawn once for the same content."""
    return _drawn(tongue.plain(_TITLE), tuple(_row(line, tongue) for line in lines))


def _row(line: Line, tongue: Tongue) -> _Row:
    words = _WORDS.get(line.number)
    more = [_FREE] * line.free + [_AROUND] * line.around_the_clock
    return _Row(
        number=line.number,
        words=tongue.plain(words) if words else "",
        more=", ".join(tongue.plain(part) for part in more),
    )


@lru_cache(maxsize=16)
def _drawn(title: str, rows: tuple[_Row, ...]) -> bytes:
    top = MARGIN + 2 * _TITLE_SIZE
    picture, pen = sheet(top + len(rows) * _ROW + MARGIN // 2)
    pen.text((MARGIN, MARGIN), title, font=face(_TITLE_SIZE, is_bold=True), fill=MUTED)
    for number, row in enumerate(rows):
        above = top + number * _ROW
        pen.line((MARGIN, above, WIDTH - MARGIN, above), fill=FAINT, width=2)
        _write(pen, above + _ROW // 2, row)
    return png(picture)


def _write(pen: Pen, middle: int, row: _Row) -> None:
    beside = _beside(row)
    room = _WORDS_AT - MARGIN - MARGIN // 2 if beside else WIDTH - 2 * MARGIN
    number = _fitting(row.number, room)
    pen.text((MARGIN, middle), row.number, font=number, fill=INK, anchor="lm")
    top = middle - sum(step for _text, _letters, _colour, step in beside) // 2
    for text, letters, colour, step in beside:
        pen.text((_WORDS_AT, top + step // 2), text, font=letters, fill=colour, anchor="lm")
        top += step


def _beside(row: _Row) -> list[tuple[str, FreeTypeFont, str, int]]:
    """The lines beside the number: text, letters, colour, height."""
    words, more = face(_WORDS_SIZE), face(_MORE_SIZE)
    width = WIDTH - MARGIN - _WORDS_AT
    lines = [(text, words, INK, _WORDS_SIZE * 5 // 4) for text in wrapped(row.words, words, width)]
    lines += [(text, more, MUTED, _MORE_SIZE * 5 // 4) for text in wrapped(row.more, more, width)]
    return lines


def _fitting(number: str, room: int) -> FreeTypeFont:
    """The largest letters in which the number fits."""
    size = _NUMBER_SIZE
    while face(size, is_bold=True).getlength(number) > room:
        size -= 4
    return face(size, is_bold=True)
