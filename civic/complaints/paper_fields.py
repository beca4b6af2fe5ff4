"""What each procedure wants to find in a document, and what of it a person has not told yet.

Each document asks for what its procedure names and for nothing more: whoever writes to the
ombudsman need not give an IIN, and whoever reports a breach need not either. Were a field left out
that the law wants, the paper would come back.

Sources: Code of Administrative Procedure art. 63(2), 88(1)(2), 93(2); for the ombudsman the list of
art. 9(3) of the law of 2021, since the article of 154-VII was not readable.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from civic.complaints.facts import ComplaintFacts
from civic.complaints.kinds import Kind
from civic.complaints.law import law
from civic.phrases import Phrase, _


class Field(StrEnum):
    """A thing that a procedure requires."""

    ADDRESSEE = "addressee"
    NAME = "name"
    IIN = "iin"
    """If the person has one."""
    POSTAL_ADDRESS = "postal_address"
    RESIDENCE = "residence"
    """Where they live in fact."""
    RESIDENCE_OR_WORK = "residence_or_work"
    BODY = "body"
    """The body or the official complained of; one of them is enough."""
    SUBSTANCE = "substance"
    EVIDENCE = "evidence"
    CONSENT = "consent"
    """Of whoever it is filed for, in writing."""
    REQUEST = "request"
    """What is asked for, where the document is a request by what the law calls it."""


_IN_LAW = {Field.SUBSTANCE: "what_happened"}
"""Fields that the law's rows call otherwise."""
_BY_HAND = frozenset({Field.CONSENT, Field.REQUEST})
"""Asked for by what was told, not by the procedure alone."""


@cache
def required(kind: Kind) -> tuple[Field, ...]:
    """What ``data/law/fields.toml`` asks of this document, what one may not have (IIN) too."""
    form = law().forms[kind]
    asked = (field for field in Field if field not in _BY_HAND)
    return tuple(field for field in asked if form.asks_for(_IN_LAW.get(field, field.value)))


_WORDS: dict[Field, Phrase] = {
    Field.ADDRESSEE: _("the name of the body that is to consider it"),
    Field.NAME: _("your surname, name and patronymic"),
    Field.IIN: _("your IIN, if you have one"),
    Field.POSTAL_ADDRESS: _("your postal address"),
    Field.RESIDENCE: _("the address where you live now"),
    Field.RESIDENCE_OR_WORK: _("where you live or work"),
    Field.BODY: _("whose decision, action or inaction it is about"),
    Field.SUBSTANCE: _("what it is about, in your own words"),
    Field.EVIDENCE: _("evidence: documents, photos, names of witnesses"),
    Field.REQUEST: _("what you ask for: an application is a request"),
}
_COMPLAINTS = frozenset({Kind.COMPLAINT, Kind.SERVICE_COMPLAINT, Kind.OMBUDSMAN})
_IDENTITY = frozenset(
    {Field.NAME, Field.IIN, Field.POSTAL_ADDRESS, Field.RESIDENCE, Field.RESIDENCE_OR_WORK}
)


def lacking(facts: ComplaintFacts) -> tuple[Field, ...]:
    """What the procedure requires and the person has not told, in the order of the law."""
    found = [field for field in required(facts.kind) if not _told(facts, field)]
    if facts.anonymous:
        # who wants to stay without a name lacks none: what that costs is said instead
        found = [field for field in found if field not in _IDENTITY]
    if is_a_request(facts.kind) and not facts.asked_for.strip():
        found.append(Field.REQUEST)
    if facts.on_behalf_of is not None and not facts.on_behalf_of.consent_attached:
        found.append(Field.CONSENT)
    return tuple(found)


def is_a_request(kind: Kind) -> bool:
    """Whether the law calls this document a request, so that one without it is none."""
    return kind is Kind.STATEMENT and law().principles["statement_is_a_request"].is_confirmed


def lacks_a_request(facts: ComplaintFacts) -> bool:
    """Whether a complaint does not say what is wanted: no norm asks for it, but who reads it does.

    One on silence always asks for an answer.
    """
    is_complaint = facts.kind in _COMPLAINTS and facts.about_silence_of is None
    return is_complaint and not facts.asked_for.strip()


def missing(facts: ComplaintFacts) -> tuple[Phrase, ...]:
    """The same as a checklist in words; empty when nothing is missing."""
    return tuple(_in_words(facts, field) for field in lacking(facts))


def _in_words(facts: ComplaintFacts, field: Field) -> Phrase:
    if field is Field.CONSENT and facts.on_behalf_of is not None:
        return _("written consent of whoever you file for ({name})", name=facts.on_behalf_of.name)
    return _WORDS[field]


def _told(facts: ComplaintFacts, field: Field) -> bool:
    match field:
        case Field.BODY:
            return bool(facts.body.strip() or facts.official.strip())
        case Field.SUBSTANCE:
            return bool(facts.what_happened.strip()) or facts.about_silence_of is not None
        case Field.EVIDENCE:
            silence = facts.about_silence_of
            shown = facts.evidence.strip() or facts.attachments or (silence and silence.number)
            return bool(shown)
        case _:
            return bool(getattr(facts, field.value).strip())
