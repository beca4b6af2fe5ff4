"""The head of the document: to whom, through whom, from whom, as far as the procedure asks it."""

from __future__ import annotations

from collections.abc import Iterator

from civic.complaints.facts import ComplaintFacts
from civic.complaints.kinds import Kind
from civic.complaints.paper_fields import Field, required
from civic.complaints.paper_parts import Labelled, told, wanted
from civic.phrases import Phrase, _, verbatim

ADDRESSED_TO = _("Addressed to")
OMBUDSMAN = _("The Commissioner for Human Rights in the Republic of Kazakhstan")
IIN = _("IIN")
PHONE = _("Telephone")
EMAIL = _("E-mail")
_POSTAL = _("Postal address")
_RESIDENCE = _("Address of actual residence")
_POSTAL_AND_RESIDENCE = _("Postal address, also of actual residence")
_ROOM = 100
"""Characters of a name that there is room for beside the signature."""
_NAMELESS = _("A person who has not given a name")


def head(facts: ComplaintFacts) -> tuple[Labelled, ...]:
    """The lines, in the order of the law."""
    return (*_addressed(facts), *_from(facts), *told(*_interest(facts)))


def signer(facts: ComplaintFacts) -> Phrase | None:
    """Whose name stands beside the signature; an endless one is cut there, not in the head."""
    name = facts.name.strip()
    return verbatim(name if len(name) <= _ROOM else f"{name[:_ROOM]}…") if name else None


def _addressed(facts: ComplaintFacts) -> Iterator[Labelled]:
    named = wanted(ADDRESSED_TO, facts.addressee).value
    if named is None and facts.kind is Kind.OMBUDSMAN:
        named = OMBUDSMAN
    yield Labelled(ADDRESSED_TO, named, is_strong=True)
    if facts.kind is Kind.COMPLAINT and facts.body.strip() != facts.addressee.strip():
        yield from told(_("Through"), facts.body)


def _from(facts: ComplaintFacts) -> Iterator[Labelled]:
    whom = _("From whom")
    if facts.anonymous:
        yield Labelled(whom, _NAMELESS)
        return
    relation = facts.on_behalf_of.relation.strip() if facts.on_behalf_of else ""
    named = wanted(whom, facts.name).value
    if named is not None and relation:
        named = Phrase("{name} ({relation})", {"name": named, "relation": relation})
    yield Labelled(whom, named)
    yield from _identity(facts)
    yield from told(PHONE, facts.phone)
    yield from told(EMAIL, facts.email)


def _identity(facts: ComplaintFacts) -> Iterator[Labelled]:
    asked = required(facts.kind)
    postal, residence = facts.postal_address.strip(), facts.residence.strip()
    if Field.IIN in asked:
        yield wanted(IIN, facts.iin)
    if Field.RESIDENCE in asked and postal and postal == residence:
        yield wanted(_POSTAL_AND_RESIDENCE, postal)
    else:
        if Field.POSTAL_ADDRESS in asked:
            yield wanted(_POSTAL, postal)
        if Field.RESIDENCE in asked:
            yield wanted(_RESIDENCE, residence)
    if Field.RESIDENCE_OR_WORK in asked:
        yield wanted(_("Place of residence or work"), facts.residence_or_work)


def _interest(facts: ComplaintFacts) -> tuple[Phrase, str]:
    return _("In the interest of"), facts.on_behalf_of.name if facts.on_behalf_of else ""
