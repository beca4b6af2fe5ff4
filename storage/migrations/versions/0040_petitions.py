"""Petitions, their supports, and the log that proves the count; moderators among the roles."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0032"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
row_id = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ROLES = "'volunteer', 'coordinator', 'custodian', 'administrator'"


def upgrade() -> None:
    for table in ("staff_roles", "staff_invitations"):
        name = op.f(f"ck_{table}_role")
        with op.batch_alter_table(table) as changed:
            changed.drop_constraint(name, type_="check")
            changed.create_check_constraint(name, f"role IN ({ROLES}, 'moderator')")
    op.create_table(
        "official_petitions",
        sa.Column("id", key, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("read_at", moment, nullable=False),
        sa.Column("tried_at", moment, nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_petitions")),
    )
    op.create_table(
        "official_counts",
        sa.Column("official_id", key, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("read_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["official_id"],
            ["official_petitions.id"],
            name=op.f("fk_official_counts_official_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("official_id", "day", name=op.f("pk_official_counts")),
    )
    op.create_table(
        "petitions",
        sa.Column("id", key, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("author_id", row_id, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_at", moment, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("population_by", sa.Text(), nullable=True),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("written_in", sa.Text(), nullable=False),
        sa.Column("translation_by", sa.Text(), nullable=True),
        sa.Column("title_kk", sa.Text(), nullable=True),
        sa.Column("title_ru", sa.Text(), nullable=True),
        sa.Column("summary_kk", sa.Text(), nullable=True),
        sa.Column("summary_ru", sa.Text(), nullable=True),
        sa.Column("text_kk", sa.Text(), nullable=True),
        sa.Column("text_ru", sa.Text(), nullable=True),
        sa.Column("cover", sa.Text(), nullable=True),
        sa.Column("author_name", sa.LargeBinary(), nullable=True),
        sa.Column("official_id", sa.Text(), nullable=True),
        sa.Column("submitted_at", moment, nullable=True),
        sa.Column("moderate_by", sa.Date(), nullable=True),
        sa.Column("first_by", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("text_hash", sa.Text(), nullable=True),
        sa.Column("published_at", moment, nullable=True),
        sa.Column("opened_at", moment, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answer_kk", sa.Text(), nullable=True),
        sa.Column("answer_ru", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("look_at", moment, nullable=True),
        sa.CheckConstraint(
            "body IN ('government', 'akimat', 'maslikhat')", name=op.f("ck_petitions_body")
        ),
        sa.CheckConstraint("kind IN ('ngo', 'companion')", name=op.f("ck_petitions_kind")),
        sa.CheckConstraint(
            "level IN ('republic', 'oblast', 'district')", name=op.f("ck_petitions_level")
        ),
        sa.CheckConstraint("proof IN ('account', 'phone')", name=op.f("ck_petitions_proof")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_petitions_author_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petitions")),
    )
    op.create_index(
        "ix_petitions_look",
        "petitions",
        ["look_at"],
        unique=False,
        sqlite_where=sa.text("look_at IS NOT NULL"),
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )
    op.create_index("ix_petitions_of_author", "petitions", ["author_id"], unique=False)
    op.create_index("ix_petitions_state", "petitions", ["state", "opened_at"], unique=False)
    op.create_table(
        "petition_flags",
        sa.Column("id", row_id, nullable=False),
        sa.Column("petition_id", key, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("usual", sa.Integer(), nullable=True),
        sa.Column("flagged_at", moment, nullable=False),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("decided_by", row_id, nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["people.id"],
            name=op.f("fk_petition_flags_decided_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_flags_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_flags")),
        sa.UniqueConstraint(
            "petition_id",
            "reason",
            "since",
            name=op.f("uq_petition_flags_petition_id_reason_since"),
        ),
    )
    op.create_table(
        "petition_follows",
        sa.Column("petition_id", key, nullable=False),
        sa.Column("person_id", row_id, autoincrement=False, nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_petition_follows_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_follows_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("petition_id", "person_id", name=op.f("pk_petition_follows")),
    )
    op.create_table(
        "petition_heads",
        sa.Column("petition_id", key, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("supports", sa.Integer(), nullable=False),
        sa.Column("withdrawals", sa.Integer(), nullable=False),
        sa.Column("invalidations", sa.Integer(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=False),
        sa.Column("signed_at", moment, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_heads_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("petition_id", "day", name=op.f("pk_petition_heads")),
    )
    op.create_table(
        "petition_lines",
        sa.Column("petition_id", key, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("inside", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_lines_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("petition_id", "seq", name=op.f("pk_petition_lines")),
    )
    op.create_table(
        "petition_logs",
        sa.Column("petition_id", key, autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("peaks", sa.LargeBinary(), nullable=False),
        sa.Column("supports", sa.Integer(), nullable=False),
        sa.Column("withdrawals", sa.Integer(), nullable=False),
        sa.Column("invalidations", sa.Integer(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("shown_outside", sa.Integer(), nullable=False),
        sa.Column("shown_at", moment, nullable=False),
        sa.Column("stale", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_logs_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("petition_id", name=op.f("pk_petition_logs")),
    )
    op.create_index(
        "ix_petition_logs_stale",
        "petition_logs",
        ["petition_id"],
        unique=False,
        sqlite_where=sa.text("stale"),
        postgresql_where=sa.text("stale"),
    )
    op.create_table(
        "petition_milestones",
        sa.Column("petition_id", key, nullable=False),
        sa.Column("per_cent", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reached_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_milestones_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("petition_id", "per_cent", name=op.f("pk_petition_milestones")),
    )
    op.create_table(
        "petition_news",
        sa.Column("id", key, nullable=False),
        sa.Column("petition_id", key, nullable=False),
        sa.Column("text_kk", sa.Text(), nullable=True),
        sa.Column("text_ru", sa.Text(), nullable=True),
        sa.Column("written_at", moment, nullable=False),
        sa.Column("approved_at", moment, nullable=True),
        sa.Column("refused_at", moment, nullable=True),
        sa.Column("decided_by", row_id, nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["people.id"],
            name=op.f("fk_petition_news_decided_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_news_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_news")),
    )
    op.create_index(
        "ix_petition_news_of", "petition_news", ["petition_id", "written_at"], unique=False
    )
    op.create_table(
        "petition_nodes",
        sa.Column("petition_id", key, nullable=False),
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_nodes_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("petition_id", "level", "place", name=op.f("pk_petition_nodes")),
    )
    op.create_table(
        "petition_promises",
        sa.Column("petition_id", key, nullable=False),
        sa.Column("months", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_at", moment, nullable=True),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("found_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_promises_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("petition_id", "months", name=op.f("pk_petition_promises")),
    )
    op.create_table(
        "petition_recounts",
        sa.Column("petition_id", key, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("counted_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_recounts_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("petition_id", name=op.f("pk_petition_recounts")),
    )
    op.create_index("ix_petition_recounts_day", "petition_recounts", ["day"], unique=False)
    op.create_table(
        "petition_steps",
        sa.Column("id", row_id, nullable=False),
        sa.Column("petition_id", key, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("by_id", row_id, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_petition_steps_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_steps_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_steps")),
    )
    op.create_index("ix_petition_steps_of", "petition_steps", ["petition_id", "id"], unique=False)
    op.create_table(
        "petition_supports",
        sa.Column("id", row_id, nullable=False),
        sa.Column("petition_id", key, nullable=False),
        sa.Column("person_id", row_id, nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("phone_mark", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("inside", sa.Boolean(), nullable=False),
        sa.Column("shown_name", sa.LargeBinary(), nullable=True),
        sa.Column("wants_news", sa.Boolean(), nullable=False),
        sa.Column("supported_at", moment, nullable=False),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.Column("invalidated_at", moment, nullable=True),
        sa.Column("sweep_id", sa.BigInteger(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_petition_supports_person_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_supports_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_supports")),
        sa.UniqueConstraint(
            "petition_id", "phone_mark", name=op.f("uq_petition_supports_petition_id_phone_mark")
        ),
        sa.UniqueConstraint(
            "petition_id", "subject", name=op.f("uq_petition_supports_petition_id_subject")
        ),
    )
    op.create_index(
        "ix_petition_supports_at",
        "petition_supports",
        ["petition_id", "supported_at"],
        unique=False,
    )
    op.create_index(
        "ix_petition_supports_number", "petition_supports", ["petition_id", "number"], unique=False
    )
    op.create_index(
        "ix_petition_supports_of_person",
        "petition_supports",
        ["person_id", "supported_at"],
        unique=False,
    )
    op.create_table(
        "petition_sweeps",
        sa.Column("id", row_id, nullable=False),
        sa.Column("petition_id", key, nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.Column("youngest_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("made_by", row_id, nullable=True),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("started_at", moment, nullable=True),
        sa.Column("done_at", moment, nullable=True),
        sa.Column("undo_started_at", moment, nullable=True),
        sa.Column("undone_at", moment, nullable=True),
        sa.Column("swept", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people.id"], name=op.f("fk_petition_sweeps_made_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_sweeps_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_sweeps")),
    )

    op.create_table(
        "petition_tellings",
        sa.Column("id", row_id, nullable=False),
        sa.Column("petition_id", key, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("cursor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("done_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petitions.id"],
            name=op.f("fk_petition_tellings_petition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_tellings")),
        sa.UniqueConstraint(
            "petition_id", "what", name=op.f("uq_petition_tellings_petition_id_what")
        ),
    )
    op.create_index(
        "ix_petition_tellings_open",
        "petition_tellings",
        ["id"],
        unique=False,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_petition_tellings_open",
        table_name="petition_tellings",
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.drop_table("petition_tellings")
    op.drop_table("petition_sweeps")
    op.drop_index("ix_petition_supports_of_person", table_name="petition_supports")
    op.drop_index("ix_petition_supports_number", table_name="petition_supports")
    op.drop_index("ix_petition_supports_at", table_name="petition_supports")
    op.drop_table("petition_supports")
    op.drop_index("ix_petition_steps_of", table_name="petition_steps")
    op.drop_table("petition_steps")
    op.drop_index("ix_petition_recounts_day", table_name="petition_recounts")
    op.drop_table("petition_recounts")
    op.drop_table("petition_promises")
    op.drop_table("petition_nodes")
    op.drop_index("ix_petition_news_of", table_name="petition_news")
    op.drop_table("petition_news")
    op.drop_table("petition_milestones")
    op.drop_index(
        "ix_petition_logs_stale",
        table_name="petition_logs",
        sqlite_where=sa.text("stale"),
        postgresql_where=sa.text("stale"),
    )
    op.drop_table("petition_logs")
    op.drop_table("petition_lines")
    op.drop_table("petition_heads")
    op.drop_table("petition_follows")
    op.drop_table("petition_flags")
    op.drop_index("ix_petitions_state", table_name="petitions")
    op.drop_index("ix_petitions_of_author", table_name="petitions")
    op.drop_index(
        "ix_petitions_look",
        table_name="petitions",
        sqlite_where=sa.text("look_at IS NOT NULL"),
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )
    op.drop_table("petitions")
    op.drop_table("official_counts")
    op.drop_table("official_petitions")
    op.execute("DELETE FROM staff_roles WHERE role = 'moderator'")
    op.execute("DELETE FROM staff_invitations WHERE role = 'moderator'")
    for table in ("staff_roles", "staff_invitations"):
        name = op.f(f"ck_{table}_role")
        with op.batch_alter_table(table) as changed:
            changed.drop_constraint(name, type_="check")
            changed.create_check_constraint(name, f"role IN ({ROLES})")
