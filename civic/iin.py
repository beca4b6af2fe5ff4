"""The individual identification number (ИИН, ЖСН): whether it can be one.

A wrong digit sends a complaint back, so it is caught while the person can still look at the card.
Twelve digits: a date of birth, the century and sex, a running number, a check digit. Since 2013 a
number need not tell its owner's own date (a corrected date leaves the number as it was), so it is
only looked at as a date and never compared with what a person says of themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from civic.phrases import Phrase, Refusal, _

LENGTH = 12
_DIGITS = re.compile(r"[0-9]+")
_WEIGHTS = (
    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2),
)
"""The second row is for the sums that leave ten in the first."""
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_FOREIGN = "0"
"""In the seventh place: no century is told, as (it is said) in numbers of foreigners."""


class Fault(StrEnum):
    """What is wrong with a number."""

    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    DATE = "date"
    """The first six digits are no date of that century."""
    FUTURE = "future"
    CENTURY = "century"
    """The seventh digit is none that is given out."""
    CHECK_DIGIT = "check_digit"


WHY: Mapping[Fault, Phrase] = {
    Fault.NOT_DIGITS: _("An IIN is digits only. Please look at it once more."),
    Fault.LENGTH: _("An IIN has twelve digits. Please count them once more."),
    Fault.DATE: _("An IIN begins with the year, month and day of birth. These are no such day."),
    Fault.FUTURE: _("This IIN begins with a day that has not come yet. Please look once more."),
    Fault.CENTURY: _("The seventh digit of an IIN cannot be this one. Please look once more."),
    Fault.CHECK_DIGIT: _("There is a slip in this IIN: its last digit does not fit the others."),
}
"""Each fault as it is told."""


def tidy(typed: str) -> str:
    """The number without the spaces and dashes that people put between its parts."""
    return re.sub(r"[\s\-–—]", "", typed)


def fault_in(number: str, today: date) -> Fault | None:
    """What is wrong with a tidy number; ``None`` when it can be an IIN."""
    if not _DIGITS.fullmatch(number):
        return Fault.NOT_DIGITS
    if len(number) != LENGTH:
        return Fault.LENGTH
    if number[6] not in {*_CENTURIES, _FOREIGN}:
        return Fault.CENTURY
    born = _dates(number)
    if not born:
        return Fault.DATE
    if min(born) > today:
        return Fault.FUTURE
    return None if number[-1] == check_digit(number[:-1]) else Fault.CHECK_DIGIT


def read_iin(typed: str, today: date) -> str:
    """The tidy number. Raises ``Refusal`` with what is wrong with it."""
    number = tidy(typed)
    if fault := fault_in(number, today):
        raise Refusal(WHY[fault], "iin")
    return number


def check_digit(eleven: str) -> str | None:
    """The twelfth digit for the first eleven; ``None`` when such a number is not given out."""
    for weights in _WEIGHTS:
        digit = sum(int(one) * weight for one, weight in zip(eleven, weights, strict=True)) % 11
        if digit <= 9:  # noqa: PLR2004 - one digit
            return str(digit)
    return None


def _dates(number: str) -> list[date]:
    centuries = [_CENTURIES[number[6]]] if number[6] != _FOREIGN else sorted({*_CENTURIES.values()})
    found = []
    for century in centuries:
        try:
            found.append(date(century + int(number[:2]), int(number[2:4]), int(number[4:6])))
        except ValueError:
            continue
    return found
