"""Takes the rows of the dated files into the directory.

Loading is repeatable: the same file twice changes nothing, a newer one overwrites by key, and rows
that are gone from it are retired, never deleted, because checks, reports and old messages still
point to them. Callers reach these through `storage.directory`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, case, exists, literal_column, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.centre_checks import CHECKED_COLUMNS
from storage.dialects import Statements, for_database, insert_or_update
from storage.tables import centre_checks, centres, hotlines

FileRow = Mapping[str, str | None]
"""A row of the file by its own column names; an empty text is the same as none."""

_STANDING = ("loaded_at", "retired_at")


def _column_names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _load(table: Table, key: str, kept_when_checked: tuple[str, ...] = ()) -> Statements:
    """Insert by key, overwriting all but what a check has settled."""
    checked = (
        exists().where(centre_checks.c.centre_id == table.c[key]) if kept_when_checked else None
    )

    def from_file(name: str) -> Any:
        offered: Any = literal_column(f"excluded.{name}")
        if checked is None or name not in kept_when_checked:
            return offered
        return case((checked, table.c[name]), else_=offered)

    names = _column_names(table)
    overwritten = {name: from_file(name) for name in names if name != key}
    return insert_or_update(table, names, key, overwritten)


def _retire(table: Table) -> Any:
    """Whatever this load did not touch is gone from the file."""
    return (
        update(table)
        .where(table.c.loaded_at < bindparam("now"), table.c.retired_at.is_(None))
        .values(retired_at=bindparam("now"))
    )


_LOAD_HOTLINE = _load(hotlines, "number")
_LOAD_CENTRE = _load(centres, "id", CHECKED_COLUMNS)
_RETIRE_HOTLINES = _retire(hotlines)
_RETIRE_CENTRES = _retire(centres)


async def load_hotlines(conn: AsyncConnection, rows: Iterable[FileRow], now: datetime) -> None:
    """Take the hotlines in the order of the file. KeyError names a column that the file lacks."""
    await _take(conn, _LOAD_HOTLINE, _RETIRE_HOTLINES, map(_hotline, rows), now)


async def load_centres(conn: AsyncConnection, rows: Iterable[FileRow], now: datetime) -> None:
    """Take the centres in the order of the file. KeyError names a column that the file lacks."""
    await _take(conn, _LOAD_CENTRE, _RETIRE_CENTRES, map(_centre, rows), now)


async def _take(
    conn: AsyncConnection,
    load: Statements,
    retire: Any,
    entries: Iterable[dict[str, Any]],
    now: datetime,
) -> None:
    taken = [
        {**entry, "position": position, "loaded_at": now, "retired_at": None}
        for position, entry in enumerate(entries)
    ]
    if taken:
        await conn.execute(for_database(conn, load), taken)
    await conn.execute(retire, {"now": now})


def _hotline(row: FileRow) -> dict[str, Any]:
    return {
        "number": row["number"],
        "name_kk": row["name_kk"] or None,
        "name_ru": row["name_ru"],
        "hours": row["hours"] or None,
        "free": {"yes": True, "no": False}.get((row["free"] or "").lower()),
        "audience": row["audience"] or None,
        "channels": row["channels"] or None,
        "verified": _verified(row["verified"] or "no"),
        "source_url": row["source_url"] or None,
        "source_date": row["source_date"] or None,
        "notes": row["notes"] or None,
    }


def _verified(mark: str) -> str:
    """The file's mark; a `yes` with a condition in brackets is no more than `partly`."""
    word, _, condition = mark.lower().partition(" ")
    return "partly" if word == "yes" and condition else word


def _centre(row: FileRow) -> dict[str, Any]:
    entry: dict[str, Any] = {
        name: row[_FILE_NAMES.get(name, name)] or None for name in _CENTRE_COLUMNS
    }
    number: Callable[[str | None], float | None] = lambda text: float(text) if text else None  # noqa: E731 - two uses, one line
    return {
        **entry,
        "latitude": number(entry["latitude"]),
        "longitude": number(entry["longitude"]),
        # a row that does not say how much may be shown gets the strictest level
        "publish_level": entry["publish_level"] or "phone_only",
        "status": entry["status"] or "unverified",
        "tier": entry["tier"] or "C",
    }


_FILE_NAMES = {
    "region": "region_iso",
    "latitude": "lat",
    "longitude": "lon",
    "kind": "org_type",
}
_CENTRE_COLUMNS = [name for name in _column_names(centres) if name not in ("position", *_STANDING)]
