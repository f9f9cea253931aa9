"""Add EquipmentCategory, add CheckItem, add Equipment, add EquipmentReading and 14 more."""

import sqlalchemy as sa
from alembic import op

from migrations.operations import fill

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "equipment_category",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("parent_id", Key),
        sa.Column("special", sa.Boolean()),
        sa.Column("life_years", sa.Integer()),
        sa.Column("default_interval", sa.Integer()),
        sa.Column("default_unit", sa.String(40)),
        sa.Column("reg_max_days", sa.Integer()),
        sa.Column("skill_id", Key),
        sa.Column("level", sa.Integer()),
        sa.Column("hourly_loss", sa.BigInteger()),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_equipment_category"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["equipment_category.id"], name="fk_equipment_category_parent"
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name="fk_equipment_category_skill"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_equipment_category_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_equipment_category_updated_by"
        ),
    )
    op.create_index(
        "uq_equipment_category_code",
        "equipment_category",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_equipment_category_parent_id", "equipment_category", ["parent_id"])
    op.create_index("ix_equipment_category_special_code", "equipment_category", ["special", "code"])
    op.create_index("ix_equipment_category_skill_code", "equipment_category", ["skill_id", "code"])
    op.create_index("ix_equipment_category_active_code", "equipment_category", ["active", "code"])
    op.create_table(
        "equipment",
        sa.Column("id", Key, nullable=False),
        sa.Column("equip_no", sa.String(40)),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("category_id", Key, nullable=False),
        sa.Column("special", sa.Boolean()),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("building_id", Key),
        sa.Column("location", sa.String(100), nullable=False),
        sa.Column("parent_id", Key),
        sa.Column("criticality", sa.String(40), nullable=False),
        sa.Column("brand", sa.String(48)),
        sa.Column("model", sa.String(64), nullable=False),
        sa.Column("serial_no", sa.String(64)),
        sa.Column("reg_code", sa.String(32)),
        sa.Column("manufactured_on", sa.Date()),
        sa.Column("in_service_on", sa.Date(), nullable=False),
        sa.Column("service_life_years", sa.Integer(), nullable=False),
        sa.Column("expires_on", sa.Date()),
        sa.Column("warranty_to", sa.Date()),
        sa.Column("inspection_valid_to", sa.Date()),
        sa.Column("vendor", sa.String(64)),
        sa.Column("original_cost", sa.BigInteger()),
        sa.Column("interval", sa.Integer()),
        sa.Column("interval_unit", sa.String(40)),
        sa.Column("keeper_id", Key),
        sa.Column("keeper_name", sa.String(32)),
        sa.Column("run_hours", sa.BigInteger()),
        sa.Column("read_on", sa.DateTime(timezone=True)),
        sa.Column("qr_token", sa.String(40)),
        sa.Column("last_maintained_on", sa.Date()),
        sa.Column("next_due_on", sa.Date()),
        sa.Column("fault_since", sa.DateTime(timezone=True)),
        sa.Column("mtbf_h", sa.BigInteger()),
        sa.Column("mtbf_low_h", sa.BigInteger()),
        sa.Column("mttr_h", sa.BigInteger()),
        sa.Column("availability", sa.BigInteger()),
        sa.Column("failures_90d", sa.Integer()),
        sa.Column("bad_actor", sa.Boolean()),
        sa.Column("photo", sa.JSON()),
        sa.Column("documents", sa.JSON()),
        sa.Column("note", sa.Text()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_equipment"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["equipment_category.id"], name="fk_equipment_category"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_equipment_project"),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_equipment_building"),
        sa.ForeignKeyConstraint(["parent_id"], ["equipment.id"], name="fk_equipment_parent"),
        sa.ForeignKeyConstraint(["keeper_id"], ["employee.id"], name="fk_equipment_keeper"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_equipment_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_equipment_updated_by"),
    )
    op.create_index("ix_equipment_parent_id", "equipment", ["parent_id"])
    op.create_index("ix_equipment_serial_no", "equipment", ["serial_no"])
    op.create_index(
        "uq_equipment_reg_code",
        "equipment",
        ["reg_code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_equipment_expires_on", "equipment", ["expires_on"])
    op.create_index("ix_equipment_warranty_to", "equipment", ["warranty_to"])
    op.create_index("ix_equipment_inspection_valid_to", "equipment", ["inspection_valid_to"])
    op.create_index("ix_equipment_keeper_id", "equipment", ["keeper_id"])
    op.create_index(
        "uq_equipment_qr_token",
        "equipment",
        ["qr_token"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_equipment_next_due_on", "equipment", ["next_due_on"])
    op.create_index("ix_equipment_project_state", "equipment", ["project_id", "state"])
    op.create_index("ix_equipment_category_state", "equipment", ["category_id", "state"])
    op.create_index("ix_equipment_equip_no", "equipment", ["equip_no"])
    op.create_index("ix_equipment_state_equip_no", "equipment", ["state", "equip_no"])
    op.create_index("ix_equipment_project_equip_no", "equipment", ["project_id", "equip_no"])
    op.create_index("ix_equipment_category_equip_no", "equipment", ["category_id", "equip_no"])
    op.create_index("ix_equipment_building_equip_no", "equipment", ["building_id", "equip_no"])
    op.create_index("ix_equipment_criticality_equip_no", "equipment", ["criticality", "equip_no"])
    op.create_index("ix_equipment_special_equip_no", "equipment", ["special", "equip_no"])
    op.create_index("ix_equipment_bad_actor_equip_no", "equipment", ["bad_actor", "equip_no"])
    op.create_index(
        "ix_equipment_state_project_deleted_at", "equipment", ["state", "project_id", "deleted_at"]
    )
    op.create_table(
        "check_item",
        sa.Column("id", Key, nullable=False),
        sa.Column("category_id", Key, nullable=False),
        sa.Column("sort_no", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("uom", sa.String(8)),
        sa.Column("low", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("choices", sa.String(200)),
        sa.Column("required", sa.Boolean()),
        sa.Column("needs_photo", sa.Boolean()),
        sa.Column("severity", sa.String(40), nullable=False),
        sa.Column("kinds", sa.JSON()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_check_item"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["equipment_category.id"], name="fk_check_item_category"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_check_item_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_check_item_updated_by"),
    )
    op.create_index(
        "uq_check_item_category_code",
        "check_item",
        ["category_id", "code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_check_item_sort_no", "check_item", ["sort_no"])
    op.create_index("ix_check_item_category_sort_no", "check_item", ["category_id", "sort_no"])
    op.create_index("ix_check_item_kind_sort_no", "check_item", ["kind", "sort_no"])
    op.create_index("ix_check_item_required_sort_no", "check_item", ["required", "sort_no"])
    op.create_index("ix_check_item_severity_sort_no", "check_item", ["severity", "sort_no"])
    op.create_table(
        "equipment_reading",
        sa.Column("id", Key, nullable=False),
        sa.Column("equipment_id", Key, nullable=False),
        sa.Column("project_id", Key),
        sa.Column("hours", sa.BigInteger(), nullable=False),
        sa.Column("replaced", sa.Boolean()),
        sa.Column("added", sa.BigInteger()),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_equipment_reading"),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name="fk_equipment_reading_equipment"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name="fk_equipment_reading_project"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_equipment_reading_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_equipment_reading_updated_by"
        ),
    )
    op.create_index("ix_equipment_reading_project_id", "equipment_reading", ["project_id"])
    op.create_index(
        "ix_equipment_reading_equipment_read_at", "equipment_reading", ["equipment_id", "read_at"]
    )
    op.create_index("ix_equipment_reading_read_at", "equipment_reading", ["read_at"])
    op.create_index(
        "ix_equipment_reading_source_read_at", "equipment_reading", ["source", "read_at"]
    )
    op.create_table(
        "maintenance_plan",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(40)),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("covers", sa.String(40), nullable=False),
        sa.Column("equipment_id", Key),
        sa.Column("category_id", Key),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("basis", sa.String(40), nullable=False),
        sa.Column("anchor_on", sa.Date(), nullable=False),
        sa.Column("month_end", sa.Boolean()),
        sa.Column("weekdays", sa.JSON()),
        sa.Column("nonworkday", sa.String(40), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("window_days", sa.Integer(), nullable=False),
        sa.Column("catchup", sa.String(40), nullable=False),
        sa.Column("assignee_id", Key),
        sa.Column("assignee_name", sa.String(32)),
        sa.Column("standard_min", sa.Integer()),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("rule_from", sa.Date()),
        sa.Column("targets", sa.Integer()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_maintenance_plan"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_maintenance_plan_project"),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name="fk_maintenance_plan_equipment"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["equipment_category.id"], name="fk_maintenance_plan_category"
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["employee.id"], name="fk_maintenance_plan_assignee"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_maintenance_plan_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_maintenance_plan_updated_by"
        ),
    )
    op.create_index("ix_maintenance_plan_equipment_id", "maintenance_plan", ["equipment_id"])
    op.create_index("ix_maintenance_plan_assignee_id", "maintenance_plan", ["assignee_id"])
    op.create_index(
        "ix_maintenance_plan_project_state", "maintenance_plan", ["project_id", "state"]
    )
    op.create_index("ix_maintenance_plan_code", "maintenance_plan", ["code"])
    op.create_index("ix_maintenance_plan_state_code", "maintenance_plan", ["state", "code"])
    op.create_index("ix_maintenance_plan_project_code", "maintenance_plan", ["project_id", "code"])
    op.create_index("ix_maintenance_plan_kind_code", "maintenance_plan", ["kind", "code"])
    op.create_index("ix_maintenance_plan_covers_code", "maintenance_plan", ["covers", "code"])
    op.create_index("ix_maintenance_plan_unit_code", "maintenance_plan", ["unit", "code"])
    op.create_index("ix_maintenance_plan_basis_code", "maintenance_plan", ["basis", "code"])
    op.create_index(
        "ix_maintenance_plan_category_code", "maintenance_plan", ["category_id", "code"]
    )
    op.create_index("ix_maintenance_plan_source_code", "maintenance_plan", ["source", "code"])
    op.create_index(
        "ix_maintenance_plan_state_project_deleted_at",
        "maintenance_plan",
        ["state", "project_id", "deleted_at"],
    )
    op.create_table(
        "plan_stop",
        sa.Column("id", Key, nullable=False),
        sa.Column("plan_id", Key, nullable=False),
        sa.Column("equipment_id", Key, nullable=False),
        sa.Column("project_id", Key),
        sa.Column("sort_no", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean()),
        sa.Column("last_nominal_on", sa.Date()),
        sa.Column("last_hours", sa.BigInteger()),
        sa.Column("next_on", sa.Date()),
        sa.Column("next_hours", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_plan_stop"),
        sa.ForeignKeyConstraint(["plan_id"], ["maintenance_plan.id"], name="fk_plan_stop_plan"),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name="fk_plan_stop_equipment"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_plan_stop_project"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_plan_stop_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_plan_stop_updated_by"),
    )
    op.create_index("ix_plan_stop_project_id", "plan_stop", ["project_id"])
    op.create_index("ix_plan_stop_next_on", "plan_stop", ["next_on"])
    op.create_index(
        "uq_plan_stop_plan_equipment",
        "plan_stop",
        ["plan_id", "equipment_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_plan_stop_equipment_active", "plan_stop", ["equipment_id", "active"])
    op.create_index("ix_plan_stop_sort_no", "plan_stop", ["sort_no"])
    op.create_index("ix_plan_stop_plan_sort_no", "plan_stop", ["plan_id", "sort_no"])
    op.create_index("ix_plan_stop_equipment_sort_no", "plan_stop", ["equipment_id", "sort_no"])
    op.create_index("ix_plan_stop_active_sort_no", "plan_stop", ["active", "sort_no"])
    op.create_table(
        "inspection_task",
        sa.Column("id", Key, nullable=False),
        sa.Column("task_no", sa.String(40)),
        sa.Column("plan_id", Key, nullable=False),
        sa.Column("equipment_id", Key, nullable=False),
        sa.Column("equipment_name", sa.String(64)),
        sa.Column("location", sa.String(100)),
        sa.Column("category_id", Key),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("kind", sa.String(40)),
        sa.Column("nominal_key", sa.String(16), nullable=False),
        sa.Column("nominal_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("late_after", sa.Date(), nullable=False),
        sa.Column("sort_no", sa.Integer()),
        sa.Column("assignee_id", Key),
        sa.Column("assignee_name", sa.String(32)),
        sa.Column("standard_min", sa.Integer()),
        sa.Column("issued_at", sa.DateTime(timezone=True)),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("scan_code", sa.String(200)),
        sa.Column("scan_verified", sa.Boolean()),
        sa.Column("run_hours", sa.BigInteger()),
        sa.Column("result", sa.String(40)),
        sa.Column("labor_min", sa.Integer()),
        sa.Column("photos", sa.JSON()),
        sa.Column("signature", Key),
        sa.Column("remark", sa.Text()),
        sa.Column("repair_order_id", Key),
        sa.Column("overdue", sa.Boolean()),
        sa.Column("told_level", sa.Integer()),
        sa.Column("sampled", sa.Boolean()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_inspection_task"),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["maintenance_plan.id"], name="fk_inspection_task_plan"
        ),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name="fk_inspection_task_equipment"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["equipment_category.id"], name="fk_inspection_task_category"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_inspection_task_project"),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["employee.id"], name="fk_inspection_task_assignee"
        ),
        sa.ForeignKeyConstraint(
            ["signature"], ["sys_attachment.id"], name="fk_inspection_task_signature"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_inspection_task_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_inspection_task_updated_by"
        ),
    )
    op.create_index("ix_inspection_task_due_on", "inspection_task", ["due_on"])
    op.create_index("ix_inspection_task_late_after", "inspection_task", ["late_after"])
    op.create_index("ix_inspection_task_finished_at", "inspection_task", ["finished_at"])
    op.create_index("ix_inspection_task_repair_order_id", "inspection_task", ["repair_order_id"])
    op.create_index(
        "uq_inspection_task_plan_equipment_nominal_key",
        "inspection_task",
        ["plan_id", "equipment_id", "nominal_key"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_inspection_task_assignee_state", "inspection_task", ["assignee_id", "state"]
    )
    op.create_index(
        "ix_inspection_task_project_state_due_on",
        "inspection_task",
        ["project_id", "state", "due_on"],
    )
    op.create_index(
        "ix_inspection_task_equipment_state", "inspection_task", ["equipment_id", "state"]
    )
    op.create_index(
        "ix_inspection_task_state_late_after", "inspection_task", ["state", "late_after"]
    )
    op.create_index("ix_inspection_task_task_no", "inspection_task", ["task_no"])
    op.create_index("ix_inspection_task_state_due_on", "inspection_task", ["state", "due_on"])
    op.create_index(
        "ix_inspection_task_project_due_on", "inspection_task", ["project_id", "due_on"]
    )
    op.create_index("ix_inspection_task_kind_due_on", "inspection_task", ["kind", "due_on"])
    op.create_index("ix_inspection_task_overdue_due_on", "inspection_task", ["overdue", "due_on"])
    op.create_index("ix_inspection_task_result_due_on", "inspection_task", ["result", "due_on"])
    op.create_index(
        "ix_inspection_task_assignee_due_on", "inspection_task", ["assignee_id", "due_on"]
    )
    op.create_index(
        "ix_inspection_task_category_due_on", "inspection_task", ["category_id", "due_on"]
    )
    op.create_index(
        "ix_inspection_task_equipment_due_on", "inspection_task", ["equipment_id", "due_on"]
    )
    op.create_index("ix_inspection_task_plan_due_on", "inspection_task", ["plan_id", "due_on"])
    op.create_index("ix_inspection_task_sampled_due_on", "inspection_task", ["sampled", "due_on"])
    op.create_index(
        "ix_inspection_task_state_project_deleted_at",
        "inspection_task",
        ["state", "project_id", "deleted_at"],
    )
    op.create_table(
        "inspection_item",
        sa.Column("id", Key, nullable=False),
        sa.Column("task_id", Key, nullable=False),
        sa.Column("sort_no", sa.Integer()),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("demand", sa.String(200)),
        sa.Column("uom", sa.String(8)),
        sa.Column("low", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("required", sa.Boolean()),
        sa.Column("needs_photo", sa.Boolean()),
        sa.Column("severity", sa.String(40)),
        sa.Column("value", sa.String(64)),
        sa.Column("passed", sa.Boolean()),
        sa.Column("checked_at", sa.DateTime(timezone=True)),
        sa.Column("photo", sa.JSON()),
        sa.Column("remark", sa.String(200)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_inspection_item"),
        sa.ForeignKeyConstraint(
            ["task_id"], ["inspection_task.id"], name="fk_inspection_item_task"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_inspection_item_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_inspection_item_updated_by"
        ),
    )
    op.create_index(
        "uq_inspection_item_task_code",
        "inspection_item",
        ["task_id", "code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_inspection_item_sort_no", "inspection_item", ["sort_no"])
    op.create_index("ix_inspection_item_task_sort_no", "inspection_item", ["task_id", "sort_no"])
    op.create_index("ix_inspection_item_passed_sort_no", "inspection_item", ["passed", "sort_no"])
    op.create_index("ix_inspection_item_kind_sort_no", "inspection_item", ["kind", "sort_no"])
    op.create_table(
        "repair_order",
        sa.Column("id", Key, nullable=False),
        sa.Column("repair_no", sa.String(40)),
        sa.Column("equipment_id", Key, nullable=False),
        sa.Column("equipment_name", sa.String(64)),
        sa.Column("location", sa.String(100)),
        sa.Column("category_id", Key),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("work_order_id", Key),
        sa.Column("inspection_id", Key),
        sa.Column("reporter_id", Key),
        sa.Column("reporter_name", sa.String(32)),
        sa.Column("severity", sa.String(40), nullable=False),
        sa.Column("fault_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fault_code", sa.String(24)),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("photos", sa.JSON()),
        sa.Column("assignee_id", Key),
        sa.Column("assignee_name", sa.String(32)),
        sa.Column("deputy_id", Key),
        sa.Column("project_manager_id", Key),
        sa.Column("redispatched", sa.Integer()),
        sa.Column("silent_level", sa.Integer()),
        sa.Column("notified_at", sa.DateTime(timezone=True)),
        sa.Column("respond_due", sa.DateTime(timezone=True)),
        sa.Column("chase_at", sa.DateTime(timezone=True)),
        sa.Column("restore_due", sa.DateTime(timezone=True)),
        sa.Column("restore_state", sa.String(40)),
        sa.Column("accepted_at", sa.DateTime(timezone=True)),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("stops_device", sa.Boolean()),
        sa.Column("waiting_for", sa.String(100)),
        sa.Column("part_due_on", sa.Date()),
        sa.Column("cause", sa.String(40)),
        sa.Column("cause_note", sa.String(200)),
        sa.Column("action", sa.Text()),
        sa.Column("after_photos", sa.JSON()),
        sa.Column("labor_min", sa.Integer()),
        sa.Column("labor_cost", sa.BigInteger()),
        sa.Column("part_cost", sa.BigInteger()),
        sa.Column("vendor_cost", sa.BigInteger()),
        sa.Column("total_cost", sa.BigInteger()),
        sa.Column("equipment_after", sa.String(40)),
        sa.Column("failure", sa.Boolean()),
        sa.Column("down_min", sa.Integer()),
        sa.Column("rework_count", sa.Integer()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_repair_order"),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name="fk_repair_order_equipment"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["equipment_category.id"], name="fk_repair_order_category"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_repair_order_project"),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name="fk_repair_order_work_order"
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection_task.id"], name="fk_repair_order_inspection"
        ),
        sa.ForeignKeyConstraint(["reporter_id"], ["employee.id"], name="fk_repair_order_reporter"),
        sa.ForeignKeyConstraint(["assignee_id"], ["employee.id"], name="fk_repair_order_assignee"),
        sa.ForeignKeyConstraint(["deputy_id"], ["employee.id"], name="fk_repair_order_deputy"),
        sa.ForeignKeyConstraint(
            ["project_manager_id"], ["employee.id"], name="fk_repair_order_project_manager"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_repair_order_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_repair_order_updated_by"
        ),
    )
    op.create_index("ix_repair_order_work_order_id", "repair_order", ["work_order_id"])
    op.create_index("ix_repair_order_inspection_id", "repair_order", ["inspection_id"])
    op.create_index("ix_repair_order_reporter_id", "repair_order", ["reporter_id"])
    op.create_index("ix_repair_order_fault_code", "repair_order", ["fault_code"])
    op.create_index("ix_repair_order_deputy_id", "repair_order", ["deputy_id"])
    op.create_index("ix_repair_order_project_manager_id", "repair_order", ["project_manager_id"])
    op.create_index("ix_repair_order_respond_due", "repair_order", ["respond_due"])
    op.create_index("ix_repair_order_chase_at", "repair_order", ["chase_at"])
    op.create_index("ix_repair_order_restore_due", "repair_order", ["restore_due"])
    op.create_index("ix_repair_order_finished_at", "repair_order", ["finished_at"])
    op.create_index(
        "ix_repair_order_project_state_created_at",
        "repair_order",
        ["project_id", "state", "created_at"],
    )
    op.create_index(
        "ix_repair_order_equipment_fault_at", "repair_order", ["equipment_id", "fault_at"]
    )
    op.create_index("ix_repair_order_assignee_state", "repair_order", ["assignee_id", "state"])
    op.create_index("ix_repair_order_state_restore_due", "repair_order", ["state", "restore_due"])
    op.create_index("ix_repair_order_repair_no", "repair_order", ["repair_no"])
    op.create_index("ix_repair_order_fault_at", "repair_order", ["fault_at"])
    op.create_index("ix_repair_order_state_fault_at", "repair_order", ["state", "fault_at"])
    op.create_index("ix_repair_order_severity_fault_at", "repair_order", ["severity", "fault_at"])
    op.create_index(
        "ix_repair_order_restore_state_fault_at", "repair_order", ["restore_state", "fault_at"]
    )
    op.create_index("ix_repair_order_project_fault_at", "repair_order", ["project_id", "fault_at"])
    op.create_index(
        "ix_repair_order_category_fault_at", "repair_order", ["category_id", "fault_at"]
    )
    op.create_index("ix_repair_order_cause_fault_at", "repair_order", ["cause", "fault_at"])
    op.create_index("ix_repair_order_source_fault_at", "repair_order", ["source", "fault_at"])
    op.create_index(
        "ix_repair_order_assignee_fault_at", "repair_order", ["assignee_id", "fault_at"]
    )
    op.create_index("ix_repair_order_failure_fault_at", "repair_order", ["failure", "fault_at"])
    op.create_index(
        "ix_repair_order_created_by_fault_at", "repair_order", ["created_by_id", "fault_at"]
    )
    op.create_index(
        "ix_repair_order_state_project_created_by_deleted_at",
        "repair_order",
        ["state", "project_id", "created_by_id", "deleted_at"],
    )
    op.create_table(
        "spare_part",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("spec", sa.String(64)),
        sa.Column("uom", sa.String(8), nullable=False),
        sa.Column("category_id", Key),
        sa.Column("stock", sa.BigInteger()),
        sa.Column("stock_value", sa.BigInteger()),
        sa.Column("min_stock", sa.BigInteger()),
        sa.Column("low", sa.Boolean()),
        sa.Column("unit_cost", sa.BigInteger()),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_spare_part"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_spare_part_project"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["equipment_category.id"], name="fk_spare_part_category"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_spare_part_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_spare_part_updated_by"),
    )
    op.create_index(
        "uq_spare_part_code",
        "spare_part",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_spare_part_project_code", "spare_part", ["project_id", "code"])
    op.create_index("ix_spare_part_category_code", "spare_part", ["category_id", "code"])
    op.create_index("ix_spare_part_low_code", "spare_part", ["low", "code"])
    op.create_index("ix_spare_part_active_code", "spare_part", ["active", "code"])
    op.create_table(
        "repair_part",
        sa.Column("id", Key, nullable=False),
        sa.Column("repair_order_id", Key, nullable=False),
        sa.Column("part_id", Key, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("uom", sa.String(8)),
        sa.Column("unit_cost", sa.BigInteger()),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_repair_part"),
        sa.ForeignKeyConstraint(
            ["repair_order_id"], ["repair_order.id"], name="fk_repair_part_repair_order"
        ),
        sa.ForeignKeyConstraint(["part_id"], ["spare_part.id"], name="fk_repair_part_part"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_repair_part_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_repair_part_updated_by"
        ),
    )
    op.create_index("ix_repair_part_repair_order_id", "repair_part", ["repair_order_id"])
    op.create_index("ix_repair_part_part_id", "repair_part", ["part_id"])
    op.create_index(
        "uq_repair_part_repair_order_part",
        "repair_part",
        ["repair_order_id", "part_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "spare_move",
        sa.Column("id", Key, nullable=False),
        sa.Column("part_id", Key, nullable=False),
        sa.Column("project_id", Key),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_cost", sa.BigInteger()),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("stock_after", sa.BigInteger()),
        sa.Column("cost_after", sa.BigInteger()),
        sa.Column("repair_order_id", Key),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(200)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_spare_move"),
        sa.ForeignKeyConstraint(["part_id"], ["spare_part.id"], name="fk_spare_move_part"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_spare_move_project"),
        sa.ForeignKeyConstraint(
            ["repair_order_id"], ["repair_order.id"], name="fk_spare_move_repair_order"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_spare_move_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_spare_move_updated_by"),
    )
    op.create_index("ix_spare_move_repair_order_id", "spare_move", ["repair_order_id"])
    op.create_index("ix_spare_move_part_at", "spare_move", ["part_id", "at"])
    op.create_index("ix_spare_move_at", "spare_move", ["at"])
    op.create_index("ix_spare_move_kind_at", "spare_move", ["kind", "at"])
    op.create_index("ix_spare_move_project_at", "spare_move", ["project_id", "at"])
    op.create_table(
        "equipment_downtime",
        sa.Column("id", Key, nullable=False),
        sa.Column("equipment_id", Key, nullable=False),
        sa.Column("category_id", Key),
        sa.Column("project_id", Key),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_at", sa.DateTime(timezone=True)),
        sa.Column("minutes", sa.Integer()),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("repair_order_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_equipment_downtime"),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name="fk_equipment_downtime_equipment"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["equipment_category.id"], name="fk_equipment_downtime_category"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name="fk_equipment_downtime_project"
        ),
        sa.ForeignKeyConstraint(
            ["repair_order_id"], ["repair_order.id"], name="fk_equipment_downtime_repair_order"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_equipment_downtime_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_equipment_downtime_updated_by"
        ),
    )
    op.create_index(
        "ix_equipment_downtime_repair_order_id", "equipment_downtime", ["repair_order_id"]
    )
    op.create_index(
        "ix_equipment_downtime_equipment_from_at", "equipment_downtime", ["equipment_id", "from_at"]
    )
    op.create_index("ix_equipment_downtime_from_at", "equipment_downtime", ["from_at"])
    op.create_index(
        "ix_equipment_downtime_project_from_at", "equipment_downtime", ["project_id", "from_at"]
    )
    op.create_index(
        "ix_equipment_downtime_category_from_at", "equipment_downtime", ["category_id", "from_at"]
    )
    op.create_index(
        "ix_equipment_downtime_reason_from_at", "equipment_downtime", ["reason", "from_at"]
    )
    op.create_table(
        "equipment_alarm",
        sa.Column("id", Key, nullable=False),
        sa.Column("external_id", sa.String(64), nullable=False),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("equipment_id", Key),
        sa.Column("project_id", Key),
        sa.Column("fault_code", sa.String(24), nullable=False),
        sa.Column("severity", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message", sa.String(500)),
        sa.Column("reading", sa.JSON()),
        sa.Column("repair_order_id", Key),
        sa.Column("joined", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_equipment_alarm"),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name="fk_equipment_alarm_equipment"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_equipment_alarm_project"),
        sa.ForeignKeyConstraint(
            ["repair_order_id"], ["repair_order.id"], name="fk_equipment_alarm_repair_order"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_equipment_alarm_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_equipment_alarm_updated_by"
        ),
    )
    op.create_index("ix_equipment_alarm_repair_order_id", "equipment_alarm", ["repair_order_id"])
    op.create_index(
        "uq_equipment_alarm_created_by_external_id",
        "equipment_alarm",
        ["created_by_id", "external_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_equipment_alarm_equipment_at", "equipment_alarm", ["equipment_id", "at"])
    op.create_index("ix_equipment_alarm_at", "equipment_alarm", ["at"])
    op.create_index("ix_equipment_alarm_severity_at", "equipment_alarm", ["severity", "at"])
    op.create_index("ix_equipment_alarm_project_at", "equipment_alarm", ["project_id", "at"])
    op.create_index("ix_equipment_alarm_joined_at", "equipment_alarm", ["joined", "at"])
    op.create_index("ix_equipment_alarm_created_by_at", "equipment_alarm", ["created_by_id", "at"])
    op.create_table(
        "reliability_stat",
        sa.Column("id", Key, nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("category_id", Key),
        sa.Column("devices", sa.Integer()),
        sa.Column("failures", sa.Integer()),
        sa.Column("hours", sa.BigInteger()),
        sa.Column("down_hours", sa.BigInteger()),
        sa.Column("mtbf_h", sa.BigInteger()),
        sa.Column("mtbf_low_h", sa.BigInteger()),
        sa.Column("mttr_h", sa.BigInteger()),
        sa.Column("availability", sa.BigInteger()),
        sa.Column("per_year", sa.BigInteger()),
        sa.Column("cost", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_reliability_stat"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_reliability_stat_project"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["equipment_category.id"], name="fk_reliability_stat_category"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_reliability_stat_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_reliability_stat_updated_by"
        ),
    )
    op.create_index(
        "uq_reliability_stat_period_project_category",
        "reliability_stat",
        ["period", "project_id", "category_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_reliability_stat_project_period", "reliability_stat", ["project_id", "period"]
    )
    op.create_index(
        "ix_reliability_stat_category_period", "reliability_stat", ["category_id", "period"]
    )
    op.create_table(
        "maintenance_advice",
        sa.Column("id", Key, nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("category_id", Key),
        sa.Column("model", sa.String(64)),
        sa.Column("equipment_id", Key),
        sa.Column("project_id", Key),
        sa.Column("plan_id", Key),
        sa.Column("pooled", sa.String(40)),
        sa.Column("failures", sa.Integer()),
        sa.Column("censored", sa.Integer()),
        sa.Column("mtbf_h", sa.BigInteger()),
        sa.Column("beta", sa.BigInteger()),
        sa.Column("eta_h", sa.BigInteger()),
        sa.Column("cost_preventive", sa.BigInteger()),
        sa.Column("cost_failure", sa.BigInteger()),
        sa.Column("cost_note", sa.String(2000)),
        sa.Column("current_days", sa.Integer()),
        sa.Column("optimal_days", sa.BigInteger()),
        sa.Column("suggested_days", sa.Integer()),
        sa.Column("saving_pct", sa.BigInteger()),
        sa.Column("explanation", sa.Text()),
        sa.Column("review_note", sa.String(500)),
        sa.Column("applied_on", sa.Date()),
        sa.Column("check_on", sa.Date()),
        sa.Column("effect", sa.String(40)),
        sa.Column("effect_note", sa.Text()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_maintenance_advice"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["equipment_category.id"], name="fk_maintenance_advice_category"
        ),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name="fk_maintenance_advice_equipment"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name="fk_maintenance_advice_project"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["maintenance_plan.id"], name="fk_maintenance_advice_plan"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_maintenance_advice_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_maintenance_advice_updated_by"
        ),
    )
    op.create_index("ix_maintenance_advice_equipment_id", "maintenance_advice", ["equipment_id"])
    op.create_index("ix_maintenance_advice_plan_id", "maintenance_advice", ["plan_id"])
    op.create_index("ix_maintenance_advice_check_on", "maintenance_advice", ["check_on"])
    op.create_index(
        "uq_maintenance_advice_period_kind_plan_equipment",
        "maintenance_advice",
        ["period", "kind", "plan_id", "equipment_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_maintenance_advice_state_period", "maintenance_advice", ["state", "period"])
    op.create_index("ix_maintenance_advice_kind_period", "maintenance_advice", ["kind", "period"])
    op.create_index(
        "ix_maintenance_advice_project_period", "maintenance_advice", ["project_id", "period"]
    )
    op.create_index(
        "ix_maintenance_advice_category_period", "maintenance_advice", ["category_id", "period"]
    )
    op.create_index(
        "ix_maintenance_advice_effect_period", "maintenance_advice", ["effect", "period"]
    )
    op.create_index(
        "ix_maintenance_advice_state_project_deleted_at",
        "maintenance_advice",
        ["state", "project_id", "deleted_at"],
    )
    with op.batch_alter_table("company") as batch:
        batch.add_column(sa.Column("labour_rate", sa.BigInteger()))
    with op.batch_alter_table("work_order") as batch:
        batch.add_column(sa.Column("equipment_id", Key))
        batch.create_foreign_key("fk_work_order_equipment", "equipment", ["equipment_id"], ["id"])
    fill("company", "labour_rate", "6000")
    with op.batch_alter_table("inspection_task") as batch:
        batch.create_foreign_key(
            "fk_inspection_task_repair_order", "repair_order", ["repair_order_id"], ["id"]
        )
    op.create_index("ix_work_order_equipment_id", "work_order", ["equipment_id"])


def downgrade() -> None:
    op.drop_index("ix_work_order_equipment_id", table_name="work_order")
    with op.batch_alter_table("inspection_task") as batch:
        batch.drop_constraint("fk_inspection_task_repair_order", type_="foreignkey")
    with op.batch_alter_table("work_order") as batch:
        batch.drop_constraint("fk_work_order_equipment", type_="foreignkey")
        batch.drop_column("equipment_id")
    with op.batch_alter_table("company") as batch:
        batch.drop_column("labour_rate")
    op.drop_index("ix_maintenance_advice_state_project_deleted_at", table_name="maintenance_advice")
    op.drop_index("ix_maintenance_advice_effect_period", table_name="maintenance_advice")
    op.drop_index("ix_maintenance_advice_category_period", table_name="maintenance_advice")
    op.drop_index("ix_maintenance_advice_project_period", table_name="maintenance_advice")
    op.drop_index("ix_maintenance_advice_kind_period", table_name="maintenance_advice")
    op.drop_index("ix_maintenance_advice_state_period", table_name="maintenance_advice")
    op.drop_index(
        "uq_maintenance_advice_period_kind_plan_equipment", table_name="maintenance_advice"
    )
    op.drop_index("ix_maintenance_advice_check_on", table_name="maintenance_advice")
    op.drop_index("ix_maintenance_advice_plan_id", table_name="maintenance_advice")
    op.drop_index("ix_maintenance_advice_equipment_id", table_name="maintenance_advice")
    op.drop_table("maintenance_advice")
    op.drop_index("ix_reliability_stat_category_period", table_name="reliability_stat")
    op.drop_index("ix_reliability_stat_project_period", table_name="reliability_stat")
    op.drop_index("uq_reliability_stat_period_project_category", table_name="reliability_stat")
    op.drop_table("reliability_stat")
    op.drop_index("ix_equipment_alarm_created_by_at", table_name="equipment_alarm")
    op.drop_index("ix_equipment_alarm_joined_at", table_name="equipment_alarm")
    op.drop_index("ix_equipment_alarm_project_at", table_name="equipment_alarm")
    op.drop_index("ix_equipment_alarm_severity_at", table_name="equipment_alarm")
    op.drop_index("ix_equipment_alarm_at", table_name="equipment_alarm")
    op.drop_index("ix_equipment_alarm_equipment_at", table_name="equipment_alarm")
    op.drop_index("uq_equipment_alarm_created_by_external_id", table_name="equipment_alarm")
    op.drop_index("ix_equipment_alarm_repair_order_id", table_name="equipment_alarm")
    op.drop_table("equipment_alarm")
    op.drop_index("ix_equipment_downtime_reason_from_at", table_name="equipment_downtime")
    op.drop_index("ix_equipment_downtime_category_from_at", table_name="equipment_downtime")
    op.drop_index("ix_equipment_downtime_project_from_at", table_name="equipment_downtime")
    op.drop_index("ix_equipment_downtime_from_at", table_name="equipment_downtime")
    op.drop_index("ix_equipment_downtime_equipment_from_at", table_name="equipment_downtime")
    op.drop_index("ix_equipment_downtime_repair_order_id", table_name="equipment_downtime")
    op.drop_table("equipment_downtime")
    op.drop_index("ix_spare_move_project_at", table_name="spare_move")
    op.drop_index("ix_spare_move_kind_at", table_name="spare_move")
    op.drop_index("ix_spare_move_at", table_name="spare_move")
    op.drop_index("ix_spare_move_part_at", table_name="spare_move")
    op.drop_index("ix_spare_move_repair_order_id", table_name="spare_move")
    op.drop_table("spare_move")
    op.drop_index("uq_repair_part_repair_order_part", table_name="repair_part")
    op.drop_index("ix_repair_part_part_id", table_name="repair_part")
    op.drop_index("ix_repair_part_repair_order_id", table_name="repair_part")
    op.drop_table("repair_part")
    op.drop_index("ix_spare_part_active_code", table_name="spare_part")
    op.drop_index("ix_spare_part_low_code", table_name="spare_part")
    op.drop_index("ix_spare_part_category_code", table_name="spare_part")
    op.drop_index("ix_spare_part_project_code", table_name="spare_part")
    op.drop_index("uq_spare_part_code", table_name="spare_part")
    op.drop_table("spare_part")
    op.drop_index("ix_repair_order_state_project_created_by_deleted_at", table_name="repair_order")
    op.drop_index("ix_repair_order_created_by_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_failure_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_assignee_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_source_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_cause_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_category_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_project_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_restore_state_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_severity_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_state_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_repair_no", table_name="repair_order")
    op.drop_index("ix_repair_order_state_restore_due", table_name="repair_order")
    op.drop_index("ix_repair_order_assignee_state", table_name="repair_order")
    op.drop_index("ix_repair_order_equipment_fault_at", table_name="repair_order")
    op.drop_index("ix_repair_order_project_state_created_at", table_name="repair_order")
    op.drop_index("ix_repair_order_finished_at", table_name="repair_order")
    op.drop_index("ix_repair_order_restore_due", table_name="repair_order")
    op.drop_index("ix_repair_order_chase_at", table_name="repair_order")
    op.drop_index("ix_repair_order_respond_due", table_name="repair_order")
    op.drop_index("ix_repair_order_project_manager_id", table_name="repair_order")
    op.drop_index("ix_repair_order_deputy_id", table_name="repair_order")
    op.drop_index("ix_repair_order_fault_code", table_name="repair_order")
    op.drop_index("ix_repair_order_reporter_id", table_name="repair_order")
    op.drop_index("ix_repair_order_inspection_id", table_name="repair_order")
    op.drop_index("ix_repair_order_work_order_id", table_name="repair_order")
    op.drop_table("repair_order")
    op.drop_index("ix_inspection_item_kind_sort_no", table_name="inspection_item")
    op.drop_index("ix_inspection_item_passed_sort_no", table_name="inspection_item")
    op.drop_index("ix_inspection_item_task_sort_no", table_name="inspection_item")
    op.drop_index("ix_inspection_item_sort_no", table_name="inspection_item")
    op.drop_index("uq_inspection_item_task_code", table_name="inspection_item")
    op.drop_table("inspection_item")
    op.drop_index("ix_inspection_task_state_project_deleted_at", table_name="inspection_task")
    op.drop_index("ix_inspection_task_sampled_due_on", table_name="inspection_task")
    op.drop_index("ix_inspection_task_plan_due_on", table_name="inspection_task")
    op.drop_index("ix_inspection_task_equipment_due_on", table_name="inspection_task")
    op.drop_index("ix_inspection_task_category_due_on", table_name="inspection_task")
    op.drop_index("ix_inspection_task_assignee_due_on", table_name="inspection_task")
    op.drop_index("ix_inspection_task_result_due_on", table_name="inspection_task")
    op.drop_index("ix_inspection_task_overdue_due_on", table_name="inspection_task")
    op.drop_index("ix_inspection_task_kind_due_on", table_name="inspection_task")
    op.drop_index("ix_inspection_task_project_due_on", table_name="inspection_task")
    op.drop_index("ix_inspection_task_state_due_on", table_name="inspection_task")
    op.drop_index("ix_inspection_task_task_no", table_name="inspection_task")
    op.drop_index("ix_inspection_task_state_late_after", table_name="inspection_task")
    op.drop_index("ix_inspection_task_equipment_state", table_name="inspection_task")
    op.drop_index("ix_inspection_task_project_state_due_on", table_name="inspection_task")
    op.drop_index("ix_inspection_task_assignee_state", table_name="inspection_task")
    op.drop_index("uq_inspection_task_plan_equipment_nominal_key", table_name="inspection_task")
    op.drop_index("ix_inspection_task_repair_order_id", table_name="inspection_task")
    op.drop_index("ix_inspection_task_finished_at", table_name="inspection_task")
    op.drop_index("ix_inspection_task_late_after", table_name="inspection_task")
    op.drop_index("ix_inspection_task_due_on", table_name="inspection_task")
    op.drop_table("inspection_task")
    op.drop_index("ix_plan_stop_active_sort_no", table_name="plan_stop")
    op.drop_index("ix_plan_stop_equipment_sort_no", table_name="plan_stop")
    op.drop_index("ix_plan_stop_plan_sort_no", table_name="plan_stop")
    op.drop_index("ix_plan_stop_sort_no", table_name="plan_stop")
    op.drop_index("ix_plan_stop_equipment_active", table_name="plan_stop")
    op.drop_index("uq_plan_stop_plan_equipment", table_name="plan_stop")
    op.drop_index("ix_plan_stop_next_on", table_name="plan_stop")
    op.drop_index("ix_plan_stop_project_id", table_name="plan_stop")
    op.drop_table("plan_stop")
    op.drop_index("ix_maintenance_plan_state_project_deleted_at", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_source_code", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_category_code", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_basis_code", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_unit_code", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_covers_code", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_kind_code", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_project_code", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_state_code", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_code", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_project_state", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_assignee_id", table_name="maintenance_plan")
    op.drop_index("ix_maintenance_plan_equipment_id", table_name="maintenance_plan")
    op.drop_table("maintenance_plan")
    op.drop_index("ix_equipment_reading_source_read_at", table_name="equipment_reading")
    op.drop_index("ix_equipment_reading_read_at", table_name="equipment_reading")
    op.drop_index("ix_equipment_reading_equipment_read_at", table_name="equipment_reading")
    op.drop_index("ix_equipment_reading_project_id", table_name="equipment_reading")
    op.drop_table("equipment_reading")
    op.drop_index("ix_check_item_severity_sort_no", table_name="check_item")
    op.drop_index("ix_check_item_required_sort_no", table_name="check_item")
    op.drop_index("ix_check_item_kind_sort_no", table_name="check_item")
    op.drop_index("ix_check_item_category_sort_no", table_name="check_item")
    op.drop_index("ix_check_item_sort_no", table_name="check_item")
    op.drop_index("uq_check_item_category_code", table_name="check_item")
    op.drop_table("check_item")
    op.drop_index("ix_equipment_state_project_deleted_at", table_name="equipment")
    op.drop_index("ix_equipment_bad_actor_equip_no", table_name="equipment")
    op.drop_index("ix_equipment_special_equip_no", table_name="equipment")
    op.drop_index("ix_equipment_criticality_equip_no", table_name="equipment")
    op.drop_index("ix_equipment_building_equip_no", table_name="equipment")
    op.drop_index("ix_equipment_category_equip_no", table_name="equipment")
    op.drop_index("ix_equipment_project_equip_no", table_name="equipment")
    op.drop_index("ix_equipment_state_equip_no", table_name="equipment")
    op.drop_index("ix_equipment_equip_no", table_name="equipment")
    op.drop_index("ix_equipment_category_state", table_name="equipment")
    op.drop_index("ix_equipment_project_state", table_name="equipment")
    op.drop_index("ix_equipment_next_due_on", table_name="equipment")
    op.drop_index("uq_equipment_qr_token", table_name="equipment")
    op.drop_index("ix_equipment_keeper_id", table_name="equipment")
    op.drop_index("ix_equipment_inspection_valid_to", table_name="equipment")
    op.drop_index("ix_equipment_warranty_to", table_name="equipment")
    op.drop_index("ix_equipment_expires_on", table_name="equipment")
    op.drop_index("uq_equipment_reg_code", table_name="equipment")
    op.drop_index("ix_equipment_serial_no", table_name="equipment")
    op.drop_index("ix_equipment_parent_id", table_name="equipment")
    op.drop_table("equipment")
    op.drop_index("ix_equipment_category_active_code", table_name="equipment_category")
    op.drop_index("ix_equipment_category_skill_code", table_name="equipment_category")
    op.drop_index("ix_equipment_category_special_code", table_name="equipment_category")
    op.drop_index("ix_equipment_category_parent_id", table_name="equipment_category")
    op.drop_index("uq_equipment_category_code", table_name="equipment_category")
    op.drop_table("equipment_category")
