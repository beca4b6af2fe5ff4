"""Typing what a button says is as good as tapping it, in either language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import tzinfo

from bot.flows.step import Button
from bot.views.tongue import LANGUAGES, tongue

_LONGEST_LABEL = 64
_SHORTEST_PART = 4
"""Letters; "no" begins too many words."""


def bare(text: str) -> str:
    """Letters and digits in lower case: arrows, emoji and dots are not typed."""
    kept = (c if unicodedata.category(c)[0] in "LN" else " " for c in text.casefold())
    return " ".join("".join(kept).split())


def label_meant(text: str, buttons: Iterable[Button], zone: tzinfo) -> Button | None:
    """The button whose label was typed, if it was one."""
    asked = bare(text) if len(text) <= _LONGEST_LABEL else ""
    if not asked:
        return None
    tongues = [tongue(code, zone) for code in LANGUAGES]
    return next((b for b in buttons if any(bare(t.plain(b.label)) == asked for t in tongues)), None)


def part_meant(text: str, buttons: Iterable[Button], zone: tzinfo) -> Button | None:
    """The one button whose label has words that begin so, in either language; never one of two."""
    asked = bare(text).split() if len(text) <= _LONGEST_LABEL else []
    if not asked or min(map(len, asked)) < _SHORTEST_PART:
        return None
    tongues = [tongue(code, zone) for code in LANGUAGES]
    found = [b for b in buttons if any(_has(bare(t.plain(b.label)), asked) for t in tongues)]
    return found[0] if len(found) == 1 else None


def _has(label: str, asked: list[str]) -> bool:
    """Whether each of these begins a word of the label."""
    words = label.split()
    return all(any(word.startswith(part) for word in words) for part in asked)
