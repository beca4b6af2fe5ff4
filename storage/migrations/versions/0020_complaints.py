"""Complaints: what people prepare and file, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0011"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
row_id = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "complaints",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", row_id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("files", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.LargeBinary(), nullable=True),
        sa.Column("prepared_at", moment, nullable=False),
        sa.Column("touched_at", moment, nullable=False),
        sa.Column("look_at", moment, nullable=True),
        sa.Column("quiet_since", moment, nullable=True),
        sa.Column("help_asked_at", moment, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_at", moment, nullable=True),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_complaints_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["complaints.id"],
            name=op.f("fk_complaints_parent_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("parent_id", "kind", name=op.f("uq_complaints_parent_id_kind")),
    )
    op.create_index("ix_complaints_of_person", "complaints", ["person_id", "prepared_at"])
    op.create_index(
        "ix_complaints_look",
        "complaints",
        ["look_at"],
        sqlite_where=sa.text("look_at IS NOT NULL"),
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )
    op.create_table(
        "complaint_events",
        sa.Column("id", row_id, nullable=False),
        sa.Column("complaint_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("explained", sa.Boolean(), nullable=True),
        sa.Column("noted_at", moment, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaints.id"],
            name=op.f("fk_complaint_events_complaint_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_events")),
        sa.UniqueConstraint(
            "complaint_id", "act", name=op.f("uq_complaint_events_complaint_id_act")
        ),
    )


def downgrade() -> None:
    op.drop_table("complaint_events")
    op.drop_index("ix_complaints_look", table_name="complaints")
    op.drop_index("ix_complaints_of_person", table_name="complaints")
    op.drop_table("complaints")
