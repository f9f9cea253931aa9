"""Add CockpitFigure, add ServicePlanTemplate, add PlanWeight, add PlanItem and 3 more."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "service_plan_template",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("standard", sa.Boolean()),
        sa.Column("threshold", sa.BigInteger(), nullable=False),
        sa.Column("needs_sensitive", sa.Boolean()),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("weight_total", sa.BigInteger()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_service_plan_template"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_service_plan_template_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_service_plan_template_updated_by"
        ),
    )
    op.create_index(
        "uq_service_plan_template_code",
        "service_plan_template",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_service_plan_template_state_code", "service_plan_template", ["state", "code"]
    )
    op.create_index(
        "ix_service_plan_template_standard_code", "service_plan_template", ["standard", "code"]
    )
    op.create_index(
        "ix_service_plan_template_state_deleted_at",
        "service_plan_template",
        ["state", "deleted_at"],
    )
    op.create_table(
        "service_plan",
        sa.Column("id", Key, nullable=False),
        sa.Column("plan_no", sa.String(40)),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("customer_id", Key, nullable=False),
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("template_id", Key, nullable=False),
        sa.Column("template_name", sa.String(48)),
        sa.Column("personal", sa.Boolean()),
        sa.Column("score", sa.BigInteger()),
        sa.Column("explanation", sa.JSON()),
        sa.Column("uses_sensitive", sa.Boolean()),
        sa.Column("owner_id", Key),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("reply_by", sa.Date()),
        sa.Column("proposed_on", sa.Date()),
        sa.Column("answered_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("decline_reason", sa.String(40)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_service_plan"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_service_plan_project"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_service_plan_customer"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_service_plan_unit"),
        sa.ForeignKeyConstraint(
            ["template_id"], ["service_plan_template.id"], name="fk_service_plan_template"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["employee.id"], name="fk_service_plan_owner"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_service_plan_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_service_plan_updated_by"
        ),
    )
    op.create_index("ix_service_plan_unit_id", "service_plan", ["unit_id"])
    op.create_index("ix_service_plan_owner_id", "service_plan", ["owner_id"])
    op.create_index("ix_service_plan_reply_by", "service_plan", ["reply_by"])
    op.create_index("ix_service_plan_proposed_on", "service_plan", ["proposed_on"])
    op.create_index("ix_service_plan_answered_on", "service_plan", ["answered_on"])
    op.create_index("ix_service_plan_ended_on", "service_plan", ["ended_on"])
    op.create_index("ix_service_plan_customer_state", "service_plan", ["customer_id", "state"])
    op.create_index(
        "ix_service_plan_project_state_score", "service_plan", ["project_id", "state", "score"]
    )
    op.create_index("ix_service_plan_state_valid_from", "service_plan", ["state", "valid_from"])
    op.create_index("ix_service_plan_state_valid_to", "service_plan", ["state", "valid_to"])
    op.create_index("ix_service_plan_template_state", "service_plan", ["template_id", "state"])
    op.create_index("ix_service_plan_plan_no", "service_plan", ["plan_no"])
    op.create_index("ix_service_plan_personal", "service_plan", ["personal"])
    op.create_index("ix_service_plan_decline_reason", "service_plan", ["decline_reason"])
    op.create_index("ix_service_plan_valid_to", "service_plan", ["valid_to"])
    op.create_index(
        "ix_service_plan_state_project_deleted_at",
        "service_plan",
        ["state", "project_id", "deleted_at"],
    )
    op.create_table(
        "cockpit_figure",
        sa.Column("id", Key, nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("figure", sa.String(32), nullable=False),
        sa.Column("project_id", Key),
        sa.Column("item", sa.Integer()),
        sa.Column("value", sa.BigInteger()),
        sa.Column("base", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_cockpit_figure"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_cockpit_figure_project"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_cockpit_figure_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_cockpit_figure_updated_by"
        ),
    )
    op.create_index(
        "uq_cockpit_figure_period_figure_project_item",
        "cockpit_figure",
        ["period", "figure", "project_id", "item"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_cockpit_figure_figure_period", "cockpit_figure", ["figure", "period"])
    op.create_index("ix_cockpit_figure_project_period", "cockpit_figure", ["project_id", "period"])
    op.create_table(
        "plan_weight",
        sa.Column("id", Key, nullable=False),
        sa.Column("template_id", Key, nullable=False),
        sa.Column("feature", sa.String(40), nullable=False),
        sa.Column("category_id", Key),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_plan_weight"),
        sa.ForeignKeyConstraint(
            ["template_id"], ["service_plan_template.id"], name="fk_plan_weight_template"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["ticket_category.id"], name="fk_plan_weight_category"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_plan_weight_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_plan_weight_updated_by"
        ),
    )
    op.create_index("ix_plan_weight_template_id", "plan_weight", ["template_id"])
    op.create_index("ix_plan_weight_category_id", "plan_weight", ["category_id"])
    op.create_index(
        "uq_plan_weight_template_feature_category",
        "plan_weight",
        ["template_id", "feature", "category_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_plan_weight_feature", "plan_weight", ["feature"])
    op.create_table(
        "plan_item",
        sa.Column("id", Key, nullable=False),
        sa.Column("template_id", Key, nullable=False),
        sa.Column("service", sa.String(64), nullable=False),
        sa.Column("frequency", sa.String(40), nullable=False),
        sa.Column("category_id", Key),
        sa.Column("fee_item_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_plan_item"),
        sa.ForeignKeyConstraint(
            ["template_id"], ["service_plan_template.id"], name="fk_plan_item_template"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["ticket_category.id"], name="fk_plan_item_category"
        ),
        sa.ForeignKeyConstraint(["fee_item_id"], ["fee_item.id"], name="fk_plan_item_fee_item"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_plan_item_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_plan_item_updated_by"),
    )
    op.create_index("ix_plan_item_template_id", "plan_item", ["template_id"])
    op.create_index("ix_plan_item_category_id", "plan_item", ["category_id"])
    op.create_index("ix_plan_item_fee_item_id", "plan_item", ["fee_item_id"])
    op.create_index(
        "uq_plan_item_template_service",
        "plan_item",
        ["template_id", "service"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_plan_item_frequency", "plan_item", ["frequency"])
    op.create_table(
        "plan_service",
        sa.Column("id", Key, nullable=False),
        sa.Column("plan_id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("service", sa.String(64), nullable=False),
        sa.Column("frequency", sa.String(40), nullable=False),
        sa.Column("category_id", Key),
        sa.Column("fee_item_id", Key),
        sa.Column("price", sa.BigInteger()),
        sa.Column("next_on", sa.Date()),
        sa.Column("visits", sa.Integer()),
        sa.Column("last_order_id", Key),
        sa.Column("fee_assignment_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_plan_service"),
        sa.ForeignKeyConstraint(["plan_id"], ["service_plan.id"], name="fk_plan_service_plan"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_plan_service_project"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["ticket_category.id"], name="fk_plan_service_category"
        ),
        sa.ForeignKeyConstraint(["fee_item_id"], ["fee_item.id"], name="fk_plan_service_fee_item"),
        sa.ForeignKeyConstraint(
            ["last_order_id"], ["work_order.id"], name="fk_plan_service_last_order"
        ),
        sa.ForeignKeyConstraint(
            ["fee_assignment_id"], ["fee_assignment.id"], name="fk_plan_service_fee_assignment"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_plan_service_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_plan_service_updated_by"
        ),
    )
    op.create_index("ix_plan_service_plan_id", "plan_service", ["plan_id"])
    op.create_index("ix_plan_service_project_id", "plan_service", ["project_id"])
    op.create_index("ix_plan_service_category_id", "plan_service", ["category_id"])
    op.create_index("ix_plan_service_fee_item_id", "plan_service", ["fee_item_id"])
    op.create_index("ix_plan_service_last_order_id", "plan_service", ["last_order_id"])
    op.create_index("ix_plan_service_fee_assignment_id", "plan_service", ["fee_assignment_id"])
    op.create_index(
        "uq_plan_service_plan_service",
        "plan_service",
        ["plan_id", "service"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_plan_service_next_on_plan", "plan_service", ["next_on", "plan_id"])
    op.create_index("ix_plan_service_frequency", "plan_service", ["frequency"])
    with op.batch_alter_table("work_order") as batch:
        batch.add_column(sa.Column("service_plan_id", Key))
        batch.create_foreign_key(
            "fk_work_order_service_plan", "service_plan", ["service_plan_id"], ["id"]
        )
    op.create_index("ix_work_order_service_plan", "work_order", ["service_plan_id"])


def downgrade() -> None:
    op.drop_index("ix_work_order_service_plan", table_name="work_order")
    with op.batch_alter_table("work_order") as batch:
        batch.drop_constraint("fk_work_order_service_plan", type_="foreignkey")
        batch.drop_column("service_plan_id")
    op.drop_index("ix_plan_service_frequency", table_name="plan_service")
    op.drop_index("ix_plan_service_next_on_plan", table_name="plan_service")
    op.drop_index("uq_plan_service_plan_service", table_name="plan_service")
    op.drop_index("ix_plan_service_fee_assignment_id", table_name="plan_service")
    op.drop_index("ix_plan_service_last_order_id", table_name="plan_service")
    op.drop_index("ix_plan_service_fee_item_id", table_name="plan_service")
    op.drop_index("ix_plan_service_category_id", table_name="plan_service")
    op.drop_index("ix_plan_service_project_id", table_name="plan_service")
    op.drop_index("ix_plan_service_plan_id", table_name="plan_service")
    op.drop_table("plan_service")
    op.drop_index("ix_plan_item_frequency", table_name="plan_item")
    op.drop_index("uq_plan_item_template_service", table_name="plan_item")
    op.drop_index("ix_plan_item_fee_item_id", table_name="plan_item")
    op.drop_index("ix_plan_item_category_id", table_name="plan_item")
    op.drop_index("ix_plan_item_template_id", table_name="plan_item")
    op.drop_table("plan_item")
    op.drop_index("ix_plan_weight_feature", table_name="plan_weight")
    op.drop_index("uq_plan_weight_template_feature_category", table_name="plan_weight")
    op.drop_index("ix_plan_weight_category_id", table_name="plan_weight")
    op.drop_index("ix_plan_weight_template_id", table_name="plan_weight")
    op.drop_table("plan_weight")
    op.drop_index("ix_cockpit_figure_project_period", table_name="cockpit_figure")
    op.drop_index("ix_cockpit_figure_figure_period", table_name="cockpit_figure")
    op.drop_index("uq_cockpit_figure_period_figure_project_item", table_name="cockpit_figure")
    op.drop_table("cockpit_figure")
    op.drop_index("ix_service_plan_state_project_deleted_at", table_name="service_plan")
    op.drop_index("ix_service_plan_valid_to", table_name="service_plan")
    op.drop_index("ix_service_plan_decline_reason", table_name="service_plan")
    op.drop_index("ix_service_plan_personal", table_name="service_plan")
    op.drop_index("ix_service_plan_plan_no", table_name="service_plan")
    op.drop_index("ix_service_plan_template_state", table_name="service_plan")
    op.drop_index("ix_service_plan_state_valid_to", table_name="service_plan")
    op.drop_index("ix_service_plan_state_valid_from", table_name="service_plan")
    op.drop_index("ix_service_plan_project_state_score", table_name="service_plan")
    op.drop_index("ix_service_plan_customer_state", table_name="service_plan")
    op.drop_index("ix_service_plan_ended_on", table_name="service_plan")
    op.drop_index("ix_service_plan_answered_on", table_name="service_plan")
    op.drop_index("ix_service_plan_proposed_on", table_name="service_plan")
    op.drop_index("ix_service_plan_reply_by", table_name="service_plan")
    op.drop_index("ix_service_plan_owner_id", table_name="service_plan")
    op.drop_index("ix_service_plan_unit_id", table_name="service_plan")
    op.drop_table("service_plan")
    op.drop_index("ix_service_plan_template_state_deleted_at", table_name="service_plan_template")
    op.drop_index("ix_service_plan_template_standard_code", table_name="service_plan_template")
    op.drop_index("ix_service_plan_template_state_code", table_name="service_plan_template")
    op.drop_index("uq_service_plan_template_code", table_name="service_plan_template")
    op.drop_table("service_plan_template")
