"""What the bot says unasked, until it has left."""

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    text,
)

from storage.columns import Moment, RowId, Sealed
from storage.tables.metadata import metadata

letters = Table(
    "letters",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("dedupe_key", Text, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("view", Text, nullable=False),
    Column("args", JSON, nullable=False),
    Column("sealed_args", Sealed("letter", by="dedupe_key")),
    Column("lane", SmallInteger, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", Text),
    Column("message_id", BigInteger),
    Column("created_at", Moment, nullable=False),
    Column("claimed_at", Moment),
    Column("sent_at", Moment),
    Column("unknown_at", Moment),
    Column("failed_at", Moment),
    Column("cancelled_at", Moment),
    CheckConstraint("lane IN (0, 1, 2)", name="lane"),
    CheckConstraint("delivery IN ('at_least_once', 'at_most_once')", name="delivery"),
    CheckConstraint(
        "state IN ('waiting', 'sending', 'sent', 'unknown', 'failed', 'cancelled')", name="state"
    ),
    # the postman looks here many times a minute, while letters that left pile up by the million
    Index(
        "ix_letters_waiting",
        "lane",
        "not_before",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index(
        "ix_letters_sending",
        "id",
        sqlite_where=text("state = 'sending'"),
        postgresql_where=text("state = 'sending'"),
    ),
)
