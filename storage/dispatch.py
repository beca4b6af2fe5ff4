"""How letters leave the outbox: claimed, then sent, put back, or left alone.

A claim is committed before anything is sent, so after a crash the letters whose fate nobody knows
are exactly those that stand as `sending`. Callers reach these through `storage.outbox`.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Executable, bindparam, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.errors import VaultError
from storage.letters import (
    Claimed,
    Delivery,
    Lane,
    State,
    is_free,
    is_sending,
    seal_context,
)
from storage.tables import letters
from storage.vault import KeyRing


def _due_in(lane: Lane) -> Any:
    """The lane's next letters, read off the index and no further than the limit."""
    return (
        select(letters.c.id, letters.c.lane, letters.c.not_before)
        .where(
            is_free(),
            letters.c.lane == int(lane),
            letters.c.not_before <= bindparam("now"),
            letters.c.chat_id.not_in(bindparam("exclude", expanding=True)),
        )
        .order_by(letters.c.not_before, letters.c.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .subquery(f"lane_{int(lane)}")
    )


def _claim_from(lanes: Iterable[Lane]) -> Executable:
    due = union_all(*(select(_due_in(lane)) for lane in lanes)).subquery("due")
    following = (
        select(due.c.id)
        .order_by(due.c.lane, due.c.not_before, due.c.id)
        .limit(bindparam("most"))
        # a common table is read once; PostgreSQL may read a subquery again and claim more
        .cte("next_letters")
    )
    return (
        update(letters)
        .where(letters.c.id.in_(select(following.c.id)))
        .values(state=State.SENDING.value, claimed_at=bindparam("now"))
        .returning(*(letters.c[name] for name in _CLAIMED))
    )


_CLAIMED = (
    "dedupe_key",
    "chat_id",
    "view",
    "args",
    "lane",
    "delivery",
    "not_before",
    "sealed_args",
    "thread_id",
    "not_after",
    "quiet_hours",
    "id",
    "attempts",
    "created_at",
)
_CLAIM = _claim_from(Lane)
_CLAIM_ANSWERS = _claim_from((Lane.DIALOGUE,))
_this = letters.c.id == bindparam("letter")
_SENT = (
    update(letters)
    .where(_this)
    .values(
        state=State.SENT.value,
        sent_at=bindparam("now"),
        message_id=bindparam("message"),
        sealed_args=None,
    )
)
_UNKNOWN = (
    update(letters)
    .where(_this)
    .values(state=State.UNKNOWN.value, unknown_at=bindparam("now"), reason=bindparam("why"))
)
_FAILED = (
    update(letters)
    .where(_this)
    .values(state=State.FAILED.value, failed_at=bindparam("now"), reason=bindparam("why"))
)
_CANCELLED = (
    update(letters)
    .where(_this)
    .values(
        state=State.CANCELLED.value,
        cancelled_at=bindparam("now"),
        reason=bindparam("why"),
        sealed_args=None,
    )
)
_PUT_BACK = (
    update(letters)
    .where(_this, is_sending())
    .values(
        state=State.WAITING.value,
        not_before=bindparam("later"),
        reason=bindparam("why"),
        attempts=letters.c.attempts + 1,
    )
)
_RELEASE = (
    update(letters)
    .where(_this, is_sending())
    .values(state=State.WAITING.value, not_before=bindparam("later"))
)
_HOLD = (
    update(letters)
    .where(_this, is_sending())
    .values(state=State.WAITING.value, held_at=bindparam("now"), reason=bindparam("why"))
)
_SEND_AGAIN = (
    update(letters)
    .where(is_sending(), letters.c.delivery == Delivery.AT_LEAST_ONCE.value)
    .values(state=State.WAITING.value)
)
_LEAVE_ALONE = (
    update(letters)
    .where(is_sending(), letters.c.delivery == Delivery.AT_MOST_ONCE.value)
    .values(state=State.UNKNOWN.value, unknown_at=bindparam("now"), reason="stopped while sending")
)


async def claim(
    conn: AsyncConnection,
    ring: KeyRing,
    now: datetime,
    limit: int,
    *,
    exclude_chats: Collection[int] = (),
    answers_only: bool = False,
) -> list[Claimed]:
    """Take up to `limit` due letters: by lane, then by age. Nobody else gets them.

    `answers_only` takes those of the dialogue. A letter that the vault cannot open is marked as
    failed: it must not hold up the others.
    """
    asked = {"now": now, "most": limit, "exclude": list(exclude_chats)}
    claimed = []
    for row in (await conn.execute(_CLAIM_ANSWERS if answers_only else _CLAIM, asked)).all():
        try:
            claimed.append(_opened(ring, row))
        except VaultError as error:
            await mark_failed(conn, row.id, type(error).__name__, now)
    claimed.sort(key=attrgetter("lane", "not_before", "id"))
    return claimed


async def mark_sent(conn: AsyncConnection, letter_id: int, message_id: int, now: datetime) -> None:
    """It left; its sealed arguments are destroyed."""
    await mark_all_sent(conn, [(letter_id, message_id)], now)


async def mark_all_sent(
    conn: AsyncConnection, letters_sent: Sequence[tuple[int, int]], now: datetime
) -> None:
    """The same for many, each as (letter id, message id)."""
    if letters_sent:
        told = [{"letter": one, "message": message, "now": now} for one, message in letters_sent]
        await conn.execute(_SENT, told)


async def mark_unknown(conn: AsyncConnection, letter_id: int, reason: str, now: datetime) -> None:
    """It may have left, and is never resent by itself."""
    await conn.execute(_UNKNOWN, {"letter": letter_id, "why": reason, "now": now})


async def mark_failed(conn: AsyncConnection, letter_id: int, reason: str, now: datetime) -> None:
    """It will not leave by itself: somebody has to look, or nobody can be reached there."""
    await conn.execute(_FAILED, {"letter": letter_id, "why": reason, "now": now})


async def mark_cancelled(
    conn: AsyncConnection, letter_id: int, now: datetime, reason: str | None = None
) -> None:
    """What it would have said is no longer true, or of no use; its sealed arguments go."""
    await conn.execute(_CANCELLED, {"letter": letter_id, "why": reason, "now": now})


async def put_back(
    conn: AsyncConnection, letter_id: int, not_before: datetime, reason: str
) -> None:
    """A try failed: wait until then, one attempt more."""
    await conn.execute(_PUT_BACK, {"letter": letter_id, "later": not_before, "why": reason})


async def release(conn: AsyncConnection, letter_id: int, not_before: datetime) -> None:
    """It was never tried (Telegram asked us to wait): no attempt counted."""
    await conn.execute(_RELEASE, {"letter": letter_id, "later": not_before})


async def hold(conn: AsyncConnection, letter_id: int, reason: str, now: datetime) -> None:
    """Its reader cannot be reached: it waits for them (see `storage.reach`)."""
    await conn.execute(_HOLD, {"letter": letter_id, "why": reason, "now": now})


async def recover(conn: AsyncConnection, now: datetime) -> tuple[int, int]:
    """After a crash, before the first claim: (letters that wait again, letters now unknown)."""
    again = await conn.execute(_SEND_AGAIN)
    alone = await conn.execute(_LEAVE_ALONE, {"now": now})
    return again.rowcount, alone.rowcount


def _opened(ring: KeyRing, row: Any) -> Claimed:
    sealed = {}
    if row.sealed_args is not None:
        sealed = json.loads(ring.open(row.sealed_args, seal_context(row.dedupe_key)))
    return Claimed(
        dedupe_key=row.dedupe_key,
        chat_id=row.chat_id,
        view=row.view,
        args=row.args,
        lane=Lane(row.lane),
        delivery=Delivery(row.delivery),
        not_before=row.not_before,
        sealed_args=sealed,
        thread_id=row.thread_id,
        not_after=row.not_after,
        quiet_hours=row.quiet_hours,
        id=row.id,
        attempts=row.attempts,
        created_at=row.created_at,
    )
