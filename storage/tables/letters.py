"""What the bot says unasked, until it has left, and what must be known to send it."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    false,
    text,
)

from storage.columns import Key, Moment, RowId, Sealed
from storage.tables.metadata import metadata


def _index_where(name: str, *columns: str, where: str) -> Index:
    """An index over those letters alone: the ones that left pile up by the million beside them."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


letters = Table(
    "letters",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("dedupe_key", Key, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("view", Text, nullable=False),
    Column("args", JSON, nullable=False),
    Column("sealed_args", Sealed("letter", by="dedupe_key")),
    Column("lane", SmallInteger, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("not_after", Moment),
    Column("quiet_hours", Boolean, nullable=False, server_default=false()),
    # since when it waits for somebody who cannot be reached
    Column("held_at", Moment),
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
    _index_where(
        "ix_letters_waiting",
        "lane",
        "not_before",
        "id",
        where="state = 'waiting' AND held_at IS NULL",
    ),
    _index_where("ix_letters_held", "held_at", where="state = 'waiting' AND held_at IS NOT NULL"),
    _index_where("ix_letters_waiting_of_chat", "chat_id", where="state = 'waiting'"),
    _index_where("ix_letters_sending", "id", where="state = 'sending'"),
    _index_where(
        "ix_letters_stuck", "state", "reason", "id", where="state IN ('failed', 'unknown')"
    ),
    _index_where("ix_letters_sent", "sent_at", where="state = 'sent'"),
    _index_where("ix_letters_cancelled", "cancelled_at", where="state = 'cancelled'"),
)

moved_chats = Table(
    "moved_chats",
    metadata,
    Column("old_id", BigInteger, primary_key=True, autoincrement=False),
    Column("new_id", BigInteger, nullable=False),
    Column("moved_at", Moment, nullable=False),
)

uploads = Table(
    "uploads",
    metadata,
    Column("key", Text, primary_key=True),
    Column("file_id", Text, nullable=False),
    Column("uploaded_at", Moment, nullable=False),
)
