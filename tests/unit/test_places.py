"""A place is found by whatever name and in whatever letters a person types it."""

from __future__ import annotations

import pytest

from civic.places import find_places, place_meant
from civic.regions import region_named


def exact(text: str) -> list[str]:
    return [found.place.id for found in find_places(text) if found.certainty == "exact"]


def likely(text: str) -> list[str]:
    return [found.place.id for found in find_places(text) if found.certainty == "likely"]


def meant(text: str) -> str | None:
    place = place_meant(text)
    return place.id if place else None


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("kz27-oral", "Орал, Уральск, Oral, Uralsk"),
        ("kz15-aqtobe", "Актобе, Ақтөбе, Актюбинск, Aktobe, Aqtöbe"),
        ("kz19-qonaev", "Капчагай, Капшагай, Қапшағай, Қонаев, Конаев, Kapchagay, Konaev"),
        ("kz71-astana", "Астана, Нур-Султан, Нұр-Сұлтан, нурсултан, Акмолинск, Nur-Sultan"),
        ("kz23-atyrau", "Гурьев, Атырау, Atyrau, Atyraý"),
        ("kz47-aqtau", "Шевченко, Ақтау, Актау, Aktau, Aqtau"),
        ("kz10-semei", "Семипалатинск, Семей, Semey"),
        ("kz63-oskemen", "Усть-Каменогорск, усть каменогорск, Өскемен, Оскемен, Öskemen, Oskemen"),
        ("kz59-petropavl", "Петропавловск, Петропавл, Petropavlovsk"),
        ("kz43-qyzylorda", "Кзыл-Орда, Қызылорда, Кызылорда, Kyzylorda, Qyzylorda"),
        ("kz31-taraz", "Джамбул, Тараз, Taraz, Аулие-Ата"),
        ("kz79-shymkent", "Чимкент, Шымкент, Шимкент, Shymkent, Şymkent"),
        ("kz33-taldyqorgan", "Талды-Курган, Талдықорған, Талдыкорган, Taldykorgan"),
        ("kz11-kokshetau", "Кокчетав, Көкшетау, Кокшетау, Kokshetau"),
        ("kz75-almaty", "Алматы, Алма-Ата, алма ата, Almaty"),
        ("kz62-zhezqazgan", "Джезказган, Жезқазған, Zhezkazgan, Jezqazğan"),
        ("kz47-zhanaozen", "Новый Узень, Жаңаөзен, Жанаозен, Zhanaozen, Jañaözen"),
        ("kz63-ridder", "Лениногорск, Риддер"),
        ("kz63-altai", "Зыряновск, Алтай"),
        ("kz31-shu", "Чу, Шу, Shu"),
    ],
)
def test_old_and_new_names_in_either_language_and_alphabet_are_one_place(
    place: str, names: str
) -> None:
    for name in names.split(", "):
        assert meant(name) == place, name
        assert exact(name.upper())[0] == place, name


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("г. Шымкент", "kz79-shymkent"),
        ("Орал қаласы", "kz27-oral"),
        ("город Тараз", "kz31-taraz"),
        ("в Алматы", "kz75-almaty"),
        ("Алматыда", "kz75-almaty"),
        ("в Караганде", "kz35-qaragandy"),
        ("из Астаны", "kz71-astana"),
        ("Шымкентте", "kz79-shymkent"),
        ("Тараздан", "kz31-taraz"),
        ("я живу в городе Уральск", "kz27-oral"),
        ("Орал қаласында тұрамын", "kz27-oral"),
        ("в Костанае", "kz39-qostanai"),
        ("в Семее", "kz10-semei"),
        ("Казахстан, Алматы", "kz75-almaty"),
        ("алматы облысы", "KZ-19"),
        ("в Мангистауской области", "KZ-47"),
        ("Восточно-Казахстанская", "KZ-63"),
        ("ЗКО", "KZ-27"),
        ("ШҚО", "KZ-63"),
        ("Карасайский р-н", "kz19-qarasai-audany"),
        ("Қарасай ауданында", "kz19-qarasai-audany"),
        ("Талгар, Алматинская область", "kz19-talgar"),
        ("Алматы облысы Жамбыл ауданы", "kz19-zhambyl-audany"),
    ],
)
def test_a_name_is_heard_in_the_words_around_it(said: str, place: str) -> None:
    assert meant(said) == place


def test_a_city_is_meant_before_the_oblast_of_its_name_unless_oblast_is_said() -> None:
    assert exact("Алматы")[:2] == ["kz75-almaty", "KZ-19"]
    assert exact("Алматинская область") == ["KZ-19"]
    assert exact("Павлодар")[:2] == ["kz55-pavlodar", "KZ-55"]
    assert exact("Павлодар облысы") == ["KZ-55"]


def test_a_name_that_several_places_bear_gives_them_all_and_means_none() -> None:
    districts = {"kz19-zhambyl-audany", "kz31-zhambyl-audany", "kz59-zhambyl-audany"}
    assert set(exact("Жамбыл ауданы")) == districts
    assert {"KZ-31", "kz31-taraz"} < set(exact("Жамбыл"))
    assert exact("Целиноград")[:2] == ["kz71-astana", "kz11-tselinograd-audany"]
    assert {"kz55-aqsu", "kz61-aqsukent"} < set(exact("Аксу"))
    for ambiguous in ("Жамбыл ауданы", "Жамбыл", "Целиноград", "Аксу", "Абай"):
        assert meant(ambiguous) is None
        assert region_named(ambiguous) is None


def test_the_region_is_known_by_any_place_in_it() -> None:
    for said, iso in [("Талгар", "KZ-19"), ("Экибастуз", "KZ-55"), ("Медеу", "KZ-75")]:
        region = region_named(said)
        assert region is not None
        assert region.iso == iso


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Павладар", "kz55-pavlodar"),
        ("Карагонда", "kz35-qaragandy"),
        ("Усть Каменагорск", "kz63-oskemen"),
        ("Кустонай", "kz39-qostanai"),
        ("Сотпаев", "kz62-satbaev"),
        ("Тарас", "kz31-taraz"),
        ("степнагорск", "kz11-stepnogorsk"),
        ("Atrau", "kz23-atyrau"),
        ("ШЫМКЕН", "kz79-shymkent"),
    ],
)
def test_a_mistake_is_forgiven_but_asked_about(typed: str, place: str) -> None:
    assert likely(typed)[0] == place
    assert exact(typed) == []
    assert meant(typed) is None


def test_an_unknown_village_still_tells_its_oblast_to_be_confirmed() -> None:
    assert likely("Алматы облысы, Бесағаш ауылы") == ["KZ-19"]


@pytest.mark.parametrize(
    "said",
    [
        *("не знаю", "помогите", "Атлантида", "жоқ", "нет", "мама", "маған көмек керек", "муж"),
        *("Қазақстан", "г.", "қала", "дома", "Москва", "Бишкек", "семья", "Шо", "май", "qwerty"),
        *("", "   ", "?!", "12345", "🙂", "\u0000", "я" * 5000, "слово " * 500, "аул"),
    ],
)
def test_what_names_no_place_gives_none(said: str) -> None:
    assert find_places(said) == []


def test_at_most_as_many_as_asked_for() -> None:
    assert len(find_places("Абай", limit=2)) == 2
    assert len(find_places("Абай", limit=20)) > 5
