"""How many tickets, by what: counted by the database from open columns, so that no key is needed.

Trial tickets and those of banned people are nobody's work and are not counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import tickets

_counts = and_(tickets.c.source != literal_column("'canary'"), tickets.c.unseen.is_(False))
_since = tickets.c.opened_at >= bindparam("since")
_STATES = ("new", "needs_answer", "waiting", "snoozed")
_OPEN: tuple[ColumnElement[str], ...] = tuple(literal_column(f"'{state}'") for state in _STATES)
_CAME = select(func.count()).where(_counts, _since)
_WAITING = select(func.count()).where(
    _counts, tickets.c.state.in_(_OPEN[:2]), tickets.c.owner_id.is_(None)
)
_OPEN_NOW = select(func.count()).where(_counts, tickets.c.state.in_(_OPEN))
_SOLVED = select(func.count()).where(_counts, _since, tickets.c.solved_at.is_not(None))
_ANSWERS = select(tickets.c.opened_at, tickets.c.first_answer_at, tickets.c.urgent).where(
    _counts, _since, tickets.c.first_answer_at.is_not(None)
)


def _by(column: str) -> object:
    value = tickets.c[column]
    return (
        select(value, func.count())
        .where(_counts, _since, value.is_not(None))
        .group_by(value)
        .order_by(func.count().desc(), value)
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """When somebody asked and when they were first answered (UTC)."""

    asked: datetime
    answered: datetime
    urgent: bool


async def came(conn: AsyncConnection, since: datetime) -> int:
    """Tickets since then."""
    return int((await conn.execute(_CAME, {"since": since})).scalar_one())


async def waiting(conn: AsyncConnection) -> int:
    """That nobody has now."""
    return int((await conn.execute(_WAITING)).scalar_one())


async def open_now(conn: AsyncConnection) -> int:
    """In which somebody has something to do."""
    return int((await conn.execute(_OPEN_NOW)).scalar_one())


async def solved(conn: AsyncConnection, since: datetime) -> int:
    """Of those since then."""
    return int((await conn.execute(_SOLVED, {"since": since})).scalar_one())


async def answered(conn: AsyncConnection, since: datetime) -> Sequence[Answered]:
    """The first answers of those since then."""
    return [Answered(*row) for row in await conn.execute(_ANSWERS, {"since": since})]


async def counted(conn: AsyncConnection, column: str, since: datetime) -> list[tuple[str, int]]:
    """By `topic`, `region` or `rating`, the most first."""
    rows = await conn.execute(_by(column), {"since": since})  # type: ignore[call-overload]
    return [(row[0], row[1]) for row in rows]
