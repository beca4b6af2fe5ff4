"""The key of each case, wrapped by a master key until it is shredded."""

from sqlalchemy import CheckConstraint, Column, Table, Text

from storage.columns import Moment, Sealed
from storage.tables.metadata import metadata

case_keys = Table(
    "case_keys",
    metadata,
    Column("case_id", Text, primary_key=True),
    # NULL once it is shredded; the row stays, so that a late write cannot bring the case back
    Column("wrapped", Sealed("case", by="case_id")),
    # which master key wraps it: what is left to rewrap is found and counted without a scan
    Column("key_id", Text, index=True),
    Column("made_at", Moment, nullable=False),
    Column("shredded_at", Moment),
    CheckConstraint(
        "(wrapped IS NULL) = (shredded_at IS NOT NULL) AND (key_id IS NULL) = (wrapped IS NULL)",
        name="key_or_shredded",
    ),
)
