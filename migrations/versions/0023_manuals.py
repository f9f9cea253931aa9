"""Published manuals and who has read them."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sys_manual_version",
        sa.Column("id", Key, nullable=False),
        sa.Column("entity", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer()),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_manual_version"),
        sa.ForeignKeyConstraint(["by_id"], ["ab_user.id"], name="fk_sys_manual_version_by_id"),
        sa.UniqueConstraint("entity", "number", name="uq_sys_manual_version_number"),
    )
    op.create_table(
        "sys_manual_reading",
        sa.Column("version_id", Key, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version_id", "user_id", name="pk_sys_manual_reading"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["sys_manual_version.id"], name="fk_sys_manual_reading_version_id"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_manual_reading_user_id"),
    )
    op.create_index("ix_sys_manual_reading_user_id", "sys_manual_reading", ["user_id"])


def downgrade() -> None:
    op.drop_table("sys_manual_reading")
    op.drop_table("sys_manual_version")
