"""Column types that both databases must treat alike.

Without them SQLite would hand back clock readings without a time zone, and a plain text could
slip into a column that is promised to be sealed.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import BigInteger, DateTime, Dialect, LargeBinary, String, Text, TypeDecorator
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

from storage.errors import MomentRefused, NotSealed

JSON: TypeAlias = dict[str, "JSON"] | list["JSON"] | str | int | float | bool | None

SEAL_LAYOUTS = frozenset({1})
"""First bytes that a sealed value may have: one per layout the vault has ever written."""

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

    Sealing itself stays with the caller, because only the caller knows the context.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy calls it with both
        if value is not None and (not value or value[0] not in SEAL_LAYOUTS):
            raise NotSealed("Only sealed bytes may be stored in this column.")
        return value
