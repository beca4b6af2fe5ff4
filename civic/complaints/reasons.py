"""Why this way: the sentences of the guide. What is not confirmed is said as not confirmed."""

from __future__ import annotations

from collections.abc import Mapping

from civic.complaints.circumstances import Elsewhere
from civic.complaints.kinds import Kind
from civic.complaints.law import Law, Procedure
from civic.complaints.promises import length
from civic.phrases import Bilingual, Phrase, _, verbatim

SILENCE: Phrase = _(
    "They did not answer in time, and the law counts that as a refusal: it can be complained of to "
    "the higher body."
)
_FIRST: Mapping[Kind, Phrase] = {
    Kind.OMBUDSMAN: _(
        "The Commissioner for Human Rights looks at what officials and organisations do to a "
        "person's rights, and asks them to put it right."
    ),
    Kind.STATEMENT: _(
        "First ask in writing for what you have a right to: then they must answer, and if they "
        "refuse or keep silent, you can complain."
    ),
    Kind.COMPLAINT: _(
        "What a body or an official decided, did or failed to do is considered by the body above "
        "them, which can cancel it or make them act."
    ),
    Kind.SERVICE_COMPLAINT: _(
        "Complaints about public services are considered in an order of their own."
    ),
    Kind.REPORT: _(
        "A report of a violation goes to the state body that watches over such things, whoever "
        "broke the law."
    ),
    Kind.PROPOSAL: _("What could be better in laws or in a body's work is written as a proposal."),
    Kind.RESPONSE: _("What you think of a policy or of public events is written as an opinion."),
    Kind.INQUIRY: _("Information that a body has is asked for by a request."),
}
_NOT_HELPED: Phrase = _(
    "The answer that you have can itself be complained of: the body above looks at it anew."
)
_NO_CLOCK: Phrase = _("By which day they must answer is not confirmed, so I promise no day.")
_DANGER: tuple[Phrase, Phrase] = (
    _("First you must be safe: I will show whom to call and where to go, at once."),
    _("A complaint can be written later; nothing is lost."),
)
_NEITHER: Mapping[Elsewhere, Phrase] = {
    Elsewhere.PRESIDENT: _(
        "The Commissioner for Human Rights does not consider acts of the President."
    ),
    Elsewhere.COURT_RULING: _("A court's ruling cannot be changed by a complaint to a state body."),
    Elsewhere.COURT: _(
        "Which procedure takes a complaint about a court or a judge is not confirmed."
    ),
    Elsewhere.PROSECUTOR: _("A prosecutor's acts are complained of by a law of their own."),
}
_NOT_CONFIRMED: Phrase = _("Which procedure takes this is not confirmed.")
_ASK_A_LAWYER: Phrase = _(
    "What helps here a lawyer can say; if you wish, choose a document below all the same."
)
_BORDERS: Mapping[Elsewhere, str] = {
    Elsewhere.PRESIDENT: "president",
    Elsewhere.COURT_RULING: "court_ruling",
    Elsewhere.PROSECUTOR: "prosecutor",
}
"""The row of law behind a sentence; a row that is not confirmed takes its sentence along."""


def first(way: Kind, *, asked_before: bool) -> Phrase:
    """Why this document."""
    return _NOT_HELPED if asked_before and way is Kind.COMPLAINT else _FIRST[way]


def clock(way: Kind, law: Law) -> Phrase:
    """By when it is answered, as far as that is confirmed."""
    rule = law.clocks[way].answer
    if not rule.is_confirmed:
        return _NO_CLOCK
    return _(
        "The term for their answer: {term} from the day after registration.", term=length(rule)
    )


def norms(way: Kind | Elsewhere, law: Law, *, on_silence: bool = False) -> tuple[Bilingual, ...]:
    """Where the law says what these sentences say; only what is confirmed."""
    if isinstance(way, Kind):
        rows = [law.clocks[way].answer.basis]
        if on_silence:
            rows.insert(0, law.principles["silence_is_refusal"].basis)
    else:
        rows = [law.borders[_BORDERS[way]].basis] if way in _BORDERS else []
    return tuple(row.norm for row in rows if row.mark.may_be_shown)


def not_taken(elsewhere: Elsewhere, law: Law) -> Phrase:
    """Which procedure does not take it: no more than a confirmed row says."""
    border = law.borders[_BORDERS[elsewhere]] if elsewhere in _BORDERS else None
    if border is None or not border.is_confirmed:
        return _("I cannot suggest a document for this.")
    if border.not_by == (Procedure.APPK,):
        return _("A complaint to a state body is not the way here.")
    if border.not_by == (Procedure.OMBUDSMAN,):
        return _("A complaint to the Commissioner is not the way here.")
    return _("Neither of the two procedures fits here.")


def of_elsewhere(elsewhere: Elsewhere, law: Law) -> tuple[Phrase, Phrase]:
    """Why neither procedure, and where to go instead."""
    if elsewhere is Elsewhere.CRISIS:
        return _DANGER
    border = law.borders[_BORDERS[elsewhere]] if elsewhere in _BORDERS else None
    if border is None:
        return _NEITHER[elsewhere], _ASK_A_LAWYER
    if not border.is_confirmed:
        return _NOT_CONFIRMED, _ASK_A_LAWYER
    return _NEITHER[elsewhere], _ASK_A_LAWYER if border.go is None else verbatim(border.go)
