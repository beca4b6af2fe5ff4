"""A step for one field of a record: typed in a form that can be read, or taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.flows.moves import Move, Tap, Typed
from bot.flows.step import Accepted, Answers, Button, Gathered, Json, Rows, Step, not_understood
from bot.flows.steps.words import tidy
from civic.phrases import Phrase, Refusal, _, _n, verbatim


@dataclass(frozen=True, kw_only=True)
class Written(Step):
    """Kept in its one form, as ``read`` gives it; ``""`` when it is to be taken away.

    ``read`` raises ``Refusal`` for what it cannot read. ``has_now`` says whether there is something
    to take away. ``said`` puts what is kept into words for the review.
    """

    read: Callable[[str], str]
    has_now: Callable[[Answers], bool]
    said: Callable[[str], Phrase] = verbatim
    at_most: int = 500

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        del part, today
        return ((Button(_("Take it away"), "none"),),) if self.has_now(answers) else ()

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        del part, today
        match move:
            case Tap("none") if self.has_now(answers):
                return Accepted("")
            case Typed(text):
                return Accepted(self._read(tidy(text)))
            case _:
                raise not_understood(move)

    def _read(self, text: str) -> str:
        if len(text) > self.at_most:
            raise Refusal(
                _n(
                    "This is too long: one character at most.",
                    "This is too long: {count} characters at most.",
                    self.at_most,
                )
            )
        if not (kept := self.read(text)):
            raise Refusal(_("The message is empty. Please write a few words."))
        return kept

    def fits(self, value: Json, answers: Answers) -> bool:
        del answers
        if not isinstance(value, str):
            return False
        try:
            return not value or self._read(value) == value
        except Refusal:
            return False

    def shown(self, value: Json, answers: Answers) -> Phrase:
        del answers
        return self.said(value) if value else _("nothing: it is taken away")
