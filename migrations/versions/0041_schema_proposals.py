"""What administrators propose for publication in the studio, and each attempt to publish it."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None
framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sys_schema_proposal",
        sa.Column("id", Key, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("draft_id", Key, nullable=True),
        sa.Column("draft_version", sa.Integer(), nullable=True),
        sa.Column("reverts_id", Key, nullable=True),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("database", sa.String(64), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("dangers", sa.Integer(), nullable=False),
        sa.Column("drops", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=True),
        sa.Column("judgement", sa.String(500), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rehearsal", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_schema_proposal"),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["sys_schema_draft.id"], name="fk_sys_schema_proposal_draft_id"
        ),
        sa.ForeignKeyConstraint(
            ["reverts_id"], ["sys_schema_proposal.id"], name="fk_sys_schema_proposal_reverts_id"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["ab_user.id"], name="fk_sys_schema_proposal_author_id"
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["ab_user.id"], name="fk_sys_schema_proposal_judge_id"
        ),
    )
    op.create_index(
        "uq_sys_schema_proposal_open",
        "sys_schema_proposal",
        ["is_open"],
        unique=True,
        sqlite_where=sa.text("is_open"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_table(
        "sys_schema_release",
        sa.Column("id", Key, nullable=False),
        sa.Column("proposal_id", Key, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("wrote", sa.JSON(), nullable=False),
        sa.Column("revision", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sys_schema_release"),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["sys_schema_proposal.id"], name="fk_sys_schema_release_proposal_id"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_schema_release_user_id"),
    )
    op.create_index(
        "uq_sys_schema_release_running",
        "sys_schema_release",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )


def downgrade() -> None:
    for table in ("sys_schema_release", "sys_schema_proposal"):
        op.drop_table(table)
