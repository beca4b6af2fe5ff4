"""Who writes, for whom, and what may be kept: only what the chosen procedure asks for."""

from __future__ import annotations

from bot.flows.step import Answers
from bot.flows.steps import Choice, Consent, Iin, Option, Phone, Review, Words
from bot.flows.words_on_paper import cautioned, no_name, says_nothing, short_name
from civic.complaints.facts import Language
from civic.complaints.kinds import Kind
from civic.complaints.law import law
from civic.complaints.telling import OTHER, asks_for, is_anonymous, is_for_another, kind_of
from civic.phrases import Phrase, _

CONSENT = "complaint"
CONSENT_TEXT = "2026-11"
"""The version of its text; raise it when the words of the consent change."""
_LONGEST_NAME = 200


def _lives_elsewhere(answers: Answers) -> bool:
    return asks_for(answers, "residence") and answers.get("lives") == OTHER


def _without_a_name(_answers: Answers) -> Phrase:
    if law().principles["anonymous_is_ended"].is_confirmed:
        return _(
            "Without name, address and signature it is not considered as an appeal, and nobody "
            "answers you. Only a report of a crime or of a threat to safety is passed on all the "
            "same."
        )
    return _("What becomes of a report without a name is not confirmed. Nobody can answer you.")


FOR_WHOM = (
    Choice(
        key="whose",
        name=_("For whom"),
        ask=_("For whom do you write?"),
        options=(
            Option("me", _("For myself")),
            Option(OTHER, _("For somebody else")),
        ),
    ),
    Words(
        key="other_name",
        name=_("Their name"),
        ask=_("What is their surname, name and patronymic?"),
        at_most=_LONGEST_NAME,
        check=no_name,
        caution=short_name,
        when=is_for_another,
    ),
    Words(
        key="other_relation",
        name=_("Who you are to them"),
        ask=_("Who are you to them?"),
        hint=_("For example: mother, son, neighbour, representative of an association."),
        at_least=2,
        at_most=100,
        check=says_nothing,
        caution=cautioned,
        when=is_for_another,
    ),
    Consent(
        key="other_consent",
        name=_("Their consent"),
        ask=_("Their consent in writing goes with the document. Will you attach it?"),
        hint=_("They sign it. If it is not there yet, I put it on the list of what is missing."),
        version="1",
        agree=_("Yes, I attach it"),
        decline=_("Not yet"),
        when=is_for_another,
    ),
)
"""Whose rights it is about."""

AUTHOR = (
    Choice(
        key="named",
        name=_("With or without a name"),
        ask=_("With your name, or without?"),
        hint=_without_a_name,
        options=(
            Option("named", _("With my name")),
            Option("anonymous", _("Without a name")),
        ),
        when=lambda answers: kind_of(answers) is Kind.REPORT,
    ),
    Words(
        key="name",
        name=_("Your name"),
        ask=_("Your surname, name and patronymic?"),
        hint=_("As in your identity card: it stands in the document."),
        at_least=3,
        at_most=_LONGEST_NAME,
        check=no_name,
        caution=short_name,
        when=lambda answers: kind_of(answers) is not None and not is_anonymous(answers),
    ),
    Words(
        key="postal_address",
        name=_("Postal address"),
        ask=_("Your postal address?"),
        hint=_("Where an answer on paper can be sent: city or village, street, house, flat."),
        at_least=5,
        at_most=300,
        check=says_nothing,
        when=lambda answers: asks_for(answers, "postal_address"),
    ),
    Choice(
        key="lives",
        name=_("Where you live"),
        ask=_("Do you live at this address?"),
        options=(Option("same", _("Yes, there")), Option(OTHER, _("No, elsewhere"))),
        when=lambda answers: asks_for(answers, "residence"),
    ),
    Words(
        key="residence",
        name=_("Where you live"),
        ask=_("Where do you live now?"),
        at_least=5,
        at_most=300,
        check=says_nothing,
        when=_lives_elsewhere,
    ),
    Words(
        key="residence_or_work",
        name=_("Where you live or work"),
        ask=_("Where do you live or work?"),
        hint=_("One of the two is enough: city or village, street, house; or the place of work."),
        at_least=3,
        at_most=300,
        check=says_nothing,
        when=lambda answers: asks_for(answers, "residence_or_work"),
    ),
    Iin(
        key="iin",
        name=_("IIN"),
        ask=_("Your IIN?"),
        hint=_("Twelve digits. It stands in the document only. If you have none, skip it."),
        optional=True,
        when=lambda answers: asks_for(answers, "iin"),
    ),
    Phone(
        key="phone",
        name=_("Telephone"),
        ask=_("A phone number for the document?"),
        hint=_("Only if you wish: the office may call it. Tap the key below, or type the number."),
        optional=True,
        when=lambda answers: kind_of(answers) is not None and not is_anonymous(answers),
    ),
    Choice(
        key="language",
        name=_("Language of the document"),
        ask=_("In which language shall the document be?"),
        hint=_("Your own words stay as you wrote them."),
        options=(
            Option(Language.KK.value, _("In Kazakh")),
            Option(Language.RU.value, _("In Russian")),
            Option(Language.BOTH.value, _("In both")),
        ),
    ),
    Consent(
        key="consent",
        name=_("Consent"),
        ask=_("May I keep what you have told me?"),
        hint=_(
            "I keep it encrypted, under a key of its own, to make the document and to remind you "
            "of the days. I pass it on to nobody and file nothing for you. You can delete it at "
            "any time, and then nobody can read it any more. What you write and send passes "
            "through Telegram, which is a foreign service."
        ),
        version=CONSENT_TEXT,
        agree=_("Yes, keep it"),
        decline=_("No"),
        required=_(
            "Without this I cannot make the document. You can cancel and delete what you wrote."
        ),
    ),
    Review(submit=_("Prepare the document")),
)
"""Who signs, as far as the procedure asks, and the last look."""
