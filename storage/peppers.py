"""The secret that marks are made with (`storage.vault.mark`): random, made once, kept sealed.

A mark made straight from a master key would change when the ring turns, and one person would then
count as two. Without any secret, whoever holds the tables could try every person's id.
"""

import os
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import peppers
from storage.vault import KeyRing

_BYTES = 32
_MAKE = insert_unless_there(peppers, ("name", "pepper", "made_at"))
_GET = select(peppers.c.pepper).where(peppers.c.name == bindparam("called"))


async def pepper(conn: AsyncConnection, ring: KeyRing, name: str, now: datetime) -> bytes:
    """The pepper of this name, made at its first use. Needs a transaction that may write.

    KeyLost or SealBroken when it cannot be opened.
    """
    sealed = (await conn.execute(_GET, {"called": name})).scalar_one_or_none()
    if sealed is None:
        fresh = ring.seal(os.urandom(_BYTES), _context(name))
        made = {"name": name, "pepper": fresh, "made_at": now}
        await conn.execute(for_database(conn, _MAKE), made)
        # of two that make it at once the first one's stays
        sealed = (await conn.execute(_GET, {"called": name})).scalar_one()
    return ring.open(sealed, _context(name))


def _context(name: str) -> str:
    return f"pepper:{name}"
