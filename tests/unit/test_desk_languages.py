"""In which language a text is written, as far as anybody could tell without a dictionary."""

import pytest

from civic.desk.languages import language_of
from civic.desk.seed import first_answers
from tests.unit.desk_sentences import (
    KAZAKH,
    KAZAKH_IN_RUSSIAN_LETTERS,
    MIXED,
    RUSSIAN,
    UNSURE,
    lines,
)

SET = [
    *((text, "kk") for text in lines(KAZAKH) + lines(KAZAKH_IN_RUSSIAN_LETTERS)),
    *((text, "ru") for text in lines(RUSSIAN)),
    *((text, None) for text in lines(UNSURE)),
]


def test_ninety_five_of_a_hundred_are_told_right() -> None:
    wrong = [(text, expected) for text, expected in SET if language_of(text) != expected]
    assert len(SET) >= 120
    assert len(wrong) <= len(SET) * 0.05, wrong


def test_none_is_taken_for_the_other_language() -> None:
    other = {"kk": "ru", "ru": "kk"}
    told = [(text, expected) for text, expected in SET if expected]
    assert not [text for text, expected in told if language_of(text) == other[expected]]


@pytest.mark.parametrize("text", lines(MIXED))
def test_what_is_mixed_is_not_taken_for_russian(text: str) -> None:
    assert language_of(text) in {None, "kk"}


def test_every_ready_answer_is_known_for_what_it_is() -> None:
    for _key, kk, ru, _topic in first_answers():
        assert (language_of(kk), language_of(ru)) == ("kk", "ru")


def test_names_links_and_commands_decide_nothing() -> None:
    assert language_of("/phones @Azamat_bot https://egov.kz/cms/ru") is None
    assert language_of("Әлия, Нұрлан") is None
    assert language_of("Айгүл Нұрланқызы, спасибо, мы всё получили") == "ru"
