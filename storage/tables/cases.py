"""The key of each case, wrapped by a master key until it is shredded."""

from sqlalchemy import CheckConstraint, Column, Table, Text

from storage.columns import Moment, RowId, Sealed
from storage.tables.metadata import metadata

case_keys = Table(
    "case_keys",
    metadata,
    # whoever turns the keys walks in the order in which the rows lie
    Column("id", RowId, primary_key=True),
    Column("case_id", Text, nullable=False, unique=True),
    # NULL once it is shredded; the row stays, so that a late write cannot bring the case back
    Column("wrapped", Sealed("case", by="case_id", told_in="key_id")),
    # which master key wraps it: counted without reading the keys
    Column("key_id", Text, index=True),
    Column("made_at", Moment, nullable=False),
    Column("shredded_at", Moment),
    CheckConstraint(
        "(wrapped IS NULL) = (shredded_at IS NOT NULL) AND (key_id IS NULL) = (wrapped IS NULL)",
        name="key_or_shredded",
    ),
)
