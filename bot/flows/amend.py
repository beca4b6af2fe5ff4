"""A message that was sent before is rewritten: the answer that it gave changes with it.

People correct themselves where they made the mistake. Were an edit ignored, they would believe that
it counts.
"""

from __future__ import annotations

from datetime import date

from bot.flows.draft import Draft
from bot.flows.moves import Edited
from bot.flows.outcomes import Finished, Shown
from bot.flows.script import Script, hearing, take, turn
from bot.flows.step import Accepted, Gathered, Json, Step
from civic.phrases import Refusal, _


def amend(script: Script, draft: Draft, edit: Edited, today: date) -> Shown | Finished | None:
    """What an edit does, said to its author; ``None`` when the message gave no answer here.

    ``draft`` must fit the script. What does not fit is refused with words; the answer stays as it
    was. A message that was refused may be mended by an edit, and then answers its step.
    """
    step = next(
        (it for it in script.path(draft.answers) if it.key == draft.heard.get(str(edit.message))),
        None,
    )
    if step is None or draft.ended is not None:
        return None
    draft = hearing(draft, edit.message, step)
    is_asked = step.key == draft.step
    part = draft.part if is_asked else None
    try:
        taken = step.amend(edit, part, draft.answers.get(step.key), draft.answers, today)
        _refuse_half_an_answer(taken, is_asked=is_asked)
    except Refusal as refusal:
        why = _(
            "The change of “{answer}” is not taken. {why}",
            answer=step.title(draft.answers),
            why=refusal.why,
        )
        return Shown(turn(draft, part=draft.part), why)
    changed = _("I have changed “{answer}”.", answer=step.title(draft.answers))
    if isinstance(taken, Gathered):
        return Shown(turn(draft, part=taken.part), changed, well=True)
    if is_asked and step.key not in draft.answers:
        return _answered(script, draft, step, taken)
    return Shown(_with_answer(script, draft, step, taken.value), changed, well=True)


def _refuse_half_an_answer(taken: Accepted | Gathered, *, is_asked: bool) -> None:
    """An answer that is only half known can be completed only where it is asked."""
    if isinstance(taken, Gathered) and not is_asked:
        raise Refusal(_("Please change it with the buttons."))


def _answered(script: Script, draft: Draft, step: Step, taken: Accepted) -> Shown | Finished:
    outcome = take(script, draft, step, taken.value)
    assert isinstance(outcome, Shown | Finished), "an answer leads on or to the end"
    return outcome


def _with_answer(script: Script, draft: Draft, step: Step, value: Json) -> Draft:
    """The draft with this answer, at the step that is asked, or at the next if that one is gone."""
    answers = {**draft.answers, step.key: value}
    path = script.path(answers)
    part = None if step.key == draft.step else draft.part
    if any(it.key == draft.step for it in path):
        return turn(draft, part=part, answers=answers)
    onward = script.next_step(answers) or path[-1]
    return turn(draft, step=onward.key, answers=answers)
