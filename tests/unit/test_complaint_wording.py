"""A gentle word before insults, and none before ordinary words that hold the same letters."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import read_po

from bot.views.tongue import LANGUAGES, LOCALES, tongue
from civic.complaints.law import law
from civic.complaints.wording import caution, insulting_words
from civic.marks import Mark
from civic.regions import DATA


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Этот дурак ничего не подписал", ("дурак",)),
        ("ДУРАААК! Дура и дебил.", ("ДУРАААК", "Дура", "дебил")),
        ("она дура, Дура и дура", ("дура",)),
        ("durak i svoloch", ("durak", "svoloch")),
        ("сволочь-начальник", ("сволочь",)),
        ("Бұл ақымақ әкім, оңбаған адам", ("ақымақ", "оңбаған")),
        ("Акымак екен", ("Акымак",)),
        ("надандығынан", ("надандығынан",)),
        ("", ()),
    ],
)
def test_words_that_may_insult(text: str, found: tuple[str, ...]) -> None:
    assert insulting_words(text) == found


ORDINARY = """
страхование страховка команда командировка хулиганство хулиган области область облицовка рублях
употреблять оскорбление оскорблять мебель себе себя ребёнок хлебозавод учебный потреблять грабли
мудрость мудрый сукно сук сучок дубляж поддон подоконник болванка дерматолог дерматит
дегенеративные придумать педикюр педикулёз херсон херувим лохматый гадать гадание уродство тварог
козёл свинья собака скотина баран осёл вор взятка жулик преступник тупой предмет тупик инвалид
команды мандат мандарин небо требование ебейти хуанхэ хуэй подлежит подлинник пиджак пазда
дұрыс дурыс һәм бок боқ көтеру көтерілді көтіңіз қотан көргенсіз әм құй хұқ сіздер сығу сықтырып
мүдделі мүдде есеп есуге топан жалап желеу өңбеген надеждин айуан хайуанат шошқа ит қазап
команда облыс облыстық аударма сақтандыру бұзақылық бұзақы тәртіп ақы ақымды ақын
"""


@pytest.mark.parametrize("word", sorted(set(ORDINARY.split())))
def test_ordinary_words_are_left_alone(word: str) -> None:
    assert insulting_words(word) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_the_bot_says_itself_is_taken_for_an_insult(language: str) -> None:
    with (LOCALES / language / "LC_MESSAGES" / "azamat.po").open("rb") as file:
        for message in read_po(file, locale=language):
            said = message.string if isinstance(message.string, str) else " ".join(message.string)
            assert insulting_words(said) == ()


@pytest.mark.parametrize("path", sorted([*DATA.glob("*.csv"), *DATA.glob("law/*.toml")]))
def test_no_name_of_a_place_a_centre_or_a_law_is_taken_for_an_insult(path) -> None:
    assert insulting_words(path.read_text(encoding="utf-8")) == ()


def test_the_author_is_asked_and_shown_the_words() -> None:
    assert caution("Прошу выплатить зарплату", law()) is None
    asked = caution("Начальник <b>дурак</b> и хам", law())
    assert asked is not None
    for language in LANGUAGES:
        assert "дурак" in tongue(language, ZoneInfo("Asia/Almaty")).html(asked)


def test_the_law_is_named_only_while_it_is_confirmed() -> None:
    principle = law().principles["no_insults"]
    doubted = replace(principle, basis=replace(principle.basis, mark=Mark.UNCONFIRMED))
    book = replace(law(), principles={**law().principles, "no_insults": doubted})
    assert caution("дурак", law()) != caution("дурак", book)
    assert caution("дурак", book) is not None
