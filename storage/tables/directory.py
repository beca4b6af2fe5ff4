"""Lines and centres, every check and change of them, and what people report."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    false,
)

from storage.columns import Moment, RowId, Sealed
from storage.tables.metadata import metadata

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
    # until when it has said that it has no room; past, it means nothing any more
    Column("full_until", Moment),
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
    Column("note", Sealed("check", by="id")),
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
    Column("note", Sealed("mistake", by="id")),
    Column("reported_at", Moment, nullable=False),
    # tells two reporters of one entry apart, and nothing else; gone with the next check
    Column("mark", Text),
    Index(None, "entry_kind", "entry_id"),
)
