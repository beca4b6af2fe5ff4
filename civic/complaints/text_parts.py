"""A long text in parts that Telegram can carry, cut where a reader would cut it."""

from __future__ import annotations

_CUTS = ("\n\n", "\n", ". ", " ")
_LEAST_SHARE = 2
"""A part is cut no earlier than at one half of what it can hold."""


def units(text: str) -> int:
    """UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def in_parts(text: str, limit: int) -> list[str]:
    """The text in parts of at most ``limit`` units, none of them empty.

    Nothing but the white space at the cuts is lost.
    """
    parts = []
    rest = text.strip()
    while units(rest) > limit:
        end = _cut(rest, limit)
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*parts, rest] if rest else parts


def _cut(text: str, limit: int) -> int:
    most = _longest(text, limit)
    for cut in _CUTS:
        at = text.rfind(cut, most // _LEAST_SHARE, most)
        if at > 0:
            return at + len(cut)
    return most


def _longest(text: str, limit: int) -> int:
    """How many characters fit: those beyond the first plane count twice."""
    taken = 0
    for at, character in enumerate(text):
        taken += 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004 - the last of the first plane
        if taken > limit:
            return max(at, 1)  # always a step on, however narrow the limit
    return len(text)
