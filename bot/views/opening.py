"""Whether it is open now, as people read it on a card."""

from __future__ import annotations

from datetime import datetime

from civic.directory import words
from civic.directory.hours import ALWAYS, is_open
from civic.phrases import Phrase


def open_now(hours: str | None, local: datetime) -> Phrase | None:
    """Whether it is open at this local time; ``None`` when nobody can tell."""
    return None if hours == ALWAYS else words.open_now(is_open(hours, local))
