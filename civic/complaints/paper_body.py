"""The body of the document: about whom, what happened, by what it is shown, what is asked.

A complaint about silence is made of the same facts: the appeal that was not answered becomes the
circumstances, and what it asked is asked again.
"""

from __future__ import annotations

from collections.abc import Iterator

from civic.complaints.facts import ComplaintFacts, EarlierAppeal, PassedOn, Silence
from civic.complaints.kinds import Kind
from civic.complaints.paper_fields import Field, required
from civic.complaints.paper_parts import Blank, Labelled, Section, told, wanted
from civic.complaints.paper_words import ABOUT_WHOM, CONCERNS, SUBSTANCE
from civic.complaints.topics import formal
from civic.phrases import Phrase, _, verbatim

_BODY = _("Body or organisation")
_OFFICIAL = _("Official")
EVIDENCE = _("Evidence")
ASKED = _("What I ask for")


def sections(facts: ComplaintFacts) -> Iterator[Section]:
    """The parts in their order; one with nothing in it is left out."""
    if about := _about_whom(facts):
        yield Section(ABOUT_WHOM.get(facts.kind, CONCERNS), about)
    yield Section(SUBSTANCE[facts.kind], tuple(_substance(facts)))
    if facts.evidence.strip():
        yield Section(EVIDENCE, (verbatim(facts.evidence.strip()),))
    elif facts.about_silence_of is not None and facts.about_silence_of.number:
        yield Section(EVIDENCE, tuple(_registration(facts.about_silence_of)))
    elif Field.EVIDENCE in required(facts.kind) and not facts.attachments:
        yield Section(EVIDENCE, (Blank(),))
    if earlier := tuple(filter(None, map(_appeal, facts.earlier_appeals))):
        yield Section(_("Earlier appeals"), earlier)
    if asked := tuple(_asked(facts)):
        yield Section(ASKED, asked)


def _about_whom(facts: ComplaintFacts) -> tuple[Labelled, ...]:
    official = told(_OFFICIAL, facts.official)
    if Field.BODY in required(facts.kind):
        named = told(_BODY, facts.body)
        return (*named, *official) or (wanted(_BODY, ""),)
    if facts.body.strip() == facts.addressee.strip():
        return official
    return (*told(_BODY, facts.body), *official)


def _substance(facts: ComplaintFacts) -> Iterator[Labelled | Phrase | Blank]:
    words = facts.what_happened.strip()
    if facts.about_silence_of is not None:
        yield from _silence(facts.about_silence_of)
        yield from told(_("What the appeal was about"), words)
    if facts.when:
        yield Labelled(_("When it happened"), verbatim(facts.when))
    yield from _where(facts)
    if facts.about_silence_of is None:
        yield verbatim(words) if words else Blank()
    for answer in facts.topic_answers:
        yield from told(formal(answer.question), answer.answer)


def _where(facts: ComplaintFacts) -> Iterator[Labelled]:
    where = _("Where it happened")
    if facts.where.strip():
        yield from told(where, facts.where)
    elif facts.place is not None:
        yield Labelled(where, verbatim(facts.place))


def _silence(silence: Silence) -> Iterator[Labelled | Phrase]:
    yield from told(_("Whom I wrote to"), silence.to)
    yield from told(_("Whom the appeal was about"), silence.about)
    if silence.registered_on:
        yield _(
            "On {day} my appeal was registered under No. {number}.",
            day=silence.registered_on,
            number=silence.number,
        )
    else:
        yield _("My appeal is registered under No. {number}.", number=silence.number)
    if silence.passed_on is not None:
        yield _went_on(silence.passed_on)
    if silence.term_ended_on:
        yield _(
            "The last day for an answer was {day}, and there has been no answer.",
            day=silence.term_ended_on,
        )
    else:
        yield _("The term for an answer is over, and there has been no answer.")
    if silence.norm:
        yield _("No answer in the term counts as a refusal ({norm}).", norm=silence.norm)


def _registration(silence: Silence) -> Iterator[Phrase]:
    """What shows that the appeal was made: its number and day, which the office has too."""
    if silence.registered_on:
        yield _(
            "The registration of the appeal: No. {number} of {day}.",
            number=silence.number,
            day=silence.registered_on,
        )
    else:
        yield _("The registration of the appeal: No. {number}.", number=silence.number)


def _went_on(passed_on: PassedOn) -> Phrase:
    if passed_on.on is None:
        return _("It was redirected to another body: {body}.", body=passed_on.to)
    return _(
        "On {day} it was redirected to another body: {body}.", day=passed_on.on, body=passed_on.to
    )


def _appeal(appeal: EarlierAppeal) -> Phrase | None:
    words, number = appeal.text.strip(), appeal.number.strip()
    which = None
    if number and appeal.day:
        which = _("No. {number} of {day}", number=number, day=appeal.day)
    elif number:
        which = Phrase("№ {number}", {"number": number})
    elif appeal.day:
        which = verbatim(appeal.day)
    if which is None:
        return verbatim(words) if words else None
    return Phrase("{appeal}: {words}", {"appeal": which, "words": words}) if words else which


def _asked(facts: ComplaintFacts) -> Iterator[Labelled | Phrase]:
    words = facts.asked_for.strip()
    if facts.about_silence_of is None or facts.kind is Kind.OMBUDSMAN:
        if words:
            yield verbatim(words)
        return
    yield _("To consider my appeal on its merits and to give a reasoned answer in writing.")
    yield from told(_("What the appeal asked for"), words)
