"""Comments on records; an index that finds the messages that were sent about one."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sys_comment",
        sa.Column("id", Key, nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True)),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_comment"),
        sa.ForeignKeyConstraint(["author_id"], ["ab_user.id"], name="fk_sys_comment_author_id"),
    )
    op.create_index("ix_sys_comment_record", "sys_comment", ["entity", "record_id", "id"])
    op.create_index(
        "ix_sys_notification_record", "sys_notification", ["entity", "record_id", "created_at"]
    )


def downgrade() -> None:
    op.drop_index("ix_sys_notification_record", table_name="sys_notification")
    op.drop_table("sys_comment")
