"""People who cannot be reached, and the letters that wait for them.

Somebody who blocks the bot for a night, because another person looks at the phone, must find the
answer that came meanwhile once they are back. So what was promised to them is held, not dropped.
See `docs/decisions/014-letters-wait-for-people.md`.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import people
from storage.letters import Delivery, State, is_free, is_held, is_waiting
from storage.people import Person
from storage.tables import letters

_of_chat = letters.c.chat_id == bindparam("chat")
_HOLD = (
    update(letters)
    .where(is_free(), _of_chat, letters.c.delivery == Delivery.AT_LEAST_ONCE.value)
    .values(held_at=bindparam("now"), reason=bindparam("why"))
)
_FAIL_NEWS = (
    update(letters)
    .where(is_waiting(), _of_chat, letters.c.delivery == Delivery.AT_MOST_ONCE.value)
    .values(state=State.FAILED.value, failed_at=bindparam("now"), reason=bindparam("why"))
)
_FAIL_ALL = (
    update(letters)
    .where(is_waiting(), _of_chat)
    .values(
        state=State.FAILED.value,
        failed_at=bindparam("now"),
        reason=bindparam("why"),
        held_at=None,
    )
)
_LET_GO = update(letters).where(is_held(), _of_chat).values(held_at=None)
_oldest_held = (
    select(letters.c.id)
    .where(is_held(), letters.c.held_at < bindparam("since"))
    .order_by(letters.c.held_at)
    .limit(bindparam("most"))
)
_TRY_AGAIN = (
    update(letters)
    .where(is_held(), letters.c.id.in_(_oldest_held.scalar_subquery()))
    .values(held_at=None)
)
_GIVE_UP = (
    update(letters)
    .where(is_held(), letters.c.created_at < bindparam("made_before"))
    .values(
        state=State.CANCELLED.value,
        cancelled_at=bindparam("now"),
        reason=literal("too late"),
        sealed_args=None,
        held_at=None,
    )
)


async def lost(
    conn: AsyncConnection, telegram_id: int, reason: str, now: datetime, *, for_good: bool = False
) -> None:
    """The person cannot be written to: what was promised waits for them, news are not sent.

    `for_good`: the account is deleted, nobody will come back to read.
    """
    await people.mark_unreachable(conn, telegram_id, now)
    asked = {"chat": telegram_id, "why": reason, "now": now}
    for change in (_FAIL_ALL,) if for_good else (_HOLD, _FAIL_NEWS):
        await conn.execute(change, asked)


async def found(conn: AsyncConnection, telegram_id: int) -> int:
    """The person is back; returns how many letters leave for them now."""
    await people.mark_reachable(conn, telegram_id)
    return (await conn.execute(_LET_GO, {"chat": telegram_id})).rowcount


async def meet(
    conn: AsyncConnection, telegram_id: int, language: str | None, now: datetime
) -> Person:
    """`people.meet`; whoever writes can be written to, so what waited for them leaves."""
    person = await people.meet(conn, telegram_id, language, now)
    if person.unreachable_since is None and person.met_at != now:
        return person
    await found(conn, telegram_id)
    return replace(person, unreachable_since=None)


async def try_again(conn: AsyncConnection, since: datetime, at_most: int = 1000) -> int:
    """Let those go that are held since before `since`: what they wait for may have been missed."""
    return (await conn.execute(_TRY_AGAIN, {"since": since, "most": at_most})).rowcount


async def give_up(conn: AsyncConnection, made_before: datetime, now: datetime) -> int:
    """Take back what was put before `made_before` and waits still; returns how many."""
    return (await conn.execute(_GIVE_UP, {"made_before": made_before, "now": now})).rowcount
