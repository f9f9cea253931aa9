"""Add KpiIndicator, add KpiScheme, add KpiWeight, add ReviewCycle and 8 more."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "kpi_indicator",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("metric", sa.String(40)),
        sa.Column("direction", sa.String(40), nullable=False),
        sa.Column("uom", sa.String(16)),
        sa.Column("note", sa.String(200)),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_kpi_indicator"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_kpi_indicator_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_kpi_indicator_updated_by"
        ),
    )
    op.create_index(
        "uq_kpi_indicator_code",
        "kpi_indicator",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_kpi_indicator_source_code", "kpi_indicator", ["source", "code"])
    op.create_index("ix_kpi_indicator_metric_code", "kpi_indicator", ["metric", "code"])
    op.create_index("ix_kpi_indicator_direction_code", "kpi_indicator", ["direction", "code"])
    op.create_index("ix_kpi_indicator_active_code", "kpi_indicator", ["active", "code"])
    op.create_table(
        "kpi_scheme",
        sa.Column("id", Key, nullable=False),
        sa.Column("position_id", Key, nullable=False),
        sa.Column("total", sa.BigInteger()),
        sa.Column("note", sa.String(200)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_kpi_scheme"),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name="fk_kpi_scheme_position"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_kpi_scheme_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_kpi_scheme_updated_by"),
    )
    op.create_index(
        "uq_kpi_scheme_position",
        "kpi_scheme",
        ["position_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_kpi_scheme_position_id", "kpi_scheme", ["position_id"])
    op.create_index("ix_kpi_scheme_state_deleted_at", "kpi_scheme", ["state", "deleted_at"])
    op.create_table(
        "kpi_weight",
        sa.Column("id", Key, nullable=False),
        sa.Column("scheme_id", Key, nullable=False),
        sa.Column("indicator_id", Key, nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.Column("floor", sa.BigInteger()),
        sa.Column("cap", sa.Integer(), nullable=False),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_kpi_weight"),
        sa.ForeignKeyConstraint(["scheme_id"], ["kpi_scheme.id"], name="fk_kpi_weight_scheme"),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["kpi_indicator.id"], name="fk_kpi_weight_indicator"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_kpi_weight_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_kpi_weight_updated_by"),
    )
    op.create_index("ix_kpi_weight_scheme_id", "kpi_weight", ["scheme_id"])
    op.create_index("ix_kpi_weight_indicator_id", "kpi_weight", ["indicator_id"])
    op.create_index(
        "uq_kpi_weight_scheme_indicator",
        "kpi_weight",
        ["scheme_id", "indicator_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "review_cycle",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("kpi_share", sa.BigInteger(), nullable=False),
        sa.Column("manager_share", sa.BigInteger(), nullable=False),
        sa.Column("peer_share", sa.BigInteger(), nullable=False),
        sa.Column("self_share", sa.BigInteger(), nullable=False),
        sa.Column("s_from", sa.BigInteger(), nullable=False),
        sa.Column("a_from", sa.BigInteger(), nullable=False),
        sa.Column("b_from", sa.BigInteger(), nullable=False),
        sa.Column("c_from", sa.BigInteger(), nullable=False),
        sa.Column("s_quota", sa.BigInteger()),
        sa.Column("a_quota", sa.BigInteger()),
        sa.Column("pay_pool", sa.BigInteger()),
        sa.Column("opened_at", sa.DateTime(timezone=True)),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("reviews", sa.Integer()),
        sa.Column("left_out", sa.Integer()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_review_cycle"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_review_cycle_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_review_cycle_updated_by"
        ),
    )
    op.create_index(
        "uq_review_cycle_code",
        "review_cycle",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_review_cycle_period_from", "review_cycle", ["period_from"])
    op.create_index("ix_review_cycle_state_period_from", "review_cycle", ["state", "period_from"])
    op.create_index("ix_review_cycle_state_deleted_at", "review_cycle", ["state", "deleted_at"])
    op.create_table(
        "performance_review",
        sa.Column("id", Key, nullable=False),
        sa.Column("cycle_id", Key, nullable=False),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("employee_name", sa.String(32)),
        sa.Column("department_id", Key),
        sa.Column("position_id", Key),
        sa.Column("reviewer_id", Key, nullable=False),
        sa.Column("kpi_score", sa.BigInteger()),
        sa.Column("renormalised", sa.Boolean()),
        sa.Column("self_score", sa.BigInteger()),
        sa.Column("self_comment", sa.Text()),
        sa.Column("judged_score", sa.BigInteger()),
        sa.Column("judged_comment", sa.Text()),
        sa.Column("peer_avg", sa.BigInteger()),
        sa.Column("peer_count", sa.Integer()),
        sa.Column("draft_score", sa.BigInteger()),
        sa.Column("band_grade", sa.String(40)),
        sa.Column("place", sa.Integer()),
        sa.Column("quota_grade", sa.String(40)),
        sa.Column("draft_grade", sa.String(40)),
        sa.Column("manager_score", sa.BigInteger()),
        sa.Column("peer_score", sa.BigInteger()),
        sa.Column("final_score", sa.BigInteger()),
        sa.Column("grade", sa.String(40)),
        sa.Column("comment", sa.Text()),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("appeal_until", sa.Date()),
        sa.Column("employee_ack", sa.DateTime(timezone=True)),
        sa.Column("appeal", sa.Text()),
        sa.Column("appeal_answer", sa.Text()),
        sa.Column("appeal_grade", sa.String(40)),
        sa.Column("promotion_hint", sa.JSON()),
        sa.Column("pay_hint", sa.JSON()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_performance_review"),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["review_cycle.id"], name="fk_performance_review_cycle"
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_performance_review_employee"
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_performance_review_department"
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name="fk_performance_review_position"
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["employee.id"], name="fk_performance_review_reviewer"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_performance_review_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_performance_review_updated_by"
        ),
    )
    op.create_index("ix_performance_review_department_id", "performance_review", ["department_id"])
    op.create_index("ix_performance_review_position_id", "performance_review", ["position_id"])
    op.create_index("ix_performance_review_published_at", "performance_review", ["published_at"])
    op.create_index(
        "uq_performance_review_cycle_employee",
        "performance_review",
        ["cycle_id", "employee_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_performance_review_cycle_state", "performance_review", ["cycle_id", "state"]
    )
    op.create_index(
        "ix_performance_review_reviewer_state", "performance_review", ["reviewer_id", "state"]
    )
    op.create_index(
        "ix_performance_review_employee_state", "performance_review", ["employee_id", "state"]
    )
    op.create_index("ix_performance_review_grade", "performance_review", ["grade"])
    op.create_index(
        "ix_performance_review_state_deleted_at", "performance_review", ["state", "deleted_at"]
    )
    op.create_table(
        "review_item",
        sa.Column("id", Key, nullable=False),
        sa.Column("review_id", Key, nullable=False),
        sa.Column("indicator_id", Key, nullable=False),
        sa.Column("target", sa.BigInteger()),
        sa.Column("floor", sa.BigInteger()),
        sa.Column("cap", sa.Integer()),
        sa.Column("entered", sa.BigInteger()),
        sa.Column("actual", sa.BigInteger()),
        sa.Column("score", sa.BigInteger()),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.BigInteger()),
        sa.Column("rows", sa.Integer()),
        sa.Column("evidence", sa.JSON()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_review_item"),
        sa.ForeignKeyConstraint(
            ["review_id"], ["performance_review.id"], name="fk_review_item_review"
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["kpi_indicator.id"], name="fk_review_item_indicator"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_review_item_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_review_item_updated_by"
        ),
    )
    op.create_index("ix_review_item_review_id", "review_item", ["review_id"])
    op.create_index("ix_review_item_indicator_id", "review_item", ["indicator_id"])
    op.create_index(
        "uq_review_item_review_indicator",
        "review_item",
        ["review_id", "indicator_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "peer_score",
        sa.Column("id", Key, nullable=False),
        sa.Column("review_id", Key, nullable=False),
        sa.Column("subject", sa.String(32)),
        sa.Column("peer_id", Key, nullable=False),
        sa.Column("score", sa.BigInteger()),
        sa.Column("comment", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_peer_score"),
        sa.ForeignKeyConstraint(
            ["review_id"], ["performance_review.id"], name="fk_peer_score_review"
        ),
        sa.ForeignKeyConstraint(["peer_id"], ["employee.id"], name="fk_peer_score_peer"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_peer_score_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_peer_score_updated_by"),
    )
    op.create_index("ix_peer_score_review_id", "peer_score", ["review_id"])
    op.create_index("ix_peer_score_peer_id", "peer_score", ["peer_id"])
    op.create_index(
        "uq_peer_score_review_peer",
        "peer_score",
        ["review_id", "peer_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "course",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("summary", sa.Text()),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("hours", sa.BigInteger(), nullable=False),
        sa.Column("pass_score", sa.Integer(), nullable=False),
        sa.Column("validity_months", sa.Integer()),
        sa.Column("within_days", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_course"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_course_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_course_updated_by"),
    )
    op.create_index(
        "uq_course_code",
        "course",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_course_mode_code", "course", ["mode", "code"])
    op.create_index("ix_course_active_code", "course", ["active", "code"])
    op.create_table(
        "course_mandatory_for",
        sa.Column("course_id", Key, nullable=False),
        sa.Column("position_id", Key, nullable=False),
        sa.PrimaryKeyConstraint("course_id", "position_id", name="pk_course_mandatory_for"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name="fk_course_mandatory_for_course"
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name="fk_course_mandatory_for_position"
        ),
    )
    op.create_index("ix_course_mandatory_for_position_id", "course_mandatory_for", ["position_id"])
    op.create_table(
        "course_indicators",
        sa.Column("course_id", Key, nullable=False),
        sa.Column("kpi_indicator_id", Key, nullable=False),
        sa.PrimaryKeyConstraint("course_id", "kpi_indicator_id", name="pk_course_indicators"),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_course_indicators_course"),
        sa.ForeignKeyConstraint(
            ["kpi_indicator_id"], ["kpi_indicator.id"], name="fk_course_indicators_kpi_indicator"
        ),
    )
    op.create_index(
        "ix_course_indicators_kpi_indicator_id", "course_indicators", ["kpi_indicator_id"]
    )
    op.create_table(
        "course_skill",
        sa.Column("id", Key, nullable=False),
        sa.Column("course_id", Key, nullable=False),
        sa.Column("skill_id", Key, nullable=False),
        sa.Column("to_level", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_course_skill"),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_course_skill_course"),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name="fk_course_skill_skill"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_course_skill_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_course_skill_updated_by"
        ),
    )
    op.create_index("ix_course_skill_course_id", "course_skill", ["course_id"])
    op.create_index("ix_course_skill_skill_id", "course_skill", ["skill_id"])
    op.create_index(
        "uq_course_skill_course_skill",
        "course_skill",
        ["course_id", "skill_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "training_session",
        sa.Column("id", Key, nullable=False),
        sa.Column("session_no", sa.String(40)),
        sa.Column("course_id", Key, nullable=False),
        sa.Column("course_name", sa.String(64)),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(64)),
        sa.Column("trainer_id", Key),
        sa.Column("trainer_name", sa.String(64)),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer()),
        sa.Column("waiting", sa.Integer()),
        sa.Column("cost", sa.BigInteger()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_training_session"),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_training_session_course"),
        sa.ForeignKeyConstraint(
            ["trainer_id"], ["employee.id"], name="fk_training_session_trainer"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_training_session_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_training_session_updated_by"
        ),
    )
    op.create_index("ix_training_session_starts_at", "training_session", ["starts_at"])
    op.create_index(
        "ix_training_session_state_starts_at", "training_session", ["state", "starts_at"]
    )
    op.create_index("ix_training_session_session_no", "training_session", ["session_no"])
    op.create_index(
        "ix_training_session_course_starts_at", "training_session", ["course_id", "starts_at"]
    )
    op.create_index(
        "ix_training_session_trainer_starts_at", "training_session", ["trainer_id", "starts_at"]
    )
    op.create_index(
        "ix_training_session_state_deleted_at", "training_session", ["state", "deleted_at"]
    )
    op.create_table(
        "training_recommendation",
        sa.Column("id", Key, nullable=False),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("employee_name", sa.String(32)),
        sa.Column("course_id", Key, nullable=False),
        sa.Column("batch", sa.String(48), nullable=False),
        sa.Column("score", sa.BigInteger()),
        sa.Column("mandatory", sa.Boolean()),
        sa.Column("due_on", sa.Date()),
        sa.Column("reasons", sa.JSON()),
        sa.Column("decided_on", sa.Date()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_training_recommendation"),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_training_recommendation_employee"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name="fk_training_recommendation_course"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_training_recommendation_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_training_recommendation_updated_by"
        ),
    )
    op.create_index("ix_training_recommendation_due_on", "training_recommendation", ["due_on"])
    op.create_index(
        "uq_training_recommendation_employee_course_batch",
        "training_recommendation",
        ["employee_id", "course_id", "batch"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_training_recommendation_state_due_on", "training_recommendation", ["state", "due_on"]
    )
    op.create_index(
        "ix_training_recommendation_employee_state",
        "training_recommendation",
        ["employee_id", "state"],
    )
    op.create_index("ix_training_recommendation_score", "training_recommendation", ["score"])
    op.create_index(
        "ix_training_recommendation_state_score", "training_recommendation", ["state", "score"]
    )
    op.create_index(
        "ix_training_recommendation_mandatory_score",
        "training_recommendation",
        ["mandatory", "score"],
    )
    op.create_index(
        "ix_training_recommendation_course_score", "training_recommendation", ["course_id", "score"]
    )
    op.create_index(
        "ix_training_recommendation_employee_score",
        "training_recommendation",
        ["employee_id", "score"],
    )
    op.create_index(
        "ix_training_recommendation_state_deleted_at",
        "training_recommendation",
        ["state", "deleted_at"],
    )
    op.create_table(
        "training_enrollment",
        sa.Column("id", Key, nullable=False),
        sa.Column("session_id", Key, nullable=False),
        sa.Column("course_id", Key),
        sa.Column("course_name", sa.String(64)),
        sa.Column("starts_at", sa.DateTime(timezone=True)),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("employee_name", sa.String(32)),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("recommendation_id", Key),
        sa.Column("score", sa.BigInteger()),
        sa.Column("certificate_no", sa.String(48)),
        sa.Column("graded_on", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("feedback", sa.Integer()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_training_enrollment"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["training_session.id"], name="fk_training_enrollment_session"
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_training_enrollment_course"),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_training_enrollment_employee"
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["training_recommendation.id"],
            name="fk_training_enrollment_recommendation",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_training_enrollment_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_training_enrollment_updated_by"
        ),
    )
    op.create_index("ix_training_enrollment_starts_at", "training_enrollment", ["starts_at"])
    op.create_index(
        "ix_training_enrollment_recommendation_id", "training_enrollment", ["recommendation_id"]
    )
    op.create_index("ix_training_enrollment_graded_on", "training_enrollment", ["graded_on"])
    op.create_index("ix_training_enrollment_valid_to", "training_enrollment", ["valid_to"])
    op.create_index(
        "uq_training_enrollment_session_employee",
        "training_enrollment",
        ["session_id", "employee_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_training_enrollment_employee_state", "training_enrollment", ["employee_id", "state"]
    )
    op.create_index(
        "ix_training_enrollment_course_state", "training_enrollment", ["course_id", "state"]
    )
    op.create_index(
        "ix_training_enrollment_session_state", "training_enrollment", ["session_id", "state"]
    )
    op.create_index(
        "ix_training_enrollment_state_starts_at", "training_enrollment", ["state", "starts_at"]
    )
    op.create_index(
        "ix_training_enrollment_course_starts_at", "training_enrollment", ["course_id", "starts_at"]
    )
    op.create_index(
        "ix_training_enrollment_session_starts_at",
        "training_enrollment",
        ["session_id", "starts_at"],
    )
    op.create_index(
        "ix_training_enrollment_employee_starts_at",
        "training_enrollment",
        ["employee_id", "starts_at"],
    )
    op.create_index(
        "ix_training_enrollment_origin_starts_at", "training_enrollment", ["origin", "starts_at"]
    )
    op.create_index(
        "ix_training_enrollment_state_deleted_at", "training_enrollment", ["state", "deleted_at"]
    )


def downgrade() -> None:
    op.drop_index("ix_training_enrollment_state_deleted_at", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_origin_starts_at", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_employee_starts_at", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_session_starts_at", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_course_starts_at", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_state_starts_at", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_session_state", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_course_state", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_employee_state", table_name="training_enrollment")
    op.drop_index("uq_training_enrollment_session_employee", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_valid_to", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_graded_on", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_recommendation_id", table_name="training_enrollment")
    op.drop_index("ix_training_enrollment_starts_at", table_name="training_enrollment")
    op.drop_table("training_enrollment")
    op.drop_index(
        "ix_training_recommendation_state_deleted_at", table_name="training_recommendation"
    )
    op.drop_index("ix_training_recommendation_employee_score", table_name="training_recommendation")
    op.drop_index("ix_training_recommendation_course_score", table_name="training_recommendation")
    op.drop_index(
        "ix_training_recommendation_mandatory_score", table_name="training_recommendation"
    )
    op.drop_index("ix_training_recommendation_state_score", table_name="training_recommendation")
    op.drop_index("ix_training_recommendation_score", table_name="training_recommendation")
    op.drop_index("ix_training_recommendation_employee_state", table_name="training_recommendation")
    op.drop_index("ix_training_recommendation_state_due_on", table_name="training_recommendation")
    op.drop_index(
        "uq_training_recommendation_employee_course_batch", table_name="training_recommendation"
    )
    op.drop_index("ix_training_recommendation_due_on", table_name="training_recommendation")
    op.drop_table("training_recommendation")
    op.drop_index("ix_training_session_state_deleted_at", table_name="training_session")
    op.drop_index("ix_training_session_trainer_starts_at", table_name="training_session")
    op.drop_index("ix_training_session_course_starts_at", table_name="training_session")
    op.drop_index("ix_training_session_session_no", table_name="training_session")
    op.drop_index("ix_training_session_state_starts_at", table_name="training_session")
    op.drop_index("ix_training_session_starts_at", table_name="training_session")
    op.drop_table("training_session")
    op.drop_index("uq_course_skill_course_skill", table_name="course_skill")
    op.drop_index("ix_course_skill_skill_id", table_name="course_skill")
    op.drop_index("ix_course_skill_course_id", table_name="course_skill")
    op.drop_table("course_skill")
    op.drop_index("ix_course_indicators_kpi_indicator_id", table_name="course_indicators")
    op.drop_table("course_indicators")
    op.drop_index("ix_course_mandatory_for_position_id", table_name="course_mandatory_for")
    op.drop_table("course_mandatory_for")
    op.drop_index("ix_course_active_code", table_name="course")
    op.drop_index("ix_course_mode_code", table_name="course")
    op.drop_index("uq_course_code", table_name="course")
    op.drop_table("course")
    op.drop_index("uq_peer_score_review_peer", table_name="peer_score")
    op.drop_index("ix_peer_score_peer_id", table_name="peer_score")
    op.drop_index("ix_peer_score_review_id", table_name="peer_score")
    op.drop_table("peer_score")
    op.drop_index("uq_review_item_review_indicator", table_name="review_item")
    op.drop_index("ix_review_item_indicator_id", table_name="review_item")
    op.drop_index("ix_review_item_review_id", table_name="review_item")
    op.drop_table("review_item")
    op.drop_index("ix_performance_review_state_deleted_at", table_name="performance_review")
    op.drop_index("ix_performance_review_grade", table_name="performance_review")
    op.drop_index("ix_performance_review_employee_state", table_name="performance_review")
    op.drop_index("ix_performance_review_reviewer_state", table_name="performance_review")
    op.drop_index("ix_performance_review_cycle_state", table_name="performance_review")
    op.drop_index("uq_performance_review_cycle_employee", table_name="performance_review")
    op.drop_index("ix_performance_review_published_at", table_name="performance_review")
    op.drop_index("ix_performance_review_position_id", table_name="performance_review")
    op.drop_index("ix_performance_review_department_id", table_name="performance_review")
    op.drop_table("performance_review")
    op.drop_index("ix_review_cycle_state_deleted_at", table_name="review_cycle")
    op.drop_index("ix_review_cycle_state_period_from", table_name="review_cycle")
    op.drop_index("ix_review_cycle_period_from", table_name="review_cycle")
    op.drop_index("uq_review_cycle_code", table_name="review_cycle")
    op.drop_table("review_cycle")
    op.drop_index("uq_kpi_weight_scheme_indicator", table_name="kpi_weight")
    op.drop_index("ix_kpi_weight_indicator_id", table_name="kpi_weight")
    op.drop_index("ix_kpi_weight_scheme_id", table_name="kpi_weight")
    op.drop_table("kpi_weight")
    op.drop_index("ix_kpi_scheme_state_deleted_at", table_name="kpi_scheme")
    op.drop_index("ix_kpi_scheme_position_id", table_name="kpi_scheme")
    op.drop_index("uq_kpi_scheme_position", table_name="kpi_scheme")
    op.drop_table("kpi_scheme")
    op.drop_index("ix_kpi_indicator_active_code", table_name="kpi_indicator")
    op.drop_index("ix_kpi_indicator_direction_code", table_name="kpi_indicator")
    op.drop_index("ix_kpi_indicator_metric_code", table_name="kpi_indicator")
    op.drop_index("ix_kpi_indicator_source_code", table_name="kpi_indicator")
    op.drop_index("uq_kpi_indicator_code", table_name="kpi_indicator")
    op.drop_table("kpi_indicator")
