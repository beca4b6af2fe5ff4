"""What a person can be told to do next, as a value; ``terms.py`` finds out which it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from civic.complaints.kinds import Kind
from civic.complaints.promises import NoDate
from civic.phrases import Bilingual, Phrase


class Step(StrEnum):
    """The kinds of next step."""

    FILE = "file"
    """Sign it and hand it in."""
    GET_NUMBER = "get_number"
    """Ask for the registration number."""
    WAIT = "wait"
    """They must answer."""
    MEND = "mend"
    """Add what is missing."""
    FILE_AGAIN = "file_again"
    OBJECT = "object"
    """Send an objection to the preliminary decision."""
    COMPLAIN_ON_SILENCE = "complain_on_silence"
    COMPLAIN_ON_ANSWER = "complain_on_answer"
    """If the answer does not satisfy."""
    COURT = "court"
    ASK = "ask"
    """Nothing confirmed says what silence means here: ask what became of it."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class NextStep:
    """``by`` is the last day, ``since`` the day from which the time to it runs.

    Without ``by``, ``no_date`` says why. ``estimate`` is true of every day that was counted here
    and not named by the body itself. ``document`` is what to write for this step, and ``others``
    what may be written besides or instead.
    """

    kind: Step
    by: date | None
    why: Phrase
    norm: Bilingual | None
    estimate: bool
    no_date: NoDate | None = None
    since: date | None = None
    document: Kind | None = None
    others: tuple[Kind, ...] = ()


_A_DOCUMENT_IS_WANTED = frozenset({Step.FILE, Step.FILE_AGAIN, Step.MEND})


def next_documents(step: NextStep) -> tuple[Kind, ...]:
    """What may be written next from the same facts; nothing while this document itself is due."""
    if step.kind in _A_DOCUMENT_IS_WANTED:
        return ()
    return (*((step.document,) if step.document else ()), *step.others)


def dated(
    kind: Step,
    ends: date | NoDate,
    why: Phrase,
    norm: Bilingual | None = None,
    *,
    since: date | None = None,
    is_told: bool = False,
    document: Kind | None = None,
    others: tuple[Kind, ...] = (),
) -> NextStep:
    """A step with its last day, or with the reason why there is none."""
    by = ends if isinstance(ends, date) else None
    return NextStep(
        kind=kind,
        by=by,
        why=why,
        norm=norm,
        estimate=by is not None and not is_told,
        no_date=None if isinstance(ends, date) else ends,
        since=since,
        document=document,
        others=others,
    )
