"""The log of each petition: its lines, the tree over them, and the count that follows from both.

The row of ``petition_logs`` is what two supporters at once wait for each other at. It holds the
peaks of the tree, so that a line costs the same whether it is the tenth or the millionth.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, insert, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_or_update_row, insert_unless_there
from storage.tables import petition_heads, petition_lines, petition_logs, petition_nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLog:
    """Where a log stands. ``shown`` is what everybody was shown at ``shown_at``."""

    petition_id: str
    size: int = 0
    peaks: bytes = b""
    supports: int = 0
    withdrawals: int = 0
    invalidations: int = 0
    outside: int = 0
    last_number: int = 0
    shown: int = 0
    shown_outside: int = 0
    shown_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """A line of the log; see ``civic.petitions.events``."""

    petition_id: str
    seq: int
    event: str
    subject: str
    day: date
    inside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredHead:
    """A signed head; the last one of its day."""

    petition_id: str
    day: date
    size: int
    root: bytes
    supports: int
    withdrawals: int
    invalidations: int
    outside: int
    signed_at: datetime
    signature: bytes


NODES_AT_ONCE = 60

_LOG_FIELDS = tuple(StoredLog.__dataclass_fields__)
_LINE_FIELDS = tuple(StoredLine.__dataclass_fields__)
_HEAD_FIELDS = tuple(StoredHead.__dataclass_fields__)
_log = petition_logs.c.petition_id == bindparam("petition")
_BEGIN = insert_unless_there(petition_logs, _LOG_FIELDS)
_GET = select(*(petition_logs.c[name] for name in _LOG_FIELDS)).where(_log)
_HOLD = _GET.with_for_update()
_WRITE = (
    update(petition_logs)
    .where(_log)
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in (
                "size",
                "peaks",
                "supports",
                "withdrawals",
                "invalidations",
                "outside",
                "last_number",
            )
        }
        | {"stale": True}
    )
)
_ADD_LINE = insert(petition_lines)
_ADD_NODES = insert(petition_nodes)
_LINES = (
    select(*(petition_lines.c[name] for name in _LINE_FIELDS))
    .where(petition_lines.c.petition_id == bindparam("petition"))
    .order_by(petition_lines.c.seq)
)
_SOME_LINES = _LINES.where(petition_lines.c.seq.in_(bindparam("several", expanding=True)))
_REFRESH = (
    update(petition_logs)
    .where(petition_logs.c.stale)
    .values(
        shown=petition_logs.c.supports
        - petition_logs.c.withdrawals
        - petition_logs.c.invalidations,
        shown_outside=petition_logs.c.outside,
        shown_at=bindparam("now"),
        stale=False,
    )
    .returning(*(petition_logs.c[name] for name in _LOG_FIELDS))
)
_ALL = select(*(petition_logs.c[name] for name in _LOG_FIELDS)).order_by(
    petition_logs.c.petition_id
)
_SHOWN_SINCE = (
    select(petition_logs.c.petition_id)
    .where(petition_logs.c.shown_at >= bindparam("since"))
    .order_by(petition_logs.c.petition_id)
)
_SIGN = insert_or_update_row(petition_heads, _HEAD_FIELDS, ("petition_id", "day"))
_HEADS = (
    select(*(petition_heads.c[name] for name in _HEAD_FIELDS))
    .where(petition_heads.c.petition_id == bindparam("petition"))
    .order_by(petition_heads.c.day)
)
_LAST_HEAD = _HEADS.order_by(None).order_by(petition_heads.c.day.desc()).limit(1)
_LAST_DAY = select(petition_heads.c.day).order_by(petition_heads.c.day.desc()).limit(1)
_HEADS_OF_DAY = (
    select(*(petition_heads.c[name] for name in _HEAD_FIELDS))
    .where(petition_heads.c.day == bindparam("on_day"))
    .order_by(petition_heads.c.petition_id)
)


async def begin(conn: AsyncConnection, petition_id: str, now: datetime) -> None:
    """An empty log, unless there is one."""
    log = StoredLog(petition_id=petition_id, shown_at=now)
    row = {name: getattr(log, name) for name in _LOG_FIELDS}
    await conn.execute(for_database(conn, _BEGIN), row)


async def get(conn: AsyncConnection, petition_id: str, *, hold: bool = False) -> StoredLog | None:
    """Where it stands; ``hold`` keeps others from appending until the act is over."""
    rows = await conn.execute(_HOLD if hold else _GET, {"petition": petition_id})
    row = rows.mappings().one_or_none()
    return StoredLog(**row) if row else None


async def every(conn: AsyncConnection) -> list[StoredLog]:
    """All logs, by petition."""
    return [StoredLog(**row) for row in (await conn.execute(_ALL)).mappings()]


def numbered(log: StoredLog, last_number: int) -> StoredLog:
    """The same, this number given."""
    return replace(log, last_number=last_number)


async def append(
    conn: AsyncConnection,
    log: StoredLog,
    lines: Sequence[StoredLine],
    nodes: Sequence[tuple[int, int, bytes]],
) -> None:
    """Lines more; ``log`` is where it stands after them, and must be held."""
    added = [{name: getattr(line, name) for name in _LINE_FIELDS} for line in lines]
    await conn.execute(_ADD_LINE, added)
    if nodes:
        rows = [
            {"petition_id": log.petition_id, "level": level, "place": place, "hash": hashed}
            for level, place, hashed in nodes
        ]
        await conn.execute(_ADD_NODES, rows)
    values: dict[str, Any] = {f"new_{name}": getattr(log, name) for name in _WRITTEN}
    await conn.execute(_WRITE, {"petition": log.petition_id, **values})


_WRITTEN = ("size", "peaks", "supports", "withdrawals", "invalidations", "outside", "last_number")


async def lines(conn: AsyncConnection, petition_id: str) -> AsyncIterator[StoredLine]:
    """Every line from the first, as it is read."""
    rows = await conn.stream(_LINES, {"petition": petition_id})
    async for row in rows.mappings():
        yield StoredLine(**row)


async def some_lines(
    conn: AsyncConnection, petition_id: str, seqs: Sequence[int]
) -> dict[int, StoredLine]:
    """These lines, by number."""
    if not seqs:
        return {}
    rows = await conn.execute(_SOME_LINES, {"petition": petition_id, "several": list(seqs)})
    return {row["seq"]: StoredLine(**row) for row in rows.mappings()}


async def some_nodes(
    conn: AsyncConnection, petition_id: str, nodes: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], bytes]:
    """These complete subtrees (from level 1 up)."""
    found: dict[tuple[int, int], bytes] = {}
    for start in range(0, len(nodes), NODES_AT_ONCE):
        some = nodes[start : start + NODES_AT_ONCE]
        asked: dict[str, Any] = {"petition": petition_id}
        for at, (level, place) in enumerate(some):
            asked |= {f"level_{at}": level, f"place_{at}": place}
        rows = await conn.execute(_nodes(len(some)), asked)
        found |= {(row.level, row.place): row.hash for row in rows}
    return found


@cache
def _nodes(count: int) -> Executable:
    """So many rows, each by its whole key: of pairs in a list SQLite would read the whole tree."""
    asked = (
        select(petition_nodes.c.level, petition_nodes.c.place, petition_nodes.c.hash).where(
            petition_nodes.c.petition_id == bindparam("petition"),
            petition_nodes.c.level == bindparam(f"level_{at}"),
            petition_nodes.c.place == bindparam(f"place_{at}"),
        )
        for at in range(count)
    )
    return union_all(*asked)


async def refresh_shown(conn: AsyncConnection, now: datetime) -> list[StoredLog]:
    """What was counted since is shown from now on; the logs whose shown count may have changed."""
    return [StoredLog(**row) for row in (await conn.execute(_REFRESH, {"now": now})).mappings()]


async def shown_since(conn: AsyncConnection, since: datetime) -> list[str]:
    """The petitions whose count was shown anew since then: something was counted."""
    return list((await conn.execute(_SHOWN_SINCE, {"since": since})).scalars())


async def keep_head(conn: AsyncConnection, head: StoredHead) -> None:
    """The head of its day; a later one of the day takes its place."""
    row = {name: getattr(head, name) for name in _HEAD_FIELDS}
    await conn.execute(for_database(conn, _SIGN), row)


async def heads(conn: AsyncConnection, petition_id: str) -> list[StoredHead]:
    """All signed heads of it, by day."""
    rows = await conn.execute(_HEADS, {"petition": petition_id})
    return [StoredHead(**row) for row in rows.mappings()]


async def last_head(conn: AsyncConnection, petition_id: str) -> StoredHead | None:
    """The newest one."""
    row = (await conn.execute(_LAST_HEAD, {"petition": petition_id})).mappings().one_or_none()
    return StoredHead(**row) if row else None


async def heads_of_day(conn: AsyncConnection, day: date) -> list[StoredHead]:
    """Those of every petition on this day."""
    rows = await conn.execute(_HEADS_OF_DAY, {"on_day": day})
    return [StoredHead(**row) for row in rows.mappings()]


async def last_day_of_heads(conn: AsyncConnection) -> date | None:
    """The newest day on which anything was signed."""
    day: date | None = await conn.scalar(_LAST_DAY)
    return day
