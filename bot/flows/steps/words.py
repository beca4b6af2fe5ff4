"""A step that is answered in the person's own words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.flows.moves import Edited, Move, SentFile, Tap, Typed
from bot.flows.step import Accepted, Answers, Button, Gathered, Json, Rows, Step, not_understood
from civic.phrases import Phrase, Refusal, _, _n, verbatim

HELD = "held"
"""The part of an answer that is whole, while its author is asked whether to leave it so."""


def tidy(text: str) -> str:
    """The text without invisible control characters and outer white space; nothing else lost."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", kept).strip()


def joined(value: Json) -> str:
    """The whole text of an answer that came in one message or in several."""
    return value if isinstance(value, str) else "\n".join(text for _message, text in value)


@dataclass(frozen=True, kw_only=True)
class Words(Step):
    """Between ``at_least`` and ``at_most`` characters. Kept as the text.

    ``check`` may refuse a text by a phrase; ``caution`` asks, once the text is whole, whether to
    leave it so. With ``in_several`` the person may send the text in several messages (Telegram cuts
    long ones at 4,096) and taps Done when it is whole; it is kept as pairs of message and text,
    which ``joined`` puts together.
    """

    at_least: int = 1
    at_most: int = 1000
    check: Callable[[str], Phrase | None] | None = None
    caution: Callable[[str], Phrase | None] | None = None
    in_several: bool = False
    on_file: Phrase | None = None
    """What is said to a file that comes here, where a later step waits for it."""

    def can_be_skipped(self, part: Json) -> bool:
        return self.optional and not _pieces(part)

    def question(self, part: Json, answers: Answers) -> Phrase:
        held = _held(part)
        if held is not None and self.caution and (why := self.caution(joined(held))):
            return why
        return super().question(part, answers)

    def note(self, part: Json, answers: Answers) -> Phrase | None:
        if _held(part) is not None:
            return None
        if self.in_several and _pieces(part):
            return _n(
                "I have one character so far. Write on, or tap “Done”.",
                "I have {count} characters so far. Write on, or tap “Done”.",
                len(joined(part)),
            )
        return self.hinted(answers)

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        del answers, today
        if _held(part) is not None:
            return (
                (Button(_("Leave it as it is"), "as_is"),),
                (Button(_("Write it anew"), "anew"),),
            )
        return ((Button(_("Done"), "done"),),) if self.in_several and part else ()

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        del answers, today
        held = _held(part)
        match move:
            case Typed(text, message) if self.in_several:
                pieces = [*_pieces(part), [message, tidy(text)]]
                self._refuse_one_too_many(pieces)
                return self._gather(pieces)
            case Typed(text):
                return self._whole(tidy(text))
            case Tap("done") if self.in_several and held is None and _pieces(part):
                return self._whole(part)
            case Tap("as_is") if held is not None:
                return Accepted(held)
            case SentFile() if self.on_file is not None:
                raise Refusal(self.on_file)
            case Tap("anew") if held is not None:
                return Gathered(None)
            case _:
                raise not_understood(move)

    def amend(
        self, edit: Edited, part: Json, value: Json, answers: Answers, today: date
    ) -> Accepted | Gathered:
        del answers, today
        text = tidy(edit.text)
        if not self.in_several:
            self._refuse_unfit(text)
            return Accepted(text)
        pieces = _pieces(part)
        kept = list(pieces or value or [])
        if not any(message == edit.message for message, _text in kept):
            kept.append([edit.message, text])  # it was refused when it came
        changed = [[message, text if message == edit.message else said] for message, said in kept]
        if pieces or not value:
            return self._gather(changed)
        self._refuse_unfit(joined(changed))
        return Accepted(changed)

    def _gather(self, pieces: list[Any]) -> Gathered:
        if not pieces[-1][1]:
            raise Refusal(_("The message is empty. Please write a few words."))
        self._refuse_too_long(joined(pieces))
        return Gathered(pieces)

    def _refuse_one_too_many(self, pieces: list[Any]) -> None:
        """Say what is kept: whoever reads only that it is too long fears for all of it."""
        if len(pieces) > 1 and len(joined(pieces)) > self.at_most:
            kept = len(joined(pieces[:-1]))
            raise Refusal(
                _n(
                    "Together this is too long. What you wrote before is kept: one character; this "
                    "last message is not. In all {most} fit: send a shorter one, or tap “Done”.",
                    "Together this is too long. What you wrote before is kept: {count} characters; "
                    "this last message is not. In all {most} fit: send a shorter one, or tap "
                    "“Done”.",
                    kept,
                    most=self.at_most,
                )
            )

    def _whole(self, value: Json) -> Accepted | Gathered:
        self._refuse_unfit(joined(value))
        if self.caution and self.caution(joined(value)):
            return Gathered({HELD: value})
        return Accepted(value)

    def _refuse_too_long(self, text: str) -> None:
        if len(text) > self.at_most:
            raise Refusal(
                _n(
                    "This is too long: one character at most.",
                    "This is too long: {count} characters at most.",
                    self.at_most,
                )
            )

    def _refuse_unfit(self, text: str) -> None:
        self._refuse_too_long(text)
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

    def fits(self, value: Json, answers: Answers) -> bool:
        del answers
        if not (_are_pieces(value) if self.in_several else isinstance(value, str)):
            return False
        text = joined(value)
        return self.at_least <= len(text) <= self.at_most and not (self.check and self.check(text))

    def shown(self, value: Json, answers: Answers) -> Phrase:
        del answers
        return verbatim(joined(value))

    def step_back(self, part: Json) -> Json:
        return {} if _held(part) is not None else None


def _pieces(part: Json) -> Json:
    """The messages gathered so far, held or not."""
    pieces = part if _held(part) is None else _held(part)
    return pieces if _are_pieces(pieces) else []


def _are_pieces(value: Json) -> bool:
    return isinstance(value, list) and all(
        isinstance(piece, list) and len(piece) == 2 and isinstance(piece[1], str)  # noqa: PLR2004 - message and text
        for piece in value
    )


def _held(part: Json) -> Json:
    return part.get(HELD) if isinstance(part, dict) else None
