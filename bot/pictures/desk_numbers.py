"""How the desk does, as one picture: a few large numbers, and bars beneath them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL.ImageDraw import ImageDraw as Pen
from PIL.ImageFont import FreeTypeFont

from bot.pictures.letters import face, wrapped
from bot.pictures.sheet import DONE, FAINT, INK, MARGIN, MUTED, NEXT, WIDTH, png, sheet

_TITLE, _LARGE, _WORDS, _BAR, _SMALLEST = 48, 84, 34, 36, 22
_TILE, _ROW, _GAP = 190, 62, 40
_TILES_IN_A_ROW = 3
_NAMES_TO = 430
"""Where the bars begin, pixels: left of it stand their names."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A large number and what it is."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A heading and its bars: name, how many (None: hidden), as it is written."""

    heading: str
    bars: tuple[tuple[str, int | None, str], ...]


def desk_picture(title: str, tiles: Sequence[Tile], charts: Sequence[Bars]) -> bytes:
    """The picture as PNG."""
    rows = -(-len(tiles) // _TILES_IN_A_ROW)
    height = MARGIN + 2 * _TITLE + rows * _TILE
    height += sum(_GAP + 2 * _BAR + len(chart.bars) * _ROW for chart in charts) + MARGIN
    picture, pen = sheet(height)
    pen.text((MARGIN, MARGIN), title, font=face(_TITLE, is_bold=True), fill=INK)
    top = MARGIN + 2 * _TITLE
    width = (WIDTH - 2 * MARGIN) // _TILES_IN_A_ROW
    for number, tile in enumerate(tiles):
        at = (
            MARGIN + number % _TILES_IN_A_ROW * width,
            top + number // _TILES_IN_A_ROW * _TILE,
        )
        _tile(pen, at, width, tile)
    top += rows * _TILE
    for chart in charts:
        top = _chart(pen, top + _GAP, chart)
    return png(picture)


def _tile(pen: Pen, at: tuple[int, int], width: int, tile: Tile) -> None:
    left, top = at
    size = _LARGE
    while face(size, is_bold=True).getlength(tile.number) > width - _GAP:
        size -= 4
    pen.text((left, top), tile.number, font=face(size, is_bold=True), fill=NEXT)
    words = face(_WORDS)
    for line, text in enumerate(wrapped(tile.words, words, width - _GAP // 2)[:2]):
        pen.text((left, top + _LARGE + 12 + line * _WORDS), text, font=words, fill=MUTED)


def _chart(pen: Pen, top: int, chart: Bars) -> int:
    """Draw it from here; where the next one may begin."""
    pen.text((MARGIN, top), chart.heading, font=face(_BAR, is_bold=True), fill=INK)
    top += 2 * _BAR
    most = max((count or 0 for _name, count, _said in chart.bars), default=0) or 1
    letters = face(_WORDS)
    room = WIDTH - MARGIN - _NAMES_TO - 120
    for name, count, said in chart.bars:
        middle = top + _ROW // 2
        pen.text((MARGIN, middle), name, font=_fitting(name), fill=INK, anchor="lm")
        length = room * (count or 0) // most
        box = (_NAMES_TO, middle - 14, _NAMES_TO + max(length, 4), middle + 14)
        pen.rectangle(box, fill=FAINT if count is None else DONE)
        pen.text((box[2] + 14, middle), said, font=letters, fill=MUTED, anchor="lm")
        top += _ROW
    return top


def _fitting(name: str) -> FreeTypeFont:
    """The largest letters in which a name fits beside its bar."""
    size = _WORDS
    while size > _SMALLEST and face(size).getlength(name) > _NAMES_TO - MARGIN - 16:
        size -= 2
    return face(size)
