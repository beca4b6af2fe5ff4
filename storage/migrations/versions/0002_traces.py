"""The ids of messages that are to be cleaned up, until they are."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    op.create_table(
        "traces",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_screen", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("noted_at", moment, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_traces")),
    )
    op.create_index(op.f("ix_traces_due_at"), "traces", ["due_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_traces_due_at"), table_name="traces")
    op.drop_table("traces")
