"""Letters to a petition's author and to the moderators: what is put, and when it is no longer true.

A letter names the petition, what happened and the moment of its state; whatever it says is read
from the rows when it leaves.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.desk.roles import Role, telegram_ids_of
from civic.petitions.moving import CLOCK, Why, move
from civic.petitions.states import State
from civic.quiet_hours import put_off
from storage import outbox, people
from storage.outbox import Delivery, Lane, Letter
from storage.petitions import StoredPetition
from storage.vault import KeyRing

UNTOLD = frozenset({State.DRAFT, State.SELF_CHECK, State.SUBMITTED, State.WITHDRAWN, State.WATCHED})
"""What an author does themself, and what the letter before it has said already."""


async def author(
    conn: AsyncConnection,
    ring: KeyRing,
    petition: StoredPetition,
    what: str,
    now: datetime,
    zone: tzinfo,
) -> None:
    """Let the author hear of it, once for this state of the petition."""
    person = await people.by_id(conn, petition.author_id) if petition.author_id else None
    if person is not None:
        await _put(conn, ring, petition, "petition_to_author", person.telegram_id, what, now, zone)


async def moderators(
    conn: AsyncConnection,
    ring: KeyRing,
    administrators: Collection[int],
    petition: StoredPetition,
    what: str,
    now: datetime,
    zone: tzinfo,
) -> None:
    """Let those who moderate hear of it; where nobody does, the administrators."""
    for telegram_id in await telegram_ids_of(conn, Role.MODERATOR, administrators):
        await _put(conn, ring, petition, "petition_to_moderator", telegram_id, what, now, zone)


async def _put(
    conn: AsyncConnection,
    ring: KeyRing,
    petition: StoredPetition,
    view: str,
    chat_id: int,
    what: str,
    now: datetime,
    zone: tzinfo,
) -> None:
    since = f"{petition.state}:{petition.state_at.isoformat()}"
    letter = Letter(
        dedupe_key=f"{view}:{petition.id}:{chat_id}:{what}:{since}",
        chat_id=chat_id,
        view=view,
        args={"petition": petition.id, "what": what, "state": petition.state},
        lane=Lane.NOTICE,
        delivery=Delivery.AT_LEAST_ONCE,
        not_before=put_off(now, zone),
        quiet_hours=True,
    )
    await outbox.put(conn, ring, letter, now)


async def step(
    conn: AsyncConnection,
    ring: KeyRing,
    petition: StoredPetition,
    after: State,
    now: datetime,
    zone: tzinfo,
    why: Why = CLOCK,
    **values: object,
) -> StoredPetition:
    """Into the next state, told to its author; the clock looks at once for what comes of it."""
    moved = await move(conn, petition, after, now, why, **{"look_at": now, **values})
    await tell_state(conn, ring, moved, now, zone)
    return moved


async def tell_state(
    conn: AsyncConnection, ring: KeyRing, petition: StoredPetition, now: datetime, zone: tzinfo
) -> None:
    """The author hears where it is, once."""
    if State(petition.state) not in UNTOLD:
        await author(conn, ring, petition, "state", now, zone)
