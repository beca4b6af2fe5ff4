"""What a cell of the directory's files may hold: one small reader for each kind of cell.

A reader takes a cell that is not empty and gives its one form, so that a table which is exported
and imported again is the same table. ``ValueError`` says what is wrong, for whoever keeps the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from civic.directory import hours as opening
from civic.directory.phones import PhoneRefused, phone, refuse_invented
from civic.directory.vocabulary import CodesContradict, UnknownCode

_PARTS = re.compile(r"[;\n]")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_URL = re.compile(r"https?://[^\s/]+\S*")


def any_text(text: str) -> str:
    """Words of the source."""
    return text


def one_of(*allowed: str) -> Callable[[str], str]:
    """A reader of one of these."""

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"“{text}” is none of: {', '.join(allowed)}")
        return text

    return read


def like(pattern: str, meaning: str) -> Callable[[str], str]:
    """A reader of what matches; ``meaning`` says what it must look like."""
    whole = re.compile(pattern)

    def read(text: str) -> str:
        if not whole.fullmatch(text):
            raise ValueError(f"“{text}” must be {meaning}")
        return text

    return read


def parts(text: str) -> list[str]:
    """The parts between semicolons."""
    return [part.strip() for part in _PARTS.split(text) if part.strip()]


def words(text: str) -> str:
    """A list in words of the source."""
    return ";".join(parts(text))


def codes(choose: Callable[[Iterable[str]], tuple[str, ...]]) -> Callable[[str], str]:
    """A reader of a list from a closed vocabulary."""

    def read(text: str) -> str:
        try:
            return ";".join(choose(parts(text)))
        except UnknownCode as unknown:
            raise ValueError(f"“{unknown}” is not in the vocabulary") from None
        except CodesContradict as both:
            raise ValueError(f"these contradict each other: {both}") from None

    return read


def phones(text: str) -> str:
    """A list of phones."""
    return ";".join(dict.fromkeys(_phone(part) for part in parts(text)))


def _phone(text: str) -> str:
    try:
        return phone(text)
    except PhoneRefused as refused:
        why = "is an invented number" if refused.invented else "is no phone number"
        raise ValueError(f"“{text}” {why}") from None


def real_phone(text: str) -> str:
    """One phone, kept as it is written."""
    _phone(text)
    return text


def not_invented(text: str) -> str:
    """Whatever it is, it is none of the known inventions."""
    try:
        refuse_invented(text)
    except PhoneRefused:
        raise ValueError(f"“{text}” is an invented number") from None
    return text


def hours(text: str) -> str:
    """Hours in the grammar of ``civic.directory.hours``."""
    try:
        return str(opening.understood(text))
    except opening.HoursNotUnderstood as wrong:
        raise ValueError(f"“{wrong}” must be like “Mo-Fr 09:00-18:00; Sa 10:00-14:00”") from None


def coordinate(least: float, greatest: float) -> Callable[[str], str]:
    """A reader of degrees between these."""

    def read(text: str) -> str:
        try:
            degrees = float(text.replace(",", "."))
        except ValueError:
            raise ValueError(f"“{text}” is no number") from None
        if not least <= degrees <= greatest:
            raise ValueError(f"{text} is not in Kazakhstan ({least:g} to {greatest:g})")
        return repr(degrees)

    return read


def date(text: str) -> str:
    """A date as far as the source gives it."""
    if not _DATE.fullmatch(text):
        raise ValueError(f"“{text}” must be a date like 2026-03-01, 2026-03 or 2026")
    return text


def url(text: str) -> str:
    """An address on the web."""
    if not _URL.fullmatch(text):
        raise ValueError("it must begin with http:// or https:// and hold no spaces")
    return text
