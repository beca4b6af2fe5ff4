"""Notes of checks are sealed; an entry may say that it has no room.

Nobody could make a check before: there are no notes yet that would be lost with the open column.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    op.drop_column("centre_checks", "note")
    op.add_column("centre_checks", sa.Column("note", sa.LargeBinary()))
    op.add_column("centres", sa.Column("full_until", moment))


def downgrade() -> None:
    op.drop_column("centres", "full_until")
    op.drop_column("centre_checks", "note")
    op.add_column("centre_checks", sa.Column("note", sa.Text()))
