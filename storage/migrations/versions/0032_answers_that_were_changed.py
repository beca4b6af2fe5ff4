"""What an answer was changed to and what waits for a second look."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket_words", sa.Column("pending", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("ticket_words") as changed:
        changed.drop_column("pending")
