"""Checks that administrators ran, and indexes for what the studio's console looks for."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None
framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sys_check_run",
        sa.Column("id", Key, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_check_run"),
        sa.ForeignKeyConstraint(["actor_id"], ["ab_user.id"], name="fk_sys_check_run_actor_id"),
    )
    op.create_index("ix_sys_check_run_kind", "sys_check_run", ["kind", "id"])
    op.create_index("ix_sys_audit_log_entity_at", "sys_audit_log", ["entity", "at", "id"])
    op.create_index("ix_sys_audit_log_actor_at", "sys_audit_log", ["actor_id", "at", "id"])
    op.create_index("ix_sys_attachment_size", "sys_attachment", ["size", "id"])


def downgrade() -> None:
    op.drop_index("ix_sys_attachment_size", "sys_attachment")
    op.drop_index("ix_sys_audit_log_actor_at", "sys_audit_log")
    op.drop_index("ix_sys_audit_log_entity_at", "sys_audit_log")
    op.drop_table("sys_check_run")
