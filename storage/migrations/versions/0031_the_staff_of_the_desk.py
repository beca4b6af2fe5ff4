"""Who works at the desk, when it is open, whom it does not listen to, what it says often."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
row_id = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "staff_roles",
        sa.Column("id", row_id, nullable=False),
        sa.Column("person_id", row_id, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("granted_at", moment, nullable=False),
        sa.Column("granted_by", row_id, nullable=True),
        sa.Column("taken_at", moment, nullable=True),
        sa.Column("taken_by", row_id, nullable=True),
        sa.CheckConstraint(
            "role IN ('volunteer', 'coordinator', 'custodian', 'administrator')",
            name=op.f("ck_staff_roles_role"),
        ),
        sa.ForeignKeyConstraint(
            ["granted_by"],
            ["people.id"],
            name=op.f("fk_staff_roles_granted_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_staff_roles_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["people.id"], name=op.f("fk_staff_roles_taken_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_roles")),
    )
    op.create_index(
        op.f("uq_staff_roles_held"),
        "staff_roles",
        ["person_id", "role"],
        unique=True,
        sqlite_where=sa.text("taken_at IS NULL"),
        postgresql_where=sa.text("taken_at IS NULL"),
    )
    op.create_table(
        "staff_invitations",
        sa.Column("id", row_id, nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("made_by", row_id, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("used_at", moment, nullable=True),
        sa.Column("used_by", row_id, nullable=True),
        sa.CheckConstraint(
            "role IN ('volunteer', 'coordinator', 'custodian', 'administrator')",
            name=op.f("ck_staff_invitations_role"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"],
            ["people.id"],
            name=op.f("fk_staff_invitations_made_by"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["used_by"],
            ["people.id"],
            name=op.f("fk_staff_invitations_used_by"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_invitations_token_hash")),
    )
    op.create_table(
        "volunteers",
        sa.Column("person_id", row_id, autoincrement=False, nullable=False),
        sa.Column("shown_name", sa.LargeBinary(), nullable=True),
        sa.Column("on_break_since", moment, nullable=True),
        sa.Column("last_taken_at", moment, nullable=True),
        sa.Column("last_heavy_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_volunteers_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_volunteers")),
    )
    op.create_table(
        "bans",
        sa.Column("id", row_id, nullable=False),
        sa.Column("person_id", row_id, nullable=False),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("made_by", row_id, nullable=True),
        sa.Column("until", moment, nullable=True),
        sa.Column("lifted_at", moment, nullable=True),
        sa.Column("lifted_by", row_id, nullable=True),
        sa.ForeignKeyConstraint(
            ["lifted_by"], ["people.id"], name=op.f("fk_bans_lifted_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people.id"], name=op.f("fk_bans_made_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_bans_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bans")),
    )
    op.create_index(
        op.f("uq_bans_standing"),
        "bans",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "ready_answers",
        sa.Column("id", row_id, nullable=False),
        sa.Column("key", key, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kk", sa.Text(), nullable=False),
        sa.Column("ru", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("made_by", row_id, nullable=True),
        sa.Column("approved_at", moment, nullable=True),
        sa.Column("approved_by", row_id, nullable=True),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.Column("withdrawn_by", row_id, nullable=True),
        sa.ForeignKeyConstraint(
            ["approved_by"],
            ["people.id"],
            name=op.f("fk_ready_answers_approved_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people.id"], name=op.f("fk_ready_answers_made_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"],
            ["people.id"],
            name=op.f("fk_ready_answers_withdrawn_by"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_answers")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_ready_answers_key_version")),
    )
    op.create_table(
        "desk_groups",
        sa.Column("id", row_id, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("set_at", moment, nullable=False),
        sa.Column("set_by", row_id, nullable=True),
        sa.ForeignKeyConstraint(
            ["set_by"], ["people.id"], name=op.f("fk_desk_groups_set_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_groups")),
        sa.UniqueConstraint("topic", "region", name=op.f("uq_desk_groups_topic_region")),
    )
    op.create_table(
        "desk_hours",
        sa.Column("weekday", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("set_at", moment, nullable=False),
        sa.Column("set_by", row_id, nullable=True),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_desk_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["set_by"], ["people.id"], name=op.f("fk_desk_hours_set_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("weekday", name=op.f("pk_desk_hours")),
    )
    op.create_table(
        "desk_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("set_at", moment, nullable=False),
        sa.Column("set_by", row_id, nullable=True),
        sa.ForeignKeyConstraint(
            ["set_by"], ["people.id"], name=op.f("fk_desk_days_set_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_desk_days")),
    )
    op.create_table(
        "canaries",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("put_at", moment, nullable=False),
        sa.Column("back_at", moment, nullable=True),
        sa.Column("told_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_canaries")),
    )


def downgrade() -> None:
    op.drop_table("canaries")
    op.drop_table("desk_days")
    op.drop_table("desk_hours")
    op.drop_table("desk_groups")
    op.drop_table("ready_answers")
    op.drop_index(op.f("uq_bans_standing"), table_name="bans")
    op.drop_table("bans")
    op.drop_table("volunteers")
    op.drop_table("staff_invitations")
    op.drop_index(op.f("uq_staff_roles_held"), table_name="staff_roles")
    op.drop_table("staff_roles")
