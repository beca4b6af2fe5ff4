"""A step that asks for consent: which text, which version, yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.flows.moves import Move, Tap, Typed
from bot.flows.step import Accepted, Answers, Button, Gathered, Json, Rows, Step, not_understood
from civic.phrases import Phrase, Refusal, _


@dataclass(frozen=True, kw_only=True)
class Consent(Step):
    """Kept as ``{"version": …, "yes": bool}``.

    ``version`` names the text that was shown; raise it when the text changes. Where a script
    cannot go on without a yes, ``required`` holds the words that say so.
    """

    version: str
    agree: Phrase = _("I agree")
    decline: Phrase = _("I do not agree")
    required: Phrase | None = None

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        del part, answers, today
        return ((Button(self.agree, "=yes"),), (Button(self.decline, "=no"),))

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        del part, answers, today
        match move:
            case Tap("=yes"):
                return Accepted({"version": self.version, "yes": True})
            case Tap("=no") if self.required is not None:
                raise Refusal(self.required)
            case Tap("=no"):
                return Accepted({"version": self.version, "yes": False})
            case Typed():
                raise Refusal(_("Please choose one of the buttons."))
            case _:
                raise not_understood(move)

    def fits(self, value: Json, answers: Answers) -> bool:
        del answers
        return (
            isinstance(value, dict)
            and value.get("version") == self.version
            and isinstance(value.get("yes"), bool)
            and (value["yes"] or self.required is None)
        )

    def shown(self, value: Json, answers: Answers) -> Phrase:
        del answers
        return self.agree if value["yes"] else self.decline
