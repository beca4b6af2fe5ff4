"""What comes next for one document, and by when: from what happened, the law and the calendar.

Pure: asked again with a corrected date, law or calendar it gives the corrected answer.
"""

from __future__ import annotations

from datetime import date

from civic.complaints.filing import file_it, get_number, too_late
from civic.complaints.history import Event, History
from civic.complaints.kinds import Kind
from civic.complaints.law import Law
from civic.complaints.promises import NoDate, last_day
from civic.complaints.running import Term, running_term
from civic.complaints.statuses import Status
from civic.complaints.steps import NextStep, Step, dated
from civic.phrases import Bilingual, Phrase, _
from civic.working_days import Calendar


def next_step(history: History, law: Law, calendar: Calendar, today: date) -> NextStep:
    """The next step as of this day (a day in Kazakhstan)."""
    last = history.last
    if last is None:
        return file_it(Step.FILE, history, law, calendar, today)
    match last.status:
        case Status.FILED:
            return get_number(last, history, law, calendar, today)
        case Status.RETURNED:
            return file_it(Step.FILE_AGAIN, history, law, calendar, today)
        case Status.INCOMPLETE:
            return _mend(last, law)
        case Status.WITHDRAWN:
            why = _("You withdrew it. You may write a new one at any time.")
            return dated(Step.OVER, NoDate.NO_TERM, why)
        case Status.ANSWERED | Status.REFUSED:
            return _after_the_answer(last, history, law, calendar, today)
        case Status.HEARING:
            objection = _objection(last, law, calendar)
            if objection.by is None or today <= objection.by:
                return objection
    return _answer_or_silence(history, law, calendar, today)


def _mend(told: Event, law: Law) -> NextStep:
    return dated(
        Step.MEND,
        told.until or NoDate.NOT_TOLD,
        _("They told you what is missing. Add it in the time that they named, or it is returned."),
        law.principles["missing_things_are_told"].basis.shown_norm,
        since=told.on,
        is_told=True,
    )


def _objection(told: Event, law: Law, calendar: Calendar) -> NextStep:
    rule = law.rules["objection"]
    return dated(
        Step.OBJECT,
        last_day(rule, told.on, calendar),
        _(
            "They told you how they mean to decide. You may object, and there is little time: "
            "send even a short objection."
        ),
        rule.basis.shown_norm,
        since=told.on,
    )


def _answer_or_silence(history: History, law: Law, calendar: Calendar, today: date) -> NextStep:
    term = running_term(history, law, calendar)
    assert term is not None, "it is registered: every other status has its own step"
    if isinstance(term.ends, date) and today > term.ends:
        return _after_silence(term.ends, history, law, calendar, today)
    return _waiting(term)


def _waiting(term: Term) -> NextStep:
    return dated(Step.WAIT, term.ends, term.why, term.norm, since=term.since, is_told=term.is_told)


def _after_silence(
    ended: date, history: History, law: Law, calendar: Calendar, today: date
) -> NextStep:
    clock = law.clocks[history.kind]
    norm = clock.silence.basis.shown_norm
    if not clock.silence.is_confirmed:
        why = _(
            "The term is over. Ask what became of your complaint and name its number; what the law "
            "says about silence here is not confirmed."
        )
        return dated(Step.ASK, NoDate.NO_TERM, why, since=ended)
    if clock.next is None:
        why = _(
            "The term is over, and silence counts as a refusal. After a complaint the court is "
            "open; a lawyer can tell until when."
        )
        return _court(why, norm, ended, law, calendar)
    return _complaint(
        Step.COMPLAIN_ON_SILENCE,
        _(
            "The term is over, and silence counts as a refusal. You may complain of it to the "
            "higher body; the document can be made from the same facts."
        ),
        norm,
        Event(Status.REFUSED, ended),
        clock.next,
        law,
        calendar,
        today,
    )


def _after_the_answer(
    answer: Event, history: History, law: Law, calendar: Calendar, today: date
) -> NextStep:
    clock = law.clocks[history.kind]
    if history.kind is Kind.OMBUDSMAN:
        why = _(
            "The Commissioner has answered. If your right is still violated, ask a volunteer what "
            "else is possible."
        )
        return dated(Step.OVER, NoDate.NO_TERM, why)
    if clock.next is None:
        why = _(
            "The complaint is answered. If you do not agree, the court is open after a complaint; "
            "a lawyer can tell until when."
        )
        principle = law.principles["court_after_complaint"]
        return _court(why, principle.basis.shown_norm, answer.on, law, calendar)
    return _complaint(
        Step.COMPLAIN_ON_ANSWER,
        _("There is an answer. If it does not satisfy you, you may complain to the higher body."),
        None,
        answer,
        clock.next,
        law,
        calendar,
        today,
    )


def _complaint(
    step: Step,
    why: Phrase,
    norm: Bilingual | None,
    refusal: Event,
    document: Kind,
    law: Law,
    calendar: Calendar,
    today: date,
) -> NextStep:
    unexplained = refusal.explained is False
    rule = law.rules["complain_unexplained" if unexplained else "complain"]
    ends = last_day(rule, refusal.on, calendar)
    norm = norm or rule.basis.shown_norm
    if isinstance(ends, date) and today > ends:
        why, norm = too_late(law)
    return dated(
        step,
        ends,
        why,
        norm,
        since=refusal.on,
        document=document,
        others=(Kind.OMBUDSMAN,),
    )


def _court(
    why: Phrase, norm: Bilingual | None, since: date, law: Law, calendar: Calendar
) -> NextStep:
    return dated(
        Step.COURT,
        last_day(law.rules["court"], since, calendar),
        why,
        norm,
        since=since,
        others=(Kind.OMBUDSMAN,),
    )
