"""A key for each case, so that what was said in it can be destroyed by destroying 32 bytes.

The key is made when something is first said, wrapped by the newest master key, and shredded when
the case is deleted: whatever copy of its texts lies in a backup of the rows or in a page that the
database has not overwritten yet, nobody reads it again. `docs/decisions/012-a-key-for-each-case.md`
says where the bytes of a shredded key may live on for a while.
"""

import os
from collections.abc import Collection
from datetime import datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.errors import CaseShredded, CaseUnknown, SealBroken
from storage.hand import KEY_BYTES, Case, in_hand
from storage.tables import case_keys
from storage.vault import KeyRing, key_id_of

__all__ = ["Case", "case_of", "cases_of", "in_hand", "open_case", "shred", "try_keys"]

_TRIED = 5
_MAKE = insert_unless_there(case_keys, ("case_id", "wrapped", "key_id", "made_at"))
_LEAVE_A_MARK = insert_unless_there(case_keys, ("case_id", "made_at", "shredded_at"))
_is_this = case_keys.c.case_id == bindparam("case")
_GET = select(case_keys.c.wrapped).where(_is_this)
# shredding waits for whoever writes into the case; wrapping its key anew need not
_HOLD = _GET.with_for_update(read=True, key_share=True)
_LOCK = _GET.with_for_update()
_SEVERAL = select(case_keys.c.case_id, case_keys.c.wrapped).where(
    case_keys.c.case_id.in_(bindparam("several", expanding=True)),
    case_keys.c.wrapped.is_not(None),
)
_SHRED = (
    update(case_keys)
    .where(_is_this, case_keys.c.wrapped.is_not(None))
    .values(wrapped=None, key_id=None, shredded_at=bindparam("now"))
)
_LAST = (
    select(case_keys.c.case_id, case_keys.c.wrapped)
    .where(case_keys.c.wrapped.is_not(None))
    .order_by(case_keys.c.id.desc())
    .limit(_TRIED)
)


async def open_case(conn: AsyncConnection, ring: KeyRing, case_id: str, now: datetime) -> Case:
    """The case to write into, made at its first use; it cannot be shredded before the act ends.

    Needs a transaction that may write. CaseShredded when it was deleted, KeyLost or SealBroken when
    its key cannot be had.
    """
    row = (await conn.execute(_HOLD, {"case": case_id})).one_or_none()
    if row is None:
        wrapped = ring.seal(os.urandom(KEY_BYTES), _context(case_id))
        made = {"case_id": case_id, "wrapped": wrapped, "key_id": key_id_of(wrapped)}
        await conn.execute(for_database(conn, _MAKE), {**made, "made_at": now})
        # of two that make it at once the first one's stays
        row = (await conn.execute(_HOLD, {"case": case_id})).one()
    return _unwrapped(ring, case_id, row.wrapped)


async def case_of(conn: AsyncConnection, ring: KeyRing, case_id: str) -> Case:
    """The case to read; CaseUnknown, CaseShredded, KeyLost or SealBroken when it cannot be."""
    row = (await conn.execute(_GET, {"case": case_id})).one_or_none()
    if row is None:
        raise CaseUnknown(f"No key was ever made for the case {case_id}.")
    return _unwrapped(ring, case_id, row.wrapped)


async def cases_of(
    conn: AsyncConnection, ring: KeyRing, case_ids: Collection[str]
) -> dict[str, Case]:
    """Several cases to read, by id. The unknown and the shredded are left out: ask before reading.

    KeyLost or SealBroken when the key of one of them cannot be had.
    """
    if not case_ids:
        return {}
    rows = await conn.execute(_SEVERAL, {"several": list(case_ids)})
    return {case_id: _unwrapped(ring, case_id, wrapped) for case_id, wrapped in rows}


async def shred(conn: AsyncConnection, case_id: str, now: datetime) -> bool:
    """Destroy the case's key for good; False when it was so already. Its values are noise after.

    A case that was never made is marked too: what arrives late must not make it.
    """
    if (await conn.execute(_LOCK, {"case": case_id})).one_or_none() is None:
        mark = {"case_id": case_id, "made_at": now, "shredded_at": now}
        if (await conn.execute(for_database(conn, _LEAVE_A_MARK), mark)).rowcount == 1:
            return False
    return (await conn.execute(_SHRED, {"case": case_id, "now": now})).rowcount == 1


async def try_keys(conn: AsyncConnection, ring: KeyRing) -> None:
    """Open one of the newest cases, if there is any.

    KeyLost when these master keys are not theirs; SealBroken when all are broken, as they are under
    other keys of the same id. One that somebody damaged must not stop the bot.
    """
    broken = None
    for case_id, wrapped in (await conn.execute(_LAST)).all():
        try:
            _unwrapped(ring, case_id, wrapped)
        except SealBroken as error:
            broken = error
        else:
            return
    if broken:
        raise broken


def _unwrapped(ring: KeyRing, case_id: str, wrapped: bytes | None) -> Case:
    if wrapped is None:
        raise CaseShredded(f"The case {case_id} was deleted and its key destroyed.")
    return Case(case_id, AESGCM(ring.open(wrapped, _context(case_id))))


def _context(case_id: str) -> str:
    return f"case:{case_id}"
