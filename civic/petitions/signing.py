"""The night's work on each log: counted anew, proven to have only grown, then signed.

Whatever does not agree is never signed. A head that was signed over a log that somebody rewrote
would make the bot a witness for them; so there is an alarm instead, and no head of that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions import heads, log
from civic.petitions.events import LogBroken, Tally
from civic.petitions.heads import Head
from civic.petitions.log import Recount
from civic.petitions.merkle import Peaks
from storage import audit, petition_logs, petition_recounts
from storage.database import Database
from storage.peppers import pepper
from storage.petition_logs import StoredHead, StoredLog
from storage.petition_recounts import StoredRecount
from storage.vault import KeyRing

PEPPER = "petition-heads"
"""The secret that the key of the signatures is made from."""


class Trouble(StrEnum):
    """Why a log was not signed."""

    LINES = "lines"
    """A line cannot be true."""
    COUNT = "count"
    """The count that is shown is not what the lines say."""
    REWRITTEN = "rewritten"
    """The log does not begin with what was signed before."""
    FORGED = "forged"
    """What is kept as the head before was never signed by this bot."""


class NotSigned(Exception):  # noqa: N818 - it says what was not done
    """The log is not what it was; ``trouble`` says how that shows."""

    def __init__(self, petition_id: str, trouble: Trouble) -> None:
        super().__init__(f"The log of petition {petition_id} was not signed: {trouble}.")
        self.petition_id = petition_id
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Signed:
    """A head and its signature."""

    head: Head
    signature: bytes


async def seed(conn: AsyncConnection, ring: KeyRing, now: datetime) -> bytes:
    """What the key of the signatures is made from. Needs a transaction that may write."""
    return await pepper(conn, ring, PEPPER, now)


async def public_key(conn: AsyncConnection, ring: KeyRing, now: datetime) -> str:
    """The key that anybody checks signatures with (hex). Needs a transaction that may write."""
    return heads.public_key(await seed(conn, ring, now))


def head_of(stored: StoredHead) -> Head:
    """The head as it is signed."""
    told = Tally(stored.supports, stored.withdrawals, stored.invalidations, stored.outside)
    return Head(stored.petition_id, stored.size, stored.root, told, stored.signed_at)


async def sign_now(
    conn: AsyncConnection,
    ring: KeyRing,
    petition_id: str,
    now: datetime,
    counted: Recount | None = None,
) -> Signed | None:
    """A head of the log as it is, kept nowhere yet; ``None``: there is no log.

    ``NotSigned`` when it does not extend the head before, or what was ``counted`` a moment ago.
    """
    now = now.replace(microsecond=0)
    kept = await petition_logs.get(conn, petition_id, hold=True)
    if kept is None:
        return None
    secret = await seed(conn, ring, now)
    try:
        root = Peaks.unpacked(kept.size, kept.peaks).root
    except ValueError as broken:
        raise NotSigned(petition_id, Trouble.COUNT) from broken
    await _must_extend(conn, kept, secret)
    if counted is not None and not await log.extends(conn, kept, counted.size, counted.root):
        raise NotSigned(petition_id, Trouble.REWRITTEN)
    head = Head(petition_id, kept.size, root, log.tally_of(kept), now)
    return Signed(head, heads.sign(head, secret))


async def _must_extend(conn: AsyncConnection, kept: StoredLog, secret: bytes) -> None:
    before = await petition_logs.last_head(conn, kept.petition_id)
    if before is None:
        return
    if not heads.is_signed(head_of(before), before.signature, heads.public_key(secret)):
        raise NotSigned(kept.petition_id, Trouble.FORGED)
    if not await log.extends(conn, kept, before.size, before.root):
        raise NotSigned(kept.petition_id, Trouble.REWRITTEN)


async def recounted(conn: AsyncConnection, petition_id: str) -> Recount | None:
    """Counted anew from the first line; ``NotSigned`` when that is not what is shown."""
    try:
        counted = await log.recount(conn, petition_id)
    except (LogBroken, ValueError) as broken:
        raise NotSigned(petition_id, Trouble.LINES) from broken
    if counted is not None and not counted.agrees:
        raise NotSigned(petition_id, Trouble.COUNT)
    return counted


async def close_day(
    database: Database, ring: KeyRing, petition_id: str, now: datetime, zone: tzinfo
) -> Trouble | None:
    """One petition's night: recount, proof, head. What was wrong, kept for ``azamat doctor``."""
    day = now.astimezone(zone).date()
    try:
        async with database.look() as conn:
            counted = await recounted(conn, petition_id)
        async with database.act() as conn:
            signed = await sign_now(conn, ring, petition_id, now, counted)
            if signed is not None:
                await petition_logs.keep_head(conn, stored_of(signed, day))
                await _note(conn, petition_id, day, None, now)
    except NotSigned as problem:
        async with database.act() as conn:
            await _note(conn, petition_id, day, problem.trouble, now)
            await audit.note(conn, now, "petition.not_signed", None, petition_id)
        return problem.trouble
    return None


def stored_of(signed: Signed, day: date) -> StoredHead:
    """As a row of this day."""
    head = signed.head
    return StoredHead(
        petition_id=head.petition,
        day=day,
        size=head.size,
        root=head.root,
        supports=head.tally.supports,
        withdrawals=head.tally.withdrawals,
        invalidations=head.tally.invalidations,
        outside=head.tally.outside,
        signed_at=head.signed_at,
        signature=signed.signature,
    )


async def _note(
    conn: AsyncConnection, petition_id: str, day: date, trouble: Trouble | None, now: datetime
) -> None:
    found = StoredRecount(
        petition_id=petition_id,
        day=day,
        trouble=trouble.value if trouble else None,
        counted_at=now,
    )
    await petition_recounts.keep(conn, found)
