"""Takes the rows of the dated files, and of what operators import, into the directory.

Loading is repeatable: the same file twice changes nothing, a newer one overwrites by key. What a
check settled stays, and what an operator imported no dated file undoes; only more secrecy always
wins. Rows gone from a dated file are retired, never deleted, because checks, reports and old
messages still point to them. Callers reach these through `storage.directory`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.centre_checks import CentreChange, forget_where, note_changes
from storage.dialects import Statements, for_database, insert_or_update
from storage.directory_rows import FileRow, centre_row, hotline_row
from storage.merging import BOOKKEEPING, IMPORT, SEED, Row, merged_centre, merged_hotline
from storage.secrecy import is_secret
from storage.tables import centres, hotlines


@dataclass(slots=True)
class Loaded:
    """What a load did, in keys."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Rows in which something of the file was left out: a check or an operator knew better."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One table that files are loaded into."""

    table: Table
    key: str
    from_file: Callable[[FileRow], Row]
    merged: Callable[[Row, Row, str], Row]
    upsert: Statements
    everything: Any
    retire: Any


def _shelf(
    table: Table,
    key: str,
    from_file: Callable[[FileRow], Row],
    merged: Callable[[Row, Row, str], Row],
) -> _Shelf:
    names = [column.name for column in table.columns]
    overwritten: dict[str, Any] = {
        name: literal_column(f"excluded.{name}") for name in names if name != key
    }
    retire = update(table).where(table.c[key] == bindparam("gone"))
    return _Shelf(
        table,
        key,
        from_file,
        merged,
        insert_or_update(table, names, key, overwritten),
        select(table),
        retire.values(retired_at=bindparam("now")),
    )


_HOTLINES = _shelf(hotlines, "number", hotline_row, merged_hotline)
_CENTRES = _shelf(centres, "id", centre_row, merged_centre)


async def load_hotlines(conn: AsyncConnection, rows: Iterable[FileRow], now: datetime) -> Loaded:
    """Take the dated file of hotlines, in its order. KeyError names a column that it lacks."""
    return await _take(conn, _HOTLINES, rows, SEED, now)


async def load_centres(conn: AsyncConnection, rows: Iterable[FileRow], now: datetime) -> Loaded:
    """Take the dated file of centres, in its order. KeyError names a column that it lacks."""
    return await _take(conn, _CENTRES, rows, SEED, now)


async def import_hotlines(conn: AsyncConnection, rows: Iterable[FileRow], now: datetime) -> Loaded:
    """Take an operator's hotlines: known ones keep their place, new ones come last."""
    return await _take(conn, _HOTLINES, rows, IMPORT, now)


async def import_centres(conn: AsyncConnection, rows: Iterable[FileRow], now: datetime) -> Loaded:
    """Take an operator's centres: known ones keep their place, new ones come last."""
    return await _take(conn, _CENTRES, rows, IMPORT, now)


async def _take(
    conn: AsyncConnection, shelf: _Shelf, rows: Iterable[FileRow], origin: str, now: datetime
) -> Loaded:
    found = (await conn.execute(shelf.everything)).mappings()
    known: dict[str, Row] = {row[shelf.key]: dict(row) for row in found}
    after_last = max((row["position"] for row in known.values()), default=-1) + 1
    loaded, written, seen = Loaded(), [], set()
    for place, file_row in enumerate(rows):
        offered = shelf.from_file(file_row)
        key = offered[shelf.key]
        old = known.get(key)
        seen.add(key)
        if old is None:
            position = place if origin == SEED else after_last + len(loaded.added)
            made = {**_BLANK[shelf.table.name], **offered, "position": position, "origin": origin}
            written.append({**made, "loaded_at": now, "retired_at": None})
            loaded.added.append(key)
            continue
        wanted = {**offered, "position": place if origin == SEED else old["position"]}
        row = {**old, **shelf.merged(old, wanted, origin), "retired_at": None}
        if any(row[name] != value for name, value in offered.items() if name not in BOOKKEEPING):
            loaded.kept.append(key)
        if row != old:
            written.append({**row, "loaded_at": now})
            loaded.changed.append(key)
    if written:
        await conn.execute(for_database(conn, shelf.upsert), written)
    if shelf is _CENTRES:
        await _tell_changes(conn, known, written, now)
    if origin == SEED:
        await _retire(conn, shelf, known, seen, now)
    return loaded


_BLANK: Mapping[str, Row] = {
    "hotlines": {},
    "centres": {"checked_at": None, "hidden_at": None, "full_until": None},
}
"""What no file gives to a new row."""


async def _tell_changes(
    conn: AsyncConnection, known: Mapping[str, Row], written: Iterable[Row], now: datetime
) -> None:
    for row in written:
        old = known.get(row["id"])
        if old is None:
            continue
        changes = [
            CentreChange(row["id"], now, None, name, _text(old[name]), _text(value))
            for name, value in row.items()
            if name not in BOOKKEEPING and old[name] != value
        ]
        await note_changes(conn, changes)
        if is_secret(row["publish_level"], row["notes"]):
            await forget_where(conn, row["id"])


async def _retire(
    conn: AsyncConnection, shelf: _Shelf, known: Mapping[str, Row], seen: set[str], now: datetime
) -> None:
    """Whatever came from a dated file and is gone from it; never what people checked."""
    gone = [
        {"gone": key, "now": now}
        for key, row in known.items()
        if key not in seen
        and row["origin"] == SEED
        and row["retired_at"] is None
        and row.get("checked_at") is None
    ]
    if gone:
        await conn.execute(shelf.retire, gone)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
