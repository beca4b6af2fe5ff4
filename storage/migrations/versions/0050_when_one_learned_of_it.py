"""From which day the time to complain runs, and what an overtaken document once went on from."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("complaints", sa.Column("learned_on", sa.Date(), nullable=True))
    op.add_column("complaints", sa.Column("explained", sa.Boolean(), nullable=True))
    op.add_column("complaints", sa.Column("went_on_from", sa.Text(), nullable=True))


def downgrade() -> None:
    for column in ("went_on_from", "explained", "learned_on"):
        op.drop_column("complaints", column)
