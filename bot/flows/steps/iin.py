"""A step that asks for an IIN and finds the slip in it before an office does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.flows.moves import Move, Typed
from bot.flows.step import Accepted, Answers, Gathered, Json, Step, not_understood
from civic import iin
from civic.phrases import Phrase, verbatim


@dataclass(frozen=True, kw_only=True)
class Iin(Step):
    """Twelve digits whose date and check digit fit. Whose it is, nobody can tell from it."""

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        del part, answers
        if not isinstance(move, Typed):
            raise not_understood(move)
        return Accepted(iin.read_iin(move.text, today))

    def fits(self, value: Json, answers: Answers) -> bool:
        del answers
        return isinstance(value, str) and iin.fault_in(value, date.max) is None

    def shown(self, value: Json, answers: Answers) -> Phrase:
        del answers
        return verbatim(str(value))
