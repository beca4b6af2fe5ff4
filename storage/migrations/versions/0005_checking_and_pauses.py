"""Notes of checks are sealed, an entry may say that it is full, a pause outlives a restart.

Nobody could make a check before: there are no notes yet that would be lost with the open column.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
TWO_DAYS = "165600"
"""Seconds: as long as what was noted before would have stayed."""


def upgrade() -> None:
    op.drop_column("centre_checks", "note")
    op.add_column("centre_checks", sa.Column("note", sa.LargeBinary()))
    op.add_column("centres", sa.Column("full_until", moment))
    op.add_column(
        "traces", sa.Column("pause", sa.Integer(), nullable=False, server_default=TWO_DAYS)
    )


def downgrade() -> None:
    op.drop_column("traces", "pause")
    op.drop_column("centres", "full_until")
    op.drop_column("centre_checks", "note")
    op.add_column("centre_checks", sa.Column("note", sa.Text()))
