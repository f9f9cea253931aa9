"""Saved views of lists, and what was done to many rows at once."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None
framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sys_list_view",
        sa.Column("id", Key, nullable=False),
        sa.Column("entity", sa.String(64), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("shared", sa.String(10), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("shows", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_list_view"),
        sa.ForeignKeyConstraint(["owner_id"], ["ab_user.id"], name="fk_sys_list_view_owner_id"),
        sa.UniqueConstraint("owner_id", "entity", "name", name="uq_sys_list_view_owner"),
    )
    op.create_index("ix_sys_list_view_entity", "sys_list_view", ["entity", "shared"])
    op.create_table(
        "sys_bulk_run",
        sa.Column("id", Key, nullable=False),
        sa.Column("entity", sa.String(64), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.JSON(), nullable=False),
        sa.Column("records", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("job_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_bulk_run"),
        sa.ForeignKeyConstraint(["owner_id"], ["ab_user.id"], name="fk_sys_bulk_run_owner_id"),
    )
    op.create_index("ix_sys_bulk_run_created_at", "sys_bulk_run", ["created_at"])
    op.create_index("ix_sys_bulk_run_owner_id", "sys_bulk_run", ["owner_id"])


def downgrade() -> None:
    for table in ("sys_bulk_run", "sys_list_view"):
        op.drop_table(table)
