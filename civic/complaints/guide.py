"""Which way? From what happened, who did it and whether a state body was asked already.

The two procedures have different laws, fields and clocks; a complaint sent the wrong way comes back
after weeks. The guide recommends and explains in two sentences; the person may choose otherwise.
Where neither procedure helps it says so. Danger to life comes before any paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from civic.complaints import reasons
from civic.complaints.circumstances import Before, Elsewhere, What, Who
from civic.complaints.kinds import SIMPLIFIED, Kind
from civic.complaints.law import Law
from civic.phrases import Bilingual, Phrase


@dataclass(frozen=True, slots=True)
class Advice:
    """The way to recommend, why (two sentences), by which norms, and what may be chosen instead."""

    way: Kind | Elsewhere
    reasons: tuple[Phrase, Phrase]
    others: tuple[Kind, ...]
    norms: tuple[Bilingual, ...] = ()
    """Only the confirmed ones; a way whose law nobody confirmed names none."""


_ABOUT_AN_ACT = {What.DECISION, What.ACTION, What.INACTION, What.RIGHTS}
_AT_FIRST: Mapping[What, Kind] = {
    What.DECISION: Kind.COMPLAINT,
    What.ACTION: Kind.COMPLAINT,
    What.INACTION: Kind.STATEMENT,
    What.RIGHTS: Kind.OMBUDSMAN,
    What.SERVICE: Kind.SERVICE_COMPLAINT,
    What.HELP: Kind.STATEMENT,
    What.BREACH: Kind.REPORT,
    What.INFORMATION: Kind.INQUIRY,
    What.SUGGESTION: Kind.PROPOSAL,
    What.OPINION: Kind.RESPONSE,
}
"""Of a state body, when nobody was asked yet."""


def advise(what: What, who: Who, before: Before, law: Law) -> Advice:
    """The way for every combination of answers."""
    if (elsewhere := _elsewhere(what, who)) is not None:
        why = reasons.of_elsewhere(elsewhere, law)
        return Advice(elsewhere, why, _instead(elsewhere), reasons.norms(elsewhere, law))
    way = _kind(what, who, before)
    on_silence = before is Before.SILENCE and way is Kind.COMPLAINT
    asked_before = before is not Before.NO
    first = reasons.SILENCE if on_silence else reasons.first(way, asked_before=asked_before)
    norms = reasons.norms(way, law, on_silence=on_silence)
    return Advice(way, (first, reasons.clock(way, law)), _others(way, what), norms)


def _elsewhere(what: What, who: Who) -> Elsewhere | None:
    about_an_act = what in _ABOUT_AN_ACT
    if what is What.DANGER:
        return Elsewhere.CRISIS
    if what is What.PRESIDENT or (who is Who.PRESIDENT and about_an_act):
        return Elsewhere.PRESIDENT
    if what is What.RULING or (who is Who.COURT and what is What.DECISION):
        return Elsewhere.COURT_RULING
    if who is Who.COURT and about_an_act:
        return Elsewhere.COURT
    if who is Who.PROSECUTOR and about_an_act:
        return Elsewhere.PROSECUTOR
    return None


def _kind(what: What, who: Who, before: Before) -> Kind:
    if before is Before.SILENCE:
        return Kind.COMPLAINT
    first = _AT_FIRST[what]
    if before is Before.ANSWERED:
        heard = first in {Kind.OMBUDSMAN, Kind.PROPOSAL, Kind.RESPONSE}
        return first if heard else Kind.COMPLAINT
    if what in _ABOUT_AN_ACT:
        if who is Who.ORGANISATION:
            return Kind.OMBUDSMAN
        if who in {Who.EMPLOYER, Who.PRIVATE_PERSON}:
            return Kind.REPORT
    return first


def _others(way: Kind, what: What) -> tuple[Kind, ...]:
    """Every other document: those that such people choose most often first."""
    likely = {
        Kind.COMPLAINT: (Kind.OMBUDSMAN, Kind.STATEMENT),
        Kind.OMBUDSMAN: (Kind.COMPLAINT, Kind.REPORT),
        Kind.STATEMENT: (Kind.COMPLAINT, Kind.OMBUDSMAN),
        Kind.REPORT: (Kind.OMBUDSMAN, Kind.COMPLAINT),
        Kind.SERVICE_COMPLAINT: (Kind.COMPLAINT, Kind.STATEMENT),
    }.get(way, (Kind.STATEMENT, Kind.COMPLAINT))
    first = (_AT_FIRST[what], *likely)
    return tuple(kind for kind in dict.fromkeys((*first, *Kind)) if kind is not way)


def _instead(elsewhere: Elsewhere) -> tuple[Kind, ...]:
    if elsewhere is Elsewhere.CRISIS:
        return ()
    simplified = tuple(kind for kind in Kind if kind in SIMPLIFIED)
    # what was just said not to take it, or may well not, is offered last
    if elsewhere is Elsewhere.PRESIDENT:
        return (Kind.STATEMENT, *simplified, Kind.COMPLAINT, Kind.OMBUDSMAN)
    return (Kind.OMBUDSMAN, Kind.STATEMENT, *simplified, Kind.COMPLAINT)
