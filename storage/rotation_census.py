"""Which values stand under which master key: what is left to rewrap, and which keys may go.

An old key that is taken off one value too early takes that value with it, so this is counted from
the tables themselves, over every sealed column that there is. Reads nothing that is sealed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.columns import Sealed
from storage.tables import metadata
from storage.vault import head_of


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column whose values the ring seals, with what one must know to seal them anew."""

    table: Table
    value: Column[bytes]
    seal: Sealed

    @property
    def name(self) -> str:
        return f"{self.table.name}.{self.value.name}"

    @property
    def row_id(self) -> Column[Any]:
        """The primary key: the order in which the rows are walked through."""
        (row_id,) = self.table.primary_key.columns
        return row_id

    @property
    def bound_by(self) -> Column[Any]:
        """Its value is part of what the sealed value is bound to."""
        return self.table.c[self.seal.by]

    def head(self, length: int) -> Any:
        """The first bytes of the value, in SQL."""
        return func.substr(self.value, 1, length, type_=LargeBinary)

    def is_under(self, key_id: str) -> Any:
        """A condition: this master key wraps the value. Not true, and not false, of NULL."""
        if self.seal.told_in is not None:
            return self.table.c[self.seal.told_in] == key_id
        head = head_of(key_id)
        return self.head(len(head)) == literal(head, LargeBinary)


@cache
def sealed_columns() -> tuple[SealedColumn, ...]:
    """Every one that there is: whoever adds a `Sealed` column need not add it here."""
    return tuple(
        SealedColumn(table, column, column.type)
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, Sealed)
    )


@dataclass(frozen=True, slots=True)
class Census:
    """How many values of which column ("drafts.state") stand where; columns without any are left
    out."""

    under: Mapping[str, Mapping[str, int]]
    """By key id, newest first; every key of the ring is there."""
    lost: Mapping[str, int]
    """Values of master keys that are not on the ring: nobody can read them until those are back."""
    broken: Mapping[str, int] = field(default_factory=dict)
    """Values that no key opens: damaged, or moved here. They are not counted above."""

    @property
    def newest(self) -> str:
        return next(iter(self.under))

    @property
    def is_unfinished(self) -> bool:
        """Some values still stand under older keys."""
        return any(self.left.values())

    @property
    def left(self) -> dict[str, int]:
        """How many values of each column stand under older keys than the newest."""
        older = [counted for key_id, counted in self.under.items() if key_id != self.newest]
        return {
            column.name: found
            for column in sealed_columns()
            if (found := sum(counted.get(column.name, 0) for counted in older))
        }

    @property
    def idle(self) -> list[str]:
        """Older keys that nothing needs any more."""
        return [
            key_id
            for key_id, counted in self.under.items()
            if key_id != self.newest and not counted
        ]


async def count(conn: AsyncConnection, key_ids: Sequence[str]) -> Census:
    """Count all sealed values. `key_ids`: of the ring, newest first."""
    under: dict[str, dict[str, int]] = {key_id: {} for key_id in key_ids}
    lost: dict[str, int] = {}
    for column in sealed_columns():
        counts = [func.count().filter(column.is_under(key_id)) for key_id in key_ids]
        counted = select(func.count(), *counts).where(column.value.is_not(None))
        total, *of_each = (await conn.execute(counted)).one()
        for key_id, found in zip(key_ids, of_each, strict=True):
            if found:
                under[key_id][column.name] = found
        if total > sum(of_each):
            lost[column.name] = total - sum(of_each)
    return Census(under, lost)
