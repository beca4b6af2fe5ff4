"""The only place where statements differ by database.

Elsewhere a statement is written once. `FOR UPDATE` and `SKIP LOCKED` need nothing here: SQLAlchemy
leaves them out on SQLite, where a write transaction is alone anyway.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Table, Text, bindparam, func, type_coerce
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

WRITE_BEGIN = "BEGIN IMMEDIATE"
"""SQLite: take the write lock first. A lock taken halfway could be refused halfway."""

READ_BEGIN = "BEGIN"
"""SQLite: one snapshot for the whole look."""

Statements = Mapping[str, Executable]
"""One statement, written out for each database by its name."""


def for_database(conn: AsyncConnection, statements: Statements) -> Executable:
    return statements[conn.dialect.name]


def insert_unless_there(table: Table, columns: Sequence[str]) -> Statements:
    """An insert that does nothing when a unique column holds the value already."""
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    return {
        "sqlite": sqlite.insert(table).values(values).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table).values(values).on_conflict_do_nothing(),
    }


def insert_or_update(
    table: Table, columns: Sequence[str], key: str, overwritten: Mapping[str, Any]
) -> Statements:
    """An insert that overwrites the named columns when the key is there already."""
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    return {
        "sqlite": sqlite.insert(table)
        .values(values)
        .on_conflict_do_update(index_elements=[key], set_=overwritten),
        "postgresql": postgresql.insert(table)
        .values(values)
        .on_conflict_do_update(index_elements=[key], set_=overwritten),
    }


def insert_or_update_row(table: Table, columns: Sequence[str], key: Sequence[str]) -> Statements:
    """An insert that overwrites all the rest of a row whose key is there already."""
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    rest = [name for name in columns if name not in key]
    lite, full = sqlite.insert(table).values(values), postgresql.insert(table).values(values)
    return {
        "sqlite": lite.on_conflict_do_update(
            index_elements=list(key), set_={name: lite.excluded[name] for name in rest}
        ),
        "postgresql": full.on_conflict_do_update(
            index_elements=list(key), set_={name: full.excluded[name] for name in rest}
        ),
    }


def hour_of(column: Any) -> Mapping[str, Any]:
    """The hour (UTC) that a moment lies in, as "2026-06-03 07", for grouping."""
    return {
        "sqlite": func.substr(type_coerce(column, Text), 1, len("2026-06-03 07")),
        "postgresql": func.to_char(func.timezone("UTC", column), "YYYY-MM-DD HH24"),
    }
