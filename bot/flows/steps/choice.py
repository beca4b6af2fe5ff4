"""One of several, or several of many: the steps that are answered by tapping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.flows.moves import Move, Tap, Typed
from bot.flows.step import Accepted, Answers, Button, Gathered, Json, Rows, Step, not_understood
from civic.phrases import Phrase, Refusal, _, _n, verbatim


@dataclass(frozen=True, slots=True)
class Option:
    """A possible answer: the code that is kept and the words that are shown."""

    code: str
    label: Phrase
    told: Phrase | None = None
    """How the answer reads in the review, where its button says too little."""


Options: TypeAlias = tuple[Option, ...] | Callable[[Answers], tuple[Option, ...]]


def in_rows(buttons: list[Button], columns: int) -> Rows:
    """Buttons laid out in rows of ``columns``."""
    return tuple(tuple(buttons[at : at + columns]) for at in range(0, len(buttons), columns))


@dataclass(frozen=True, kw_only=True)
class _OfOptions(Step):
    options: Options
    columns: int = 1

    def offered(self, answers: Answers) -> tuple[Option, ...]:
        return self.options(answers) if callable(self.options) else self.options

    def label(self, code: Json, answers: Answers) -> Phrase | None:
        return next((o.label for o in self.offered(answers) if o.code == code), None)


@dataclass(frozen=True, kw_only=True)
class Choice(_OfOptions):
    """Exactly one option. Kept as its code.

    ``door`` stands above the options and leads out of the talk, such as to urgent help.
    """

    door: Button | None = None

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        del part, today
        doors: Rows = ((self.door,),) if self.door is not None else ()
        options = [Button(o.label, f"={o.code}") for o in self.offered(answers)]
        return (*doors, *in_rows(options, self.columns))

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        del part, today
        match move:
            case Tap(action) if action.startswith("=") and self.fits(action[1:], answers):
                return Accepted(action[1:])
            case Typed():
                raise Refusal(_("Please choose one of the buttons."))
            case _:
                raise not_understood(move)

    def fits(self, value: Json, answers: Answers) -> bool:
        return self.label(value, answers) is not None

    def shown(self, value: Json, answers: Answers) -> Phrase:
        chosen = next((o for o in self.offered(answers) if o.code == value), None)
        return (chosen.told or chosen.label) if chosen else _("no answer")


def marked(label: Phrase) -> Phrase:
    """The label of what is chosen."""
    return Phrase("✓ {verbatim}", {"verbatim": label})


@dataclass(frozen=True, kw_only=True)
class Several(_OfOptions):
    """Between ``at_least`` and ``at_most`` options. Kept as a list of codes."""

    at_least: int = 1
    at_most: int | None = None

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        del today
        chosen = part or []
        buttons = [
            Button(marked(o.label) if o.code in chosen else o.label, f"={o.code}")
            for o in self.offered(answers)
        ]
        return (*in_rows(buttons, self.columns), (Button(_("Done"), "done"),))

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        del today
        chosen: list[str] = list(part or [])
        match move:
            case Tap("done"):
                return self._finish(chosen, answers)
            case Tap(action) if action.startswith("=") and self.label(action[1:], answers):
                return Gathered(self._toggle(chosen, action[1:]))
            case Typed():
                raise Refusal(_("Please mark what fits with the buttons, then tap “Done”."))
            case _:
                raise not_understood(move)

    def _toggle(self, chosen: list[str], code: str) -> list[str]:
        if code in chosen:
            return [kept for kept in chosen if kept != code]
        if self.at_most is not None and len(chosen) >= self.at_most:
            raise Refusal(
                _n(
                    "You can choose one at most.",
                    "You can choose {count} at most.",
                    self.at_most,
                )
            )
        return [*chosen, code]

    def _finish(self, chosen: list[str], answers: Answers) -> Accepted:
        if not self.fits(chosen, answers):
            raise Refusal(
                _n(
                    "Please mark at least one.",
                    "Please mark at least {count}.",
                    max(self.at_least, 1),
                )
            )
        return Accepted(chosen)

    def fits(self, value: Json, answers: Answers) -> bool:
        if not isinstance(value, list) or len(set(map(str, value))) != len(value):
            return False
        enough = len(value) >= self.at_least
        few = self.at_most is None or len(value) <= self.at_most
        return enough and few and all(self.label(code, answers) is not None for code in value)

    def shown(self, value: Json, answers: Answers) -> Phrase:
        labels = tuple(self.label(code, answers) or _("no answer") for code in value)
        return verbatim(labels) if labels else _("none")
