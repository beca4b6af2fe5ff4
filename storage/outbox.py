"""The letters that wait to leave: everything the bot says unasked.

A letter is put here in the transaction of the act that causes it. Without that, a crash between the
act and its message would lose the message or repeat the act.
"""

import json
from datetime import datetime

from sqlalchemy import bindparam, func, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.dispatch import (
    claim,
    hold,
    mark_all_sent,
    mark_cancelled,
    mark_failed,
    mark_sent,
    mark_unknown,
    put_back,
    recover,
    release,
)
from storage.letters import (
    Claimed,
    Delivery,
    Lane,
    Letter,
    State,
    is_free,
    is_waiting,
    seal_context,
)
from storage.tables import letters
from storage.vault import KeyRing

__all__ = [
    "Claimed",
    "Delivery",
    "Lane",
    "Letter",
    "State",
    "cancel",
    "claim",
    "hold",
    "mark_all_sent",
    "mark_cancelled",
    "mark_failed",
    "mark_sent",
    "mark_unknown",
    "next_due",
    "put",
    "put_back",
    "recover",
    "release",
]

_LAST_CHARACTER = "\U0010ffff"

_PUT = insert_unless_there(
    letters,
    (
        "dedupe_key",
        "chat_id",
        "thread_id",
        "view",
        "args",
        "sealed_args",
        "lane",
        "delivery",
        "state",
        "not_before",
        "not_after",
        "quiet_hours",
        "attempts",
        "created_at",
    ),
)
_CANCEL = (
    update(letters)
    .where(
        is_waiting(),
        # not LIKE: its wildcards may stand in a key, and it would not use the index of the keys
        letters.c.dedupe_key >= bindparam("first"),
        letters.c.dedupe_key < bindparam("beyond"),
    )
    .values(state=State.CANCELLED.value, cancelled_at=bindparam("now"), sealed_args=None)
)
_earliest = union_all(
    *(
        select(func.min(letters.c.not_before).label("moment")).where(
            is_free(), letters.c.lane == int(lane)
        )
        for lane in Lane
    )
).subquery()
_NEXT_DUE = select(func.min(_earliest.c.moment))


async def put(conn: AsyncConnection, ring: KeyRing, letter: Letter, now: datetime) -> bool:
    """Let the letter wait for the postman; False when its dedupe key was there already."""
    sealed = None
    if letter.sealed_args:
        plain = json.dumps(letter.sealed_args, ensure_ascii=False).encode()
        sealed = ring.seal(plain, seal_context(letter.dedupe_key))
    row = {
        "dedupe_key": letter.dedupe_key,
        "chat_id": letter.chat_id,
        "thread_id": letter.thread_id,
        "view": letter.view,
        "args": letter.args,
        "sealed_args": sealed,
        "lane": int(letter.lane),
        "delivery": letter.delivery.value,
        "state": State.WAITING.value,
        "not_before": letter.not_before,
        "not_after": letter.not_after,
        "quiet_hours": letter.quiet_hours,
        "attempts": 0,
        "created_at": now,
    }
    return (await conn.execute(for_database(conn, _PUT), row)).rowcount == 1


async def cancel(conn: AsyncConnection, dedupe_prefix: str, now: datetime) -> int:
    """Take back the waiting letters whose key begins so; returns how many."""
    asked = {"first": dedupe_prefix, "beyond": dedupe_prefix + _LAST_CHARACTER, "now": now}
    return (await conn.execute(_CANCEL, asked)).rowcount


async def next_due(conn: AsyncConnection, now: datetime) -> datetime | None:  # noqa: ARG001 - whoever asks what is due says what time it is
    """The earliest moment at which a waiting letter may leave; it may be past. None: no letter."""
    moment: datetime | None = (await conn.execute(_NEXT_DUE)).scalar_one()
    return moment
