"""What every step of a script has in common: what it asks, what it accepts, how an answer reads.

A step knows nothing of Telegram, of languages or of the steps around it. It answers with
``Accepted`` (the answer is whole), ``Gathered`` (a part of it; the step stays), or raises
``Refusal`` with words for the person.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from bot.flows.moves import (
    Edited,
    Move,
    SentFile,
    SharedContact,
    SharedPlace,
    Tap,
    Typed,
    Unreadable,
)
from civic.phrases import Phrase, Refusal, _

Json: TypeAlias = Any
"""What JSON can hold; a step reads back what it wrote and refuses the rest in ``fits``."""
Answers: TypeAlias = Mapping[str, Json]
Rows: TypeAlias = "tuple[tuple[Button, ...], ...]"
Wanted: TypeAlias = Literal["contact", "place"]


@dataclass(frozen=True, slots=True)
class Button:
    """What it says and what it does; the action travels in the callback data."""

    label: Phrase
    action: str
    door: str | None = None
    """Callback data of another part of the bot, where the button leads out of the talk."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The step has its answer."""

    value: Json


@dataclass(frozen=True, slots=True)
class Gathered:
    """The step has a part of its answer and asks on. ``notice`` is said above the question."""

    part: Json
    notice: Phrase | None = None


def always(_answers: Answers) -> bool:
    """The condition of a step that everybody is asked."""
    return True


def never(_answers: Answers) -> bool:
    """What holds for no answers."""
    return False


def nothing_more(_value: Json) -> Answers:
    """What an answer settles besides its own question, as a rule."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Step(ABC):
    """One question.

    ``name`` is its short name in the review; ``when`` says, from the answers before it, whether
    it is asked at all; an ``optional`` step can be skipped, its answer is then ``None``.
    """

    key: str
    ask: Phrase | Callable[[Answers], Phrase]
    name: Phrase
    hint: Phrase | Callable[[Answers], Phrase] | None = None
    when: Callable[[Answers], bool] = always
    optional: bool = False
    titled: Callable[[Answers], Phrase] | None = None
    """Its short name where that depends on the answers before it."""
    settles: Callable[[Json], Answers] = nothing_more
    """What else this answer settles, as long as nobody said otherwise; shown and changed in the
    review like what was answered."""
    unsaid: Callable[[Answers], bool] = never
    """Whether the review leaves it out when it was skipped: another answer says it better."""

    def title(self, answers: Answers) -> Phrase:
        """What the review calls it."""
        return self.titled(answers) if self.titled is not None else self.name

    def can_be_skipped(self, part: Json) -> bool:
        """Whether Skip is offered now: never while it would lose what was gathered."""
        del part
        return self.optional

    def question(self, part: Json, answers: Answers) -> Phrase:
        """What is asked now, given the part of the answer that is there."""
        del part
        return self.ask(answers) if callable(self.ask) else self.ask

    def note(self, part: Json, answers: Answers) -> Phrase | None:
        """What stands below the question: how to answer, what has come so far."""
        del part
        return self.hinted(answers)

    def hinted(self, answers: Answers) -> Phrase | None:
        """The hint, which may depend on what was answered before."""
        return self.hint(answers) if callable(self.hint) else self.hint

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        """The step's own buttons; Back, Skip and Cancel come from the engine."""
        del part, answers, today
        return ()

    def wants(self, part: Json) -> Wanted | None:
        """Whether Telegram's own key for a contact or a place is to be offered."""
        del part
        return None

    @abstractmethod
    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        """Take the person's move, or raise ``Refusal``."""

    def amend(
        self, edit: Edited, part: Json, value: Json, answers: Answers, today: date
    ) -> Accepted | Gathered:
        """What the answer becomes once the message that gave it was rewritten, or ``Refusal``.

        ``part`` is what the step has gathered, when it is the one that is asked now.
        """
        del value
        return self.accept(Typed(edit.text, edit.message), part, answers, today)

    @abstractmethod
    def fits(self, value: Json, answers: Answers) -> bool:
        """Whether a kept answer is one that this step could have given (checked at the end)."""

    @abstractmethod
    def shown(self, value: Json, answers: Answers) -> Phrase:
        """How the answer reads in the review."""

    def step_back(self, part: Json) -> Json:
        """The part before this one, for Back inside a step; ``None`` when Back leaves the step."""
        del part
        return None

    def actions(self, part: Json, answers: Answers, today: date) -> frozenset[str]:
        """The actions that the step's own buttons carry now."""
        return frozenset(
            button.action
            for row in self.rows(part, answers, today)
            for button in row
            if button.door is None
        )


def not_understood(move: Move) -> Refusal:
    """The refusal of a kind of answer that the step cannot read, by what came."""
    if isinstance(move, SentFile):
        return Refusal(_("I cannot take a file at this step."))
    if isinstance(move, SharedContact):
        return Refusal(_("I do not need a contact at this step."))
    if isinstance(move, SharedPlace):
        return Refusal(_("I do not need your location at this step."))
    if isinstance(move, Tap):
        return Refusal(_("This button is no longer in use."))
    if isinstance(move, Unreadable) and move.spoken:
        return Refusal(_("I cannot listen to voice messages. Please write, or tap a button."))
    return Refusal(_("I cannot read this kind of message here."))
