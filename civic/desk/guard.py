"""What may be wrong with a reply before it leaves: pure, and never a refusal.

A volunteer in a hurry pastes another person's number, an IIN, a colleague's name or half a draft.
The reply is held until they have looked at it once more. A guard that cries at every date and sum
would be tapped away unread, so each rule knows what ordinary replies hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from civic.complaints.wording import insulting_words
from civic.iin import LENGTH, Fault, fault_in
from civic.phrases import Phrase, _


class Doubt(StrEnum):
    """What a worry is about."""

    IIN = "iin"
    PHONE = "phone"
    OTHER_TICKET = "other_ticket"
    MENTION = "mention"
    DRAFT = "draft"
    PLACEHOLDER = "placeholder"
    INSULT = "insult"


@dataclass(frozen=True, slots=True)
class Worry:
    """``why`` is told to the volunteer alone; numbers of people are not repeated in it."""

    doubt: Doubt
    why: Phrase


_GROUPS = re.compile(r"\d+(?:[ \u00a0\-–]\d+)*")
_PHONES = re.compile(
    r"(?<!\d)(?<!\d[ \-–])(?:"
    r"\+\d(?:[\s()\-–]*\d){8,13}"  # any country
    r"|[78][\s(\-–]*[678]\d\d(?:[\s()\-–.]*\d){7}"
    r"|7\d\d(?:[\s()\-–.]*\d){7}"
    r"|\d{3}-\d\d-\d\d"
    r")(?!\d)"
)
_LEAST_DIGITS = 7
_ENDING = 5
"""Letters of the longest endings."""
_NATIONAL = 10
_MENTION = re.compile(r"(?<![\w.@])@([A-Za-z]\w{3,31})")
_DRAFT = re.compile(
    r"\W*(?:(?:черновик|набросок|қаралама|жоба(?:\s+нұсқа\w*)?)"
    r"(?:\s+(?:ответа|жауап\w*|нұсқа\w*))?\s*(?:[:.\-–—)\]!,\n]|$)|жоба\s+нұсқа)",
    re.IGNORECASE,
)
_CALLED_DRAFT = re.compile(
    r"\bdraft\b|[(\[{*]\W*(?:черновик|набросок|қаралама|жоба)\W*[)\]}*]", re.IGNORECASE
)
"""Anywhere: the English word, or one of ours in brackets; "черновик жалобы" is a thing to send."""
_PLACEHOLDER = re.compile(
    r"\{[^{}\n]{0,40}\}|_{3,}|\[[^\W\d][\w\s]{0,40}\]|<[^\W\d][\w\s]{0,40}>"
    r"|\b(?:TODO|TBD|XXX+)\b|\b(?:undefined|null|NaN|None)\b|%s"
)
_NUMBER = r"(?P<number>\d{1,7})(?![\d\w]|[-./:]\w)"
_SIGNED = re.compile(
    rf"(?:(?P<before>[^\W\d]{{1,4}}\.|[^\W\d]+)[\s«\"(]*)?(?:№|#|\bN°)\s*{_NUMBER}(?:\s+(?P<after>[^\W\d]+))?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:тикет|ticket|өтініш|обращени|заявк)[^\W\d]*\s+{_NUMBER}(?:\s+(?P<after>[^\W\d]+))?",
    re.IGNORECASE,
)
_DOCUMENTS = (
    *("приказ", "закон", "кодекс", "стать", "пункт", "постановлени", "решени", "форм", "приложени"),
    *("школ", "гимнази", "лице", "кабинет", "каб", "дом", "кварт", "поликлиник", "больниц", "цон"),
    *("отдел", "участ", "окн", "талон", "очеред", "маршрут", "автобус", "суд", "сад", "счет"),
    *(
        "договор",
        "протокол",
        "справк",
        "письм",
        "акт",
        "выпуск",
        "регистр",
        "вх",
        "исх",
        "том",
        "глав",
        "част",
        "строк",
    ),
    *("бұйры", "заң", "бап", "бабы", "баб", "тармақ", "қаулы", "шешім", "нысан", "қосымша"),
    *("мектеп", "мектеб", "үй", "пәтер", "емхана", "аурухана", "хқко", "бөлім", "бөлме", "терезе"),
    *(
        "кезек",
        "бағыт",
        "сот",
        "балабақша",
        "шот",
        "шарт",
        "хаттама",
        "тіркеу",
        "анықтама",
        "хат",
        "акті",
    ),
)
"""A number beside one of these is a document's or a house's, in either language."""
_UNITS = (
    *("раб", "календ", "дн", "ден", "час", "мин", "недел", "меся", "год", "лет", "чис", "раз"),
    *("тенге", "теңге", "тг", "процент", "человек", "экз", "коп", "страниц"),
    *(
        "январ",
        "феврал",
        "март",
        "апрел",
        "май",
        "мая",
        "июн",
        "июл",
        "август",
        "сентябр",
        "октябр",
    ),
    *("ноябр", "декабр", "жұмыс", "күн", "ай", "апта", "сағат", "минут", "жыл", "бет", "дана"),
    *("рет", "адам", "пайыз", "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде"),
    *("тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
)
"""A number before one of these says how much or when: "өтініш 15 жұмыс күнінде қаралады"."""


def worries(
    text: str, own_number: int | None, today: date, known_phones: Collection[str] = ()
) -> tuple[Worry, ...]:
    """What to look at before the reply leaves, each kind once; nothing for an ordinary one.

    ``own_number`` is the ticket's. ``known_phones`` are those of the directory, as written there.
    """
    found: tuple[tuple[Doubt, Phrase | None], ...] = (
        (Doubt.IIN, _about_iin(text, today)),
        (Doubt.PHONE, _about_phones(text, known_phones)),
        (Doubt.OTHER_TICKET, _about_tickets(text, own_number)),
        (Doubt.MENTION, _about_mentions(text)),
        (Doubt.DRAFT, _about_draft(text)),
        (Doubt.PLACEHOLDER, _about_placeholders(text)),
        (Doubt.INSULT, _about_insults(text)),
    )
    return tuple(Worry(doubt, why) for doubt, why in found if why is not None)


def _about_iin(text: str, today: date) -> Phrase | None:
    in_one = re.findall(r"(?<!\d)\d{12}(?!\d)", text)
    if any(fault_in(number, today) is None for number in _twelve_digits(text)) or any(
        # one that was typed with a slip is still somebody's
        fault_in(number, today) is Fault.CHECK_DIGIT
        for number in in_one
    ):
        return _("There is an IIN in it. Nobody's IIN belongs in a chat.")
    return None


def _twelve_digits(text: str) -> Iterator[str]:
    """All that could be read as twelve digits, also where they stand in groups."""
    for run in _GROUPS.findall(text):
        groups = re.findall(r"\d+", run)
        for first in range(len(groups)):
            number = ""
            for group in groups[first:]:
                number += group
                if len(number) >= LENGTH:
                    break
            if len(number) == LENGTH:
                yield number


def _about_phones(text: str, known: Collection[str]) -> Phrase | None:
    of_directory = {_national(written) for written in known}
    for match in _PHONES.finditer(text):
        number = _national(match[0])
        if len(number) >= _LEAST_DIGITS and number not in of_directory:
            return _(
                "There is a phone number in it that is not in our directory. If it is somebody's "
                "own, it must not go on; if it is an office's, please look whether it is right."
            )
    return None


def _national(written: str) -> str:
    """The digits without the country's, so that +7 and 8 make no difference."""
    digits = re.sub(r"\D", "", written)
    return digits[-_NATIONAL:] if len(digits) == _NATIONAL + 1 and digits[0] in "78" else digits


def _about_tickets(text: str, own: int | None) -> Phrase | None:
    numbers = [
        match["number"]
        for pattern, is_another_thing in ((_SIGNED, _is_of_document), (_NAMED, _is_amount))
        for match in pattern.finditer(text)
        if not is_another_thing(match)
    ]
    others = [number for number in numbers if int(number) != own]
    if not others:
        return None
    return _(
        "It names № {number}. If that is another person's question, this person must not know of "
        "it.",
        number=others[0],
    )


def _is_of_document(match: re.Match[str]) -> bool:
    return any(_is_form_of(word, _DOCUMENTS) for word in (match["before"], match["after"]))


def _is_amount(match: re.Match[str]) -> bool:
    return _is_form_of(match["after"], _UNITS)


def _is_form_of(word: str | None, stems: Collection[str]) -> bool:
    """Whether it is one of these with an ending; "сотрудник" is no form of "сот"."""
    small = (word or "").casefold().replace("ё", "е").rstrip(".")
    return any(small.startswith(stem) and len(small) <= len(stem) + _ENDING for stem in stems)


def _about_mentions(text: str) -> Phrase | None:
    match = _MENTION.search(text)
    if match is None:
        return None
    return _("It mentions {name}: is it meant for a colleague?", name=match[0])


def _about_draft(text: str) -> Phrase | None:
    is_one = _DRAFT.match(text) or _CALLED_DRAFT.search(text)
    return _("It reads like a draft. Is it finished?") if is_one else None


def _about_placeholders(text: str) -> Phrase | None:
    match = _PLACEHOLDER.search(text)
    if match is None:
        return None
    return _("Something is not filled in yet: {gap}", gap=match[0])


def _about_insults(text: str) -> Phrase | None:
    words = insulting_words(text)
    if not words:
        return None
    return _("These words may hurt: {words}.", words=words)
