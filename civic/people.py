"""What a person decides about themselves: language, region, consent."""

from __future__ import annotations

from dataclasses import replace

from civic.act import Act
from storage import audit, people
from storage.people import Person

CONSENT = "region"
"""The purpose of the first consent: the region is kept, to show the help of that region."""
CONSENT_TEXT = "2026-11"
"""The version of its text; raise it when the words of the consent change."""


async def choose_language(act: Act, language: str) -> Person:
    """Speak this language ("kk" or "ru") with the person from now on."""
    await people.set_language(act.connection, act.person.id, language)
    return replace(act.person, language=language)


async def finish_onboarding(act: Act, region: str | None, *, agreed: bool) -> None:
    """Keep the region only with the person's consent, and the consent with its proof."""
    if agreed:
        await remember_region(act, region)
    if act.person.onboarded_at is None:
        await people.set_onboarded(act.connection, act.person.id, act.now)


async def remember_region(act: Act, region: str | None) -> None:
    """Keep the region; the person has just agreed to it, which is recorded."""
    await people.set_region(act.connection, act.person.id, region)
    await agree(act, CONSENT, CONSENT_TEXT)


async def agree(act: Act, purpose: str, text_version: str) -> None:
    """The person consented to this purpose, in words of this version: recorded with its proof."""
    await people.give_consent(
        act.connection,
        act.person.id,
        purpose,
        text_version,
        act.person.language or "kk",
        act.now,
        act.proof,
    )
    await audit.note(act.connection, act.now, "consent.given", act.person.id, purpose)


async def withdraw_region(act: Act) -> None:
    """Forget the region and note that the consent is withdrawn."""
    await people.set_region(act.connection, act.person.id, None)
    await people.withdraw_consent(act.connection, act.person.id, CONSENT, act.now)
    await audit.note(act.connection, act.now, "consent.withdrawn", act.person.id, CONSENT)
