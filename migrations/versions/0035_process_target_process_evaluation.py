"""Add ProcessTarget, add ProcessEvaluation, add ProcessStage, add ProcessFinding."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "process_target",
        sa.Column("id", Key, nullable=False),
        sa.Column("flow", sa.String(40), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("state_name", sa.String(100), nullable=False),
        sa.Column("target_hours", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_process_target"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_process_target_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_process_target_updated_by"
        ),
    )
    op.create_index(
        "uq_process_target_flow_stage",
        "process_target",
        ["flow", "stage"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "process_evaluation",
        sa.Column("id", Key, nullable=False),
        sa.Column("flow", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("grain", sa.String(40), nullable=False),
        sa.Column("cases", sa.Integer()),
        sa.Column("cycle_p50_h", sa.BigInteger()),
        sa.Column("cycle_p90_h", sa.BigInteger()),
        sa.Column("work_p50_h", sa.BigInteger()),
        sa.Column("work_p90_h", sa.BigInteger()),
        sa.Column("bottleneck", sa.String(100)),
        sa.Column("bottleneck_ratio", sa.BigInteger()),
        sa.Column("waiting", sa.BigInteger()),
        sa.Column("sla_breach", sa.BigInteger()),
        sa.Column("rework", sa.BigInteger()),
        sa.Column("fitness", sa.BigInteger()),
        sa.Column("first_time", sa.BigInteger()),
        sa.Column("handovers", sa.BigInteger()),
        sa.Column("automation", sa.BigInteger()),
        sa.Column("red", sa.Integer()),
        sa.Column("conclusion", sa.Text()),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_process_evaluation"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_process_evaluation_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_process_evaluation_updated_by"
        ),
    )
    op.create_index(
        "uq_process_evaluation_flow_period",
        "process_evaluation",
        ["flow", "period"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_process_evaluation_state_period", "process_evaluation", ["state", "period"])
    op.create_index("ix_process_evaluation_period", "process_evaluation", ["period"])
    op.create_index("ix_process_evaluation_grain_period", "process_evaluation", ["grain", "period"])
    op.create_index(
        "ix_process_evaluation_state_deleted_at", "process_evaluation", ["state", "deleted_at"]
    )
    op.create_table(
        "process_stage",
        sa.Column("id", Key, nullable=False),
        sa.Column("evaluation_id", Key, nullable=False),
        sa.Column("place", sa.Integer()),
        sa.Column("stage", sa.String(100), nullable=False),
        sa.Column("cases", sa.Integer()),
        sa.Column("p50_h", sa.BigInteger()),
        sa.Column("p90_h", sa.BigInteger()),
        sa.Column("target_h", sa.BigInteger()),
        sa.Column("ratio", sa.BigInteger()),
        sa.Column("share", sa.BigInteger()),
        sa.Column("waits", sa.Boolean()),
        sa.Column("is_bottleneck", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_process_stage"),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["process_evaluation.id"], name="fk_process_stage_evaluation"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_process_stage_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_process_stage_updated_by"
        ),
    )
    op.create_index("ix_process_stage_evaluation_id", "process_stage", ["evaluation_id"])
    op.create_index(
        "uq_process_stage_evaluation_place",
        "process_stage",
        ["evaluation_id", "place"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_process_stage_place", "process_stage", ["place"])
    op.create_table(
        "process_finding",
        sa.Column("id", Key, nullable=False),
        sa.Column("evaluation_id", Key, nullable=False),
        sa.Column("flow", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("value", sa.BigInteger()),
        sa.Column("threshold", sa.BigInteger()),
        sa.Column("suggestion", sa.Text()),
        sa.Column("measure_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_process_finding"),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["process_evaluation.id"], name="fk_process_finding_evaluation"
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["improvement.id"], name="fk_process_finding_measure"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_process_finding_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_process_finding_updated_by"
        ),
    )
    op.create_index("ix_process_finding_measure_id", "process_finding", ["measure_id"])
    op.create_index(
        "uq_process_finding_flow_period_item",
        "process_finding",
        ["flow", "period", "item"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_process_finding_period", "process_finding", ["period"])
    op.create_index("ix_process_finding_item_period", "process_finding", ["item", "period"])
    op.create_index(
        "ix_process_finding_evaluation_period", "process_finding", ["evaluation_id", "period"]
    )


def downgrade() -> None:
    op.drop_index("ix_process_finding_evaluation_period", table_name="process_finding")
    op.drop_index("ix_process_finding_item_period", table_name="process_finding")
    op.drop_index("ix_process_finding_period", table_name="process_finding")
    op.drop_index("uq_process_finding_flow_period_item", table_name="process_finding")
    op.drop_index("ix_process_finding_measure_id", table_name="process_finding")
    op.drop_table("process_finding")
    op.drop_index("ix_process_stage_place", table_name="process_stage")
    op.drop_index("uq_process_stage_evaluation_place", table_name="process_stage")
    op.drop_index("ix_process_stage_evaluation_id", table_name="process_stage")
    op.drop_table("process_stage")
    op.drop_index("ix_process_evaluation_state_deleted_at", table_name="process_evaluation")
    op.drop_index("ix_process_evaluation_grain_period", table_name="process_evaluation")
    op.drop_index("ix_process_evaluation_period", table_name="process_evaluation")
    op.drop_index("ix_process_evaluation_state_period", table_name="process_evaluation")
    op.drop_index("uq_process_evaluation_flow_period", table_name="process_evaluation")
    op.drop_table("process_evaluation")
    op.drop_index("uq_process_target_flow_stage", table_name="process_target")
    op.drop_table("process_target")
