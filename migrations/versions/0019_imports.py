"""Files of rows that people bring in."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sys_import",
        sa.Column("id", Key, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("kept", sa.String(40)),
        sa.Column("peek", sa.Text()),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("heads", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(400)),
        sa.Column("job_id", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_import"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_import_user_id"),
    )
    op.create_index("ix_sys_import_person", "sys_import", ["user_id", "entity", "id"])
    op.create_index("ix_sys_import_digest", "sys_import", ["entity", "digest"])
    op.create_index("ix_sys_import_created_at", "sys_import", ["created_at"])
    op.create_table(
        "sys_import_row",
        sa.Column("import_id", Key, nullable=False, autoincrement=False),
        sa.Column("line", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("told", sa.Text()),
        sa.Column("record_id", sa.BigInteger()),
        sa.Column("effect", sa.Text()),
        sa.PrimaryKeyConstraint("import_id", "line", name="pk_sys_import_row"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["sys_import.id"], name="fk_sys_import_row_import_id"
        ),
    )
    op.create_index("ix_sys_import_row_state", "sys_import_row", ["import_id", "state", "line"])
    op.create_table(
        "sys_import_mark",
        sa.Column("import_id", Key, nullable=False, autoincrement=False),
        sa.Column("mark", sa.String(40), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "mark", name="pk_sys_import_mark"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["sys_import.id"], name="fk_sys_import_mark_import_id"
        ),
    )


def downgrade() -> None:
    op.drop_table("sys_import_mark")
    op.drop_table("sys_import_row")
    op.drop_table("sys_import")
