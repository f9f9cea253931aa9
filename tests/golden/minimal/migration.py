"""The tables of the schema."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "notebook",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_notebook"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_notebook_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_notebook_updated_by"),
    )
    op.create_table(
        "note",
        sa.Column("id", Key, nullable=False),
        sa.Column("notebook_id", Key),
        sa.Column("text", sa.String(200)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        sa.ForeignKeyConstraint(["notebook_id"], ["notebook.id"], name="fk_note_notebook"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_note_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_note_updated_by"),
    )
    op.create_index("ix_note_notebook_id", "note", ["notebook_id"])


def downgrade() -> None:
    op.drop_index("ix_note_notebook_id", table_name="note")
    op.drop_table("note")
    op.drop_table("notebook")
