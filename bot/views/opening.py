"""Opening hours as people read them: days in their language, and whether it is open now."""

from __future__ import annotations

import re
from datetime import datetime

from babel.dates import get_day_names

from bot.views.tongue import Tongue
from civic.directory.hours import ALWAYS, DAYS, is_open
from civic.phrases import Phrase, _, verbatim

_DAY = re.compile("|".join(DAYS))


def hours_in_words(tongue: Tongue, hours: str) -> Phrase:
    """Hours in the grammar of ``civic.directory.hours``: "дс–жм 09:00–18:00; сб 10:00–14:00"."""
    if hours == ALWAYS:
        return _("day and night")
    names = get_day_names("abbreviated", locale=tongue.locale)
    every_day = tongue.plain(_("every day"))
    rules = []
    for rule in hours.split("; "):
        named = _DAY.sub(lambda day: names[DAYS.index(day[0])], rule)
        spaced = named.replace("-", "–").replace(",", ", ")
        rules.append(spaced if _DAY.match(rule) else f"{every_day} {spaced}")
    return verbatim("; ".join(rules))


def open_now(hours: str | None, local: datetime) -> Phrase | None:
    """Whether it is open at this local time; ``None`` when nobody can tell."""
    is_it = is_open(hours, local)
    if is_it is None or hours == ALWAYS:
        return None
    return _("open now") if is_it else _("closed now")
