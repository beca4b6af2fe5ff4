"""Letters may be held, come too late or wait for the morning; groups move; files are sent once."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")

NEW_INDEXES = {
    "ix_letters_waiting": (
        ["lane", "not_before", "id"],
        "state = 'waiting' AND held_at IS NULL",
    ),
    "ix_letters_held": (["held_at"], "state = 'waiting' AND held_at IS NOT NULL"),
    "ix_letters_waiting_of_chat": (["chat_id"], "state = 'waiting'"),
    "ix_letters_stuck": (["state", "reason", "id"], "state IN ('failed', 'unknown')"),
    "ix_letters_sent": (["sent_at"], "state = 'sent'"),
    "ix_letters_cancelled": (["cancelled_at"], "state = 'cancelled'"),
}


def create_index(name: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, "letters", columns, sqlite_where=condition, postgresql_where=condition)


def upgrade() -> None:
    op.add_column("letters", sa.Column("not_after", moment))
    op.add_column(
        "letters",
        sa.Column("quiet_hours", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("letters", sa.Column("held_at", moment))
    op.drop_index("ix_letters_waiting", table_name="letters")
    for name, (columns, where) in NEW_INDEXES.items():
        create_index(name, columns, where)
    if op.get_bind().dialect.name == "postgresql":
        op.execute('ALTER TABLE letters ALTER COLUMN dedupe_key TYPE text COLLATE "C"')
    op.add_column("set_aside_updates", sa.Column("retried_at", moment))
    op.add_column("set_aside_updates", sa.Column("retried_by", sa.BigInteger()))
    with op.batch_alter_table("set_aside_updates") as batch:
        batch.alter_column("payload", existing_type=sa.LargeBinary(), nullable=True)
    op.create_table(
        "moved_chats",
        sa.Column("old_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("new_id", sa.BigInteger(), nullable=False),
        sa.Column("moved_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("old_id", name=op.f("pk_moved_chats")),
    )
    op.create_table(
        "uploads",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("uploaded_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_uploads")),
    )
    op.create_table(
        "administrator_menus",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("given_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_administrator_menus")),
    )


def downgrade() -> None:
    for table in ("administrator_menus", "uploads", "moved_chats"):
        op.drop_table(table)
    # what was resolved has no payload any more, and nobody needs its row
    op.execute("DELETE FROM set_aside_updates WHERE payload IS NULL")
    with op.batch_alter_table("set_aside_updates") as batch:
        batch.alter_column("payload", existing_type=sa.LargeBinary(), nullable=False)
    for column in ("retried_by", "retried_at"):
        op.drop_column("set_aside_updates", column)
    if op.get_bind().dialect.name == "postgresql":
        op.execute('ALTER TABLE letters ALTER COLUMN dedupe_key TYPE text COLLATE "default"')
    for name in reversed(NEW_INDEXES):
        op.drop_index(name, table_name="letters")
    create_index("ix_letters_waiting", ["lane", "not_before", "id"], "state = 'waiting'")
    for column in ("held_at", "quiet_hours", "not_after"):
        op.drop_column("letters", column)
