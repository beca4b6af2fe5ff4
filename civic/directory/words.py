"""The vocabulary of the directory in words: whom a centre takes, on what conditions, what it gives.

Codes are for filters. A person reads words, the same on every card and on the buttons of whoever
checks an entry; a code without words would be left out of a card, and somebody would learn of a
condition at the door.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from civic.directory.hours import ALWAYS, spelled_out
from civic.phrases import Bilingual, Filling, Phrase, _, _n, in_a_row, labelled, verbatim

CONDITION: dict[str, Phrase] = {
    "women": _("women"),
    "children": _("with children"),
    "no-children": _("without children only"),
    "men": _("men too"),
    "men-by-day": _("men: only to consult, by day"),
    "no-men": _("no men"),
    "no-papers": _("no papers needed"),
    "papers-later": _("papers may be brought later"),
    "papers-asked": _("papers are asked for"),
    "no-statement": _("no statement to the police needed"),
    "statement-asked": _("a statement to the police is asked for"),
    "own-word": _("come by yourself, no referral needed"),
    "referral-asked": _("a referral is needed"),
    "foreigners": _("foreigners too"),
    "no-foreigners": _("no foreigners"),
    "other-regions": _("people of other regions too"),
    "own-region-only": _("only people of this region"),
    "nights": _("lets in at night"),
    "days-only": _("by day only"),
    "step-free": _("reachable in a wheelchair"),
    "pregnant": _("pregnant women"),
    "trafficking": _("people who were held or forced to work"),
    "homeless": _("people without a home"),
}
SERVICE: dict[str, Phrase] = {
    "housing": _("a place to live"),
    "psychological": _("a psychologist"),
    "legal": _("a lawyer"),
    "medical": _("a doctor"),
    "social": _("a social worker"),
    "documents": _("help with papers"),
    "work": _("help to find work"),
    "food": _("food"),
    "childcare": _("care for children"),
    "training": _("courses and workshops"),
}
LANGUAGE: dict[str, Phrase] = {
    "kk": _("Kazakh"),
    "ru": _("Russian"),
    "en": _("English"),
    "uz": _("Uzbek"),
    "tr": _("Turkish"),
    "zh": _("Chinese"),
    "ug": _("Uyghur"),
    "ky": _("Kyrgyz"),
    "tg": _("Tajik"),
}
LEVEL: dict[str, Phrase] = {
    "phone_only": _("the phone only"),
    "city_only": _("the phone and the city"),
    "public_office": _("the phone, the city and the address: an office open to everybody"),
}
FIELD: dict[str, Phrase] = {
    "phones": _("Phones"),
    "hours": _("Opening hours"),
    "conditions": _("Whom it takes"),
    "services": _("What it gives"),
    "languages": _("Languages"),
    "publish_level": _("What people may see"),
    "address": _("Address"),
    "full_until": _("Room"),
}
"""What administrators may change, by the column's name."""
OUTCOME: dict[str, Phrase] = {
    "confirmed": _("It is as it stands here"),
    "changed": _("It works, something has changed"),
    "no_answer": _("Nobody answered"),
    "closed": _("It is closed for good"),
}
STATUS: dict[str, Phrase] = {
    **OUTCOME,
    "unverified": _("Nobody has checked it"),
    "changed_2026": _("Nobody has checked it since the reform of 2026"),
}
"""Where an entry stands: as the dated file says, or as its last check left it."""
WAY: dict[str, Phrase] = {
    "phone": _("I phoned"),
    "visit": _("I went there"),
    "letter": _("I wrote to them"),
    "site": _("I looked at their own site"),
}
REPORT: dict[str, Phrase] = {
    "silent": _("Nobody answers"),
    "moved": _("It has moved or closed"),
    "refused": _("They refused to help"),
    "wrong": _("The name or number is wrong"),
    "other": _("Something else"),
}
"""What people say of an entry when they report it."""

_LISTS = {"conditions", "services", "languages"}


def condition(code: str) -> Phrase:
    """A condition in words, those with a number too."""
    kind, _to, number = code.rpartition("-to-")
    if kind == "sons":
        return _("sons up to the age of {age}", age=int(number))
    if kind == "stay":
        return _n("for up to one month", "for up to {count} months", int(number))
    return CONDITION.get(code) or verbatim(code)


def listed(codes: Sequence[str], field: str) -> tuple[Phrase, ...]:
    """Codes of one of the three lists in words, in their order."""
    if field == "conditions":
        return tuple(condition(code) for code in codes)
    words = SERVICE if field == "services" else LANGUAGE
    return tuple(words.get(code) or verbatim(code) for code in codes)


def hours(kept: str) -> Phrase:
    """Opening hours with the days as people write them: "Пн–Пт 09:00–18:00"."""
    if kept == ALWAYS:
        return _("day and night")
    kk, ru = spelled_out(kept)
    return verbatim(Bilingual(kk, ru))


def open_now(is_open: bool | None) -> Phrase | None:
    """Whether it is open; ``None`` when nobody can tell."""
    if is_open is None:
        return None
    return _("open now") if is_open else _("closed now")


def changed(field: str, was: Filling, became: Filling) -> Phrase:
    """What a field held and what it holds now."""
    return labelled(
        FIELD.get(field) or verbatim(field),
        Phrase("{was} → {became}", {"was": was, "became": became}),
    )


def found(outcome: str, way: str) -> Phrase:
    """What a check found, and how."""
    said = {
        "outcome": OUTCOME.get(outcome) or verbatim(outcome),
        "way": WAY.get(way) or verbatim(way),
    }
    return Phrase("{outcome}. {way}.", said)


def value(field: str, kept: str | None) -> Phrase:
    """What a column holds, as the tables and the history have it, in words."""
    if field == "full_until":
        return _("none until {when}", when=datetime.fromisoformat(kept)) if kept else _("not said")
    if not kept:
        return _("nothing")
    if field in _LISTS:
        return in_a_row(listed(kept.split(";"), field))
    if field == "publish_level":
        return LEVEL.get(kept) or verbatim(kept)
    if field == "hours":
        return hours(kept)
    if field == "status":
        return STATUS.get(kept) or verbatim(kept)
    return verbatim(kept.replace(";", "; ") if field == "phones" else kept)
