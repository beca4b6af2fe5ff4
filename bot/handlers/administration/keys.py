"""What the buttons of the administrators' pages carry, read with suspicion: a button may be old."""

from __future__ import annotations

_LONGEST = 18
"""Digits that every database counts with."""


def number_in(key: str) -> int | None:
    """The id that a button carries; None where it carries none."""
    is_number = key.isascii() and key.isdigit() and len(key) <= _LONGEST
    return int(key) if is_number else None
