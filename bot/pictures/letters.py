"""Words in a picture: faces that are whole in Kazakh, and lines that fit a width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from PIL.ImageFont import FreeTypeFont, truetype

from bot.papers.fonts import FONTS
from bot.papers.letters import storable

_BREAK = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
"""Where a line may end: not at the spaces that hold a date or a number together."""


@cache
def face(size: int, *, is_bold: bool = False) -> FreeTypeFont:
    """The letters in this size (pixels)."""
    weight = "Bold" if is_bold else "Regular"
    return truetype(FONTS / f"LiberationSans-{weight}.ttf", size)


def wrapped(text: str, letters: FreeTypeFont, width: float) -> list[str]:
    """The text in lines no wider than ``width`` pixels; a word that is wider is cut."""
    found: list[str] = []
    line = ""
    for word in _words(text, letters, width):
        longer = f"{line} {word}" if line else word
        if line and letters.getlength(longer) > width:
            found.append(line)
            longer = word
        line = longer
    return [*found, line] if line else found


def _words(text: str, letters: FreeTypeFont, width: float) -> Iterator[str]:
    for word in storable(_BREAK.sub(" ", text)).split(" "):
        rest = word
        while letters.getlength(rest) > width:
            fits = max(1, _how_many_fit(rest, letters, width))
            yield rest[:fits]
            rest = rest[fits:]
        if rest:
            yield rest


def _how_many_fit(word: str, letters: FreeTypeFont, width: float) -> int:
    low, high = 0, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if letters.getlength(word[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
