"""Seals everything anew under the newest master key, while the bot runs.

Only the wrapping of each value's own key changes, so a value is never in the clear and an
interruption at any point leaves every value readable: the next call finds what is still under older
keys and goes on. Without it an old master key could never be taken off the ring.

The bot goes first. Values are looked for without any lock and written in small transactions, with a
rest after each that is as many times longer as `Pace` says; what the bot changed meanwhile it has
sealed with the newest key itself, and what it holds locked comes in the next round.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Update, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.errors import KeyLost, SealBroken, VaultError
from storage.rotation_census import Census, SealedColumn, count, sealed_columns
from storage.vault import KeyRing, key_id_of


@dataclass(frozen=True, slots=True)
class Pace:
    """How much the bot notices of it; see `docs/benchmarks.md` for what these figures come to."""

    rows: int = 100
    """In one transaction."""
    rest: float = 10.0
    """How many times longer than the transaction the pause after it is."""


GENTLE = Pace()
TRIED_AT_ONCE = 1000
ROUNDS = 10
"""Enough for all that a bot locks or writes meanwhile; what is left then is told."""


@dataclass(frozen=True, slots=True)
class Progress:
    """So many more values of a column are under the newest key now."""

    column: str
    count: int


@dataclass(frozen=True, slots=True)
class _Anew:
    """One value: what stands in its row, and the same under the newest key."""

    row_id: Any
    old: bytes
    new: bytes


async def rewrap(
    database: Database,
    ring: KeyRing,
    pace: Pace = GENTLE,
    *,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    monotonic: Callable[[], float] = time.monotonic,
) -> AsyncGenerator[Progress]:
    """Put all that can be opened under the newest key, round after round until one finds nothing.

    What cannot be opened (a lost key, a damaged value) is left as it is: `census` counts it.
    """
    for _ in range(ROUNDS):
        is_moving = False
        for column in sealed_columns():
            async for written in _round(database, ring, column, pace, sleep, monotonic):
                is_moving = True
                yield Progress(column.name, written)
        if not is_moving:
            return


async def census(database: Database, ring: KeyRing) -> Census:
    """What stands where, told apart from what no key opens: a damaged value needs no key.

    Tries all that stands under older keys, which is little except amid a rotation.
    """
    async with database.look() as conn:
        counted = await count(conn, ring.key_ids)
    under = {key_id: Counter(counts) for key_id, counts in counted.under.items()}
    broken: Counter[str] = Counter()
    for column in sealed_columns() if counted.is_unfinished else ():
        rows = await _older(database, column, counted.newest, TRIED_AT_ONCE)
        while rows:
            for row in rows:
                if (key_id := _broken_under(ring, column, row)) in under:
                    under[key_id][column.name] -= 1
                    broken[column.name] += 1
            rows = await _older(database, column, counted.newest, TRIED_AT_ONCE, rows[-1][0])
    return Census({key_id: +counts for key_id, counts in under.items()}, counted.lost, broken)


def _broken_under(ring: KeyRing, column: SealedColumn, row: Sequence[Any]) -> str | None:
    _, bound_by, sealed = row
    try:
        ring.rewrap(sealed, column.seal.context(bound_by))
    except SealBroken:
        return key_id_of(sealed)
    except KeyLost:
        pass
    return None


async def _round(
    database: Database,
    ring: KeyRing,
    column: SealedColumn,
    pace: Pace,
    sleep: Callable[[float], Awaitable[None]],
    monotonic: Callable[[], float],
) -> AsyncGenerator[int]:
    """Once through the column, in the order of its rows: how many were written, at each step."""
    rows = await _older(database, column, ring.key_ids[0], pace.rows)
    while rows:
        anew = _anew(ring, column, rows)
        began = monotonic()
        async with database.act() as conn:
            written = await _write(conn, column, anew)
        if written:
            yield written
        await sleep((monotonic() - began) * pace.rest)
        rows = await _older(database, column, ring.key_ids[0], pace.rows, rows[-1][0])


async def _older(
    database: Database, column: SealedColumn, newest: str, most: int, after: Any = None
) -> Sequence[Any]:
    """The next rows whose values are under another key than the newest: (id, bound by, value)."""
    asked: Select[Any] = (
        select(column.row_id, column.bound_by, column.value)
        .where(column.value.is_not(None), ~column.is_under(newest))
        .order_by(column.row_id)
        .limit(most)
    )
    if after is not None:
        asked = asked.where(column.row_id > after)
    async with database.look() as conn:
        rows: Sequence[Any] = (await conn.execute(asked)).all()
        return rows


def _anew(ring: KeyRing, column: SealedColumn, rows: Sequence[Any]) -> list[_Anew]:
    changed = []
    for row_id, bound_by, old in rows:
        try:
            new = ring.rewrap(old, column.seal.context(bound_by))
        except VaultError:
            continue  # nobody can open it; whoever asked is told so by the census
        changed.append(_Anew(row_id, old, new))
    return changed


async def _write(conn: AsyncConnection, column: SealedColumn, values: list[_Anew]) -> int:
    """Write those whose rows nobody holds and that stand as they were read; how many."""
    ids = [value.row_id for value in values]
    held_by_nobody = select(column.row_id).where(column.row_id.in_(ids))
    locked = held_by_nobody.with_for_update(skip_locked=True, key_share=True)
    free = set((await conn.execute(locked)).scalars())
    rows = [_as_row(column, value) for value in values if value.row_id in free]
    if rows:
        await conn.execute(_change_of(column), rows)
    return len(rows)


def _change_of(column: SealedColumn) -> Update:
    written: dict[str, Any] = {column.value.name: bindparam("new")}
    if column.seal.told_in is not None:
        written[column.seal.told_in] = bindparam("new_key")
    as_read = column.row_id == bindparam("row"), column.value == bindparam("old")
    return update(column.table).where(*as_read).values(written)


def _as_row(column: SealedColumn, value: _Anew) -> dict[str, Any]:
    row = {"row": value.row_id, "old": value.old, "new": value.new}
    if column.seal.told_in is not None:
        row["new_key"] = key_id_of(value.new)
    return row
