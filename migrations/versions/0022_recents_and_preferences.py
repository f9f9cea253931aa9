"""What a person opened last, and how he wants his screens."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None
framework = True


def upgrade() -> None:
    op.create_table(
        "sys_recent",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "entity", "record_id", name="pk_sys_recent"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_recent_user_id"),
    )
    op.create_index("ix_sys_recent_at", "sys_recent", ["user_id", "at"])
    op.create_table(
        "sys_preference",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_sys_preference"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_preference_user_id"),
    )


def downgrade() -> None:
    op.drop_table("sys_preference")
    op.drop_table("sys_recent")
