"""Who did what, by ids."""

from sqlalchemy import BigInteger, Column, Table, Text

from storage.columns import Moment, RowId
from storage.tables.metadata import metadata

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
