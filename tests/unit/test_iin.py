"""Whether a number can be an IIN: its date, its century, its check digit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from civic.iin import WHY, Fault, check_digit, fault_in, read_iin, tidy
from civic.phrases import Refusal

TODAY = date(2026, 11, 25)
CENTURIES = {1800: "12", 1900: "34", 2000: "56"}


def slow_check_digit(eleven: str) -> int:
    """As the rules of 2003 tell it, in words: multiply, add, take the rest by eleven."""
    for shift in (0, 2):
        total = 0
        for place in range(11):
            total += int(eleven[place]) * ((place + shift) % 11 + 1)
        if total % 11 != 10:
            return total % 11
    return 10


@some.composite
def numbers(draw: some.DrawFn) -> str:
    """Numbers that can be given out."""
    born = draw(some.dates(date(1860, 1, 1), TODAY))
    century = born.year // 100 * 100
    place = draw(some.sampled_from(CENTURIES[century] + "0"))
    running = draw(some.integers(0, 9999))
    eleven = f"{born:%y%m%d}{place}{running:04}"
    digit = check_digit(eleven)
    if digit is None:
        eleven = eleven[:-1] + str((int(eleven[-1]) + 1) % 10)
        digit = check_digit(eleven)
    assert digit is not None
    return eleven + digit


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("", Fault.NOT_DIGITS),
        ("75013140000a", Fault.NOT_DIGITS),
        ("٧٥٠١٣١٤٠٠٠٠٤", Fault.NOT_DIGITS),
        ("75013140000", Fault.LENGTH),
        ("7501314000040", Fault.LENGTH),
        ("751331400004", Fault.DATE),
        ("750230400004", Fault.DATE),
        ("000229300004", Fault.DATE),
        ("750131700004", Fault.CENTURY),
        ("750131900004", Fault.CENTURY),
        ("261126500004", Fault.FUTURE),
        ("990101500004", Fault.FUTURE),
        ("750131400005", Fault.CHECK_DIGIT),
        ("750131400004", None),
    ],
)
def test_what_is_wrong(number: str, fault: Fault | None) -> None:
    assert fault_in(number, TODAY) is fault


def test_it_may_be_typed_in_groups() -> None:
    assert read_iin(" 750131 400-004 ", TODAY) == "750131400004"
    assert tidy("750131—400 004") == "750131400004"


def test_the_refusal_says_what_is_wrong() -> None:
    with pytest.raises(Refusal) as refused:
        read_iin("750131400005", TODAY)
    assert refused.value.why == WHY[Fault.CHECK_DIGIT]
    assert refused.value.step == "iin"
    assert set(WHY) == set(Fault)


@given(numbers())
def test_what_can_be_given_out_is_taken(number: str) -> None:
    assert fault_in(number, TODAY) is None
    assert slow_check_digit(number[:-1]) == int(number[-1])


@given(numbers(), some.integers(0, 10), some.integers(1, 9))
def test_a_slip_of_one_digit_is_found(number: str, place: int, by: int) -> None:
    """Save in the eleventh place, whose weight is eleven and so carries nothing."""
    place = 11 if place == 10 else place
    slipped = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assume(first_row(number) != 10 and first_row(slipped) != 10)
    assert fault_in(slipped, TODAY) is not None


def first_row(number: str) -> int:
    return sum(int(digit) * place for place, digit in enumerate(number[:11], start=1)) % 11


@given(some.text(alphabet="0123456789 -a", max_size=16))
def test_anything_typed_is_taken_or_refused_with_a_reason(typed: str) -> None:
    fault = fault_in(tidy(typed), TODAY)
    assert fault is None or WHY[fault].msgid
