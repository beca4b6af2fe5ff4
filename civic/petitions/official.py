"""Companions: petitions here that follow an official one on epetition.kz.

The vote is cast there, with a digital signature. What is shown here is their count with the time
when it was read; it is never added to anything that was counted here.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions.counting import reach_milestones
from civic.petitions.kinds import Body, Kind, Level, Proof, Topic
from civic.petitions.law import petition_law
from civic.petitions.states import SHOWN, State
from civic.phrases import Refusal, _
from storage import audit, official, petitions
from storage.petitions import StoredPetition, StoredStep

PORTAL = "https://epetition.kz"
_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?epetition\.kz/(?:[a-z]{2}/)?petition/"
    r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?#].*)?",
    re.IGNORECASE,
)
NO_LINK = _(
    "I do not find a petition in this link. It should look like this: "
    "https://epetition.kz/petition/1a2b3c4d-…"
)
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """What somebody says of an official petition that is to be followed."""

    official_id: str
    title_kk: str
    title_ru: str
    topic: Topic = Topic.OTHER

    @property
    def id(self) -> str:
        """Of the row here: the same official petition is followed once."""
        return hashlib.sha256(self.official_id.encode()).hexdigest()[:8]


def official_id_of(link: str) -> str:
    """The id in a link to the portal. ``Refusal`` when there is none."""
    found = _LINK.fullmatch(link.strip())
    if found is None:
        raise Refusal(NO_LINK)
    return found[1].lower()


def page_of(official_id: str) -> str:
    """Where its vote is cast."""
    return f"{PORTAL}/petition/{official_id}"


async def follow(
    conn: AsyncConnection, companion: Companion, now: datetime, by: int | None
) -> StoredPetition:
    """Follow it from now on; ``Refusal`` when it is followed already.

    Its threshold is the law's for the Government: the portal takes petitions of the republic.
    """
    row = petition_law().threshold(Level.REPUBLIC, Body.GOVERNMENT, None)
    assert row is not None, "the law has a row for each body"
    kept = StoredPetition(
        id=companion.id,
        kind=Kind.COMPANION,
        author_id=None,
        state=State.OPEN,
        state_at=now,
        topic=companion.topic,
        level=Level.REPUBLIC,
        body=Body.GOVERNMENT,
        threshold=row.of(None),
        proof=Proof.ACCOUNT,
        written_in="ru",
        title_kk=companion.title_kk,
        title_ru=companion.title_ru,
        official_id=companion.official_id,
        published_at=now,
        opened_at=now,
    )
    if not await petitions.add(conn, kept, None):
        raise Refusal(_("This petition is followed already."))
    step = StoredStep(petition_id=kept.id, state=State.OPEN, at=now, by_id=by)
    await petitions.note_step(conn, step)
    await audit.note(conn, now, "petition.followed", by, kept.id)
    return kept


async def count_read(conn: AsyncConnection, official_id: str, votes: int, now: datetime) -> None:
    """What the portal said may be news for those who follow it, each milestone once."""
    for petition_id, threshold in await official.companions(conn, official_id, SHOWN):
        await reach_milestones(conn, petition_id, votes, threshold, now)


async def followed(conn: AsyncConnection) -> list[str]:
    """The ids at the portal whose counts are shown here."""
    return await official.followed(conn, SHOWN - {State.ARCHIVED})
