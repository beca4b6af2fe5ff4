"""How a document lies on A4, as offices in Kazakhstan expect it. Millimetres; letters in points."""

from __future__ import annotations

from civic.phrases import _

LEFT, RIGHT, TOP, BOTTOM = 30, 15, 20, 20
"""Margins, mm. The left one leaves room for the office's file."""
HEAD_FROM = 75
"""Where the head begins, mm from the left margin."""
INDENT = 12.5
"""Of a paragraph's first line, mm."""
LISTED_FROM = INDENT + 9
"""Where the words of a numbered list begin, mm."""
NUMBER_AT = 10
"""Where the number of the page stands, mm from the upper edge."""
COLUMNS = (0.37, 0.2, 0.43)
"""Of the last line: day, signature, name; shares of its width."""
SIZE, SMALLER_SIZE, TITLE_SIZE, SMALL = 13, 12, 14, 10
"""Letters, points; the smaller where it spares a page."""
HAND = "_" * 24
"""A line to fill by hand."""
ROOM_TO_WRITE = 4
"""Lines left free where the substance itself is to be written by hand."""

COUNTRIES = {"kk": "kk-KZ", "ru": "ru-RU"}
"""Each language as files name it."""

SIGNATURE = _("signature")
NAME = _("surname, name, patronymic")
DAY_BY_HAND = _("“____” ____________ 20___")
DOCUMENT = _("Document")
"""The neutral title in the file's own description."""
