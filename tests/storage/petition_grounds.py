"""Petitions for tests: open ones, and people who support them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from civic.act import Act
from civic.petitions import log, supporting
from civic.petitions.events import Event
from civic.petitions.frozen import frozen_hash, frozen_of
from civic.petitions.supporting import Declared
from storage import people, petition_logs, petitions
from storage.cases import in_hand, open_case
from storage.database import Database
from storage.petitions import StoredPetition
from storage.vault import KeyRing

ALMATY = ZoneInfo("Asia/Almaty")
NOON = datetime(2026, 6, 3, 7, tzinfo=UTC)
PETITION = "abcd1234"


async def is_published(
    database: Database, ring: KeyRing, now: datetime = NOON, **values: Any
) -> StoredPetition:
    """An open petition, its text in the first line of its log."""
    kept = StoredPetition(
        **{
            "id": PETITION,
            "kind": "ngo",
            "author_id": None,
            "state": "open",
            "state_at": now,
            "topic": "school",
            "level": "republic",
            "body": "government",
            "threshold": 50_000,
            "proof": "account",
            "written_in": "kk",
            "title_kk": "Жылы мектеп",
            "title_ru": "Тёплая школа",
            "summary_kk": "Ауыл мектебі жылы болсын.",
            "summary_ru": "Пусть в сельской школе будет тепло.",
            "text_kk": "Біздің ауылда мектеп суық.\n\nЖылытуды жөндеуді сұраймыз.",
            "text_ru": "В нашем селе холодная школа.\n\nПросим починить отопление.",
            "published_at": now,
            "opened_at": now,
            **values,
        }
    )
    kept = replace(kept, text_hash=frozen_hash(kept.id, frozen_of(kept)))
    async with database.act() as conn:
        with in_hand(await open_case(conn, ring, supporting.case_id(kept.id), now)):
            assert await petitions.add(conn, kept, "Айгүл С.")
        await petition_logs.begin(conn, kept.id, now)
        begun = await petition_logs.get(conn, kept.id, hold=True)
        assert begun is not None
        assert kept.text_hash is not None
        await log.write(conn, begun, Event.TEXT, kept.text_hash, now.astimezone(ALMATY).date())
    return kept


class Crowd:
    """People who support, each by a Telegram id."""

    def __init__(self, database: Database, ring: KeyRing, now: datetime = NOON) -> None:
        self.database = database
        self.ring = ring
        self.now = now
        self.updates = 0

    async def act(self, who: int, deed: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        """One act of theirs."""
        self.updates += 1
        async with self.database.act() as conn:
            person = await people.meet(conn, who, "kk", self.now)
            return await deed(Act(conn, self.ring, person, self.now, self.updates), *args)

    async def supports(self, who: int, petition: str = PETITION, **declared: Any) -> Any:
        """They support it."""
        return await self.act(who, supporting.support, petition, Declared(**declared), ALMATY)

    async def takes_back(self, who: int, petition: str = PETITION) -> Any:
        """They take it back."""
        return await self.act(who, supporting.take_back, petition, ALMATY)
