"""A petition is found by its words, in any spelling, with an ending more or a slip."""

from __future__ import annotations

import random

import pytest

from civic.petitions.searching import SearchIndex, weigh
from civic.petitions.supporters import shown_as

TEXTS = {
    "heat": (("Мектептерде жылу болсын", "Тёплые школы зимой"), ("Балалар ауырады.",)),
    "rubbish": (("Қоқыс үйіндісін жою", "Убрать свалку у реки"), ("Мектептің қасында.",)),
    "light": (("Көшеге жарық", "Свет на улицах"), ("Фонарей нет.",)),
}


@pytest.fixture
def index() -> SearchIndex:
    made = SearchIndex()
    for petition, (titles, summaries) in TEXTS.items():
        made.put(petition, weigh(titles, summaries))
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("мектеп", ["heat", "rubbish"]),  # in a title before a summary
        ("МЕКТЕПТЕРІМІЗГЕ жылу", ["heat"]),
        ("mektep jylu", ["heat", "rubbish"]),
        ("кокыс", ["rubbish"]),
        ("qoqys", ["rubbish"]),
        ("свалка", ["rubbish"]),
        ("свлака", ["rubbish"]),
        ("тёплая школа", ["heat"]),
        ("теплые шкоды", ["heat"]),
        ("көше жарығы", ["light"]),
        ("фонари", ["light"]),
        ("жылу жарық", ["heat", "light"]),  # half of the words will do
        ("кенгуру", []),
        ("жы", ["heat"]),
        ("", []),
        ("?!", []),
        ("слово " * 500, []),
    ],
)
def test_it_is_found(index: SearchIndex, asked: str, found: list[str]) -> None:
    assert [hit.petition for hit in index.find(asked, 8)] == found


def test_what_is_dropped_or_changed_is_not_found_by_its_old_words(index: SearchIndex) -> None:
    index.put("heat", weigh(("Су керек",), ()))
    index.drop("light")
    index.drop("never there")
    assert [hit.petition for hit in index.find("жылу", 8)] == []
    assert [hit.petition for hit in index.find("су", 8)] == ["heat"]
    assert [hit.petition for hit in index.find("көше", 8)] == []
    assert len(index) == 2


def test_of_thousands_that_are_alike_the_one_that_fits_best_comes_first() -> None:
    chance, index = random.Random(3), SearchIndex()
    for number in range(2_000):
        index.put(f"{number:05}", weigh((f"Мектеп {chance.randint(0, 40)}",), ("жылу мектеп су",)))
    index.put("best", weigh(("Мектепке жылу",), ()))
    assert index.find("мектепке жылу", 3)[0].petition == "best"
    assert len(index.find("мектеп", 8)) == 8
    assert len(index.find("жылу су", 8)) == 8, "in summaries alone they are found too"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("Айгүл", "Сейтқали", "Айгүл С."),
        ("Айгүл", None, "Айгүл"),
        ("🌸Айгүл🌸", "🌸", "Айгүл"),
        ("Анна-Мария", "de Souza", "Анна-Мария D."),
        ("12345", "Ким", None),
        ("<b>", "x", "b X."),
        ("Ұ" * 64, "Ә", f"{'Ұ' * 40} Ә."),
    ],
)
def test_only_the_first_name_and_a_letter_are_shown(
    first: str, last: str | None, shown: str | None
) -> None:
    assert shown_as(first, last) == shown
