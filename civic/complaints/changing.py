"""What a document can hold, told anew, added later or taken out again.

Whoever skipped a question must be able to answer it later, and whoever told too much to take it
out. A field that stands on no list could only be put right by writing everything anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from civic.complaints.facts import ComplaintFacts, EarlierAppeal, TopicAnswer
from civic.complaints.kinds import Kind
from civic.complaints.paper_fields import Field, required
from civic.complaints.telling import WITH_BODY
from civic.complaints.topics import QUESTIONS
from civic.phrases import Phrase


class Told(StrEnum):
    """What the procedure does not require, and the person may have told."""

    OFFICIAL = "official"
    ASKED_FOR = "asked_for"
    WHERE = "where"
    WHEN = "when"
    PHONE = "phone"
    FIRST_DETAIL = "detail_0"
    SECOND_DETAIL = "detail_1"
    EARLIER = "earlier"
    LEARNED = "learned"
    """Kept beside the words: the clock needs it without a key."""


DETAILS = (Told.FIRST_DETAIL, Told.SECOND_DETAIL)
_OF_THE_AUTHOR = (
    Field.NAME,
    Field.IIN,
    Field.POSTAL_ADDRESS,
    Field.RESIDENCE,
    Field.RESIDENCE_OR_WORK,
)
_WITHOUT_A_DAY = frozenset({Kind.PROPOSAL, Kind.RESPONSE, Kind.INQUIRY})
_WITHOUT_A_REQUEST = frozenset({Kind.INQUIRY, Kind.RESPONSE})


def details(facts: ComplaintFacts) -> tuple[TopicAnswer, ...]:
    """The topic's questions, each with its answer or none, and what older questions brought."""
    there = {answer.question.msgid: answer for answer in facts.topic_answers}
    asked = {
        question.msgid: there.pop(question.msgid, TopicAnswer(question=question, answer=""))
        for question in QUESTIONS[facts.topic]
    }
    return (*asked.values(), *there.values())[: len(DETAILS)]


def can_hold(facts: ComplaintFacts) -> tuple[Field | Told, ...]:
    """What this document can hold, in its own order; files and earlier appeals apart."""
    asked, kind = required(facts.kind), facts.kind
    found: list[Field | Told] = []
    if Field.ADDRESSEE in asked:
        found.append(Field.ADDRESSEE)
    if kind in WITH_BODY:
        found += [Field.BODY, Told.OFFICIAL]
    found.append(Field.SUBSTANCE)
    if kind not in _WITHOUT_A_DAY:
        found.append(Told.WHEN)
    found.append(Told.WHERE)
    found += DETAILS[: len(details(facts))]
    if kind not in _WITHOUT_A_REQUEST:
        found.append(Told.ASKED_FOR)
    found.append(Field.EVIDENCE)
    if not facts.anonymous:
        found += [field for field in _OF_THE_AUTHOR if field in asked]
        found.append(Told.PHONE)
    return tuple(found)


def words_of(facts: ComplaintFacts, field: str) -> Phrase | str | date:
    """What stands there now; empty when nothing was told."""
    match field:
        case Field.SUBSTANCE:
            return facts.what_happened
        case Told.WHERE if not facts.where.strip() and facts.place is not None:
            return Phrase("{place}", {"place": facts.place})
        case Told.WHEN:
            return facts.when or ""
        case Told.FIRST_DETAIL | Told.SECOND_DETAIL:
            at = DETAILS.index(Told(field))
            there = details(facts)
            return there[at].answer if at < len(there) else ""
        case _:
            return str(getattr(facts, field, "") or "").strip()


def may_go(facts: ComplaintFacts, field: str) -> bool:
    """Whether the document is whole without it, so that it may be taken out."""
    if field == Field.IIN:
        return True
    if field == Field.EVIDENCE:
        return Field.EVIDENCE not in required(facts.kind)
    return field in set(Told)


def told(
    facts: ComplaintFacts, field: str, words: str, *, question: str = "", when: date | None = None
) -> ComplaintFacts:
    """The facts with this field; ``when`` is the day that the words name, where they name one."""
    match field:
        case Field.CONSENT:
            if facts.on_behalf_of is None:
                return facts
            of_whom = replace(facts.on_behalf_of, consent_attached=words == "yes")
            return replace(facts, on_behalf_of=of_whom)
        case Field.SUBSTANCE:
            return replace(facts, what_happened=words)
        case Told.WHERE:
            return replace(facts, where=words, place=None)
        case Told.WHEN:
            return replace(facts, when=when or words or None)
        case Told.FIRST_DETAIL | Told.SECOND_DETAIL:
            return replace(facts, topic_answers=_answered(facts, question, words))
        case _:
            by_name: dict[str, str] = {field: words}
            return replace(facts, **by_name)  # type: ignore[arg-type]  # fields of plain words


def with_earlier(facts: ComplaintFacts, appeal: EarlierAppeal) -> ComplaintFacts:
    """One earlier appeal more."""
    return replace(facts, earlier_appeals=(*facts.earlier_appeals, appeal))


def taken_out(facts: ComplaintFacts, field: str) -> ComplaintFacts:
    """The facts without this field; as they are where it may not go."""
    if not may_go(facts, field) or field in {Told.EARLIER, Told.LEARNED}:
        return facts
    at = DETAILS.index(Told(field)) if field in DETAILS else None
    asked = details(facts)
    question = asked[at].question.msgid if at is not None and at < len(asked) else ""
    return told(facts, field, "", question=question)


def without_earlier(facts: ComplaintFacts, number: int, of: int) -> ComplaintFacts:
    """The facts without that earlier appeal; ``of`` is how many there were when it was chosen."""
    there = facts.earlier_appeals
    if len(there) != of or not 0 <= number < of:
        return facts
    return replace(facts, earlier_appeals=(*there[:number], *there[number + 1 :]))


def _answered(facts: ComplaintFacts, question: str, words: str) -> tuple[TopicAnswer, ...]:
    """The answers in the order of the questions, those without one left out."""
    changed = (
        replace(each, answer=words) if each.question.msgid == question else each
        for each in details(facts)
    )
    return tuple(each for each in changed if each.answer.strip())
