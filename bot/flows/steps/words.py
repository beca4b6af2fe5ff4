"""A step that is answered in the person's own words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.flows.moves import Move, Tap, Typed
from bot.flows.step import Accepted, Answers, Button, Gathered, Json, Rows, Step, not_understood
from civic.phrases import Phrase, Refusal, _, _n, verbatim


def tidy(text: str) -> str:
    """The text without invisible control characters and outer white space; nothing else lost."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", kept).strip()


@dataclass(frozen=True, kw_only=True)
class Words(Step):
    """Between ``at_least`` and ``at_most`` characters.

    ``check`` may refuse a text by a phrase. With ``in_several`` the person may send the text in
    several messages (Telegram cuts long ones at 4,096) and taps Done when it is whole.
    """

    at_least: int = 1
    at_most: int = 1000
    check: Callable[[str], Phrase | None] | None = None
    in_several: bool = False

    def note(self, part: Json) -> Phrase | None:
        if self.in_several and part:
            return _n(
                "I have one character so far. Write on, or tap “Done”.",
                "I have {count} characters so far. Write on, or tap “Done”.",
                len(str(part)),
            )
        return self.hint

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        del answers, today
        return ((Button(_("Done"), "done"),),) if self.in_several and part else ()

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        del answers, today
        match move:
            case Typed(text):
                said = tidy(text)
                whole = f"{part}\n{said}" if self.in_several and part else said
                self._refuse_too_long(whole)
                if self.in_several:
                    if not said:
                        raise Refusal(_("The message is empty. Please write a few words."))
                    return Gathered(whole)
                return self._whole(whole)
            case Tap("done") if self.in_several and part:
                return self._whole(str(part))
            case _:
                raise not_understood(move)

    def _refuse_too_long(self, text: str) -> None:
        if len(text) > self.at_most:
            raise Refusal(
                _n(
                    "This is too long: one character at most.",
                    "This is too long: {count} characters at most.",
                    self.at_most,
                )
            )

    def _whole(self, text: str) -> Accepted:
        if not text:
            raise Refusal(_("The message is empty. Please write a few words."))
        if len(text) < self.at_least:
            raise Refusal(
                _n(
                    "This is too short: please write at least one character.",
                    "This is too short: please write at least {count} characters.",
                    self.at_least,
                )
            )
        if self.check and (why := self.check(text)):
            raise Refusal(why)
        return Accepted(text)

    def fits(self, value: Json, answers: Answers) -> bool:
        del answers
        return (
            isinstance(value, str)
            and self.at_least <= len(value) <= self.at_most
            and not (self.check and self.check(value))
        )

    def shown(self, value: Json, answers: Answers) -> Phrase:
        del answers
        return verbatim(str(value))
