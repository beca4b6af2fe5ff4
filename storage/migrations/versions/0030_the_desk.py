"""The volunteers' desk: tickets, what was said in them, and where it stands in Telegram."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0021"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
row_id = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", row_id, nullable=False),
        sa.Column("asked_in", sa.Text(), nullable=False),
        sa.Column("person_id", row_id, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("heavy", sa.Boolean(), nullable=False),
        sa.Column("unseen", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", moment, nullable=False),
        sa.Column("person_said_at", moment, nullable=True),
        sa.Column("staff_said_at", moment, nullable=True),
        sa.Column("first_answer_at", moment, nullable=True),
        sa.Column("owner_id", row_id, nullable=True),
        sa.Column("taken_at", moment, nullable=True),
        sa.Column("owner_seen_at", moment, nullable=True),
        sa.Column("due_at", moment, nullable=True),
        sa.Column("warned_at", moment, nullable=True),
        sa.Column("told_due_at", moment, nullable=True),
        sa.Column("escalated_at", moment, nullable=True),
        sa.Column("closing_told_at", moment, nullable=True),
        sa.Column("look_at", moment, nullable=True),
        sa.Column("snoozed_until", moment, nullable=True),
        sa.Column("solved_at", moment, nullable=True),
        sa.Column("closed_at", moment, nullable=True),
        sa.Column("closed_why", sa.Text(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("rating", sa.Text(), nullable=True),
        sa.Column("rated_at", moment, nullable=True),
        sa.Column("rating_words", sa.LargeBinary(), nullable=True),
        sa.Column("may_write", sa.Boolean(), nullable=False),
        sa.Column("safe_from", sa.Integer(), nullable=True),
        sa.Column("safe_until", sa.Integer(), nullable=True),
        sa.Column("unsafe_since", moment, nullable=True),
        sa.Column("code_phrase", sa.LargeBinary(), nullable=True),
        sa.Column("code_misses", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("opened_until", moment, nullable=True),
        sa.Column("locked_until", moment, nullable=True),
        sa.Column("handover", sa.LargeBinary(), nullable=True),
        sa.Column("merged_into", row_id, nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("card_id", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("shred_told_at", moment, nullable=True),
        sa.Column("shredded_at", moment, nullable=True),
        sa.CheckConstraint(
            "state IN ('new', 'needs_answer', 'waiting', 'snoozed', 'solved', 'closed')",
            name=op.f("ck_tickets_state"),
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"],
            ["tickets.id"],
            name=op.f("fk_tickets_merged_into"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_tickets_owner_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_tickets_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sa.UniqueConstraint("asked_in", name=op.f("uq_tickets_asked_in")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_tickets_look"),
        "tickets",
        ["look_at"],
        sqlite_where=sa.text("look_at IS NOT NULL"),
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_tickets_of_owner"),
        "tickets",
        ["owner_id", "state"],
        sqlite_where=sa.text("owner_id IS NOT NULL"),
        postgresql_where=sa.text("owner_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_tickets_of_person"), "tickets", ["person_id", "opened_at"])
    op.create_index(op.f("ix_tickets_of_topic"), "tickets", ["chat_id", "thread_id"])
    op.create_index(
        op.f("ix_tickets_free"),
        "tickets",
        ["urgent", "due_at", "id"],
        sqlite_where=sa.text(
            "state IN ('new', 'needs_answer', 'waiting', 'snoozed') AND owner_id IS NULL"
        ),
        postgresql_where=sa.text(
            "state IN ('new', 'needs_answer', 'waiting', 'snoozed') AND owner_id IS NULL"
        ),
    )
    op.create_table(
        "ticket_words",
        sa.Column("id", row_id, nullable=False),
        sa.Column("ticket_id", row_id, nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("author_id", row_id, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("said_at", moment, nullable=False),
        sa.Column("edited_at", moment, nullable=True),
        sa.Column("from_chat", sa.BigInteger(), nullable=True),
        sa.Column("messages", sa.LargeBinary(), nullable=True),
        sa.Column("album", sa.Text(), nullable=True),
        sa.Column("put_at", moment, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("delivered_at", moment, nullable=True),
        sa.Column("failed_at", moment, nullable=True),
        sa.Column("failed_why", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.CheckConstraint(
            "side IN ('person', 'volunteer', 'note', 'house')",
            name=op.f("ck_ticket_words_side"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["people.id"],
            name=op.f("fk_ticket_words_author_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["tickets.id"],
            name=op.f("fk_ticket_words_ticket_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_words")),
        sa.UniqueConstraint("ticket_id", "album", name=op.f("uq_ticket_words_ticket_id_album")),
    )
    op.create_index(op.f("ix_ticket_words_of_ticket"), "ticket_words", ["ticket_id", "id"])
    op.create_table(
        "ticket_versions",
        sa.Column("id", row_id, nullable=False),
        sa.Column("words_id", row_id, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("until", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["words_id"],
            ["ticket_words.id"],
            name=op.f("fk_ticket_versions_words_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_versions")),
    )
    op.create_index(op.f("ix_ticket_versions_words_id_id"), "ticket_versions", ["words_id", "id"])
    op.create_table(
        "ticket_copies",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ticket_id", row_id, nullable=False),
        sa.Column("words_id", row_id, nullable=True),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["tickets.id"],
            name=op.f("fk_ticket_copies_ticket_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["words_id"],
            ["ticket_words.id"],
            name=op.f("fk_ticket_copies_words_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_ticket_copies")),
    )
    op.create_index(op.f("ix_ticket_copies_ticket_id"), "ticket_copies", ["ticket_id"])
    op.create_index(op.f("ix_ticket_copies_words_id"), "ticket_copies", ["words_id"])
    op.create_table(
        "ticket_topics",
        sa.Column("id", row_id, nullable=False),
        sa.Column("ticket_id", row_id, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("lost_at", moment, nullable=True),
        sa.Column("lost_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["tickets.id"],
            name=op.f("fk_ticket_topics_ticket_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_topics")),
        sa.UniqueConstraint(
            "chat_id", "thread_id", name=op.f("uq_ticket_topics_chat_id_thread_id")
        ),
    )
    op.create_index(op.f("ix_ticket_topics_ticket_id_id"), "ticket_topics", ["ticket_id", "id"])
    op.create_table(
        "ticket_tags",
        sa.Column("ticket_id", row_id, nullable=False),
        sa.Column("tag", key, nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_tags_ticket_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ticket_id", "tag", name=op.f("pk_ticket_tags")),
    )
    op.create_index(op.f("ix_ticket_tags_tag"), "ticket_tags", ["tag"])


def downgrade() -> None:
    op.drop_index(op.f("ix_ticket_tags_tag"), table_name="ticket_tags")
    op.drop_table("ticket_tags")
    op.drop_index(op.f("ix_ticket_topics_ticket_id_id"), table_name="ticket_topics")
    op.drop_table("ticket_topics")
    op.drop_index(op.f("ix_ticket_copies_ticket_id"), table_name="ticket_copies")
    op.drop_index(op.f("ix_ticket_copies_words_id"), table_name="ticket_copies")
    op.drop_table("ticket_copies")
    op.drop_index(op.f("ix_ticket_versions_words_id_id"), table_name="ticket_versions")
    op.drop_table("ticket_versions")
    op.drop_index(op.f("ix_ticket_words_of_ticket"), table_name="ticket_words")
    op.drop_table("ticket_words")
    op.drop_index(op.f("ix_tickets_look"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_of_owner"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_of_person"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_of_topic"), table_name="tickets")
    op.drop_index(op.f("ix_tickets_free"), table_name="tickets")
    op.drop_table("tickets")
