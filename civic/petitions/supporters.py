"""What a supporter has agreed to and told before, so that the next support is one tap; and the end
of it: having oneself forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic import people as consenting
from civic.act import Act
from civic.petitions.states import TAKES_SUPPORT, State
from civic.petitions.supporting import case_id, subject_of, take_back
from storage import audit, people, petition_follows, petition_supports, petitions
from storage.cases import case_of, in_hand
from storage.petition_supports import StoredSupport

CONSENT = "petitions"
"""The purpose of the consent: that a support is kept and counted."""
CONSENT_TEXT = "2026-11"
"""The version of its text; raise it when the words of the consent change."""
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Habit:
    """``agreed``: a citizen by their own word who consented to this text. ``region``: as they
    declared it last; whether their last support shows a name and wants news.
    """

    agreed: bool
    region: str | None
    shows_name: bool
    wants_news: bool


async def habit_of(conn: AsyncConnection, person_id: int) -> Habit:
    """What need not be asked again."""
    agreed = any(
        (it.purpose, it.text_version, it.withdrawn_at) == (CONSENT, CONSENT_TEXT, None)
        for it in await people.consents_of(conn, person_id)
    )
    if not agreed:
        return Habit(agreed=False, region=None, shows_name=False, wants_news=False)
    wants_news, shows_name = await petition_supports.habits(conn, person_id)
    region = await petition_supports.last_region(conn, person_id)
    return Habit(agreed=True, region=region, shows_name=shows_name, wants_news=wants_news)


async def agree(act: Act) -> None:
    """The person said that they are a citizen, and that a support may be kept and counted."""
    await consenting.agree(act, CONSENT, CONSENT_TEXT)


def shown_as(first: str, last: str | None) -> str | None:
    """ "Айгүл С.": the first name and the first letter of the surname, letters only; ``None``
    where there is no name in it.
    """
    name = "".join(letter for letter in first if letter.isalpha() or letter in " -'’").strip(" -'’")
    if not name:
        return None
    initial = next((letter for letter in last or "" if letter.isalpha()), None)
    return f"{name[:LONGEST_NAME]} {initial.upper()}." if initial else name[:LONGEST_NAME]


async def own(act: Act, petition_id: str) -> StoredSupport | None:
    """The person's support of it, given back or not."""
    subject = await subject_of(act, petition_id)
    return await petition_supports.of_subject(act.connection, petition_id, subject)


async def set_name(act: Act, petition_id: str, name: str | None) -> None:
    """Show this name beside the support, or none; nothing happens where none counts."""
    kept = await own(act, petition_id)
    if kept is None or not kept.counts:
        return
    with in_hand(await case_of(act.connection, act.ring, case_id(petition_id))):
        await petition_supports.change(act.connection, kept.id, shown_name=name)


async def set_news(act: Act, petition_id: str, *, wanted: bool) -> None:
    """Whether to hear of it; nothing happens where no support counts."""
    kept = await own(act, petition_id)
    if kept is not None and kept.counts:
        await petition_supports.change(act.connection, kept.id, wants_news=wanted)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many supports were taken back, and how many go on counting without the person."""

    taken_back: int
    left: int


async def forget(act: Act, zone: tzinfo) -> Forgotten:
    """Take back what can be taken back, then cut the person off from the rest for good.

    Afterwards nobody can tell from the rows who it was; the count of what is closed stays.
    """
    given = await petition_supports.of_person(act.connection, act.person.id)
    taken = 0
    # in one order for all, so that two who do this at once never wait for each other
    for kept in sorted(given, key=lambda it: it.petition_id):
        petition = await petitions.get(act.connection, kept.petition_id)
        if petition and kept.counts and State(petition.state) in TAKES_SUPPORT:
            taken += await take_back(act, kept.petition_id, zone)
    await petition_supports.forget_person(act.connection, act.person.id)
    await petition_follows.leave_all(act.connection, act.person.id)
    await people.withdraw_consent(act.connection, act.person.id, CONSENT, act.now)
    await audit.note(act.connection, act.now, "consent.withdrawn", act.person.id, CONSENT)
    left = sum(kept.counts for kept in given) - taken
    return Forgotten(taken, left)
