"""Each case has a key of its own, so that deleting a case destroys what was said in it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
row_id = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "case_keys",
        sa.Column("id", row_id, nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("key_id", sa.Text(), nullable=True),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("shredded_at", moment, nullable=True),
        sa.CheckConstraint(
            "(wrapped IS NULL) = (shredded_at IS NOT NULL)"
            " AND (key_id IS NULL) = (wrapped IS NULL)",
            name=op.f("ck_case_keys_key_or_shredded"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_keys")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_keys_case_id")),
    )
    op.create_index(op.f("ix_case_keys_key_id"), "case_keys", ["key_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_case_keys_key_id"), table_name="case_keys")
    op.drop_table("case_keys")
