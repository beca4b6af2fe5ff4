"""One field of the document: what it lacks, or what was told wrongly."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.after import COMPLAINT, MISSING, changed, titled
from bot.flows.after_fact import cautioned
from bot.flows.complaint_author import no_name
from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers, Step
from bot.flows.steps import Choice, Iin, Option, Words
from bot.flows.steps.words import joined
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.facts import ComplaintFacts
from civic.complaints.keeping import MOST_ADDED
from civic.complaints.paper_fields import Field
from civic.phrases import Phrase, Refusal, _

_ADDRESSES = (
    (Field.POSTAL_ADDRESS, _("Postal address"), _("Your postal address?")),
    (Field.RESIDENCE, _("Where you live"), _("Where do you live now?")),
    (Field.RESIDENCE_OR_WORK, _("Where you live or work"), _("Where do you live or work?")),
)


def _words(
    field: Field, name: Phrase, ask: Phrase, hint: Phrase | None = None, at_most: int = 300
) -> Words:
    return Words(
        key=field.value,
        name=name,
        ask=ask,
        hint=hint,
        at_least=3,
        at_most=at_most,
        check=no_name if field is Field.NAME else None,
        when=lambda answers: answers["field"] == field.value,
    )


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
        Choice(
            key=Field.CONSENT.value,
            name=_("Their consent"),
            ask=_("Do you have their consent in writing, and will you attach it?"),
            options=(Option("yes", _("Yes, I attach it")), Option("no", _("Not yet"))),
            when=lambda answers: answers["field"] == Field.CONSENT.value,
        ),
    )


def after_missing() -> Script:
    """The script."""

    async def finish(act: Act, answers: Answers) -> Ending:
        complaint_id, field = answers[COMPLAINT], Field(answers["field"])
        kept = await keeping.hold(act, complaint_id)
        facts = told(kept.facts, field, joined(answers[field.value]))
        try:
            await keeping.change_facts(act, complaint_id, facts)
        except Refusal as refusal:
            raise Refusal(refusal.why, field.value) from None
        return changed(complaint_id, "field")

    return Script(
        name=MISSING,
        version=1,
        title=titled(_("One thing for the document")),
        steps=_steps(),
        finish=finish,
    )


def told(facts: ComplaintFacts, field: Field, words: str) -> ComplaintFacts:
    """The facts with this field."""
    match field:
        case Field.CONSENT:
            if facts.on_behalf_of is None:
                return facts
            of_whom = replace(facts.on_behalf_of, consent_attached=words == "yes")
            return replace(facts, on_behalf_of=of_whom)
        case Field.SUBSTANCE:
            return replace(facts, what_happened=words)
        case _:
            by_name: dict[str, str] = {field.value: words}
            return replace(facts, **by_name)  # type: ignore[arg-type]  # fields of plain words


ASKED = frozenset(Field(step.key) for step in _steps())
"""The fields that it can ask for."""
