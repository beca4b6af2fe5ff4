"""A receipt, and the check that its support is in the count: against what was signed, if it was.

What is checked is said in plain words, and a check that fails is said too: an honest count is one
that can be caught lying.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions import log
from civic.petitions.events import Event
from civic.petitions.merkle import Peaks
from storage import petition_logs
from storage.petition_supports import StoredSupport


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a supporter can keep: with ``root`` anybody who has the log can see whether anything
    before ``line`` was changed since. ``root`` is ``None`` where rows of the log are missing.
    """

    petition: str
    number: int
    line: int
    size: int
    root: str | None
    given_at: datetime


class Why(StrEnum):
    """Why a check fails; codes for the alarm, without anybody in them."""

    NO_LINE = "a line of a receipt is not in the log"
    OTHER_LINE = "the line of a receipt is about something else"
    NOT_PROVEN = "a line does not lead to the root"
    OTHER_ROOT = "the log does not have the root that was signed"


@dataclass(frozen=True, slots=True)
class Check:
    """``failed`` ``None``: the support is proven to be in the log of ``size`` lines. ``signed_at``
    is when the head with this root was signed; ``None``: none was since, the log itself was taken.
    """

    size: int
    root: str
    steps: int
    signed_at: datetime | None
    failed: Why | None = None


async def receipt_of(conn: AsyncConnection, kept: StoredSupport) -> Receipt:
    """The receipt of this support, as it was when it was given."""
    size = kept.seq + 1
    root = await log.root_at(conn, kept.petition_id, size)
    return Receipt(
        kept.petition_id,
        kept.number,
        kept.seq,
        size,
        root.hex() if root else None,
        kept.supported_at,
    )


async def check(conn: AsyncConnection, kept: StoredSupport) -> Check:
    """Prove that its line is in the log: of the last signed head, else as the log is now."""
    head = await petition_logs.last_head(conn, kept.petition_id)
    if head is not None and kept.seq < head.size:
        size, root, signed_at = head.size, head.root, head.signed_at
    else:
        current = await petition_logs.get(conn, kept.petition_id)
        if current is None:
            return Check(0, "", 0, None, Why.NO_LINE)
        size, signed_at = current.size, None
        root = Peaks.unpacked(current.size, current.peaks).root
    proof = await log.prove(conn, kept.petition_id, kept.seq, size)
    if proof is None:
        return Check(size, root.hex(), 0, signed_at, Why.NO_LINE)
    failed = None
    if (proof.line.event, proof.line.subject) != (Event.SUPPORT, kept.subject):
        failed = Why.OTHER_LINE
    elif not proof.holds:
        failed = Why.NOT_PROVEN
    elif proof.root != root:
        failed = Why.OTHER_ROOT
    return Check(size, root.hex(), len(proof.path), signed_at, failed)
