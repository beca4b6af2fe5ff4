"""Letters that left long ago are forgotten, so that the outbox does not grow for ever.

How long each is kept is decided in `bot.postman.tidying`.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Executable, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.letters import is_cancelled, is_sent, is_stuck
from storage.tables import letters


def _forget(state: ColumnElement[bool], moment: ColumnElement[datetime]) -> Executable:
    old = select(letters.c.id).where(state, moment < bindparam("before")).limit(bindparam("most"))
    return delete(letters).where(letters.c.id.in_(old.scalar_subquery()))


_OVER = (_forget(is_sent(), letters.c.sent_at), _forget(is_cancelled(), letters.c.cancelled_at))
_STUCK = _forget(is_stuck(), letters.c.created_at)


async def forget_over(conn: AsyncConnection, before: datetime, at_most: int) -> int:
    """Delete what was sent or taken back before then; returns how many, `at_most` of each kind."""
    gone = 0
    for forget in _OVER:
        gone += (await conn.execute(forget, {"before": before, "most": at_most})).rowcount
    return gone


async def forget_stuck(conn: AsyncConnection, put_before: datetime, at_most: int) -> int:
    """Delete what nobody looked at for so long; returns how many."""
    return (await conn.execute(_STUCK, {"before": put_before, "most": at_most})).rowcount
