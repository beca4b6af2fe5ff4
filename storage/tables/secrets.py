"""What marks are made with."""

from sqlalchemy import Column, Table, Text

from storage.columns import Moment, Sealed
from storage.tables.metadata import metadata

peppers = Table(
    "peppers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("pepper", Sealed("pepper", by="name"), nullable=False),
    Column("made_at", Moment, nullable=False),
)
