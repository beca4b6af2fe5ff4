"""What people prepare and file, and what became of it. All words are sealed by the case's key."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Table, Text, UniqueConstraint, text

from storage.columns import Moment, RowId, SealedJson, SealedText
from storage.tables.metadata import metadata

complaints = Table(
    "complaints",
    metadata,
    # the id of the draft that it was written in: finished twice, it is kept once
    Column("id", Text, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("region", Text),
    Column("facts", SealedJson("complaints.facts"), nullable=False),
    Column("files", SealedJson("complaints.files"), nullable=False),
    Column("number", SealedText("complaints.number")),
    Column("prepared_at", Moment, nullable=False),
    Column("touched_at", Moment, nullable=False),
    # when the clock has something to say of it; NULL: nothing is coming
    Column("look_at", Moment),
    Column("quiet_since", Moment),
    Column("help_asked_at", Moment),
    Column("outcome", Text),
    Column("outcome_at", Moment),
    # the document that this one goes on from, such as the one that nobody answered
    Column("parent_id", ForeignKey("complaints.id", ondelete="SET NULL")),
    # since when the time to complain runs, and whether the act told how; the clock needs no key
    Column("learned_on", Date),
    Column("explained", Boolean),
    # the document that it went on from until things went another way; it is no key of another row,
    # since the reason outlives the deletion of that document
    Column("went_on_from", Text),
    # one next document of a kind, however often it is asked for; SQL lets NULL repeat
    UniqueConstraint("parent_id", "kind"),
    Index("ix_complaints_of_person", "person_id", "prepared_at"),
    Index(
        "ix_complaints_look",
        "look_at",
        sqlite_where=text("look_at IS NOT NULL"),
        postgresql_where=text("look_at IS NOT NULL"),
    ),
)

complaint_events = Table(
    "complaint_events",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("complaint_id", ForeignKey("complaints.id", ondelete="CASCADE"), nullable=False),
    Column("status", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("until", Date),
    Column("explained", Boolean),
    Column("noted_at", Moment, nullable=False),
    # by which act: what comes twice is noted once
    Column("act", Text, nullable=False),
    UniqueConstraint("complaint_id", "act"),
)
"""`day` and `until` are days in Kazakhstan. Read in the order in which they were noted."""
