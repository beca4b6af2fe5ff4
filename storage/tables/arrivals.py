"""What came in from Telegram: done already, or set aside."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from storage.columns import Moment, Sealed
from storage.tables.metadata import metadata

updates = Table(
    "updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("handled_at", Moment, nullable=False),
    Index(None, "handled_at"),
)

set_aside_updates = Table(
    "set_aside_updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    # destroyed once it is resolved
    Column("payload", Sealed("update", by="update_id")),
    Column("at", Moment, nullable=False),
    # since when, and for which administrator (Telegram id), it is being tried again
    Column("retried_at", Moment),
    Column("retried_by", BigInteger),
    Column("resolved_at", Moment),
    Column("resolution", Text),
)
