"""Column types that both databases must treat alike.

Without them SQLite would hand back clock readings without a time zone, and a plain text could
slip into a column that is promised to be sealed.
"""

import json
from abc import abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import operators
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeEngine

from storage import hand
from storage.errors import MomentRefused, NotSealed

Kept = TypeVar("Kept")
JSON: TypeAlias = dict[str, "JSON"] | list["JSON"] | str | int | float | bool | None

SEAL_LAYOUTS = frozenset({1})
"""First bytes that a value sealed by the ring may have: one per layout the vault ever wrote."""

RowId = BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
"""A key that the database counts up: SQLite does so for INTEGER only."""

Key = Text().with_variant(Text(collation="C"), "postgresql")
"""A key of our own making, ordered by its code points, so that an index finds all that begin so."""


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, in and out, to the microsecond.

    PostgreSQL has a type for it. SQLite gets ISO text of one fixed width, which sorts as time does.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        as_text = dialect.name == "sqlite"

        def bind(moment: datetime | None) -> Any:
            if moment is None:
                return None
            if moment.tzinfo is not UTC:
                moment = _in_utc(moment)
            return moment.isoformat(" ", "microseconds") if as_text else moment

        return bind

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:  # noqa: ARG002 - SQLAlchemy calls it with both
        if dialect.name != "sqlite":
            return None  # asyncpg gives aware UTC itself

        def read(text: str | None) -> datetime | None:
            return None if text is None else datetime.fromisoformat(text)

        return read


def _in_utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise MomentRefused("A moment without a time zone cannot be stored: give it in UTC.")
    return moment.astimezone(UTC)


class Sealed(TypeDecorator[bytes]):
    """Bytes that `KeyRing.seal` made; anything else is refused before it reaches the disk.

    Sealing itself stays with the caller; what the value is bound to is said here, so that whoever
    turns the keys (`storage.rotation`) finds every sealed value and can open it.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, kind: str, *, by: str, told_in: str | None = None) -> None:
        """Values are bound to `kind:…`, followed by what the row's column `by` holds.

        `told_in`: the row's column that tells the master key's id, where there is one.
        """
        super().__init__()
        self.kind = kind
        self.by = by
        self.told_in = told_in

    def context(self, key: object) -> str:
        """What the value of the row with this key is bound to, such as `draft:ab12cd34`."""
        return f"{self.kind}:{key}"

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy calls it with both
        if value is not None and (not value or value[0] not in SEAL_LAYOUTS):
            raise NotSealed("Only sealed bytes may be stored in this column.")
        return value


class _Incomparable(TypeDecorator.Comparator[Any]):
    """A sealed value is there or not; to compare it with another would silently find nothing."""

    def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> ColumnElement[Any]:
        if op not in (operators.is_, operators.is_not):
            raise TypeError(f"{self.expr} cannot be compared: no two seals of a value are alike.")
        return super().operate(op, *other, **kwargs)


class _SealedByCase(TypeDecorator[Kept]):
    """What the column holds is sealed and opened by itself, with the case in hand.

    `storage.hand.in_hand` puts a case in hand. Without one nothing is written and nothing is read:
    NotSealed, NotInHand. NULL stays NULL.
    """

    impl = LargeBinary
    cache_ok = True
    comparator_factory = _Incomparable

    def __init__(self, place: str) -> None:
        """`place`: "table.column", bound in; it stays as it is when the column is renamed."""
        super().__init__()
        self.place = place

    def process_bind_param(self, value: Kept | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy calls it with both
        return None if value is None else hand.seal(self.packed(value), self.place)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Kept | None:  # noqa: ARG002 - SQLAlchemy calls it with both
        return None if value is None else self.unpacked(hand.open_sealed(value, self.place))

    @abstractmethod
    def packed(self, value: Kept) -> bytes: ...

    @abstractmethod
    def unpacked(self, plain: bytes) -> Kept: ...


class SealedText(_SealedByCase[str]):
    """A text of a case."""

    cache_ok = True

    def packed(self, value: str) -> bytes:
        return value.encode()

    def unpacked(self, plain: bytes) -> str:
        return plain.decode()


class SealedJson(_SealedByCase[JSON]):
    """Anything JSON can say, of a case."""

    cache_ok = True

    def packed(self, value: JSON) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def unpacked(self, plain: bytes) -> JSON:
        opened: JSON = json.loads(plain)
        return opened
