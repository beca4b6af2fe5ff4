"""What is shown of a count, every few seconds, and what follows from it: once, and back again.

A support does not touch what everybody is shown: thousands of them in a minute would rewrite the
same cards. The clock counts together; a threshold is crossed here and nowhere else, so it is
crossed once, and undone when supports are taken back or found false.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions import log
from civic.petitions.law import petition_law
from civic.petitions.moving import held, move
from civic.petitions.states import State
from civic.petitions.terms import closes_on
from storage import petition_logs, petition_milestones, petition_tellings
from storage.petition_logs import StoredLog
from storage.petitions import StoredPetition

MILESTONES = (25, 50, 75, 100)
"""Per cent of the threshold at which supporters who wish hear of it, each once."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """What the count led to. ``milestones`` are those that were reached for the first time."""

    petition: StoredPetition
    count: int
    milestones: tuple[int, ...]
    moved: bool


async def refresh(conn: AsyncConnection, now: datetime, zone: tzinfo) -> list[Crossed]:
    """Show what was counted since, and move what crossed its threshold; what came of it."""
    found = []
    for refreshed in await petition_logs.refresh_shown(conn, now):
        crossed = await settle(conn, refreshed, now, zone)
        if crossed is not None:
            found.append(crossed)
    return found


async def settle(
    conn: AsyncConnection, counted: StoredLog, now: datetime, zone: tzinfo
) -> Crossed | None:
    """What this count means for its petition; ``None``: nothing."""
    petition = await held(conn, counted.petition_id)
    if petition is None:
        return None
    count = log.tally_of(counted).inside
    moved = await _moved(conn, petition, counted, now, zone)
    fresh: list[int] = []
    if State(moved.state) in (State.OPEN, State.REACHED):
        fresh = await reach_milestones(conn, petition.id, count, petition.threshold, now)
    if moved is petition and not fresh:
        return None
    return Crossed(moved, count, tuple(fresh), moved is not petition)


async def reach_milestones(
    conn: AsyncConnection, petition_id: str, count: int, threshold: int, now: datetime
) -> list[int]:
    """Those that this count reaches for the first time; of several only the last is news."""
    fresh = [
        per_cent
        for per_cent in MILESTONES
        if count * 100 >= per_cent * threshold
        and await petition_milestones.reach(conn, petition_id, per_cent, now)
    ]
    if fresh:
        await petition_tellings.begin(conn, petition_id, f"milestone:{fresh[-1]}", now)
    return fresh


async def _moved(
    conn: AsyncConnection,
    petition: StoredPetition,
    counted: StoredLog,
    now: datetime,
    zone: tzinfo,
) -> StoredPetition:
    tally = log.tally_of(counted)
    state = State(petition.state)
    if state is State.GATHERING and tally.count >= petition_law().first_votes:
        last_day = closes_on(now.astimezone(zone).date())
        petition = await move(
            conn, petition, State.OPEN, now, opened_at=now, closes_on=last_day, look_at=now
        )
        state = State.OPEN
    if state is State.OPEN and tally.inside >= petition.threshold:
        return await move(conn, petition, State.REACHED, now, look_at=now)
    if state is State.REACHED and tally.inside < petition.threshold:
        return await move(conn, petition, State.OPEN, now, look_at=now)
    return petition
