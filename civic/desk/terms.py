"""How the desk of this organisation works: its terms, from the settings.

Rules take them as an argument, so that a desk that releases after two hours needs no other code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskTerms:
    """The terms of one desk. Working time is counted in its hours (``civic.desk.hours``)."""

    release_after: timedelta = timedelta(hours=24)
    """Silence of its owner after which a ticket is free again."""
    release_urgent_after: timedelta = timedelta(minutes=30)
    warn_before_release: float = 0.25
    """The owner is warned when this part of the term is left."""
    most_owned: int = 10
    """Open tickets that one volunteer may have at once."""
    most_heavy: int = 3
    first_answer: timedelta = timedelta(hours=4)
    """Of working time, from the person's first word to the first answer."""
    first_answer_urgent: timedelta = timedelta(minutes=30)
    next_answer: timedelta = timedelta(hours=8)
    """Of working time, for each answer after the first."""
    escalate_after: timedelta = timedelta(hours=2)
    """Of working time past the due moment, before coordinators are told."""
    silence_closes: timedelta = timedelta(days=14)
    """Silence of the person, while the desk waits for them, that closes a ticket."""
    silence_told_before: timedelta = timedelta(days=3)
    open_at_once: int = 3
    """Tickets that one person may have open."""
    words_a_minute: int = 20
    keep_solved: timedelta = timedelta(days=180)
    """Solved and closed tickets are shredded after this."""
    keep_heavy: timedelta = timedelta(days=30)
    told_before_shredding: timedelta = timedelta(days=7)
    opened_for: timedelta = timedelta(minutes=15)
    """How long a ticket stays open after its code phrase."""
    misses_allowed: int = 5
    """Wrong code phrases before the ticket locks for an hour."""
    locked_for: timedelta = timedelta(hours=1)
    withdraw_within: timedelta = timedelta(hours=48)
    """Telegram lets a bot delete its messages for so long."""
