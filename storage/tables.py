"""Every table of the house in one place, so that migrations can be checked against it.

Names of constraints follow one convention: without it a constraint that was made nameless on
SQLite could not be dropped by a later migration on PostgreSQL.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.columns import Moment, RowId, Sealed

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

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
    Column("state", Sealed, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("touched_at", Moment, nullable=False),
    Column("reminded_at", Moment),
    UniqueConstraint("person_id", "script"),
    Index(None, "touched_at"),
)

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
    Column("payload", Sealed, nullable=False),
    Column("at", Moment, nullable=False),
    Column("resolved_at", Moment),
    Column("resolution", Text),
)

letters = Table(
    "letters",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("dedupe_key", Text, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("view", Text, nullable=False),
    Column("args", JSON, nullable=False),
    Column("sealed_args", Sealed),
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

audit = Table(
    "audit",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("act", Text, nullable=False),
    # no foreign key: the line outlives the person
    Column("person_id", BigInteger),
    Column("subject", Text),
)

hotlines = Table(
    "hotlines",
    metadata,
    Column("number", Text, primary_key=True),
    Column("name_kk", Text),
    Column("name_ru", Text, nullable=False),
    Column("hours", Text),
    Column("free", Boolean),
    Column("audience", Text),
    Column("channels", Text),
    Column("verified", Text, nullable=False),
    Column("source_url", Text),
    Column("source_date", Text),
    Column("notes", Text),
    Column("position", Integer, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("retired_at", Moment),
    # `seed`: as the dated file has it; `import`: an operator's own word, which a seed never undoes
    Column("origin", Text, nullable=False, server_default="seed"),
    CheckConstraint("verified IN ('yes', 'partly', 'secondary', 'no')", name="verified"),
)

centres = Table(
    "centres",
    metadata,
    Column("id", Text, primary_key=True),
    Column("region", Text),
    Column("name_kk", Text),
    Column("name_ru", Text, nullable=False),
    Column("city_kk", Text),
    Column("city_ru", Text),
    Column("address", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("phones", Text),
    Column("hours", Text),
    Column("serves", Text),
    Column("services", Text),
    Column("shelter", Text),
    Column("kind", Text),
    Column("publish_level", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("geo_precision", Text),
    Column("source_url", Text),
    Column("source_date", Text),
    Column("notes", Text),
    Column("position", Integer, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("retired_at", Moment),
    Column("origin", Text, nullable=False, server_default="seed"),
    Column("conditions", Text),
    Column("languages", Text),
    # what words and conditions come to, as `;code;code;`: answers filter by it
    Column("codes", Text, nullable=False, server_default=""),
    Column("is_family_centre", Boolean, nullable=False, server_default=false()),
    # the level in the last dated file: one that changes its mind narrows what people chose
    Column("seed_level", Text),
    # when somebody last found it open; NULL is a draft
    Column("checked_at", Moment),
    # when two people had said that it does not answer or has moved; a check ends it
    Column("hidden_at", Moment),
    Index("ix_centres_region_checked", "region", "checked_at"),
    Index("ix_centres_region_drafts", "region", "is_family_centre", "tier", "position"),
    Index("ix_centres_due", "checked_at"),
)

centre_checks = Table(
    "centre_checks",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("centre_id", ForeignKey("centres.id"), nullable=False, index=True),
    Column("checked_at", Moment, nullable=False),
    Column("checked_by", ForeignKey("people.id", ondelete="SET NULL")),
    Column("way", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("note", Text),
)

centre_changes = Table(
    "centre_changes",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("centre_id", ForeignKey("centres.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    # NULL is a file, or a person who is forgotten
    Column("changed_by", ForeignKey("people.id", ondelete="SET NULL")),
    Column("what", Text, nullable=False),
    Column("was", Text),
    Column("became", Text),
)

mistakes = Table(
    "mistakes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("entry_kind", Text, nullable=False),
    Column("entry_id", Text, nullable=False),
    Column("person_id", ForeignKey("people.id", ondelete="SET NULL")),
    Column("kind", Text, nullable=False),
    Column("note", Sealed),
    Column("reported_at", Moment, nullable=False),
    # tells two reporters of one entry apart, and nothing else; gone with the next check
    Column("mark", Text),
    Index(None, "entry_kind", "entry_id"),
)

peppers = Table(
    "peppers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("pepper", Sealed, nullable=False),
    Column("made_at", Moment, nullable=False),
)

traces = Table(
    "traces",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    # the bot's one message, which is not deleted but turned into a neutral page
    Column("is_screen", Boolean, nullable=False),
    Column("language", Text, nullable=False),
    Column("noted_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
)
