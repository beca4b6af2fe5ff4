"""What a move in a script comes to; the runner writes it down and says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.flows.draft import Draft
from civic.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Shown:
    """Show the draft's screen. ``answered`` is the step whose answer was just taken, if any.

    ``well`` says that the notice tells of something done, not of something refused.
    """

    draft: Draft
    notice: Phrase | None = None
    answered: str | None = None
    well: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing changed: say why, and ask the same again."""

    draft: Draft
    why: Phrase


@dataclass(frozen=True, slots=True)
class Stale:
    """A press that is no longer good: a pop-up says so, nothing is done."""


@dataclass(frozen=True, slots=True)
class Left:
    """The person gave the draft up (``deleted``) or put it away for later."""

    draft: Draft
    deleted: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """Every answer of the path is there and fits: the script's ``finish`` is due."""

    draft: Draft
    answered: str | None = None


Outcome: TypeAlias = Shown | Refused | Stale | Left | Finished
