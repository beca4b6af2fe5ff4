"""Both catalogues hold every sentence of the code, with its places, its markup and no fuzzy one."""

from __future__ import annotations

import re
import string
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"_": None, "_n": (1, 2)}
LANGUAGES = ("kk", "ru")
BUTTON_LIMIT = 60
"""Longer labels are cut off on a narrow phone."""


def catalogue(language: str) -> Catalog:
    path = ROOT / "locales" / language / "LC_MESSAGES" / "azamat.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def in_the_code() -> set[str]:
    found = set()
    for folder in ("bot", "civic"):
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, keywords=KEYWORDS):
            found.add(message if isinstance(message, str) else message[0])
    return found


def msgid(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def translations(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def tags(sentence: str) -> list[str]:
    found: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            found.append(f"<{tag}>")

        def handle_endtag(self, tag: str) -> None:
            found.append(f"</{tag}>")

    Tags().feed(sentence)
    return sorted(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_and_no_other(language: str) -> None:
    assert {msgid(m) for m in catalogue(language) if m.id} == in_the_code()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_none_is_fuzzy(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            assert all(translations(message)), f"not translated: {msgid(message)}"
            assert not message.fuzzy, f"fuzzy: {msgid(message)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_places_and_the_markup_of_its_sentence(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else message.id
        allowed = set().union(*(places(sentence) for sentence in ids))
        for said in translations(message):
            if len(ids) == 1:
                assert places(said) == allowed, said
            else:
                assert {"count"} <= places(said) <= allowed | {"count"}, said
            assert tags(said) == tags(ids[-1]), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_in_english(language: str) -> None:
    for message in catalogue(language):
        for said in translations(message) if message.id else ():
            assert re.search("[а-яәіңғүұқөһ]", said.casefold()), said


def test_kazakh_has_kazakh_letters_throughout() -> None:
    """A catalogue pasted into the wrong file, or typed with Russian letters, is found here."""
    said = " ".join(text for m in catalogue("kk") if m.id for text in translations(m)).casefold()
    share = sum(said.count(letter) for letter in "әіңғүұқөһ") / len(said)
    assert share > 0.05
