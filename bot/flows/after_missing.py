"""One field of the document: what it lacks, or what was told wrongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from enum import StrEnum

from bot.flows.after import COMPLAINT, MISSING, changed, titled
from bot.flows.after_fact import cautioned
from bot.flows.complaint_author import no_name
from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers, Step
from bot.flows.steps import Choice, Iin, Option, Phone, Words
from bot.flows.steps.day import read_day
from bot.flows.steps.words import joined
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.facts import ComplaintFacts
from civic.complaints.keeping import MOST_ADDED
from civic.complaints.paper_fields import Field
from civic.phrases import Phrase, Refusal, _


class Told(StrEnum):
    """What the procedure does not require, and the person may have told."""

    OFFICIAL = "official"
    ASKED_FOR = "asked_for"
    WHERE = "where"
    WHEN = "when"
    PHONE = "phone"
    FIRST_DETAIL = "detail_0"
    SECOND_DETAIL = "detail_1"


_DETAILS = (Told.FIRST_DETAIL, Told.SECOND_DETAIL)
_ADDRESSES = (
    (Field.POSTAL_ADDRESS, _("Postal address"), _("Your postal address?")),
    (Field.RESIDENCE, _("Where you live"), _("Where do you live now?")),
    (Field.RESIDENCE_OR_WORK, _("Where you live or work"), _("Where do you live or work?")),
)


def _is(field: StrEnum) -> Callable[[Answers], bool]:
    """The condition of the step that asks for this field."""
    return lambda answers: bool(answers["field"] == field.value)


def _words(
    field: Field | Told,
    name: Phrase,
    ask: Phrase | Callable[[Answers], Phrase],
    hint: Phrase | None = None,
    at_most: int = 300,
) -> Words:
    return Words(
        key=field.value,
        name=name,
        ask=ask,
        hint=hint,
        at_least=3,
        at_most=at_most,
        check=no_name if field is Field.NAME else None,
        when=_is(field),
    )


def _question(answers: Answers) -> Phrase:
    """The topic's own question, as it was put: known from the start."""
    return Phrase(str(answers["question"]))


def _steps() -> tuple[Step, ...]:
    return (
        _words(
            Field.ADDRESSEE,
            _("Who considers it"),
            _("Which body is to consider it?"),
            _("The full name, as on its site or on its letters."),
        ),
        _words(
            Field.NAME,
            _("Your name"),
            _("Your surname, name and patronymic?"),
            _("As in your identity card: it stands in the document."),
            200,
        ),
        Iin(
            key=Field.IIN.value,
            name=_("IIN"),
            ask=_("Your IIN?"),
            hint=_("Twelve digits. It stands in the document only."),
            when=lambda answers: answers["field"] == Field.IIN.value,
        ),
        *(_words(field, name, ask) for field, name, ask in _ADDRESSES),
        _words(
            Field.BODY,
            _("Whom it is about"),
            _("Which body or organisation is it about?"),
        ),
        Words(
            key=Field.SUBSTANCE.value,
            name=_("What happened"),
            ask=_("What happened?"),
            hint=_("Several messages are fine; then tap “Done”."),
            at_least=10,
            at_most=MOST_ADDED,
            in_several=True,
            caution=cautioned,
            when=lambda answers: answers["field"] == Field.SUBSTANCE.value,
        ),
        _words(
            Field.EVIDENCE,
            _("Evidence"),
            _("What shows that it was so?"),
            _("Documents, photos, names of witnesses. Files can be added on the card."),
            2000,
        ),
        _words(
            Told.OFFICIAL,
            _("Official"),
            _("Which official is it about: a name, a post?"),
            at_most=200,
        ),
        _words(Told.ASKED_FOR, _("What you ask for"), _("What should they do?"), at_most=2000),
        _words(Told.WHERE, _("Where"), _("Where was it?")),
        _words(
            Told.WHEN,
            _("When"),
            _("When was it?"),
            _("A date, for example 05.11.2026, or in words: every week since September."),
            200,
        ),
        Phone(
            key=Told.PHONE.value,
            name=_("Telephone"),
            ask=_("A phone number for the document?"),
            hint=_("Only if you wish: the office may call it. Tap the key below, or type it."),
            when=_is(Told.PHONE),
        ),
        *(_words(detail, _("Details"), _question, at_most=1000) for detail in _DETAILS),
        Choice(
            key=Field.CONSENT.value,
            name=_("Their consent"),
            ask=_("Do you have their consent in writing, and will you attach it?"),
            options=(Option("yes", _("Yes, I attach it")), Option("no", _("Not yet"))),
            when=lambda answers: answers["field"] == Field.CONSENT.value,
        ),
    )


def after_missing(zone: tzinfo) -> Script:
    """The script; days are those of ``zone``."""

    async def finish(act: Act, answers: Answers) -> Ending:
        complaint_id, field = answers[COMPLAINT], answers["field"]
        kept = await keeping.hold(act, complaint_id)
        today = act.now.astimezone(zone).date()
        facts = told(kept.facts, field, joined(answers[field]), today)
        try:
            await keeping.change_facts(act, complaint_id, facts)
        except Refusal as refusal:
            raise Refusal(refusal.why, field) from None
        return changed(complaint_id, "field")

    return Script(
        name=MISSING,
        version=1,
        title=titled(_("One thing for the document")),
        steps=_steps(),
        finish=finish,
    )


def told(facts: ComplaintFacts, field: str, words: str, today: date) -> ComplaintFacts:
    """The facts with this field; ``today`` is the person's own day."""
    match field:
        case Field.CONSENT:
            if facts.on_behalf_of is None:
                return facts
            of_whom = replace(facts.on_behalf_of, consent_attached=words == "yes")
            return replace(facts, on_behalf_of=of_whom)
        case Field.SUBSTANCE:
            return replace(facts, what_happened=words)
        case Told.WHEN:
            day = read_day(words, today)
            return replace(facts, when=day if day is not None and day <= today else words)
        case Told.FIRST_DETAIL | Told.SECOND_DETAIL:
            at = _DETAILS.index(Told(field))
            answers = list(facts.topic_answers)
            answers[at] = replace(answers[at], answer=words)
            return replace(facts, topic_answers=tuple(answers))
        case _:
            by_name: dict[str, str] = {field: words}
            return replace(facts, **by_name)  # type: ignore[arg-type]  # fields of plain words


def known_of(facts: ComplaintFacts, field: str) -> Mapping[str, object] | None:
    """What the script must know to ask for this field anew; ``None`` when it cannot."""
    if field in _DETAILS:
        at = _DETAILS.index(Told(field))
        if at >= len(facts.topic_answers):
            return None
        return {"field": field, "question": facts.topic_answers[at].question.msgid}
    return {"field": field} if field in ASKED else None


ASKED = frozenset(step.key for step in _steps())
"""The fields that it can ask for."""
