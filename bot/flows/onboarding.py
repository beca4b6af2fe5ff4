"""The first talk: which language, which region, and what may be kept.

Everything but the language may be declined: nobody must tell anything to see where help is.
"""

from __future__ import annotations

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers, Json
from bot.flows.steps import Choice, Consent, Option, Place
from civic.act import Act
from civic.people import CONSENT_TEXT, choose_language, finish_onboarding
from civic.phrases import Phrase, _
from civic.regions import regions
from storage.people import Person

NAME = "onboarding"
THEN = "then"
"""Where a deep link wanted to go, once this is done."""

LANGUAGE_OPTIONS = (
    Option("kk", _("Kazakh, in Kazakh")),
    Option("ru", _("Russian, in Russian")),
)


async def _choose_language(act: Act, language: Json) -> Person:
    return await choose_language(act, language)


async def _finish(act: Act, answers: Answers) -> Ending:
    place = answers["region"]
    agreed = place is not None and answers["consent"]["yes"]
    await finish_onboarding(act, place["region"] if place else None, agreed=agreed)
    then = {"then": answers[THEN]} if THEN in answers else {}
    return Ending("welcome", {**then, "region_kept": agreed})


def may_i_remember(answers: Answers) -> Phrase:
    """The question names what would be kept."""
    region = regions()[answers["region"]["region"]]
    return _("May I remember your region: {region}?", region=region.name)


onboarding = Script(
    name=NAME,
    version=1,
    title=_("Getting to know each other"),
    steps=(
        Choice(
            key="language",
            name=_("Language"),
            ask=_("Hello! Please choose your language."),
            hint=_("In danger: 112. All phones at once: /phones"),
            options=LANGUAGE_OPTIONS,
        ),
        Place(
            key="region",
            name=_("Region"),
            ask=_("Where do you live?"),
            hint=_("I will show you the help of your region first. You may skip this."),
            optional=True,
        ),
        Consent(
            key="consent",
            name=_("Consent"),
            ask=may_i_remember,
            hint=_(
                "What I keep: your Telegram number, your language and your region, so that I can "
                "show you the help that is near. I pass them on to nobody and publish nothing. "
                "What you write to me passes through Telegram, which is a foreign service.\n\n"
                "If you do not agree, everything works all the same: I will ask for the region "
                "each time. You can take your consent back at any time: /privacy"
            ),
            version=CONSENT_TEXT,
            agree=_("Yes, remember it"),
            decline=_("No, do not"),
            # Counted among the steps until the region is skipped.
            when=lambda answers: answers.get("region", "not asked yet") is not None,
        ),
    ),
    after={"language": _choose_language},
    finish=_finish,
    quiet=True,
    leavable=False,
)
