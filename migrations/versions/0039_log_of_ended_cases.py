"""An index of the transition log by when a state was reached, and who asked that a manual be looked at before it is published."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

framework = True

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_index(
        "ix_sys_transition_log_ended", "sys_transition_log", ["entity", "to_state", "at"]
    )
    op.create_table(
        "sys_manual_review",
        sa.Column("id", Key, nullable=False),
        sa.Column("entity", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer()),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_by_id", sa.Integer()),
        sa.Column("verdict", sa.String(10)),
        sa.Column("comment", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_manual_review"),
        sa.ForeignKeyConstraint(["by_id"], ["ab_user.id"], name="fk_sys_manual_review_by_id"),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["ab_user.id"], name="fk_sys_manual_review_closed_by_id"
        ),
    )
    op.create_index(
        "uq_sys_manual_review_open",
        "sys_manual_review",
        ["entity"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("uq_sys_manual_review_open", table_name="sys_manual_review")
    op.drop_table("sys_manual_review")
    op.drop_index("ix_sys_transition_log_ended", table_name="sys_transition_log")
