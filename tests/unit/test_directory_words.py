"""Phones that ring at strangers are refused; conditions are a closed vocabulary that filters use."""

from __future__ import annotations

import pytest

from civic.directory.phones import PhoneRefused, phone
from civic.directory.vocabulary import (
    CONDITIONS,
    SERVICES,
    WISHES,
    CodesContradict,
    UnknownCode,
    chosen,
    codes_of,
    conditions,
    wish,
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("8 (727) 313-15-28", "+7 727 313 1528"),
        ("+77273131528", "+7 727 313 1528"),
        ("+7 708 106 08 10", "+7 708 106 0810"),
        (" 111 ", "111"),
        ("1414", "1414"),
    ],
)
def test_a_phone_has_one_form(written: str, shown: str) -> None:
    assert phone(written) == shown
    assert phone(shown) == shown


@pytest.mark.parametrize(
    "written",
    [
        "+7 7182 32 45 67",
        "8 (7182) 32-45-67",
        "+7 727 250 50 50",
        "87272505050",
        "7272505050",
        "+7 727 123 45 67",
        "+7 7172 98 76 54",
        "+7 727 000 00 00",
        "+7 (7172) 55-55-55",
    ],
)
def test_invented_numbers_are_told_from_wrong_ones(written: str) -> None:
    with pytest.raises(PhoneRefused) as refused:
        phone(written)
    assert refused.value.invented


@pytest.mark.parametrize("written", ["", "nobody", "12", "+7 727 31", "011", "+7 999 99"])
def test_what_is_no_phone_is_refused(written: str) -> None:
    with pytest.raises(PhoneRefused) as refused:
        phone(written)
    assert not refused.value.invented


def test_conditions_stand_in_the_order_of_the_vocabulary() -> None:
    assert conditions(["stay-to-6", "no-papers", "women"]) == ("women", "no-papers", "stay-to-6")


def test_an_unknown_condition_is_named() -> None:
    with pytest.raises(UnknownCode, match="papers-please"):
        conditions(["women", "papers-please"])
    with pytest.raises(UnknownCode, match="magic"):
        chosen(["legal", "magic"], SERVICES)


@pytest.mark.parametrize(
    "both", [("no-papers", "papers-asked"), ("sons-to-11", "sons-to-14"), ("men", "no-men")]
)
def test_of_one_subject_an_entry_says_one_thing(both: tuple[str, str]) -> None:
    with pytest.raises(CodesContradict):
        conditions(both)


def test_every_wish_is_granted_by_codes_that_entries_can_have() -> None:
    known = {code for codes in CONDITIONS.values() for code in codes} | set(SERVICES)
    for name in (*WISHES, "son-0", "son-11", "son-18"):
        grants, refuses = wish(name)
        assert grants
        assert {*grants, *refuses} <= known
        assert not set(grants) & set(refuses)


def test_a_son_of_twelve_is_not_taken_where_sons_are_to_eleven() -> None:
    grants, refuses = wish("son-12")
    assert "sons-to-11" in refuses
    assert "sons-to-12" in grants
    assert "sons-to-18" in grants
    assert "no-children" in refuses


@pytest.mark.parametrize("code", ["", "roofs", "son-19", "son-x"])
def test_an_unknown_wish_is_refused(code: str) -> None:
    with pytest.raises(UnknownCode):
        wish(code)


def test_words_of_the_sources_come_to_codes() -> None:
    codes = codes_of(
        ["women", "men (consultations)"],
        ["psychological", "court support", "housing up to 6 months"],
        "yes",
        [],
    )
    assert codes == ("housing", "legal", "men-by-day", "psychological", "women")
    assert "men" not in codes_of(["women"], [], None, [])


def test_what_a_check_says_overrules_the_words_of_the_source() -> None:
    assert codes_of(["men"], [], None, ["no-men"]) == ("no-men",)


def test_a_shelter_that_was_closed_is_no_housing() -> None:
    assert codes_of([], [], "no (state funding of housing ended)", []) == ()
