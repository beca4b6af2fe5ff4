"""The term that runs now, out of everything that happened: from which day, to which, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from civic.complaints.history import Event, History
from civic.complaints.law import Clock, Extension, Law, Rule, Unit
from civic.complaints.promises import NoDate, add_months, last_day, length
from civic.complaints.statuses import EFFECTS, Effect, Status
from civic.phrases import Bilingual, Phrase, _
from civic.working_days import Calendar

_FRIDAY = 5
_ELSEWHERE = {Status.REDIRECTED, Status.PASSED_UP, Status.ARRIVED}
WHY_COUNTED: Mapping[Status, Phrase] = {
    Status.REGISTERED: _(
        "The term for an answer: {term}, counted from the day after the registration."
    ),
    Status.ALIGNED: _(
        "The term for an answer: {term}, counted from the day after you put the document right."
    ),
    Status.REDIRECTED: _(
        "Another body has it now. The term for an answer: {term}, counted from the day after it "
        "came there."
    ),
    Status.ARRIVED: _(
        "Another body has it now. The term for an answer: {term}, counted from the day after it "
        "came there."
    ),
    Status.PASSED_UP: _(
        "The higher body has it now. The term for an answer: {term}, counted from the day after it "
        "came there."
    ),
}
"""How it is told from what a term is counted, for each status that starts the count or begins it
anew."""


@dataclass(frozen=True, slots=True)
class Term:
    """``ends`` is the last day for the answer. ``is_told`` means that the body named it itself."""

    since: date
    ends: date | NoDate
    why: Phrase
    norm: Bilingual | None
    is_told: bool = False


def running_term(history: History, law: Law, calendar: Calendar) -> Term | None:
    """The term for the answer; ``None`` before the document is registered."""
    clock = law.clocks[history.kind]
    term: Term | None = None
    for event in history.events:
        effect = EFFECTS[event.status]
        if effect in {Effect.STARTS, Effect.RESTARTS}:
            term = _counted(clock, event, calendar)
        elif term is not None and effect is Effect.STRETCHES:
            term = _extended(term, clock, event, calendar)
        elif term is not None and event.status is Status.REDIRECTED_PARTLY:
            term = _parted(term)
    return term


def _counted(clock: Clock, event: Event, calendar: Calendar) -> Term:
    rule = clock.answer_elsewhere if event.status in _ELSEWHERE else clock.answer
    why = _("The document is with them, and they must answer.")
    if rule.is_confirmed:
        why = Phrase(WHY_COUNTED[event.status].msgid, {"term": length(rule)})
    return Term(event.on, last_day(rule, event.on, calendar), why, rule.basis.shown_norm)


def _parted(term: Term) -> Term:
    why = _(
        "A part went to another body, which answers it separately. For the rest the term runs on "
        "as before."
    )
    return Term(term.since, term.ends, why, term.norm, term.is_told)


def _extended(term: Term, clock: Clock, event: Event, calendar: Calendar) -> Term:
    match clock.extension:
        case Extension.FORBIDDEN:
            return _not_extended(term, clock)
        case Extension.RULE if clock.extension_rule and clock.extension_rule.is_confirmed:
            return _extended_by_rule(term, clock.extension_rule, event, calendar)
        case _:
            return _extended_as_told(term, event)


def _not_extended(term: Term, clock: Clock) -> Term:
    why = _(
        "They say that the term is extended. The term of a complaint is not extended unless "
        "another law says so: ask them which one."
    )
    principle = clock.extension_principle
    norm = principle.basis.shown_norm if principle else None
    return Term(term.since, term.ends, why, norm, term.is_told)


def _extended_by_rule(term: Term, rule: Rule, event: Event, calendar: Calendar) -> Term:
    latest = last_day(rule, event.on, calendar)
    at_most = {"term": length(rule)}
    norm = rule.basis.shown_norm
    if event.until is None:
        why = _("The term is extended. The most that the law allows: {term} from that decision.")
        return Term(event.on, _later(term.ends, latest), Phrase(why.msgid, at_most), norm)
    if latest is NoDate.NO_CALENDAR and event.until > (bare := _bare(rule, event.on)):
        why = _(
            "They named a later day, and the law allows no more than this: {term} from the "
            "decision to extend, that is until {day}, or until the next working day if that is a "
            "day off."
        )
        return Term(event.on, latest, Phrase(why.msgid, {**at_most, "day": bare}), norm)
    if isinstance(latest, date) and event.until > latest:
        why = _(
            "They named a later day, and the law allows no more than this: {term} from the "
            "decision to extend."
        )
        return Term(event.on, _later(term.ends, latest), Phrase(why.msgid, at_most), norm)
    return _extended_as_told(term, event, norm)


def _bare(rule: Rule, since: date) -> date:
    """The last day of a term in months as far as it can be told without a list of days off."""
    assert rule.value is not None, "it is confirmed"
    ends = add_months(since, rule.value) if rule.unit is Unit.MONTHS else date.max
    while ends.isoweekday() > _FRIDAY and ends < date.max:
        ends += timedelta(days=1)
    return ends


def _extended_as_told(term: Term, event: Event, norm: Bilingual | None = None) -> Term:
    if event.until is None:
        why = _(
            "The term is extended, and no day is named. How far the law lets them extend it is not "
            "confirmed."
        )
        return Term(event.on, NoDate.UNCONFIRMED, why, norm)
    why = _("They extended the term and named this day.")
    ends = _later(term.ends, event.until)
    return Term(event.on, ends, why, norm, is_told=ends == event.until)


def _later(ends: date | NoDate, extended: date | NoDate) -> date | NoDate:
    """An extension never makes a term shorter."""
    if isinstance(ends, date) and isinstance(extended, date):
        return max(ends, extended)
    return extended
