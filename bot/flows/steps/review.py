"""The last look: every answer, each with a way to change it, and the button that sends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.flows.moves import Move, Typed
from bot.flows.step import Accepted, Answers, Button, Gathered, Json, Rows, Step, not_understood
from civic.phrases import Phrase, Refusal, _


@dataclass(frozen=True, kw_only=True)
class Review(Step):
    """Holds no answer of its own. The engine adds the answers and the buttons that change them.

    ``submit`` says what the last button does, in words of the script ("Send my report").
    """

    key: str = "review"
    ask: Phrase | Callable[[Answers], Phrase] = _("Please check that everything is right.")
    name: Phrase = _("Check")
    submit: Phrase

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        del part, answers, today
        return ((Button(self.submit, "submit"),),)

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        del part, answers, today
        if isinstance(move, Typed):
            raise Refusal(_("Please tap a button: send it as it is, or change one of the answers."))
        raise not_understood(move)

    def fits(self, value: Json, answers: Answers) -> bool:
        del value, answers
        return False

    def shown(self, value: Json, answers: Answers) -> Phrase:
        del value, answers
        return self.submit
