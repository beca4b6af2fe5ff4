"""The directory is checked by people: conditions, checks, changes, and who reported told apart."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
row_id = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")

OF_CENTRES = (
    "origin",
    "conditions",
    "languages",
    "codes",
    "is_family_centre",
    "seed_level",
    "checked_at",
    "hidden_at",
)


def upgrade() -> None:
    for table in ("hotlines", "centres"):
        origin = sa.Column("origin", sa.Text(), nullable=False, server_default="seed")
        op.add_column(table, origin)
    for column in (
        sa.Column("conditions", sa.Text()),
        sa.Column("languages", sa.Text()),
        sa.Column("codes", sa.Text(), nullable=False, server_default=""),
        sa.Column("is_family_centre", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("seed_level", sa.Text()),
        sa.Column("checked_at", moment),
        sa.Column("hidden_at", moment),
    ):
        op.add_column("centres", column)
    op.drop_index("ix_centres_region", table_name="centres")
    op.create_index("ix_centres_region_checked", "centres", ["region", "checked_at"])
    op.create_index(
        "ix_centres_region_drafts", "centres", ["region", "is_family_centre", "tier", "position"]
    )
    op.create_index("ix_centres_due", "centres", ["checked_at"])
    op.create_table(
        "centre_changes",
        sa.Column("id", row_id, nullable=False),
        sa.Column("centre_id", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("changed_by", row_id, nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("became", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_centre_changes_centre_id")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"],
            ["people.id"],
            name=op.f("fk_centre_changes_changed_by"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre_changes")),
    )
    op.create_index(op.f("ix_centre_changes_centre_id"), "centre_changes", ["centre_id"])
    op.add_column("mistakes", sa.Column("mark", sa.Text()))
    op.create_table(
        "peppers",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("pepper", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_peppers")),
    )


def downgrade() -> None:
    op.drop_table("peppers")
    op.drop_column("mistakes", "mark")
    op.drop_index(op.f("ix_centre_changes_centre_id"), table_name="centre_changes")
    op.drop_table("centre_changes")
    for name in ("ix_centres_due", "ix_centres_region_drafts", "ix_centres_region_checked"):
        op.drop_index(name, table_name="centres")
    op.create_index("ix_centres_region", "centres", ["region"])
    for name in reversed(OF_CENTRES):
        op.drop_column("centres", name)
    op.drop_column("hotlines", "origin")
