"""The rules that guide an author: where a petition goes, what it is like, how texts are counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.flows.petition_doubts import caution
from bot.flows.petition_place import read_population
from civic.dated import LawBroken
from civic.petitions.kinds import Body, Level
from civic.petitions.population import BY_AUTHOR, populations, populations_of
from civic.petitions.routing import asks_for_population, known_population, route
from civic.petitions.similar import alike, likeness, meanings
from civic.petitions.texts import Version, columns, sentences, text_hash, version_of
from civic.phrases import Refusal
from civic.regions import regions
from storage.petition_titles import Titled
from storage.petitions import StoredPetition
from tests.storage.test_petitions import NOON


@pytest.mark.parametrize(
    ("level", "body", "region", "people", "votes"),
    [
        (Level.REPUBLIC, Body.GOVERNMENT, None, None, 50_000),
        (Level.OBLAST, Body.AKIMAT, "KZ-75", None, 23_480),
        (Level.OBLAST, Body.MASLIKHAT, "KZ-75", 7, 46_959),
        (Level.OBLAST, Body.AKIMAT, "KZ-55", 1_000_000, 10_000),
        (Level.DISTRICT, Body.AKIMAT, "KZ-55", 50_001, 2_500),
        (Level.DISTRICT, Body.MASLIKHAT, "KZ-55", 50_000, 5_000),
        (Level.DISTRICT, Body.AKIMAT, "KZ-55", 20_001, 1_001),
        (Level.DISTRICT, Body.AKIMAT, "KZ-71", None, 16_383),
    ],
)
def test_the_exact_number_of_votes(
    level: Level, body: Body, region: str | None, people: int | None, votes: int
) -> None:
    way = route(level, body, region, people)
    assert way is not None
    assert way.votes == votes


def test_no_number_is_told_where_nobody_knows_the_population() -> None:
    assert route(Level.OBLAST, Body.AKIMAT, "KZ-55", None) is None
    assert route(Level.DISTRICT, Body.AKIMAT, "KZ-55", None) is None
    assert route(Level.REPUBLIC, Body.AKIMAT, None, None) is None
    assert asks_for_population(Level.DISTRICT, "KZ-35")
    assert not asks_for_population(Level.OBLAST, "KZ-35")
    assert known_population(Level.DISTRICT, "KZ-35") is None


def test_whose_figure_it_is_is_told() -> None:
    published = route(Level.OBLAST, Body.AKIMAT, "KZ-62", 1)
    by_author = route(Level.OBLAST, Body.AKIMAT, "KZ-55", 753_000)
    assert published is not None
    assert by_author is not None
    assert published.population_by == "2026-01-01"
    assert (by_author.population, by_author.population_by) == (753_000, BY_AUTHOR)


def test_every_figure_is_of_a_region_and_has_its_day() -> None:
    for iso, figure in populations().items():
        assert iso in regions()
        assert date(2025, 1, 1) <= figure.on <= date(2026, 11, 25)
        assert 100_000 < figure.people < 3_000_000


@pytest.mark.parametrize(
    "row",
    [
        "KZ-99,5,2026-01-01,https://a.kz,2026-01-01,verified,",
        "KZ-75,many,2026-01-01,https://a.kz,2026-01-01,verified,",
        "KZ-75,5,yesterday,https://a.kz,2026-01-01,verified,",
        "KZ-75,5,2026-01-01,somewhere,2026-01-01,verified,",
        "KZ-75,5,2026-01-01,https://a.kz,2026-01-01,perhaps,",
    ],
)
def test_a_wrong_figure_is_named(row: str, tmp_path: Path) -> None:
    path = tmp_path / "population.csv"
    path.write_text(f"region_iso,population,on_day,source_url,verified_on,mark,note\n{row}\n")
    with pytest.raises(LawBroken, match="line 2"):
        populations_of(path)


def test_an_unconfirmed_figure_is_never_a_number(tmp_path: Path) -> None:
    path = tmp_path / "population.csv"
    path.write_text(
        "region_iso,population,on_day,source_url,verified_on,mark,note\n"
        "KZ-75,5000,2026-01-01,https://a.kz,2026-01-01,unconfirmed,\n"
    )
    assert populations_of(path) == {}


@pytest.mark.parametrize(
    ("typed", "people"),
    [("22400", "22400"), ("22 400 адам", "22400"), ("1.131.287", "1131287"), ("48,200", "48200")],
)
def test_a_population_is_read_as_people_write_it(typed: str, people: str) -> None:
    assert read_population(typed) == people


@pytest.mark.parametrize("typed", ["", "көп", "99", "9" * 30, "-5"])
def test_what_is_no_population_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        read_population(typed)


WARM = Titled("warm", "Жаңаталап балаларына жылы мектеп", None, "Мектеп суық.", None)
ROAD = Titled("road", None, "Отремонтируйте дорогу в селе Аксу", None, "Дорога разбита.")
DOGS = Titled("dogs", "Қаңғыбас иттерге баспана", "Приют для бездомных собак", None, None)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Тёплая школа для детей", ["warm"]),
        ("мектепте балаларға жылу жок", ["warm"]),
        ("Ауылға жол жөндеу керек", ["road"]),
        ("Дорога в селе разбита", ["road"]),
        ("Приют для собак", ["dogs"]),
        ("Итке баспана", ["dogs"]),
        ("Снизьте тариф на свет", []),
        ("Школа", []),
        ("", []),
        ("🙂 !!!", []),
    ],
)
def test_likeness_goes_over_the_languages(said: str, found: list[str]) -> None:
    assert [one.id for one in alike(said, [ROAD, WARM, DOGS])] == found


def test_likeness_is_the_same_from_either_side() -> None:
    one, other = meanings("жылы мектеп балаларға"), meanings("Тёплая школа")
    assert likeness(one, other) == likeness(other, one) > 0
    assert likeness(one, one) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Одно", 1),
        ("Мектеп суық. Балалар ауырады! Не істейміз?", 3),
        ("В 5 км. на юг от с. аксу нет воды.", 1),
        ("Сколько можно?.. Мы ждём.", 2),
        ("Бір. Екі. Үш. Төрт.", 4),
        ("", 0),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert sentences(text) == count


def a_petition(**values: object) -> StoredPetition:
    whole: dict[str, object] = {
        "id": "abcd1234",
        "kind": "ngo",
        "author_id": 1,
        "state": "returned",
        "state_at": NOON,
        "topic": "school",
        "level": "republic",
        "body": "government",
        "threshold": 50_000,
        "proof": "account",
        "written_in": "kk",
    }
    return StoredPetition(**{**whole, **values})  # type: ignore[arg-type]


def test_a_version_comes_back_as_it_was_kept() -> None:
    version = Version("Тақырып", "Қысқаша.", "Бірінші.\n\n\nЕкінші.", "Сұраймыз.\n\nКүтеміз.")
    kept = version_of(a_petition(**columns("kk", version)), "kk")
    assert kept == Version("Тақырып", "Қысқаша.", "Бірінші.\nЕкінші.", "Сұраймыз.\nКүтеміз.")
    assert version_of(a_petition(), "ru") is None


def test_the_hash_changes_with_each_word_that_people_support() -> None:
    whole = a_petition(title_kk="А", text_ru="Б", threshold=5)
    hashed = text_hash(whole)
    assert len(hashed) == 64
    for change in ({"title_kk": "В"}, {"text_ru": "Б "}, {"threshold": 6}, {"place": "Аксу"}):
        assert (
            text_hash(a_petition(**{"title_kk": "А", "text_ru": "Б", "threshold": 5, **change}))
            != hashed
        )
    assert text_hash(a_petition(title_kk="А", text_ru="Б", threshold=5, state="open")) == hashed


def test_what_is_no_forbidden_subject_is_not_asked_about() -> None:
    assert caution("В школе холодно, просим заменить котёл.") is None
    assert caution("Мектеп суық, қазандықты ауыстырыңыз.") is None
