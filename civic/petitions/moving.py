"""Moving a petition from one state to the next: checked, noted as a step, together or not at all.

Whoever moves one holds its row and, once it has one, its log: no support is given to a petition
that is being closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions.states import State, must_allow
from storage import audit, petition_logs, petitions
from storage.petitions import StoredPetition, StoredStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """By whom (person id; ``None``: the clock) and why. A ``note`` is for the author alone and
    needs the petition's case in hand.
    """

    by: int | None = None
    reason: str | None = None
    note: str | None = None


CLOCK = Why()


async def held(conn: AsyncConnection, petition_id: str) -> StoredPetition | None:
    """The petition with its log, held until the act is over; supporters wait."""
    await petition_logs.get(conn, petition_id, hold=True)
    return await petitions.get(conn, petition_id, hold=True)


async def move(
    conn: AsyncConnection,
    petition: StoredPetition,
    after: State,
    now: datetime,
    why: Why = CLOCK,
    **values: Any,
) -> StoredPetition:
    """Into the next state, with these columns set; ``petition`` must be held.

    ``Refusal`` when ``after`` cannot follow: somebody was quicker.
    """
    must_allow(State(petition.state), after)
    await petitions.change(conn, petition.id, state=after.value, state_at=now, **values)
    step = StoredStep(
        petition_id=petition.id, state=after.value, at=now, by_id=why.by, reason=why.reason
    )
    await petitions.note_step(conn, step, why.note)
    await audit.note(conn, now, f"petition.{after.value}", why.by, petition.id)
    moved = await petitions.get(conn, petition.id)
    assert moved is not None, "it is held"
    return moved
