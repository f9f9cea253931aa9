"""Reports that come by themselves: who wants which one, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sys_report_subscription",
        sa.Column("id", Key, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("report", sa.String(40), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("every", sa.String(8), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(5), nullable=False),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_report_subscription"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["ab_user.id"], name="fk_sys_report_subscription_user_id"
        ),
    )
    op.create_index("ix_sys_report_subscription_next_at", "sys_report_subscription", ["next_at"])
    op.create_index(
        "ix_sys_report_subscription_user_id", "sys_report_subscription", ["user_id", "id"]
    )


def downgrade() -> None:
    op.drop_table("sys_report_subscription")
