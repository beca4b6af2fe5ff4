"""Petitions: what is asked for, who supports it, and the log that proves the count.

Texts are written to be published and stand open; names of people, and a moderator's words to an
author, are sealed by the petition's case. The log names nobody: ``subject`` is a keyed hash.
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
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.columns import Key, Moment, RowId, SealedText
from storage.tables.metadata import metadata


def _person(name: str) -> Column[int | None]:
    return Column(name, ForeignKey("people.id", ondelete="SET NULL"))


def _petition() -> Column[str]:
    return Column("petition_id", ForeignKey("petitions.id", ondelete="CASCADE"), nullable=False)


petitions = Table(
    "petitions",
    metadata,
    # the id of the draft that it was written in: finished twice, it is one petition
    Column("id", Key, primary_key=True),
    # "ngo": support is collected here, an open letter; "companion": of one on epetition.kz
    Column("kind", Text, nullable=False),
    _person("author_id"),
    Column("state", Text, nullable=False),
    Column("state_at", Moment, nullable=False),
    Column("topic", Text, nullable=False),
    # republic, oblast, district; and who decides: government, akimat, maslikhat
    Column("level", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("region", Text),
    Column("place", Text),
    # what the threshold was counted from, and when that figure is of
    Column("population", Integer),
    # "author": by their word; else the day of our own figure
    Column("population_by", Text),
    Column("threshold", Integer, nullable=False),
    Column("proof", Text, nullable=False),
    Column("written_in", Text, nullable=False),
    # NULL: not translated yet; who checked the other language
    Column("translation_by", Text),
    Column("title_kk", Text),
    Column("title_ru", Text),
    Column("summary_kk", Text),
    Column("summary_ru", Text),
    Column("text_kk", Text),
    Column("text_ru", Text),
    Column("cover", Text),
    Column("author_name", SealedText("petitions.author_name")),
    # where the vote with a digital signature is cast
    Column("official_id", Text),
    Column("submitted_at", Moment),
    # days in Kazakhstan until which: a moderator answers, the first supporters come, it closes,
    # the body answers
    Column("moderate_by", Date),
    Column("first_by", Date),
    Column("closes_on", Date),
    Column("answer_by", Date),
    Column("text_hash", Text),
    Column("published_at", Moment),
    Column("opened_at", Moment),
    Column("outcome", Text),
    Column("answer_kk", Text),
    Column("answer_ru", Text),
    # of two changes that were made from the same page the second is refused
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("look_at", Moment),
    CheckConstraint("kind IN ('ngo', 'companion')", name="kind"),
    CheckConstraint("level IN ('republic', 'oblast', 'district')", name="level"),
    CheckConstraint("body IN ('government', 'akimat', 'maslikhat')", name="body"),
    CheckConstraint("proof IN ('account', 'phone')", name="proof"),
    Index("ix_petitions_state", "state", "opened_at"),
    Index("ix_petitions_of_author", "author_id"),
    Index(
        "ix_petitions_look",
        "look_at",
        sqlite_where=text("look_at IS NOT NULL"),
        postgresql_where=text("look_at IS NOT NULL"),
    ),
)

petition_steps = Table(
    "petition_steps",
    metadata,
    Column("id", RowId, primary_key=True),
    _petition(),
    Column("state", Text, nullable=False),
    Column("at", Moment, nullable=False),
    _person("by_id"),
    # the public code of a rejection, or why it was stopped
    Column("reason", Text),
    Column("note", SealedText("petition_steps.note")),
    Index("ix_petition_steps_of", "petition_id", "id"),
)

petition_supports = Table(
    "petition_supports",
    metadata,
    Column("id", RowId, primary_key=True),
    _petition(),
    # NULL once the person had themself forgotten; the log goes on counting
    _person("person_id"),
    Column("subject", Text, nullable=False),
    Column("phone_mark", Text),
    # "you are no. 1,204": never given twice in a petition
    Column("number", Integer, nullable=False),
    Column("region", Text),
    Column("inside", Boolean, nullable=False),
    Column("shown_name", SealedText("petition_supports.shown_name")),
    Column("wants_news", Boolean, nullable=False),
    Column("supported_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Column("invalidated_at", Moment),
    # which sweep found it false
    Column("sweep_id", BigInteger),
    # the line of the log that counts it
    Column("seq", Integer, nullable=False),
    UniqueConstraint("petition_id", "subject"),
    UniqueConstraint("petition_id", "phone_mark"),
    Index("ix_petition_supports_number", "petition_id", "number"),
    Index("ix_petition_supports_at", "petition_id", "supported_at"),
    Index("ix_petition_supports_of_person", "person_id", "supported_at"),
)

petition_logs = Table(
    "petition_logs",
    metadata,
    Column(
        "petition_id",
        ForeignKey("petitions.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("size", Integer, nullable=False),
    Column("peaks", LargeBinary, nullable=False),
    Column("supports", Integer, nullable=False),
    Column("withdrawals", Integer, nullable=False),
    Column("invalidations", Integer, nullable=False),
    Column("outside", Integer, nullable=False),
    Column("last_number", Integer, nullable=False),
    # what everybody is shown: counted together every few seconds
    Column("shown", Integer, nullable=False),
    Column("shown_outside", Integer, nullable=False),
    Column("shown_at", Moment, nullable=False),
    # whether something was counted since
    Column("stale", Boolean, nullable=False, server_default=false()),
    Index(
        "ix_petition_logs_stale",
        "petition_id",
        sqlite_where=text("stale"),
        postgresql_where=text("stale"),
    ),
)

petition_lines = Table(
    "petition_lines",
    metadata,
    Column("petition_id", ForeignKey("petitions.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("event", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("inside", Boolean, nullable=False),
)

petition_nodes = Table(
    "petition_nodes",
    metadata,
    Column("petition_id", ForeignKey("petitions.id", ondelete="CASCADE"), primary_key=True),
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
)
"""Complete subtrees from level 1 up; level 0 is hashed from the lines."""

petition_heads = Table(
    "petition_heads",
    metadata,
    Column("petition_id", ForeignKey("petitions.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("supports", Integer, nullable=False),
    Column("withdrawals", Integer, nullable=False),
    Column("invalidations", Integer, nullable=False),
    Column("outside", Integer, nullable=False),
    Column("signed_at", Moment, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

petition_recounts = Table(
    "petition_recounts",
    metadata,
    Column("petition_id", ForeignKey("petitions.id", ondelete="CASCADE"), primary_key=True),
    # the last night in which it was counted anew, and what was wrong; NULL: nothing
    Column("day", Date, nullable=False),
    Column("trouble", Text),
    Column("counted_at", Moment, nullable=False),
    Index("ix_petition_recounts_day", "day"),
)

petition_milestones = Table(
    "petition_milestones",
    metadata,
    Column("petition_id", ForeignKey("petitions.id", ondelete="CASCADE"), primary_key=True),
    # 25, 50, 75, 100 (per cent of the threshold)
    Column("per_cent", Integer, primary_key=True, autoincrement=False),
    Column("reached_at", Moment, nullable=False),
)

petition_news = Table(
    "petition_news",
    metadata,
    # the draft that it was written in
    Column("id", Key, primary_key=True),
    _petition(),
    Column("text_kk", Text),
    Column("text_ru", Text),
    Column("written_at", Moment, nullable=False),
    Column("approved_at", Moment),
    Column("refused_at", Moment),
    _person("decided_by"),
    Index("ix_petition_news_of", "petition_id", "written_at"),
)

petition_promises = Table(
    "petition_promises",
    metadata,
    Column("petition_id", ForeignKey("petitions.id", ondelete="CASCADE"), primary_key=True),
    # after 3, 6, 12 months
    Column("months", Integer, primary_key=True, autoincrement=False),
    Column("due_on", Date, nullable=False),
    Column("asked_at", Moment),
    # done, partly, not_done, and when that was said
    Column("found", Text),
    Column("found_at", Moment),
)

petition_tellings = Table(
    "petition_tellings",
    metadata,
    Column("id", RowId, primary_key=True),
    _petition(),
    # milestone:50, news:<id>, answer, late, promise:3
    Column("what", Text, nullable=False),
    Column("since", Moment, nullable=False),
    # the last support whose person was told
    Column("cursor", BigInteger, nullable=False, server_default="0"),
    Column("done_at", Moment),
    UniqueConstraint("petition_id", "what"),
    Index(
        "ix_petition_tellings_open",
        "id",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
)
"""What supporters who wish it hear, and how far it has come: some hundreds at a time."""

petition_flags = Table(
    "petition_flags",
    metadata,
    Column("id", RowId, primary_key=True),
    _petition(),
    # burst, young_accounts
    Column("reason", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("found", Integer, nullable=False),
    Column("usual", Integer),
    Column("flagged_at", Moment, nullable=False),
    Column("decided_at", Moment),
    _person("decided_by"),
    Column("decision", Text),
    UniqueConstraint("petition_id", "reason", "since"),
)

petition_sweeps = Table(
    "petition_sweeps",
    metadata,
    Column("id", RowId, primary_key=True),
    _petition(),
    # which supports: given between these moments, by accounts whose Telegram id is at least this
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("youngest_id", BigInteger),
    Column("reason", Text, nullable=False),
    Column("found", Integer, nullable=False),
    _person("made_by"),
    Column("made_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("done_at", Moment),
    Column("undo_started_at", Moment),
    Column("undone_at", Moment),
    Column("swept", Integer, nullable=False, server_default="0"),
)

petition_follows = Table(
    "petition_follows",
    metadata,
    Column("petition_id", ForeignKey("petitions.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "person_id",
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("since", Moment, nullable=False),
)
"""Who wants to be told of a companion; whoever supports here says so with the support."""

official_petitions = Table(
    "official_petitions",
    metadata,
    # the id that epetition.kz gives
    Column("id", Key, primary_key=True),
    Column("title", Text, nullable=False),
    Column("applied_on", Date),
    Column("votes", Integer, nullable=False),
    Column("read_at", Moment, nullable=False),
    Column("tried_at", Moment, nullable=False),
    Column("failures", Integer, nullable=False, server_default="0"),
)

official_counts = Table(
    "official_counts",
    metadata,
    Column(
        "official_id", ForeignKey("official_petitions.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("day", Date, primary_key=True),
    Column("votes", Integer, nullable=False),
    Column("read_at", Moment, nullable=False),
)
"""The last count of each day in Kazakhstan, for the forecast."""
