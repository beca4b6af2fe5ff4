"""Reads what an administrator types about a centre, and refuses what cannot be true.

A phone with a wrong digit or hours that nobody can read would be shown to the next person who needs
them. Every refusal says how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from civic.directory import hours, vocabulary
from civic.directory.phones import PhoneRefused, phone
from civic.phrases import Phrase, Refusal, _, verbatim
from storage.secrecy import LEVELS

_LONGEST_QUOTE = 60
Choose = Callable[[Iterable[str]], tuple[str, ...]]


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,\n]", typed) if part.strip()]


def _quoted(typed: object) -> str:
    """What was typed, as far as it helps to find the mistake."""
    text = str(typed)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def phones(typed: str) -> str:
    """Phones as they are shown, with semicolons between."""
    return ";".join(dict.fromkeys(_phone(part) for part in _parts(typed)))


def _phone(typed: str) -> str:
    try:
        return phone(typed)
    except PhoneRefused as refused:
        why = (
            _(
                "“{number}” looks made up. Please call it before you write it here.",
                number=_quoted(typed),
            )
            if refused.invented
            else _(
                "“{number}” is not a phone number. Write it whole, with the code of the city, or a "
                "short one like 111.",
                number=_quoted(typed),
            )
        )
        raise Refusal(why, "phones") from None


def opening_hours(typed: str) -> str:
    """Hours in their one form."""
    if not typed.strip():
        return ""
    try:
        return str(hours.understood(typed))
    except hours.HoursNotUnderstood as wrong:
        raise Refusal(
            _(
                "I cannot read “{hours}”. Write the hours like this: "
                "Mo-Fr 09:00-18:00; Sa 10:00-14:00, or 24/7.",
                hours=_quoted(wrong),
            ),
            "hours",
        ) from None


def _codes(step: str, choose: Choose, typed: str) -> str:
    try:
        return ";".join(choose(_parts(typed)))
    except vocabulary.UnknownCode as unknown:
        why: Phrase = _("I do not know the word “{word}”.", word=verbatim(_quoted(unknown)))
    except vocabulary.CodesContradict as both:
        why = _("These contradict each other: {words}.", words=verbatim(_quoted(both)))
    raise Refusal(why, step)


def level(typed: str) -> str:
    """How much may be shown."""
    if typed not in LEVELS:
        raise Refusal(
            _("I do not know the word “{word}”.", word=verbatim(_quoted(typed))), "publish_level"
        )
    return typed


READERS: dict[str, Callable[[str], str]] = {
    "phones": phones,
    "hours": opening_hours,
    "conditions": partial(_codes, "conditions", vocabulary.conditions),
    "services": partial(
        _codes, "services", partial(vocabulary.chosen, allowed=vocabulary.SERVICES)
    ),
    "languages": partial(
        _codes, "languages", partial(vocabulary.chosen, allowed=vocabulary.LANGUAGES)
    ),
    "address": str.strip,
    "publish_level": level,
}
"""Column to what reads it: gives its one form, ``""`` for none. Each raises ``Refusal``."""
