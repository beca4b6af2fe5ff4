"""The letters of the documents: they come with the bot, since a server may have none in Kazakh."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).resolve().parent.parent.parent / "data" / "fonts"
REGULAR, BOLD = "LiberationSerif-Regular", "LiberationSerif-Bold"


@cache
def known_letters() -> frozenset[int]:
    """Make the letters known to reportlab; the code points that both weights have."""
    faces = []
    for name in (REGULAR, BOLD):
        font = TTFont(name, FONTS / f"{name}.ttf")
        pdfmetrics.registerFont(font)
        faces.append(frozenset(font.face.charToGlyph))
    return frozenset.intersection(*faces)
