"""How many supports were given when, from where, and by how young accounts: counts, no persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import hour_of
from storage.tables import people, petition_supports


@dataclass(frozen=True, slots=True)
class Window:
    """Supports of a petition given in ``[since, until)``; with ``youngest_id`` only by accounts
    whose Telegram id is at least this.
    """

    petition_id: str
    since: datetime
    until: datetime
    youngest_id: int | None = None


_counts = and_(
    petition_supports.c.withdrawn_at.is_(None), petition_supports.c.invalidated_at.is_(None)
)
_BY_REGION = (
    select(petition_supports.c.region, func.count().label("count"))
    .where(petition_supports.c.petition_id == bindparam("petition"), _counts)
    .group_by(petition_supports.c.region)
)


async def given(conn: AsyncConnection, window: Window) -> int:
    """How many were given, whatever became of them."""
    asked = _in(window, select(func.count()).select_from(petition_supports))
    return int((await conn.execute(asked)).scalar_one())


async def standing(conn: AsyncConnection, window: Window) -> int:
    """How many of them count now."""
    asked = _in(window, select(func.count()).select_from(petition_supports)).where(_counts)
    return int((await conn.execute(asked)).scalar_one())


async def standing_by_hour(conn: AsyncConnection, window: Window) -> list[tuple[datetime, int]]:
    """Those that count now, by the hour in which they were given; empty hours are left out."""
    hour = hour_of(petition_supports.c.supported_at)[conn.dialect.name].label("hour")
    asked = _in(window, select(hour, func.count().label("count")).select_from(petition_supports))
    rows = await conn.execute(asked.where(_counts).group_by(hour).order_by(hour))
    return [(_read(row["hour"]), row["count"]) for row in rows.mappings()]


async def standing_by_region(conn: AsyncConnection, petition_id: str) -> Mapping[str | None, int]:
    """Those that count now, by the region that their givers declared."""
    rows = await conn.execute(_BY_REGION, {"petition": petition_id})
    return {row["region"]: row["count"] for row in rows.mappings()}


def _in(window: Window, asked: Select[Any]) -> Select[Any]:
    asked = asked.where(
        petition_supports.c.petition_id == window.petition_id,
        petition_supports.c.supported_at >= window.since,
        petition_supports.c.supported_at < window.until,
    )
    if window.youngest_id is None:
        return asked
    return asked.join(people, people.c.id == petition_supports.c.person_id).where(
        people.c.telegram_id >= window.youngest_id
    )


def _read(hour: str) -> datetime:
    return datetime.strptime(hour, "%Y-%m-%d %H").replace(tzinfo=UTC)
