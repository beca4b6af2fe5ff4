"""Which entries answer somebody's need, in which order.

The lines that always answer come first, then checked entries: the fresh before the faded, those
with room, those that fit best, the nearest, the newest checked. Then drafts, to ask 111 about, and
Family Support Centres, which are offices and no shelter; when it is urgent, those are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.directory.entry import FADES_AFTER, Entry, entry
from civic.directory.lines import Line, lines
from civic.directory.vocabulary import wish
from civic.places.nearest import distance_km
from storage import directory
from storage.directory import Candidate
from storage.secrecy import LEVELS

PER_PAGE = 8
_NEAREST_AMONG = 100
"""So many of the best are compared by distance: more than any region has."""


@dataclass(frozen=True, slots=True)
class Need:
    """What is looked for. ``region`` is ISO 3166-2, ``wishes`` are codes of ``vocabulary.wish``.

    ``near`` (latitude, longitude) is used in memory only, and forgotten.
    """

    region: str
    wishes: tuple[str, ...] = ()
    urgent: bool = False
    near: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One page. ``lines`` are those that answer day and night, on the first page only."""

    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    more: bool
    """There is another page."""


async def answer(
    connection: AsyncConnection, need: Need, now: datetime, page: int = 0, per_page: int = PER_PAGE
) -> Answer:
    """The page of the answer, from 0; ``now`` is an aware UTC time. Raises ``UnknownCode``."""
    begin = page * per_page
    end = begin + per_page + 1
    wishes = [wish(code) for code in need.wishes]
    checked = await directory.checked_in(
        connection,
        need.region,
        wishes,
        now - FADES_AFTER,
        now,
        max(end, _NEAREST_AMONG) if need.near else end,
        family_centres=not need.urgent,
    )
    ids = [candidate.id for candidate in _nearest_first(checked, need.near, now)][begin:end]
    if len(checked) < end:
        ids += await directory.drafts_in(
            connection,
            need.region,
            max(0, begin - len(checked)),
            end - begin - len(ids),
            family_centres=not need.urgent,
        )
    found = await directory.centres_with_ids(connection, ids[:per_page])
    always = [line for line in await lines(connection) if line.around_the_clock] if not page else []
    return Answer(tuple(always), tuple(entry(centre) for centre in found), len(ids) > per_page)


def _nearest_first(
    checked: Sequence[Candidate], near: tuple[float, float] | None, now: datetime
) -> Sequence[Candidate]:
    if near is None:
        return checked

    def rank(candidate: Candidate) -> tuple[bool, bool, int, float]:
        faded = now - candidate.checked_at >= FADES_AFTER
        return faded, candidate.is_full, -candidate.fit, _distance(candidate, near)

    return sorted(checked, key=rank)


def _distance(candidate: Candidate, near: tuple[float, float]) -> float:
    """Kilometres; endless where the place is unknown, or not to be guessed from the order."""
    if (
        candidate.latitude is None
        or candidate.longitude is None
        or candidate.publish_level == LEVELS[0]
    ):
        return float("inf")
    return distance_km(*near, candidate.latitude, candidate.longitude)


async def entry_with_id(connection: AsyncConnection, centre_id: str) -> Entry | None:
    """One entry; ``None`` when there is none with this id. Look at its ``standing``."""
    centre = await directory.centre(connection, centre_id)
    return entry(centre) if centre else None
