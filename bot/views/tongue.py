"""The two languages: the only place where a phrase becomes text, and where HTML is escaped.

A ``Tongue`` speaks one language. ``html`` is for message texts: the sentence comes from the
catalogue with its markup, everything put into it is escaped. ``plain`` is for buttons and
pop-ups, which know no markup.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from html import escape
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal

from civic.phrases import VERBATIM, Bilingual, Filling, Phrase

LOCALES = Path(__file__).resolve().parent.parent.parent / "locales"
LANGUAGES = ("kk", "ru")
DEFAULT = "kk"


class CataloguesMissing(Exception):  # noqa: N818 - it says what is missing
    """The compiled texts are not there; ``make texts`` makes them."""


@dataclass(frozen=True)
class Tongue:
    """One language: its catalogue, its dates, numbers and lists. ``zone`` is what clocks show."""

    code: str
    catalogue: gettext.NullTranslations
    locale: Locale
    zone: tzinfo

    def html(self, phrase: Phrase) -> str:
        """The phrase as message text with Telegram's HTML."""
        return self._say(phrase, escape)

    def plain(self, phrase: Phrase) -> str:
        """The phrase without markup, for buttons and pop-ups."""
        return self._say(phrase, str)

    def _say(self, phrase: Phrase, clean: Callable[[str], str]) -> str:
        if phrase.plural is not None:
            sentence = self.catalogue.ngettext(phrase.msgid, phrase.plural, phrase.count)
        elif phrase.msgid == VERBATIM:
            return self._fill(phrase.fillings["verbatim"], clean)
        else:
            sentence = self.catalogue.gettext(phrase.msgid)
        if not phrase.fillings:
            return sentence
        filled = {name: self._fill(filling, clean) for name, filling in phrase.fillings.items()}
        # a Russian date ends with a stop of its own; one is enough at the end of a sentence
        return sentence.format(**filled).replace("г..", "г.")

    def _fill(self, filling: Filling, clean: Callable[[str], str]) -> str:
        match filling:
            case Phrase():
                return self._say(filling, clean)
            case Bilingual():
                return clean(filling.in_language(self.code))
            case str():
                return clean(filling)
            case int():
                return _number(filling, self.code)
            case datetime():
                local = filling.astimezone(self.zone)
                return format_datetime(local, "d MMMM y, HH:mm", locale=self.locale)
            case date():
                return format_date(filling, "long", locale=self.locale)
            case tuple():
                parts = [self._fill(part, clean) for part in filling]
                return format_list(parts, "standard", locale=self.locale)


@lru_cache(1000)  # the numbers of steps, again and again; Babel takes its time over each
def _number(number: int, code: str) -> str:
    return format_decimal(number, locale=code)


@cache
def tongue(code: str, zone: tzinfo) -> Tongue:
    """The language with this code ("kk" or "ru"); raises ``CataloguesMissing``."""
    try:
        catalogue = gettext.translation("azamat", LOCALES, languages=[code])
    except FileNotFoundError as missing:
        raise CataloguesMissing(
            f"The texts of “{code}” are not compiled. Run: make texts"
        ) from missing
    return Tongue(code, catalogue, Locale.parse(code), zone)


def guessed(language_code: str | None) -> str:
    """The language to begin with, from what Telegram says of a person's app."""
    return "ru" if (language_code or "").startswith("ru") else DEFAULT
