"""Phones that may be kept: real in form, and none of the inventions that go around.

Shelters with made-up numbers circulate in public code and lists. A made-up number rings at a
stranger's home, and tells them why somebody called.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

_HOME = "KZ"
_SHORT = re.compile(r"[1-9]\d{2,4}")
"""111, 1414, 11616: dialled as they are."""
INVENTED = frozenset({"77182324567", "77272505050"})
"""Numbers of shelters that were made up and copied on; digits only."""
_SAME = re.compile(r"(\d)\1{5}")
_RUN = 5
_UP, _DOWN = "0123456789", "9876543210"


class PhoneRefused(ValueError):  # noqa: N818 - it says what it is
    """Not a phone, or an invented one. ``invented`` tells which; the text is what was written."""

    def __init__(self, written: str, *, invented: bool = False) -> None:
        super().__init__(written)
        self.invented = invented


def phone(written: str) -> str:
    """The number as it is shown, in international form or short. Raises ``PhoneRefused``."""
    written = written.strip()
    if _SHORT.fullmatch(written):
        return written
    refuse_invented(written)
    try:
        number = phonenumbers.parse(written, _HOME)
    except NumberParseException:
        raise PhoneRefused(written) from None
    if not phonenumbers.is_valid_number(number):
        raise PhoneRefused(written)
    shown = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    refuse_invented(shown)
    return shown


def refuse_invented(written: str) -> None:
    """Raise ``PhoneRefused`` for a known invention, or digits that no exchange gives out."""
    digits = re.sub(r"\D", "", written)
    home = "7" + digits[1:] if len(digits) == len("87182324567") and digits[0] == "8" else digits
    runs = (digits[at : at + _RUN] for at in range(len(digits) - _RUN + 1))
    if home in INVENTED or _SAME.search(digits) or any(run in _UP or run in _DOWN for run in runs):
        raise PhoneRefused(written, invented=True)
