"""Why a next document is written: nobody answered, or the answer does not help.

The two are different papers. Were the one written on silence still offered once the answer has
come, a person would sign that there was none.
"""

from __future__ import annotations

from enum import StrEnum

from civic.complaints.facts import ComplaintFacts
from civic.complaints.history import History
from civic.complaints.statuses import Status
from civic.complaints.steps import NextStep, Step


class Ground(StrEnum):
    """What the next document complains of."""

    SILENCE = "silence"
    ANSWER = "answer"


_ON_SILENCE = frozenset({Step.COMPLAIN_ON_SILENCE, Step.COURT, Step.ASK})
_ON_ANSWER = frozenset({Step.COMPLAIN_ON_ANSWER, Step.COURT})
ANSWERED = frozenset({Status.ANSWERED, Status.REFUSED})


def is_answered(history: History) -> bool:
    """Whether the last that is known of it is their answer."""
    return history.last is not None and history.last.status in ANSWERED


def ground(history: History, step: NextStep) -> Ground | None:
    """What may be complained of now; ``None`` while they still have time, or nothing more comes."""
    if is_answered(history):
        return Ground.ANSWER if step.kind in _ON_ANSWER else None
    return Ground.SILENCE if step.kind in _ON_SILENCE else None


def ground_of(facts: ComplaintFacts) -> Ground:
    """What a document was written for that goes on from another."""
    return Ground.ANSWER if facts.about_silence_of is None else Ground.SILENCE
