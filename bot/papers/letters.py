"""A person's words made printable: what paper cannot show is replaced, the rest is kept.

People paste emoji, invisible marks and broken characters. One of them must neither cost the
document nor take the sentence around it along.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

REPLACEMENT = "□"
"""In the fonts of ``data/fonts``; what stands for a character that they lack."""

_LINES = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_JOINER = "\u200d"
_FIRST_TONE, _LAST_TONE = 0x1F3FB, 0x1F3FF
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

    An emoji of several characters becomes one replacement; what is invisible is left out.
    """
    kept: list[str] = []
    is_joined = False
    for character in _plain_spaces(text):
        if character == _JOINER:
            is_joined = bool(kept) and kept[-1] == REPLACEMENT
        elif unicodedata.category(character) in _UNSEEN and not _is_accent(character, known):
            continue
        elif ord(character) in known:
            kept.append(character)
            is_joined = False
        else:
            is_part = is_joined or (
                _FIRST_TONE <= ord(character) <= _LAST_TONE and kept[-1:] == [REPLACEMENT]
            )
            if not is_part:
                kept.append(REPLACEMENT)
            is_joined = False
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
