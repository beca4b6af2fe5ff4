"""The signed heads that everybody may see."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.views.petitions.proof import Heads
from civic.petitions.signing import public_key
from civic.petitions.states import LISTED, State
from storage import petition_logs, petitions
from storage.vault import KeyRing

PROOF = "verify"
"""The deep link that leads to the page."""
MAY_BE_SEEN = LISTED | {State.STOPPED}
"""Not those that gather their first supporters by link only: their id is the link."""


async def seen_heads(
    conn: AsyncConnection, ring: KeyRing, now: datetime, day: date | None = None
) -> Heads:
    """Of this day, or of the newest one. Needs a transaction that may write: the key is made at
    its first use.
    """
    key = await public_key(conn, ring, now)
    day = day or await petition_logs.last_day_of_heads(conn)
    if day is None:
        return Heads(key, None, [])
    known = {one.id: one for one in await petitions.in_states(conn, MAY_BE_SEEN)}
    heads = await petition_logs.heads_of_day(conn, day)
    found = [(known[head.petition_id], head) for head in heads if head.petition_id in known]
    found.sort(key=lambda one: (-one[1].supports, one[0].id))
    return Heads(key, day, found)
