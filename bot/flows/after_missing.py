"""One field of the document: what it lacks, or what was told wrongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, tzinfo
from enum import StrEnum

from bot.flows.after import COMPLAINT, MISSING, changed, titled
from bot.flows.ending import Ending
from bot.flows.how_to_complain import explained
from bot.flows.script import Script
from bot.flows.step import Answers, Step
from bot.flows.steps import Choice, Day, Iin, Option, Phone, Words
from bot.flows.steps.day import read_day
from bot.flows.steps.words import joined
from bot.flows.words_on_paper import cautioned, no_name, says_nothing, short_name
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.changing import DETAILS, Told, details, told, with_earlier
from civic.complaints.facts import ComplaintFacts, EarlierAppeal
from civic.complaints.keeping import MOST_ADDED
from civic.complaints.kept import Kept
from civic.complaints.paper_fields import Field
from civic.complaints.rows import Learned
from civic.complaints.telling import EXPLAINED
from civic.phrases import Phrase, Refusal, _

_cautions: Mapping[str, Callable[[str], Phrase | None] | None] = {
    Field.NAME: short_name,
    **dict.fromkeys((Field.POSTAL_ADDRESS, Field.RESIDENCE, Field.RESIDENCE_OR_WORK)),
}
"""What is asked of some texts instead of the look for insults."""
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
        check=no_name if field is Field.NAME else says_nothing,
        caution=_cautions.get(field, cautioned),
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
        *(_words(detail, _("Details"), _question, at_most=1000) for detail in DETAILS),
        *_earlier(),
        *_learned(),
        Choice(
            key=Field.CONSENT.value,
            name=_("Their consent"),
            ask=_("Do you have their consent in writing, and will you attach it?"),
            options=(Option("yes", _("Yes, I attach it")), Option("no", _("Not yet"))),
            when=lambda answers: answers["field"] == Field.CONSENT.value,
        ),
    )


def _earlier() -> tuple[Step, ...]:
    """One earlier appeal: what was said, and its number and day where there are such."""
    return (
        _words(
            Told.EARLIER,
            _("Earlier appeals"),
            _("Where did you turn before, and what did they say?"),
            at_most=1000,
        ),
        Words(
            key="earlier_number",
            name=_("Number of the earlier one"),
            ask=_("Does the earlier one have a number?"),
            at_most=60,
            check=says_nothing,
            optional=True,
            when=_is(Told.EARLIER),
        ),
        Day(
            key="earlier_day",
            name=_("Day of the earlier one"),
            ask=_("On which day was it registered?"),
            optional=True,
            when=_is(Told.EARLIER),
        ),
    )


def _learned() -> tuple[Step, ...]:
    """Since when the time to complain runs, and for how long."""
    return (
        Day(
            key=Told.LEARNED.value,
            name=_("When you learned of it"),
            ask=_("On which day did you learn of it?"),
            when=_is(Told.LEARNED),
        ),
        explained(
            _("Does the decision say how one can complain of it?"),
            _("I do not know, or there is no decision"),
            _is(Told.LEARNED),
        ),
    )


def after_missing(zone: tzinfo) -> Script:
    """The script; days are those of ``zone``."""

    async def finish(act: Act, answers: Answers) -> Ending:
        complaint_id, field = answers[COMPLAINT], answers["field"]
        if field == Told.LEARNED:
            on = date.fromisoformat(answers[Told.LEARNED])
            learned = Learned(on, EXPLAINED.get(answers.get("explained") or ""))
            await keeping.set_learned(act, complaint_id, learned, zone)
            return changed(complaint_id, "learned")
        kept = await keeping.hold(act, complaint_id)
        today = act.now.astimezone(zone).date()
        try:
            await keeping.change_facts(act, complaint_id, _changed(kept.facts, answers, today))
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


def _changed(facts: ComplaintFacts, answers: Answers, today: date) -> ComplaintFacts:
    field = answers["field"]
    words = joined(answers[field])
    if field == Told.EARLIER:
        day = answers.get("earlier_day")
        number = answers.get("earlier_number") or ""
        on = date.fromisoformat(day) if day else None
        return with_earlier(facts, EarlierAppeal(text=words, number=number, day=on))
    when = read_day(words, today) if field == Told.WHEN else None
    if when is not None and when > today:
        when = None
    return told(facts, field, words, question=str(answers.get("question") or ""), when=when)


def known_of(kept: Kept, field: str) -> Mapping[str, object] | None:
    """What the script must know to ask for this field anew; ``None`` when it cannot."""
    if field in DETAILS:
        at, there = DETAILS.index(Told(field)), details(kept.facts)
        if at >= len(there):
            return None
        return {"field": field, "question": there[at].question.msgid}
    return {"field": field} if field in ASKED else None


ASKED = frozenset(step.key for step in _steps()) - {"earlier_number", "earlier_day", "explained"}
"""The fields that it can ask for."""
