"""A stay in the help branch has a row: the pause that was chosen outlives a restart."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0004"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")

# Of each chat the newest message of ours is the screen; the rest stay to be deleted.
SCREENS = """
    INSERT INTO visits
        (chat_id, screen_id, language, pause, asks_where, is_left, seen_at, due_at)
    SELECT chat_id, max(message_id), max(language), NULL, {no}, {no}, max(noted_at), max(due_at)
    FROM traces WHERE is_ours GROUP BY chat_id
"""
SCREENS_ARE_NO_TRACES = """
    DELETE FROM traces WHERE message_id =
        (SELECT screen_id FROM visits WHERE visits.chat_id = traces.chat_id)
"""
SCREENS_ARE_TRACES = """
    INSERT INTO traces (chat_id, message_id, is_ours, noted_at, due_at, language)
    SELECT chat_id, screen_id, {yes}, seen_at, due_at, language FROM visits
"""


def upgrade() -> None:
    op.create_table(
        "visits",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("screen_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("pause", sa.Integer(), nullable=True),
        sa.Column("asks_where", sa.Boolean(), nullable=False),
        sa.Column("is_left", sa.Boolean(), nullable=False),
        sa.Column("seen_at", moment, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_visits")),
    )
    op.create_index(op.f("ix_visits_due_at"), "visits", ["due_at"])
    op.execute("ALTER TABLE traces RENAME COLUMN is_screen TO is_ours")
    op.execute(SCREENS.format(no=_literal(False)))
    op.execute(SCREENS_ARE_NO_TRACES)
    op.drop_column("traces", "language")


def downgrade() -> None:
    op.add_column("traces", sa.Column("language", sa.Text(), nullable=False, server_default="kk"))
    op.execute(SCREENS_ARE_TRACES.format(yes=_literal(True)))
    op.execute("ALTER TABLE traces RENAME COLUMN is_ours TO is_screen")
    op.drop_index(op.f("ix_visits_due_at"), table_name="visits")
    op.drop_table("visits")


def _literal(truth: bool) -> str:
    return str(sa.literal(truth).compile(op.get_bind(), compile_kwargs={"literal_binds": True}))
