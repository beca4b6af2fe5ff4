"""What a draft's screen holds, in phrases and buttons, before any language or Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.flows.draft import Draft
from bot.flows.script import Script, before, has_answer
from bot.flows.step import Button, Rows, Step, Wanted
from bot.flows.steps.review import Review
from civic.phrases import Phrase, _


@dataclass(frozen=True, slots=True)
class Page:
    """``progress`` is (this step, steps in all), the review not counted; None: not known yet.

    ``wanted`` asks for Telegram's own key, which needs a reply keyboard; the rows then become
    keys too.
    """

    question: Phrase
    rows: Rows
    progress: tuple[int, int | None] | None = None
    note: Phrase | None = None
    current: Phrase | None = None
    answers: tuple[tuple[Phrase, Phrase], ...] = ()
    wanted: Wanted | None = None

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons in reading order."""
        return tuple(button for row in self.rows for button in row)


def page(script: Script, draft: Draft, today: date) -> Page:
    """The screen of a draft that fits its script."""
    if draft.leaving:
        return _leaving(is_traceless=script.is_traceless)
    step = script.step(draft.step)
    assert step is not None, "a draft is refitted before it is shown"
    if isinstance(step, Review):
        return _review(script, draft, step, today)
    answered = draft.part is None and draft.answers.get(step.key) is not None
    shows_answer = answered and has_answer(step, draft.answers)
    return Page(
        question=step.question(draft.part, draft.answers),
        note=step.note(draft.part, draft.answers),
        progress=progress(script, draft),
        current=step.shown(draft.answers[step.key], draft.answers) if shows_answer else None,
        rows=(
            *step.rows(draft.part, draft.answers, today),
            *_ways_on(script, draft, step, keeps=shows_answer),
        ),
        wanted=step.wants(draft.part),
    )


def progress(script: Script, draft: Draft) -> tuple[int, int | None] | None:
    """Which step of how many; ``None`` on the review and in scripts of one question."""
    asked = [step.key for step in script.path(draft.answers) if not isinstance(step, Review)]
    if len(asked) < 2 or draft.step not in asked:  # noqa: PLR2004 - "step 1 of 1" says nothing
        return None
    return asked.index(draft.step) + 1, len(asked) if script.is_counted(draft.answers) else None


def _ways_on(script: Script, draft: Draft, step: Step, *, keeps: bool) -> Rows:
    first = [Button(_("Leave as it is"), "keep")] if keeps else []
    second = []
    if step.step_back(draft.part) is not None or before(script, draft) is not None:
        second.append(Button(_("← Back"), "back"))
    if step.can_be_skipped(draft.part):
        second.append(Button(_("Skip"), "skip"))
    third = [Button(_("Cancel"), "cancel")] if script.leavable else []
    return tuple(tuple(row) for row in (first, second, third) if row)


def _review(script: Script, draft: Draft, step: Review, today: date) -> Page:
    answers = draft.answers
    asked = [s for s in script.path(answers) if not isinstance(s, Review) and s.key in answers]
    changes = [
        Button(_("Change: {answer}", answer=s.title(answers)), f"edit:{s.key}") for s in asked
    ]
    return Page(
        question=step.question(None, answers),
        answers=tuple(
            (
                s.title(answers),
                _("skipped") if answers[s.key] is None else s.shown(answers[s.key], answers),
            )
            for s in asked
            if answers[s.key] is not None or not s.unsaid(answers)
        ),
        rows=(
            *step.rows(None, answers, today),
            *((change,) for change in changes),
            (Button(_("← Back"), "back"), Button(_("Cancel"), "cancel")),
        ),
    )


def _leaving(*, is_traceless: bool) -> Page:
    if is_traceless:
        return Page(
            question=_("Leave this?"),
            note=_("What you wrote goes with it."),
            rows=((Button(_("No, go on"), "stay"),), (Button(_("Leave"), "delete"),)),
        )
    return Page(
        question=_("Leave this?"),
        note=_("You can put it away and go on another day, or delete what you wrote."),
        rows=(
            (Button(_("No, go on"), "stay"),),
            (Button(_("Put it away for later"), "later"),),
            (Button(_("Delete"), "delete"),),
        ),
    )
