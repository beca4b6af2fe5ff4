"""The engine: takes a draft and a move, and says what comes next.

A script lists its steps in the order of the talk. The path of a person is those steps whose
conditions hold for their answers. The engine is pure: no Telegram, no database, no clock, so that
random talks can be played through by the thousand (``tests/unit/test_script_properties.py``).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeAlias

from bot.flows.draft import Draft
from bot.flows.ending import Ending
from bot.flows.moves import Move, Tap, Typed
from bot.flows.outcomes import Finished, Left, Outcome, Refused, Shown, Stale
from bot.flows.step import Accepted, Answers, Json, Step, always
from bot.flows.steps.review import Review
from civic.act import Act
from civic.phrases import Phrase, Refusal, _
from storage.people import Person

DRAFT = "draft"
MOST_HEARD = 100
"""Of so many messages it is known which step they answered."""

Finish: TypeAlias = Callable[[Act, Answers], Awaitable[Ending]]
Afterwards: TypeAlias = Callable[[Act, Json], Awaitable[Person]]
Learn: TypeAlias = Callable[[Act, Answers], Awaitable[Mapping[str, Json]]]


@dataclass(frozen=True, kw_only=True)
class Script:
    """One conversation.

    ``version`` rises whenever a step's meaning changes. ``finish`` is the act at the end, in the
    transaction of the last answer; a ``Refusal`` that names a step leads back to it. ``after``
    holds acts that an answer causes at once; ``learns`` what is looked up once a step is answered
    and stands beside the answers from then on, under keys that are no step's. A ``quiet`` script
    may be used in danger: no reminder of its draft is ever sent, and no audit line names the
    person. A script that is not ``leavable`` has no Cancel: there is nothing before it to go back
    to. ``link`` is the word of a deep link (`t.me/<bot>?start=<word>`) that starts it. A draft that
    nobody touches is kept for ``keeps``; three days before it goes, its person is reminded of it.
    """

    name: str
    version: int
    title: Phrase | Callable[[Answers], Phrase]
    steps: tuple[Step, ...]
    finish: Finish
    after: Mapping[str, Afterwards] = field(default_factory=dict)
    learns: Mapping[str, Learn] = field(default_factory=dict)
    quiet: bool = False
    leavable: bool = True
    link: str | None = None
    keeps: timedelta = timedelta(days=30)
    is_traceless: bool = False
    """Whoever shares the phone must not read it: each message goes once it is taken, and of the
    bot's own only the latest stays."""
    is_counted: Callable[[Answers], bool] = always
    """Whether it can be told yet how many steps there will be."""

    def named(self, answers: Answers) -> Phrase:
        """What the person began, named by what it is about where that is known."""
        return self.title(answers) if callable(self.title) else self.title

    def step(self, key: str) -> Step | None:
        """The step with this key, if the script (still) has it."""
        return next((step for step in self.steps if step.key == key), None)

    def path(self, answers: Answers) -> tuple[Step, ...]:
        """The steps that a person with these answers walks, in order."""
        return tuple(step for step in self.steps if _is_asked(step, answers))

    def next_step(self, answers: Answers) -> Step | None:
        """The first step of the path that still needs an answer; the review always does."""
        return next((step for step in self.path(answers) if not has_answer(step, answers)), None)


def _is_asked(step: Step, answers: Answers) -> bool:
    """A condition that misses an answer (an old draft never gave it) is not met."""
    try:
        return step.when(answers)
    except (KeyError, TypeError, IndexError, AttributeError, ValueError):
        return False


def has_answer(step: Step, answers: Answers) -> bool:
    """Whether the step was answered (or skipped) with something that it still accepts."""
    if step.key not in answers:
        return False
    value = answers[step.key]
    return step.optional if value is None else step.fits(value, answers)


def given(script: Script, draft: Draft) -> dict[str, Json]:
    """What ``finish`` gets: the answers on the path, what the script was started with, and the
    draft's id under ``DRAFT``, by which an act at the end is known again.
    """
    on_path = {step.key for step in script.path(draft.answers)}
    kept = {
        key: value
        for key, value in draft.answers.items()
        if key in on_path or script.step(key) is None
    }
    return {**kept, DRAFT: draft.id}


def started_with(script: Script, draft: Draft) -> dict[str, Json]:
    """What was known before the first question, to start over with."""
    return {key: value for key, value in draft.answers.items() if script.step(key) is None}


def begin(script: Script, draft_id: str, known: Answers | None = None) -> Draft:
    """A new draft at the first question without an answer.

    ``known`` may answer steps beforehand by their keys; other keys are handed on to ``finish``.
    """
    answers = dict(known or {})
    first = script.next_step(answers) or script.path(answers)[0]
    return Draft(draft_id, script.name, script.version, first.key, answers=answers)


def is_fresh(script: Script, draft: Draft, known: Answers | None) -> bool:
    """Whether the draft is just as ``begin`` makes it: nothing was answered or touched yet."""
    return begin(script, draft.id, known) == draft


def refit(script: Script, draft: Draft) -> Draft:
    """An old draft in today's script: what still fits is kept, the first gap is asked.

    Also mends a draft whose step is gone or is not on the path any more.
    """
    path = script.path(draft.answers)
    if draft.version == script.version and any(step.key == draft.step for step in path):
        return draft
    kept = {
        key: value
        for key, value in draft.answers.items()
        if (step := script.step(key)) is None or value is None or _fits(step, value, draft.answers)
    }
    first = script.next_step(kept) or script.path(kept)[-1]
    return replace(
        draft,
        version=script.version,
        answers=kept,
        step=first.key,
        screen=draft.screen + 1,
        part=None,
        leaving=False,
        returning=False,
    )


def _fits(step: Step, value: Json, answers: Answers) -> bool:
    try:
        return step.fits(value, answers)
    except Exception:  # noqa: BLE001 - an old answer may have any shape; it is asked again
        return False


def advance(script: Script, draft: Draft, move: Move, today: date) -> Outcome:
    """What a move does. ``draft`` must fit the script (``refit``); ``today`` is the local day."""
    step = script.step(draft.step)
    if step is None or draft.ended is not None:
        return Stale()
    if isinstance(move, Tap) and (outcome := _tapped(script, draft, step, move, today)):
        return outcome
    if isinstance(move, Typed) and move.message:
        draft = hearing(draft, move.message, step)
    if draft.leaving:
        return Refused(draft, _("Please choose one of the buttons."))
    try:
        taken = step.accept(move, draft.part, draft.answers, today)
    except Refusal as refusal:
        return Refused(draft, refusal.why)
    if isinstance(taken, Accepted):
        return take(script, draft, step, taken.value)
    return Shown(turn(draft, part=taken.part), taken.notice)


def send_back(script: Script, draft: Draft, refusal: Refusal) -> Shown:
    """``finish`` refused: the step that it names is asked again, with the reason above it.

    What it learned takes the place of what the draft was started with; no answer is touched.
    """
    key = refusal.step if refusal.step and script.step(refusal.step) else draft.step
    learned = {name: it for name, it in refusal.learned.items() if script.step(name) is None}
    answers = {**draft.answers, **learned}
    return Shown(turn(draft, step=key, answers=answers, returning=key != draft.step), refusal.why)


def _tapped(script: Script, draft: Draft, step: Step, tap: Tap, today: date) -> Outcome | None:
    """What the tap does by itself; ``None`` when it is an answer to the step."""
    if tap.screen != draft.screen:
        return Stale()
    if draft.leaving:
        return _answer_to_leaving(draft, tap.action)
    if (outcome := _navigate(script, draft, step, tap.action)) is not None:
        return outcome
    is_offered = tap.action in step.actions(draft.part, draft.answers, today)
    return None if is_offered else Stale()


def hearing(draft: Draft, message: int, step: Step) -> Draft:
    """The draft that knows which step this message was meant for."""
    latest = list(draft.heard.items())[-MOST_HEARD:]
    return replace(draft, heard={**dict(latest), str(message): step.key})


def turn(
    draft: Draft,
    *,
    step: str | None = None,
    part: Json = None,
    answers: Answers | None = None,
    leaving: bool = False,
    returning: bool | None = None,
) -> Draft:
    """The draft on its next screen."""
    return replace(
        draft,
        screen=draft.screen + 1,
        step=step or draft.step,
        part=part or None,
        answers=draft.answers if answers is None else answers,
        leaving=leaving,
        returning=draft.returning if returning is None else returning,
    )


def take(script: Script, draft: Draft, step: Step, value: Json) -> Outcome:
    """The step has its answer: on to the next one."""
    answers = {**step.settles(value), **draft.answers, step.key: value}
    following = script.next_step(answers)
    if following is None:
        return Finished(turn(draft, answers=answers), step.key)
    forward = turn(draft, step=following.key, answers=answers, returning=False)
    return Shown(forward, answered=step.key)


def _navigate(script: Script, draft: Draft, step: Step, action: str) -> Outcome | None:
    """The moves that every script has; ``None`` when the action is the step's own."""
    if action == "cancel" and script.leavable:
        return Shown(turn(draft, part=draft.part, leaving=True))
    if action == "back":
        return _back(script, draft, step)
    if action == "skip" and step.can_be_skipped(draft.part):
        return take(script, draft, step, None)
    if action == "keep" and has_answer(step, draft.answers):
        return take(script, draft, step, draft.answers[step.key])
    if isinstance(step, Review):
        return _reviewed(script, draft, action)
    return None


def _back(script: Script, draft: Draft, step: Step) -> Outcome:
    inner = step.step_back(draft.part)
    if inner is not None:
        return Shown(turn(draft, part=inner or None))
    to = before(script, draft)
    return Shown(turn(draft, step=to.key, returning=False)) if to else Stale()


def before(script: Script, draft: Draft) -> Step | None:
    """Where Back leads: the step before this one, or the review that an edit came from."""
    path = script.path(draft.answers)
    if draft.returning:
        return next((step for step in path if isinstance(step, Review)), None)
    at = next((i for i, step in enumerate(path) if step.key == draft.step), 0)
    return path[at - 1] if at else None


def _reviewed(script: Script, draft: Draft, action: str) -> Outcome | None:
    if action.startswith("edit:"):
        key = action.removeprefix("edit:")
        if any(step.key == key for step in script.path(draft.answers)):
            return Shown(turn(draft, step=key, returning=True))
        return Stale()
    if action != "submit":
        return None
    missing = script.next_step(draft.answers)
    if missing is not None and not isinstance(missing, Review):
        return Shown(
            turn(draft, step=missing.key, returning=True), _("One answer is still missing.")
        )
    return Finished(turn(draft))


def _answer_to_leaving(draft: Draft, action: str) -> Outcome:
    if action == "stay":
        return Shown(turn(draft, part=draft.part))
    if action in {"later", "delete"}:
        return Left(turn(draft, part=draft.part), deleted=action == "delete")
    return Stale()
