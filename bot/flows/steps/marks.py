"""A step that marks what holds of a record: the marks of today are there, and are put right.

Unlike ``Several`` it begins with what holds now, its marks may rule each other out, and some of
them carry a number ("sons up to the age of 11") that is chosen on a page of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.flows.moves import Move, Tap, Typed
from bot.flows.step import Accepted, Answers, Button, Gathered, Json, Rows, Step, not_understood
from bot.flows.steps.choice import Option, in_rows, marked
from civic.phrases import Phrase, _, in_a_row, verbatim

_NUMBERS_IN_A_ROW = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """A mark with a number: ``prefix`` and the number make the code. ``ask`` heads its page."""

    prefix: str
    label: Phrase
    ask: Phrase
    numbers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Marks(Step):
    """Kept as a list of codes in the order of ``read``; it may be empty.

    ``read`` takes codes with semicolons between, puts them in order, and raises ``Refusal`` for an
    unknown one; what is typed goes through it too. ``rivals`` are the codes that a code rules out.
    ``now`` are those that hold when the step is first asked. A part of an answer is ``{"codes"}``,
    with ``"scale"`` while a number is chosen.
    """

    options: tuple[Option, ...]
    now: Callable[[Answers], Sequence[str]]
    read: Callable[[str], str]
    words: Callable[[Sequence[str]], tuple[Phrase, ...]]
    rivals: Callable[[str], Sequence[str]] = lambda _code: ()
    scales: tuple[Scale, ...] = ()
    columns: int = 2

    def question(self, part: Json, answers: Answers) -> Phrase:
        scale = self._open_scale(part)
        return scale.ask if scale else super().question(part, answers)

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        del today
        codes = self._codes(part, answers)
        if scale := self._open_scale(part):
            numbers = [Button(verbatim(str(n)), f"#{n}") for n in scale.numbers]
            return (*in_rows(numbers, _NUMBERS_IN_A_ROW), (Button(_("Not said"), "#"),))
        marks = [
            Button(marked(o.label) if o.code in codes else o.label, f"={o.code}")
            for o in self.options
        ]
        scales = [self._scale_button(scale, codes) for scale in self.scales]
        return (*in_rows(marks, self.columns), *in_rows(scales, 1), (Button(_("Done"), "done"),))

    def _scale_button(self, scale: Scale, codes: Sequence[str]) -> Button:
        chosen = [code for code in codes if code.startswith(scale.prefix)]
        label = marked(self.words(chosen)[0]) if chosen else scale.label
        return Button(label, f">{scale.prefix}")

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        codes, scale = self._codes(part, answers), self._open_scale(part)
        match move:
            case Typed(text):
                return Gathered({"codes": _split(self.read(text))})
            case Tap(action) if action in self.actions(part, answers, today):
                return self._tapped(action, codes, scale)
            case _:
                raise not_understood(move)

    def _tapped(self, action: str, codes: list[str], scale: Scale | None) -> Accepted | Gathered:
        if action == "done":
            return Accepted(codes)
        kind, rest = action[0], action[1:]
        if kind == ">":
            return Gathered({"codes": codes, "scale": rest})
        if scale is not None:
            others = [code for code in codes if not code.startswith(scale.prefix)]
            chosen = [f"{scale.prefix}{rest}"] if rest else []
            return Gathered({"codes": self._in_order([*others, *chosen])})
        if rest in codes:
            return Gathered({"codes": [code for code in codes if code != rest]})
        kept = [code for code in codes if code not in self.rivals(rest)]
        return Gathered({"codes": self._in_order([*kept, rest])})

    def _in_order(self, codes: Sequence[str]) -> list[str]:
        return _split(self.read(";".join(codes)))

    def _codes(self, part: Json, answers: Answers) -> list[str]:
        if part:
            return list(part["codes"])
        kept = answers.get(self.key)
        return list(self.now(answers) if kept is None else kept)

    def _open_scale(self, part: Json) -> Scale | None:
        prefix = part.get("scale") if part else None
        return next((scale for scale in self.scales if scale.prefix == prefix), None)

    def step_back(self, part: Json) -> Json:
        if part and part.get("scale"):
            kept: dict[str, Any] = {"codes": part["codes"]}
            return kept
        return None

    def fits(self, value: Json, answers: Answers) -> bool:
        del answers
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            return False
        known = {option.code for option in self.options}
        return all(code in known or self._on_scale(code) for code in value)

    def _on_scale(self, code: str) -> bool:
        return any(
            code == f"{scale.prefix}{number}" for scale in self.scales for number in scale.numbers
        )

    def shown(self, value: Json, answers: Answers) -> Phrase:
        del answers
        return in_a_row(self.words(value)) if value else _("nothing")


def _split(codes: str) -> list[str]:
    return codes.split(";") if codes else []
