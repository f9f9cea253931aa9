"""Who looked at the application as whom, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None
framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sys_viewing",
        sa.Column("id", Key, nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_viewing"),
        sa.ForeignKeyConstraint(["actor_id"], ["ab_user.id"], name="fk_sys_viewing_actor_id"),
        sa.ForeignKeyConstraint(["person_id"], ["ab_user.id"], name="fk_sys_viewing_person_id"),
    )
    op.create_index(
        "uq_sys_viewing_open",
        "sys_viewing",
        ["session_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_sys_viewing_person_id", "sys_viewing", ["person_id", "started_at"])


def downgrade() -> None:
    op.drop_table("sys_viewing")
