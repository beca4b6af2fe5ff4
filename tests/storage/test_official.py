"""What the portal said last stays with its age, whatever the portal does after."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from bot.epetition import Reading, Unreadable, Why
from bot.proof.portal import read_portal
from bot.talk import Grounds
from civic.petitions.official import Companion, follow
from storage import official, petitions
from storage.database import Database
from storage.vault import KeyRing
from tests.storage.petition_grounds import ALMATY, NOON

OFFICIAL = "0f8fad5b-d9cb-469f-a165-70867728950e"


class Portal:
    """Says what it is told to say; ``None``: nothing."""

    def __init__(self) -> None:
        self.votes: int | None = 100
        self.asked = 0

    async def read(self, wanted: Collection[str], now: datetime) -> dict[str, Reading]:
        del now
        self.asked += 1
        if self.votes is None:
            raise Unreadable(Why.SILENT)
        return {one: Reading(one, "Петиция", date(2026, 5, 10), self.votes) for one in wanted}


async def test_counts_are_kept_by_day_and_the_last_one_stays(
    database: Database, ring: KeyRing
) -> None:
    portal, now = Portal(), NOON
    grounds = Grounds(database, ring, lambda: now, ALMATY, lambda: None)
    await read_portal(grounds, portal, now)  # type: ignore[arg-type]
    assert portal.asked == 0, "nobody is followed"
    async with database.act() as conn:
        companion = Companion(official_id=OFFICIAL, title_kk="Ресми", title_ru="Официальная")
        kept = await follow(conn, companion, NOON, None)
        assert await official.get(conn, OFFICIAL) is None
    for votes in (100, 150, None, None):
        portal.votes = votes
        await read_portal(grounds, portal, now)  # type: ignore[arg-type]
        now += timedelta(hours=1)
    async with database.look() as conn:
        read = await official.get(conn, OFFICIAL)
        assert read is not None
        assert (read.votes, read.failures) == (150, 2)
        assert (read.read_at, read.tried_at) == (
            NOON + timedelta(hours=1),
            NOON + timedelta(hours=3),
        )
    now, portal.votes = NOON + timedelta(days=1), 300
    await read_portal(grounds, portal, now)  # type: ignore[arg-type]
    async with database.look() as conn:
        told = [(day, votes) for day, votes, _read_at in await official.counts(conn, OFFICIAL)]
        assert told == [(date(2026, 6, 3), 150), (date(2026, 6, 4), 300)]
        read = await official.get(conn, OFFICIAL)
        assert read is not None
        assert read.failures == 0
    async with database.act() as conn:
        await petitions.change(conn, kept.id, state="removed")
    asked = portal.asked
    await read_portal(grounds, portal, now)  # type: ignore[arg-type]
    assert portal.asked == asked
