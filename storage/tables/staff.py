"""Who works at the volunteers' desk, when it is open, whom it does not hear, what it says often.

What was said in tickets stands in `storage.tables.desk`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import Key, Moment, RowId, Sealed
from storage.tables.metadata import metadata

_ROLES = "role IN ('volunteer', 'coordinator', 'custodian', 'administrator', 'moderator')"


def _by(name: str) -> Column[int]:
    """Who of the staff did it; NULL is the house, or somebody who is forgotten."""
    return Column(name, ForeignKey("people.id", ondelete="SET NULL"))


def _one_at_a_time(name: str, *columns: str, where: str) -> Index:
    return Index(
        name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where)
    )


staff_roles = Table(
    "staff_roles",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("role", Text, nullable=False),
    Column("granted_at", Moment, nullable=False),
    _by("granted_by"),
    Column("taken_at", Moment),
    _by("taken_by"),
    CheckConstraint(_ROLES, name="role"),
    # a role is held once, however often it was given and taken before
    _one_at_a_time("uq_staff_roles_held", "person_id", "role", where="taken_at IS NULL"),
)

staff_invitations = Table(
    "staff_invitations",
    metadata,
    Column("id", RowId, primary_key=True),
    # SHA-256 of the word in the link: whoever reads the tables cannot use it
    Column("token_hash", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    # it goes with whoever made it: nobody could be asked any more
    Column("made_by", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    _by("used_by"),
    CheckConstraint(_ROLES, name="role"),
)

volunteers = Table(
    "volunteers",
    metadata,
    Column(
        "person_id",
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("shown_name", Sealed("volunteer", by="person_id")),
    Column("on_break_since", Moment),
    Column("last_taken_at", Moment),
    Column("last_heavy_at", Moment),
)

bans = Table(
    "bans",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("quiet", Boolean, nullable=False),
    Column("reason", Sealed("ban", by="id")),
    Column("made_at", Moment, nullable=False),
    _by("made_by"),
    # NULL: until somebody lifts it
    Column("until", Moment),
    Column("lifted_at", Moment),
    _by("lifted_by"),
    _one_at_a_time("uq_bans_standing", "person_id", where="lifted_at IS NULL"),
)
"""One that ran out is not lifted; the next one lifts it."""

ready_answers = Table(
    "ready_answers",
    metadata,
    Column("id", RowId, primary_key=True),
    # small letters; what a volunteer types to find it
    Column("key", Key, nullable=False),
    # a change is a row of its own, so that what was approved is offered while it waits
    Column("version", Integer, nullable=False),
    Column("kk", Text, nullable=False),
    Column("ru", Text, nullable=False),
    Column("topic", Text),
    Column("made_at", Moment, nullable=False),
    _by("made_by"),
    Column("approved_at", Moment),
    _by("approved_by"),
    Column("withdrawn_at", Moment),
    _by("withdrawn_by"),
    UniqueConstraint("key", "version"),
)

desk_groups = Table(
    "desk_groups",
    metadata,
    Column("id", RowId, primary_key=True),
    # '' is any: NULL would let a rule stand twice
    Column("topic", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("set_at", Moment, nullable=False),
    _by("set_by"),
    UniqueConstraint("topic", "region"),
)

desk_hours = Table(
    "desk_hours",
    metadata,
    # Monday is 0
    Column("weekday", Integer, primary_key=True, autoincrement=False),
    # as 10:00-13:00,14:00-19:00 is written; empty is closed
    Column("spans", Text, nullable=False),
    Column("set_at", Moment, nullable=False),
    _by("set_by"),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
)

desk_days = Table(
    "desk_days",
    metadata,
    # a day in Kazakhstan that differs from its week
    Column("day", Date, primary_key=True),
    Column("spans", Text, nullable=False),
    Column("set_at", Moment, nullable=False),
    _by("set_by"),
)

canaries = Table(
    "canaries",
    metadata,
    # the night in Kazakhstan on which it was let go
    Column("day", Date, primary_key=True),
    Column("put_at", Moment, nullable=False),
    Column("back_at", Moment),
    # when the administrators heard that it had not come back
    Column("told_at", Moment),
)
