"""What epetition.kz said last of the petitions that are followed here, and of each day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_or_update_row
from storage.tables import official_counts, official_petitions, petitions


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOfficial:
    """``votes`` as they were at ``read_at``; since then ``failures`` tries brought nothing."""

    id: str
    title: str
    applied_on: date | None
    votes: int
    read_at: datetime
    tried_at: datetime
    failures: int


_FIELDS = tuple(StoredOfficial.__dataclass_fields__)
_COLUMNS = tuple(official_petitions.c[name] for name in _FIELDS)
_KEEP = insert_or_update_row(official_petitions, _FIELDS, ("id",))
_KEEP_COUNT = insert_or_update_row(
    official_counts, ("official_id", "day", "votes", "read_at"), ("official_id", "day")
)
_GET = select(*_COLUMNS).where(official_petitions.c.id == bindparam("official"))
_FOLLOWED = (
    select(petitions.c.official_id)
    .where(
        petitions.c.kind == "companion",
        petitions.c.official_id.is_not(None),
        petitions.c.state.in_(bindparam("states", expanding=True)),
    )
    .distinct()
    .order_by(petitions.c.official_id)
)
_COMPANIONS = select(petitions.c.id, petitions.c.threshold).where(
    petitions.c.kind == "companion",
    petitions.c.official_id == bindparam("official"),
    petitions.c.state.in_(bindparam("states", expanding=True)),
)
_FAILED = (
    update(official_petitions)
    .where(official_petitions.c.id.in_(bindparam("several", expanding=True)))
    .values(tried_at=bindparam("now"), failures=official_petitions.c.failures + 1)
)
_COUNTS = (
    select(official_counts.c.day, official_counts.c.votes, official_counts.c.read_at)
    .where(official_counts.c.official_id == bindparam("official"))
    .order_by(official_counts.c.day)
)


async def followed(conn: AsyncConnection, states: Collection[str]) -> list[str]:
    """The ids at epetition.kz of the companions that are in one of these states."""
    return list((await conn.execute(_FOLLOWED, {"states": list(states)})).scalars())


async def companions(
    conn: AsyncConnection, official_id: str, states: Collection[str]
) -> list[tuple[str, int]]:
    """(id, threshold) of the petitions here that follow it and are in one of these states."""
    asked = {"official": official_id, "states": list(states)}
    return [(row.id, row.threshold) for row in await conn.execute(_COMPANIONS, asked)]


async def get(conn: AsyncConnection, official_id: str) -> StoredOfficial | None:
    """What is known of it; ``None``: it was never read."""
    row = (await conn.execute(_GET, {"official": official_id})).mappings().one_or_none()
    return StoredOfficial(**row) if row else None


async def keep(conn: AsyncConnection, read: StoredOfficial, day: date) -> None:
    """What was read, and that it is the last count of its day."""
    await conn.execute(for_database(conn, _KEEP), {name: getattr(read, name) for name in _FIELDS})
    count = {"official_id": read.id, "day": day, "votes": read.votes, "read_at": read.read_at}
    await conn.execute(for_database(conn, _KEEP_COUNT), count)


async def failed(conn: AsyncConnection, official_ids: Collection[str], now: datetime) -> None:
    """Nothing came this time; the last counts stay."""
    await conn.execute(_FAILED, {"several": list(official_ids), "now": now})


async def counts(conn: AsyncConnection, official_id: str) -> list[tuple[date, int, datetime]]:
    """Day, votes, when they were read; by day."""
    rows = await conn.execute(_COUNTS, {"official": official_id})
    return [(row.day, row.votes, row.read_at) for row in rows]
