"""Choosing the region anew, from the menu."""

from __future__ import annotations

from bot.flows.ending import Ending
from bot.flows.onboarding import may_i_remember
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Consent, Place
from civic.act import Act
from civic.people import CONSENT_TEXT, remember_region
from civic.phrases import _

NAME = "region"


async def _finish(act: Act, answers: Answers) -> Ending:
    if not answers["consent"]["yes"]:
        return Ending("region_not_kept", {"region": answers["region"]["region"]})
    await remember_region(act, answers["region"]["region"])
    return Ending("region_kept", {"region": answers["region"]["region"]})


my_region = Script(
    name=NAME,
    version=1,
    title=_("My region"),
    steps=(
        Place(
            key="region",
            name=_("Region"),
            ask=_("Where do you live?"),
            hint=_("Tap your region, or write any city or district."),
            location_allowed=True,
        ),
        Consent(
            key="consent",
            name=_("Consent"),
            ask=may_i_remember,
            hint=_(
                "I keep it with your Telegram number, to show you the help that is near, and pass "
                "it on to nobody. You can take your consent back at any time: /privacy"
            ),
            version=CONSENT_TEXT,
            agree=_("Yes, remember it"),
            decline=_("No, do not"),
        ),
    ),
    finish=_finish,
    quiet=True,
    link=NAME,
)
