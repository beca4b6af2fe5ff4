"""The moments of a complaint for its picture: what happened, what comes, by when."""

from __future__ import annotations

from datetime import date, timedelta

from bot.pictures.timeline import Moment, State
from bot.views.complaints.words import STEP_NAMES, UNTIL_NAMED, deadline
from bot.views.letters_of_complaints import OUTCOMES
from bot.views.tongue import Tongue
from civic.complaints.history import Event
from civic.complaints.kept import Listed
from civic.complaints.law import law
from civic.complaints.names import KIND_NAMES
from civic.complaints.statuses import NAMES
from civic.complaints.steps import NextStep, Step
from civic.phrases import Phrase, _
from civic.working_days import Calendar

MOST_EVENTS = 12
"""Of more than that only the latest: a picture that is too tall cannot be read on a phone."""
TITLE = _("The dates of the document")


def moments(
    complaint: Listed, step: NextStep, today: date, tongue: Tongue, days: Calendar
) -> list[Moment]:
    """From the day when it was prepared to what may come."""
    prepared_on = complaint.prepared_at.astimezone(tongue.zone).date()
    found = [Moment(label=_("Prepared"), state=State.DONE, day=prepared_on)]
    found += [_moment(event) for event in complaint.history.events[-MOST_EVENTS:]]
    found.sort(key=lambda moment: moment.day or date.max)
    if complaint.outcome is not None:
        ended = (complaint.outcome_at or complaint.prepared_at).astimezone(tongue.zone).date()
        outcome = OUTCOMES[complaint.outcome]
        return [*found, Moment(label=outcome, state=State.DONE, day=ended)]
    if step.kind is not Step.OVER and not complaint.is_overtaken:
        found.append(_coming(complaint, step, today))
    if (later := _if_silent(complaint, step, days)) is not None:
        found.append(later)
    return found


def _moment(event: Event) -> Moment:
    why = None
    if event.until is not None and event.status in UNTIL_NAMED:
        why = Phrase(UNTIL_NAMED[event.status].msgid, {"day": event.until})
    return Moment(label=NAMES[event.status], state=State.DONE, day=event.on, why=why)


def _coming(complaint: Listed, step: NextStep, today: date) -> Moment:
    label = STEP_NAMES[step.kind]
    if step.by is None:
        why = deadline(complaint.kind, step)
        return Moment(label=label, state=State.UNDATED, why=why)
    state = State.OVERDUE if step.by < today else State.NEXT
    why = _("an estimate by the law") if step.estimate else None
    return Moment(label=label, state=state, day=step.by, why=why)


def _if_silent(complaint: Listed, step: NextStep, days: Calendar) -> Moment | None:
    """What opens if they do not answer, where the law says so."""
    clock = law().clocks[complaint.kind]
    if step.kind is not Step.WAIT or step.by is None or clock.next is None:
        return None
    if not clock.silence.is_confirmed:
        return None
    after = step.by + timedelta(days=1)
    return Moment(
        label=_("If there is no answer: {kind}", kind=KIND_NAMES[clock.next]),
        state=State.LATER,
        day=days.on_or_after(after) or after,
    )
