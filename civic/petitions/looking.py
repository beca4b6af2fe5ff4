"""What anybody may look at: lists, a card, what a search finds. Only counts that are shown.

A petition that gathers its first supporters is in no list and in no search; whoever has its link
reads its card.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions.kinds import Topic
from civic.petitions.searching import SearchIndex, weigh
from civic.petitions.states import LISTED, SHOWN, State
from civic.regions import regions
from storage import petition_lists, petitions
from storage.database import Database
from storage.petition_lists import ListedPetition, Words
from storage.petitions import StoredPetition

COLLECTING = frozenset({State.OPEN, State.REACHED})
MOST_FOUND = 8
_IN_ONE_BREATH = 200
"""Petitions whose words are read before others have their turn."""


class Which(StrEnum):
    """The lists that there are, besides those of a region and of a topic."""

    NEW = "new"
    POPULAR = "popular"
    NEAR = "near"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, and whether there is more."""

    which: str
    page: int
    petitions: tuple[ListedPetition, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A petition with its text and the counts that are shown."""

    petition: StoredPetition
    listed: ListedPetition

    @property
    def state(self) -> State:
        """Where it is."""
        return State(self.petition.state)


async def page_of(conn: AsyncConnection, which: str, page: int, per_page: int) -> Listing | None:
    """A page of a list: a ``Which``, a region's code or a topic's; ``None``: no such list."""
    at_most, after = per_page + 1, page * per_page
    match which:
        case Which.NEW:
            found = await petition_lists.new(conn, COLLECTING, at_most, after)
        case Which.POPULAR:
            found = await petition_lists.popular(conn, COLLECTING, at_most, after)
        case Which.NEAR:
            found = await petition_lists.near(conn, {State.OPEN}, at_most, after)
        case Which.OFFICIAL:
            found = await petition_lists.official(conn, LISTED, at_most, after)
        case region if region in regions():
            found = await petition_lists.of_region(conn, region, LISTED, at_most, after)
        case topic if topic in set(Topic):
            found = await petition_lists.of_topic(conn, topic, LISTED, at_most, after)
        case _:
            return None
    return Listing(which, page, tuple(found[:per_page]), len(found) > per_page)


async def card_of(conn: AsyncConnection, petition_id: str) -> Card | None:
    """The card that anybody with the link may read; ``None``: there is none (any more)."""
    petition = await petitions.get(conn, petition_id)
    if petition is None or State(petition.state) not in SHOWN:
        return None
    listed = await petition_lists.several(conn, [petition_id])
    return Card(petition, listed[petition_id])


@dataclass(slots=True)
class PetitionSearch:
    """The index of one database, brought up to date when petitions have changed.

    Each worker has its own. Whether anything changed is asked at each search; only what changed is
    read anew.
    """

    index: SearchIndex = field(default_factory=SearchIndex)
    _revisions: dict[str, int] = field(default_factory=dict)
    _mark: tuple[int, int] | None = None
    _one_refresh: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def find(
        self, conn: AsyncConnection, text: str, at_most: int = MOST_FOUND
    ) -> list[ListedPetition]:
        """The petitions that fit, the best first."""
        await self.refresh(conn)
        hits = self.index.find(text, at_most)
        found = await petition_lists.several(conn, [hit.petition for hit in hits])
        return [
            found[hit.petition]
            for hit in hits
            if hit.petition in found and State(found[hit.petition].state) in LISTED
        ]

    async def refresh(self, conn: AsyncConnection) -> None:
        """Read what changed since."""
        mark = await petition_lists.mark_of(conn, LISTED)
        if mark == self._mark:
            return
        async with self._one_refresh:
            known = await petition_lists.revisions(conn, LISTED)
            for gone in self._revisions.keys() - known.keys():
                self.index.drop(gone)
                del self._revisions[gone]
            changed = [one for one, at in known.items() if self._revisions.get(one) != at]
            for first in range(0, len(changed), _IN_ONE_BREATH):
                some = changed[first : first + _IN_ONE_BREATH]
                for told in await petition_lists.words_of(conn, some):
                    self._put(told)
                await asyncio.sleep(0)
            self._mark = mark

    async def keep_fresh(self, database: Database) -> None:
        """So that the first who searches does not wait for it."""
        async with database.look() as conn:
            await self.refresh(conn)

    def _put(self, told: Words) -> None:
        self.index.put(told.id, weigh(told.titles, told.summaries))
        self._revisions[told.id] = told.revision
