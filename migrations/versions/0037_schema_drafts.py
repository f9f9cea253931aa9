"""The draft of the schema that administrators prepare in the studio, and its steps."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None
framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sys_schema_draft",
        sa.Column("id", Key, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("base", sa.String(64), nullable=False),
        sa.Column("began_with", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_schema_draft"),
        sa.ForeignKeyConstraint(["owner_id"], ["ab_user.id"], name="fk_sys_schema_draft_owner_id"),
    )
    op.create_index(
        "uq_sys_schema_draft_open",
        "sys_schema_draft",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "sys_schema_step",
        sa.Column("draft_id", Key, nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("splices", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "number", name="pk_sys_schema_step"),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["sys_schema_draft.id"], name="fk_sys_schema_step_draft_id"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_schema_step_user_id"),
    )


def downgrade() -> None:
    for table in ("sys_schema_step", "sys_schema_draft"):
        op.drop_table(table)
