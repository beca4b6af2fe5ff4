"""Tickets: what people ask the volunteers, what was said, and where each message of it stands.

All words are sealed by the ticket's case. States are words, what happened is a moment beside them.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.columns import Key, Moment, RowId, SealedJson, SealedText
from storage.tables.metadata import metadata


def _index_where(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


_OPEN = "state IN ('new', 'needs_answer', 'waiting', 'snoozed')"

tickets = Table(
    "tickets",
    metadata,
    # the short number that people are told
    Column("id", RowId, primary_key=True),
    # the draft that it was asked in: finished twice, it is one ticket
    Column("asked_in", Text, nullable=False, unique=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("topic", Text, nullable=False),
    Column("region", Text),
    # where it was asked: menu, complaint:ab12cd34, help …
    Column("source", Text, nullable=False),
    Column("urgent", Boolean, nullable=False),
    # from the help branch: spread among the volunteers, opened by its code phrase alone
    Column("heavy", Boolean, nullable=False),
    # whoever is banned quietly is told nothing, and nobody sees what they write
    Column("unseen", Boolean, nullable=False, server_default=false()),
    Column("state", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    # the last word of each side
    Column("person_said_at", Moment),
    Column("staff_said_at", Moment),
    Column("first_answer_at", Moment),
    # who has it
    Column("owner_id", ForeignKey("people.id", ondelete="SET NULL")),
    Column("taken_at", Moment),
    # the owner's last sign of life in it
    Column("owner_seen_at", Moment),
    # by when the next answer is due, in working hours; NULL: nobody waits for one
    Column("due_at", Moment),
    # what was told already: to the owner before a release, to the desk when an answer is due, to
    # the coordinators when it is late, to the person before it is closed
    Column("warned_at", Moment),
    Column("told_due_at", Moment),
    Column("escalated_at", Moment),
    Column("closing_told_at", Moment),
    # when the clock has something to do with it; NULL: nothing is coming
    Column("look_at", Moment),
    Column("snoozed_until", Moment),
    Column("solved_at", Moment),
    Column("closed_at", Moment),
    Column("closed_why", Text),
    Column("reopened", Integer, nullable=False, server_default="0"),
    Column("rating", Text),
    Column("rated_at", Moment),
    Column("rating_words", SealedText("tickets.rating_words")),
    # how the person may be written to
    Column("may_write", Boolean, nullable=False),
    # minutes of the day between which it is safe; NULL: always
    Column("safe_from", Integer),
    Column("safe_until", Integer),
    Column("unsafe_since", Moment),
    # what opens it; answers wait until it is said
    Column("code_phrase", SealedText("tickets.code_phrase")),
    Column("code_misses", Integer, nullable=False, server_default="0"),
    Column("opened_until", Moment),
    # too many wrong phrases: nobody tries until then
    Column("locked_until", Moment),
    # asked, promised, next date: for whoever takes it over
    Column("handover", SealedJson("tickets.handover")),
    Column("merged_into", ForeignKey("tickets.id", ondelete="SET NULL")),
    # where it is in the group: the topic and the card on top of it
    Column("chat_id", BigInteger),
    Column("thread_id", BigInteger),
    Column("card_id", BigInteger),
    # rises with each change, so that an older card never overwrites a newer one
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("shred_told_at", Moment),
    Column("shredded_at", Moment),
    CheckConstraint(
        "state IN ('new', 'needs_answer', 'waiting', 'snoozed', 'solved', 'closed')", name="state"
    ),
    Index("ix_tickets_of_person", "person_id", "opened_at"),
    _index_where("ix_tickets_look", "look_at", where="look_at IS NOT NULL"),
    _index_where(
        "ix_tickets_free", "urgent", "due_at", "id", where=f"{_OPEN} AND owner_id IS NULL"
    ),
    _index_where("ix_tickets_of_owner", "owner_id", "state", where="owner_id IS NOT NULL"),
    Index("ix_tickets_of_topic", "chat_id", "thread_id"),
    # a number is never given to another ticket: people have written it down
    sqlite_autoincrement=True,
)

ticket_words = Table(
    "ticket_words",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("ticket_id", ForeignKey("tickets.id", ondelete="CASCADE"), nullable=False),
    Column("side", Text, nullable=False),
    Column("author_id", ForeignKey("people.id", ondelete="SET NULL")),
    # text, photo, document, voice, video, album …
    Column("kind", Text, nullable=False),
    Column("text", SealedText("ticket_words.text")),
    Column("said_at", Moment, nullable=False),
    Column("edited_at", Moment),
    # what its writer changed it to, until they have looked at it once more
    Column("pending", SealedText("ticket_words.pending")),
    # the messages that it was said with, in order; an album has several
    Column("from_chat", BigInteger),
    Column("messages", SealedJson("ticket_words.messages")),
    Column("album", Text),
    # the answer's way: NULL put_at: it waits until the person may be written to
    Column("put_at", Moment),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("delivered_at", Moment),
    Column("failed_at", Moment),
    Column("failed_why", Text),
    Column("withdrawn_at", Moment),
    CheckConstraint("side IN ('person', 'volunteer', 'note', 'house')", name="side"),
    Index("ix_ticket_words_of_ticket", "ticket_id", "id"),
    UniqueConstraint("ticket_id", "album"),
)

ticket_versions = Table(
    "ticket_versions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("words_id", ForeignKey("ticket_words.id", ondelete="CASCADE"), nullable=False),
    Column("text", SealedText("ticket_versions.text")),
    # until when it was what stood there
    Column("until", Moment, nullable=False),
    Index(None, "words_id", "id"),
)

ticket_copies = Table(
    "ticket_copies",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("ticket_id", ForeignKey("tickets.id", ondelete="CASCADE"), nullable=False),
    # NULL: it speaks of the ticket (a card, a notice) and of no words
    Column("words_id", ForeignKey("ticket_words.id", ondelete="CASCADE")),
    # somebody's own message, or ours
    Column("is_ours", Boolean, nullable=False),
    Index(None, "words_id"),
    Index(None, "ticket_id"),
)

ticket_topics = Table(
    "ticket_topics",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("ticket_id", ForeignKey("tickets.id", ondelete="CASCADE"), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("lost_at", Moment),
    Column("lost_why", Text),
    UniqueConstraint("chat_id", "thread_id"),
    Index(None, "ticket_id", "id"),
)

ticket_tags = Table(
    "ticket_tags",
    metadata,
    Column("ticket_id", ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", Key, primary_key=True),
    Index(None, "tag"),
)
