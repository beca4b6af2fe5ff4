"""The vocabulary of the directory in words: whom a centre takes, on what conditions, what it gives.

Codes are for filters. A person reads words, the same on every card; a code without words would be
left out of a card, and somebody would learn of a condition at the door.
"""

from __future__ import annotations

from collections.abc import Sequence

from civic.phrases import Phrase, _, _n, verbatim

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
