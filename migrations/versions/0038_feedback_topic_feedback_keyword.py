"""Add FeedbackTopic, add FeedbackKeyword, add Feedback, add FeedbackSummary and 6 more."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "feedback_topic",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("name_en", sa.String(48)),
        sa.Column("item", sa.String(8)),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_topic"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_feedback_topic_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_feedback_topic_updated_by"
        ),
    )
    op.create_index(
        "uq_feedback_topic_code",
        "feedback_topic",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_feedback_topic_active_code", "feedback_topic", ["active", "code"])
    op.create_table(
        "feedback_keyword",
        sa.Column("id", Key, nullable=False),
        sa.Column("topic_id", Key, nullable=False),
        sa.Column("term", sa.String(24), nullable=False),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_keyword"),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["feedback_topic.id"], name="fk_feedback_keyword_topic"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_feedback_keyword_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_feedback_keyword_updated_by"
        ),
    )
    op.create_index("ix_feedback_keyword_topic_id", "feedback_keyword", ["topic_id"])
    op.create_index(
        "uq_feedback_keyword_topic_term",
        "feedback_keyword",
        ["topic_id", "term"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_feedback_keyword_term", "feedback_keyword", ["term"])
    op.create_table(
        "feedback_summary",
        sa.Column("id", Key, nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("grain", sa.String(40), nullable=False),
        sa.Column("project_id", Key),
        sa.Column("total", sa.Integer()),
        sa.Column("before", sa.Integer()),
        sa.Column("negative", sa.BigInteger()),
        sa.Column("critical", sa.Integer()),
        sa.Column("on_time", sa.BigInteger()),
        sa.Column("psi", sa.BigInteger()),
        sa.Column("proposed", sa.Integer()),
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
        sa.PrimaryKeyConstraint("id", name="pk_feedback_summary"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_feedback_summary_project"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_feedback_summary_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_feedback_summary_updated_by"
        ),
    )
    op.create_index(
        "uq_feedback_summary_period_project",
        "feedback_summary",
        ["period", "project_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_feedback_summary_state_period", "feedback_summary", ["state", "period"])
    op.create_index("ix_feedback_summary_grain_period", "feedback_summary", ["grain", "period"])
    op.create_index(
        "ix_feedback_summary_project_period", "feedback_summary", ["project_id", "period"]
    )
    op.create_index(
        "ix_feedback_summary_state_project_deleted_at",
        "feedback_summary",
        ["state", "project_id", "deleted_at"],
    )
    op.create_table(
        "improvement",
        sa.Column("id", Key, nullable=False),
        sa.Column("im_no", sa.String(40)),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("project_id", Key),
        sa.Column("topic_id", Key),
        sa.Column("reason", sa.Text()),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("summary_id", Key),
        sa.Column("survey_id", Key),
        sa.Column("finding_id", Key),
        sa.Column("advice_id", Key),
        sa.Column("previous_id", Key),
        sa.Column("owner_id", Key),
        sa.Column("owner_name", sa.String(32)),
        sa.Column("due_on", sa.Date()),
        sa.Column("metric", sa.String(40)),
        sa.Column("metric_note", sa.String(100)),
        sa.Column("baseline", sa.BigInteger()),
        sa.Column("target", sa.BigInteger()),
        sa.Column("actual", sa.BigInteger()),
        sa.Column("measured_on", sa.Date()),
        sa.Column("measured_rows", sa.Integer()),
        sa.Column("achieved", sa.BigInteger()),
        sa.Column("effective", sa.Boolean()),
        sa.Column("result", sa.Text()),
        sa.Column("done_on", sa.Date()),
        sa.Column("check_on", sa.Date()),
        sa.Column("public_note", sa.Text()),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("told", sa.Integer()),
        sa.Column("opinions", sa.Integer()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_improvement"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_improvement_project"),
        sa.ForeignKeyConstraint(["topic_id"], ["feedback_topic.id"], name="fk_improvement_topic"),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["feedback_summary.id"], name="fk_improvement_summary"
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_improvement_survey"),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["audit_finding.id"], name="fk_improvement_finding"
        ),
        sa.ForeignKeyConstraint(
            ["advice_id"], ["maintenance_advice.id"], name="fk_improvement_advice"
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["improvement.id"], name="fk_improvement_previous"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["employee.id"], name="fk_improvement_owner"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_improvement_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_improvement_updated_by"
        ),
    )
    op.create_index("ix_improvement_topic_id", "improvement", ["topic_id"])
    op.create_index("ix_improvement_summary_id", "improvement", ["summary_id"])
    op.create_index("ix_improvement_survey_id", "improvement", ["survey_id"])
    op.create_index("ix_improvement_finding_id", "improvement", ["finding_id"])
    op.create_index("ix_improvement_advice_id", "improvement", ["advice_id"])
    op.create_index("ix_improvement_previous_id", "improvement", ["previous_id"])
    op.create_index("ix_improvement_owner_id", "improvement", ["owner_id"])
    op.create_index("ix_improvement_due_on", "improvement", ["due_on"])
    op.create_index("ix_improvement_check_on", "improvement", ["check_on"])
    op.create_index("ix_improvement_published_at", "improvement", ["published_at"])
    op.create_index(
        "ix_improvement_project_state_due_on", "improvement", ["project_id", "state", "due_on"]
    )
    op.create_index(
        "ix_improvement_project_published_at", "improvement", ["project_id", "published_at"]
    )
    op.create_index("ix_improvement_im_no", "improvement", ["im_no"])
    op.create_index("ix_improvement_source", "improvement", ["source"])
    op.create_index("ix_improvement_metric", "improvement", ["metric"])
    op.create_index(
        "ix_improvement_state_project_deleted_at",
        "improvement",
        ["state", "project_id", "deleted_at"],
    )
    op.create_table(
        "feedback",
        sa.Column("id", Key, nullable=False),
        sa.Column("fb_no", sa.String(40)),
        sa.Column("submitter_kind", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("customer_id", Key),
        sa.Column("employee_id", Key),
        sa.Column("submitter_id", sa.Integer()),
        sa.Column("hidden", sa.Boolean()),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("topic_id", Key),
        sa.Column("confidence", sa.BigInteger()),
        sa.Column("sentiment", sa.BigInteger()),
        sa.Column("mood", sa.String(40)),
        sa.Column("severity", sa.String(40)),
        sa.Column("grounds", sa.String(500)),
        sa.Column("triage_due", sa.DateTime(timezone=True)),
        sa.Column("reply_due", sa.DateTime(timezone=True)),
        sa.Column("reply_state", sa.String(40)),
        sa.Column("triaged_at", sa.DateTime(timezone=True)),
        sa.Column("reply", sa.Text()),
        sa.Column("replied_at", sa.DateTime(timezone=True)),
        sa.Column("work_order_id", Key),
        sa.Column("measure_id", Key),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("code_hash", sa.String(64)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_feedback_customer"),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name="fk_feedback_employee"),
        sa.ForeignKeyConstraint(["submitter_id"], ["ab_user.id"], name="fk_feedback_submitter"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_feedback_project"),
        sa.ForeignKeyConstraint(["topic_id"], ["feedback_topic.id"], name="fk_feedback_topic"),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name="fk_feedback_work_order"
        ),
        sa.ForeignKeyConstraint(["measure_id"], ["improvement.id"], name="fk_feedback_measure"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_feedback_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_feedback_updated_by"),
    )
    op.create_index("ix_feedback_customer_id", "feedback", ["customer_id"])
    op.create_index("ix_feedback_employee_id", "feedback", ["employee_id"])
    op.create_index("ix_feedback_submitter_id", "feedback", ["submitter_id"])
    op.create_index("ix_feedback_reply_due", "feedback", ["reply_due"])
    op.create_index("ix_feedback_replied_at", "feedback", ["replied_at"])
    op.create_index(
        "uq_feedback_code_hash",
        "feedback",
        ["code_hash"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_feedback_project_state_reply_due", "feedback", ["project_id", "state", "reply_due"]
    )
    op.create_index("ix_feedback_topic_created_at", "feedback", ["topic_id", "created_at"])
    op.create_index(
        "ix_feedback_project_topic_created_at", "feedback", ["project_id", "topic_id", "created_at"]
    )
    op.create_index("ix_feedback_measure", "feedback", ["measure_id"])
    op.create_index("ix_feedback_work_order", "feedback", ["work_order_id"])
    op.create_index("ix_feedback_fb_no", "feedback", ["fb_no"])
    op.create_index("ix_feedback_severity", "feedback", ["severity"])
    op.create_index("ix_feedback_kind", "feedback", ["kind"])
    op.create_index("ix_feedback_mood", "feedback", ["mood"])
    op.create_index("ix_feedback_submitter_kind", "feedback", ["submitter_kind"])
    op.create_index("ix_feedback_channel", "feedback", ["channel"])
    op.create_index("ix_feedback_reply_state", "feedback", ["reply_state"])
    op.create_index("ix_feedback_created_by", "feedback", ["created_by_id"])
    op.create_index(
        "ix_feedback_state_project_created_by_deleted_at",
        "feedback",
        ["state", "project_id", "created_by_id", "deleted_at"],
    )
    op.create_table(
        "feedback_topic_stat",
        sa.Column("id", Key, nullable=False),
        sa.Column("summary_id", Key, nullable=False),
        sa.Column("topic_id", Key, nullable=False),
        sa.Column("rank", sa.Integer()),
        sa.Column("count", sa.Integer()),
        sa.Column("before", sa.Integer()),
        sa.Column("growth", sa.BigInteger()),
        sa.Column("severity", sa.BigInteger()),
        sa.Column("negative", sa.BigInteger()),
        sa.Column("critical", sa.Integer()),
        sa.Column("score", sa.BigInteger()),
        sa.Column("measure_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_topic_stat"),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["feedback_summary.id"], name="fk_feedback_topic_stat_summary"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["feedback_topic.id"], name="fk_feedback_topic_stat_topic"
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["improvement.id"], name="fk_feedback_topic_stat_measure"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_feedback_topic_stat_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_feedback_topic_stat_updated_by"
        ),
    )
    op.create_index("ix_feedback_topic_stat_measure_id", "feedback_topic_stat", ["measure_id"])
    op.create_index(
        "uq_feedback_topic_stat_summary_topic",
        "feedback_topic_stat",
        ["summary_id", "topic_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_feedback_topic_stat_rank", "feedback_topic_stat", ["rank"])
    op.create_index(
        "ix_feedback_topic_stat_summary_rank", "feedback_topic_stat", ["summary_id", "rank"]
    )
    op.create_index(
        "ix_feedback_topic_stat_topic_rank", "feedback_topic_stat", ["topic_id", "rank"]
    )
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
    op.drop_index("ix_feedback_topic_stat_topic_rank", table_name="feedback_topic_stat")
    op.drop_index("ix_feedback_topic_stat_summary_rank", table_name="feedback_topic_stat")
    op.drop_index("ix_feedback_topic_stat_rank", table_name="feedback_topic_stat")
    op.drop_index("uq_feedback_topic_stat_summary_topic", table_name="feedback_topic_stat")
    op.drop_index("ix_feedback_topic_stat_measure_id", table_name="feedback_topic_stat")
    op.drop_table("feedback_topic_stat")
    op.drop_index("ix_feedback_state_project_created_by_deleted_at", table_name="feedback")
    op.drop_index("ix_feedback_created_by", table_name="feedback")
    op.drop_index("ix_feedback_reply_state", table_name="feedback")
    op.drop_index("ix_feedback_channel", table_name="feedback")
    op.drop_index("ix_feedback_submitter_kind", table_name="feedback")
    op.drop_index("ix_feedback_mood", table_name="feedback")
    op.drop_index("ix_feedback_kind", table_name="feedback")
    op.drop_index("ix_feedback_severity", table_name="feedback")
    op.drop_index("ix_feedback_fb_no", table_name="feedback")
    op.drop_index("ix_feedback_work_order", table_name="feedback")
    op.drop_index("ix_feedback_measure", table_name="feedback")
    op.drop_index("ix_feedback_project_topic_created_at", table_name="feedback")
    op.drop_index("ix_feedback_topic_created_at", table_name="feedback")
    op.drop_index("ix_feedback_project_state_reply_due", table_name="feedback")
    op.drop_index("uq_feedback_code_hash", table_name="feedback")
    op.drop_index("ix_feedback_replied_at", table_name="feedback")
    op.drop_index("ix_feedback_reply_due", table_name="feedback")
    op.drop_index("ix_feedback_submitter_id", table_name="feedback")
    op.drop_index("ix_feedback_employee_id", table_name="feedback")
    op.drop_index("ix_feedback_customer_id", table_name="feedback")
    op.drop_table("feedback")
    op.drop_index("ix_improvement_state_project_deleted_at", table_name="improvement")
    op.drop_index("ix_improvement_metric", table_name="improvement")
    op.drop_index("ix_improvement_source", table_name="improvement")
    op.drop_index("ix_improvement_im_no", table_name="improvement")
    op.drop_index("ix_improvement_project_published_at", table_name="improvement")
    op.drop_index("ix_improvement_project_state_due_on", table_name="improvement")
    op.drop_index("ix_improvement_published_at", table_name="improvement")
    op.drop_index("ix_improvement_check_on", table_name="improvement")
    op.drop_index("ix_improvement_due_on", table_name="improvement")
    op.drop_index("ix_improvement_owner_id", table_name="improvement")
    op.drop_index("ix_improvement_previous_id", table_name="improvement")
    op.drop_index("ix_improvement_advice_id", table_name="improvement")
    op.drop_index("ix_improvement_finding_id", table_name="improvement")
    op.drop_index("ix_improvement_survey_id", table_name="improvement")
    op.drop_index("ix_improvement_summary_id", table_name="improvement")
    op.drop_index("ix_improvement_topic_id", table_name="improvement")
    op.drop_table("improvement")
    op.drop_index("ix_feedback_summary_state_project_deleted_at", table_name="feedback_summary")
    op.drop_index("ix_feedback_summary_project_period", table_name="feedback_summary")
    op.drop_index("ix_feedback_summary_grain_period", table_name="feedback_summary")
    op.drop_index("ix_feedback_summary_state_period", table_name="feedback_summary")
    op.drop_index("uq_feedback_summary_period_project", table_name="feedback_summary")
    op.drop_table("feedback_summary")
    op.drop_index("ix_feedback_keyword_term", table_name="feedback_keyword")
    op.drop_index("uq_feedback_keyword_topic_term", table_name="feedback_keyword")
    op.drop_index("ix_feedback_keyword_topic_id", table_name="feedback_keyword")
    op.drop_table("feedback_keyword")
    op.drop_index("ix_feedback_topic_active_code", table_name="feedback_topic")
    op.drop_index("uq_feedback_topic_code", table_name="feedback_topic")
    op.drop_table("feedback_topic")
