"""A person's words made printable: what is only decoration is left out, the rest is kept.

People paste emoji, invisible marks and broken characters. One of them must neither cost the
document nor take the sentence around it along; and an office that reads "□□" sees a broken paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

REPLACEMENT = "□"
"""In the fonts of ``data/fonts``; what stands for a letter that they lack."""

_LINES = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CLOSING = frozenset(" .,;:!?)»”")
"""Before these no space stays behind that an emoji stood after."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Mn", "Me"})
"""Controls, invisible marks, halves of characters, and accents that no letter carries."""


def lines(text: str) -> list[str]:
    """The lines that are not empty, without the white space around them."""
    stripped = (line.replace("\t", " ").strip() for line in _LINES.split(text))
    return [line for line in stripped if line]


def one_line(text: str) -> str:
    """The same on a single line, for lists and names."""
    return " ".join(lines(text))


def printable(text: str, known: Container[int]) -> str:
    """The text in characters that the font knows (``known``: code points).

    Emoji and other signs that it lacks go, and no double space stays where they stood. A letter or
    a digit that it lacks becomes the replacement: nobody must think that the word is whole.
    """
    kept: list[str] = []
    was_dropped = False
    for character in _plain_spaces(text):
        category = unicodedata.category(character)
        if category in _UNSEEN and not _is_accent(character, known):
            continue
        is_known = ord(character) in known
        if not is_known and category[0] not in "LN":
            was_dropped = True
            continue
        if was_dropped and kept[-1:] == [" "] and character in _CLOSING:
            kept.pop()
        was_dropped = False
        kept.append(character if is_known else REPLACEMENT)
    if was_dropped and kept[-1:] == [" "]:
        kept.pop()
    return "".join(kept)


def _is_accent(character: str, known: Container[int]) -> bool:
    return unicodedata.category(character) == "Mn" and ord(character) in known


def storable(text: str) -> str:
    """The text without what XML forbids; the reader's own fonts show the rest."""
    return "".join(
        character
        for character in _plain_spaces(text)
        if unicodedata.category(character) not in {"Cc", "Cs"} and ord(character) & 0xFFFE != 0xFFFE  # noqa: PLR2004 - not characters
    )


def _plain_spaces(text: str) -> str:
    """Composed letters, and the wide space that does not break for the narrow one of dates."""
    return unicodedata.normalize("NFC", text).replace("\u202f", "\u00a0")
