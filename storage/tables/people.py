"""Who talks to the bot, what they agreed to, what they have begun."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import Moment, RowId, Sealed
from storage.tables.metadata import metadata

people = Table(
    "people",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("language", Text),
    Column("region", Text),
    # no foreign key: drafts point to people already, and a dangling focus reads as no focus
    Column("focus", Text),
    Column("unreachable_since", Moment),
    Column("onboarded_at", Moment),
    Column("met_at", Moment, nullable=False),
    CheckConstraint("language IN ('kk', 'ru')", name="language"),
    # an id is never used again: audit lines speak of a person by it
    sqlite_autoincrement=True,
)

consents = Table(
    "consents",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("text_version", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Column("proof", Text),
    # the same consent given twice is one consent; given again after withdrawal it is a new one
    Index(
        "uq_consents_standing",
        "person_id",
        "purpose",
        "text_version",
        unique=True,
        sqlite_where=text("withdrawn_at IS NULL"),
        postgresql_where=text("withdrawn_at IS NULL"),
    ),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("script", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("screen", Integer, nullable=False),
    Column("state", Sealed("draft", by="id"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("touched_at", Moment, nullable=False),
    Column("reminded_at", Moment),
    UniqueConstraint("person_id", "script"),
    Index(None, "touched_at"),
)

administrator_menus = Table(
    "administrator_menus",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("given_at", Moment, nullable=False),
)
