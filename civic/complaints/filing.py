"""The steps before there is a number: handing the document in, and asking for its registration."""

from __future__ import annotations

from datetime import date

from civic.complaints.history import Event, History
from civic.complaints.law import Law
from civic.complaints.promises import NoDate, last_day
from civic.complaints.steps import NextStep, Step, dated
from civic.phrases import Bilingual, Phrase, _
from civic.working_days import Calendar

_WHY_TO_FILE: dict[Step, Phrase] = {
    Step.FILE: _(
        "The document is ready. Sign it and hand it in, then tell me the number and the day."
    ),
    Step.FILE_AGAIN: _(
        "It was returned. Put right what they name and hand it in again: nothing forbids it."
    ),
}


def file_it(step: Step, history: History, law: Law, calendar: Calendar, today: date) -> NextStep:
    """Handing it in, for the first time or again; with its last day where the law sets one."""
    clock = law.clocks[history.kind]
    returned = step is Step.FILE_AGAIN
    again = law.principles["may_be_filed_again"].basis.shown_norm if returned else None
    rule = clock.file_within
    if history.explained is False and clock.file_within_unexplained is not None:
        rule = clock.file_within_unexplained
    since = history.learned_on
    if rule is None:
        return dated(step, NoDate.NO_TERM, _WHY_TO_FILE[step], again, document=history.kind)
    ends = NoDate.NOT_TOLD if since is None else last_day(rule, since, calendar)
    why, norm = _WHY_TO_FILE[step], again or rule.basis.shown_norm
    if isinstance(ends, date) and today > ends:
        why, norm = too_late(law)
    return dated(step, ends, why, norm, since=since, document=history.kind)


def too_late(law: Law) -> tuple[Phrase, Bilingual | None]:
    """What may still be done when the time to complain is over, and by which norm."""
    late = law.principles["late_complaint_is_accepted"]
    if not late.is_confirmed:
        return _("The time to complain is over. What is possible now a lawyer can tell."), None
    why = _(
        "The time to complain is over. They must take the complaint all the same: write why "
        "you are late, and for a good reason the time is given back."
    )
    return why, late.basis.shown_norm


def get_number(
    filed: Event, history: History, law: Law, calendar: Calendar, today: date
) -> NextStep:
    """Asking for the number; they must register what came in."""
    rule = law.clocks[history.kind].registration
    accepted = law.principles["must_be_accepted"]
    ends = NoDate.NO_TERM if rule is None else last_day(rule, filed.on, calendar)
    if rule is not None and isinstance(ends, date) and today > ends:
        why = _(
            "It should be registered by now. Ask for the number and the coupon: they may not "
            "refuse to take it."
        )
        return dated(Step.GET_NUMBER, ends, why, accepted.basis.shown_norm, since=filed.on)
    why = _("You sent it. Tell me its number and the day of registration: the term runs from it.")
    norm = rule.basis.shown_norm if rule is not None else None
    return dated(Step.GET_NUMBER, ends, why, norm, since=filed.on)
