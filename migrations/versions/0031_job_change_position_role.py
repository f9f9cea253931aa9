"""Add JobChange, add PositionRole, add EmploymentContract, add EmployeeAsset and 8 more."""

import sqlalchemy as sa
from alembic import op

from migrations.operations import add_blind, drop_blind

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "job_change",
        sa.Column("id", Key, nullable=False),
        sa.Column("change_no", sa.String(40)),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("employee_name", sa.String(32)),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("suggested", sa.Boolean()),
        sa.Column("reviewed", sa.Boolean()),
        sa.Column("from_department_id", Key),
        sa.Column("from_position_id", Key),
        sa.Column("from_project_id", Key),
        sa.Column("from_grade", sa.Integer()),
        sa.Column("from_pay", sa.Text()),
        sa.Column(
            "from_pay_blind",
            sa.String(32),
            sa.Computed('substr("from_pay", 1, 32)', persisted=True),
        ),
        sa.Column("to_department_id", Key),
        sa.Column("to_position_id", Key),
        sa.Column("to_project_id", Key),
        sa.Column("to_grade", sa.Integer()),
        sa.Column("to_pay", sa.Text()),
        sa.Column(
            "to_pay_blind", sa.String(32), sa.Computed('substr("to_pay", 1, 32)', persisted=True)
        ),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_job_change"),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name="fk_job_change_employee"),
        sa.ForeignKeyConstraint(
            ["from_department_id"], ["department.id"], name="fk_job_change_from_department"
        ),
        sa.ForeignKeyConstraint(
            ["from_position_id"], ["position.id"], name="fk_job_change_from_position"
        ),
        sa.ForeignKeyConstraint(
            ["from_project_id"], ["project.id"], name="fk_job_change_from_project"
        ),
        sa.ForeignKeyConstraint(
            ["to_department_id"], ["department.id"], name="fk_job_change_to_department"
        ),
        sa.ForeignKeyConstraint(
            ["to_position_id"], ["position.id"], name="fk_job_change_to_position"
        ),
        sa.ForeignKeyConstraint(["to_project_id"], ["project.id"], name="fk_job_change_to_project"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_job_change_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_job_change_updated_by"),
    )
    op.create_index("ix_job_change_effective_on", "job_change", ["effective_on"])
    op.create_index("ix_job_change_from_department_id", "job_change", ["from_department_id"])
    op.create_index("ix_job_change_from_position_id", "job_change", ["from_position_id"])
    op.create_index("ix_job_change_from_project_id", "job_change", ["from_project_id"])
    op.create_index("ix_job_change_to_department_id", "job_change", ["to_department_id"])
    op.create_index("ix_job_change_to_position_id", "job_change", ["to_position_id"])
    op.create_index("ix_job_change_to_project_id", "job_change", ["to_project_id"])
    op.create_index(
        "ix_job_change_employee_effective_on", "job_change", ["employee_id", "effective_on"]
    )
    op.create_index("ix_job_change_state_effective_on", "job_change", ["state", "effective_on"])
    op.create_index("ix_job_change_change_no", "job_change", ["change_no"])
    op.create_index("ix_job_change_kind_effective_on", "job_change", ["kind", "effective_on"])
    op.create_index(
        "ix_job_change_suggested_effective_on", "job_change", ["suggested", "effective_on"]
    )
    op.create_index("ix_job_change_state_deleted_at", "job_change", ["state", "deleted_at"])
    op.create_table(
        "position_role",
        sa.Column("id", Key, nullable=False),
        sa.Column("position_id", Key, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_position_role"),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name="fk_position_role_position"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_position_role_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_position_role_updated_by"
        ),
    )
    op.create_index("ix_position_role_position_id", "position_role", ["position_id"])
    op.create_index(
        "uq_position_role_position_role",
        "position_role",
        ["position_id", "role"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_position_role_role", "position_role", ["role"])
    op.create_table(
        "employment_contract",
        sa.Column("id", Key, nullable=False),
        sa.Column("contract_no", sa.String(40)),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("employee_name", sa.String(32)),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("renewal", sa.Integer()),
        sa.Column("paper", sa.JSON()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_employment_contract"),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_employment_contract_employee"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_employment_contract_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_employment_contract_updated_by"
        ),
    )
    op.create_index(
        "ix_employment_contract_employee_starts_on",
        "employment_contract",
        ["employee_id", "starts_on"],
    )
    op.create_index("ix_employment_contract_contract_no", "employment_contract", ["contract_no"])
    op.create_index("ix_employment_contract_starts_on", "employment_contract", ["starts_on"])
    op.create_index(
        "ix_employment_contract_kind_starts_on", "employment_contract", ["kind", "starts_on"]
    )
    op.create_index("ix_employment_contract_ends_on", "employment_contract", ["ends_on"])
    op.create_table(
        "employee_asset",
        sa.Column("id", Key, nullable=False),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("employee_name", sa.String(32)),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("value", sa.BigInteger()),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("returned_on", sa.Date()),
        sa.Column("keeper_dept_id", Key, nullable=False),
        sa.Column("recovered", sa.BigInteger()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_employee_asset"),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_employee_asset_employee"
        ),
        sa.ForeignKeyConstraint(
            ["keeper_dept_id"], ["department.id"], name="fk_employee_asset_keeper_dept"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_employee_asset_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_employee_asset_updated_by"
        ),
    )
    op.create_index("ix_employee_asset_employee_state", "employee_asset", ["employee_id", "state"])
    op.create_index("ix_employee_asset_issued_on", "employee_asset", ["issued_on"])
    op.create_index("ix_employee_asset_state_issued_on", "employee_asset", ["state", "issued_on"])
    op.create_index("ix_employee_asset_kind_issued_on", "employee_asset", ["kind", "issued_on"])
    op.create_index(
        "ix_employee_asset_employee_issued_on", "employee_asset", ["employee_id", "issued_on"]
    )
    op.create_index(
        "ix_employee_asset_keeper_dept_issued_on", "employee_asset", ["keeper_dept_id", "issued_on"]
    )
    op.create_index("ix_employee_asset_state_deleted_at", "employee_asset", ["state", "deleted_at"])
    op.create_table(
        "onboarding_item",
        sa.Column("id", Key, nullable=False),
        sa.Column("item", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("position_id", Key),
        sa.Column("department_id", Key),
        sa.Column("handled_by", sa.String(40), nullable=False),
        sa.Column("owner_role", sa.String(40)),
        sa.Column("due_days", sa.Integer(), nullable=False),
        sa.Column("gate", sa.String(40), nullable=False),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_onboarding_item"),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name="fk_onboarding_item_position"
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_onboarding_item_department"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_onboarding_item_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_onboarding_item_updated_by"
        ),
    )
    op.create_index("ix_onboarding_item_due_days", "onboarding_item", ["due_days"])
    op.create_index("ix_onboarding_item_kind_due_days", "onboarding_item", ["kind", "due_days"])
    op.create_index(
        "ix_onboarding_item_position_due_days", "onboarding_item", ["position_id", "due_days"]
    )
    op.create_index(
        "ix_onboarding_item_department_due_days", "onboarding_item", ["department_id", "due_days"]
    )
    op.create_index("ix_onboarding_item_active_due_days", "onboarding_item", ["active", "due_days"])
    op.create_table(
        "onboarding_task",
        sa.Column("id", Key, nullable=False),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("employee_name", sa.String(32)),
        sa.Column("item", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("department_id", Key, nullable=False),
        sa.Column("owner_id", sa.Integer()),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("gate", sa.String(40), nullable=False),
        sa.Column("papers", sa.JSON()),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_onboarding_task"),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_onboarding_task_employee"
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_onboarding_task_department"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["ab_user.id"], name="fk_onboarding_task_owner"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_onboarding_task_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_onboarding_task_updated_by"
        ),
    )
    op.create_index("ix_onboarding_task_due_on", "onboarding_task", ["due_on"])
    op.create_index(
        "ix_onboarding_task_employee_due_on", "onboarding_task", ["employee_id", "due_on"]
    )
    op.create_index(
        "ix_onboarding_task_owner_state_due_on", "onboarding_task", ["owner_id", "state", "due_on"]
    )
    op.create_index(
        "ix_onboarding_task_department_state_due_on",
        "onboarding_task",
        ["department_id", "state", "due_on"],
    )
    op.create_index("ix_onboarding_task_state_due_on", "onboarding_task", ["state", "due_on"])
    op.create_index("ix_onboarding_task_kind_due_on", "onboarding_task", ["kind", "due_on"])
    op.create_index(
        "ix_onboarding_task_department_due_on", "onboarding_task", ["department_id", "due_on"]
    )
    op.create_index("ix_onboarding_task_owner_due_on", "onboarding_task", ["owner_id", "due_on"])
    op.create_index(
        "ix_onboarding_task_state_deleted_at", "onboarding_task", ["state", "deleted_at"]
    )
    op.create_table(
        "resignation",
        sa.Column("id", Key, nullable=False),
        sa.Column("req_no", sa.String(40)),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("employee_name", sa.String(32)),
        sa.Column("department_id", Key),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("initiative", sa.String(40)),
        sa.Column("notice_on", sa.Date(), nullable=False),
        sa.Column("earliest_on", sa.Date()),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("waiver", sa.Boolean()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("legal_ground", sa.String(40)),
        sa.Column("union_told", sa.Boolean()),
        sa.Column("stay_offered", sa.Boolean()),
        sa.Column("exit_interview", sa.Text()),
        sa.Column("successor_id", Key),
        sa.Column("handed_over", sa.String(500)),
        sa.Column("last_wage", sa.Text()),
        sa.Column(
            "last_wage_blind",
            sa.String(32),
            sa.Computed('substr("last_wage", 1, 32)', persisted=True),
        ),
        sa.Column("average_wage", sa.Text()),
        sa.Column(
            "average_wage_blind",
            sa.String(32),
            sa.Computed('substr("average_wage", 1, 32)', persisted=True),
        ),
        sa.Column("unused_days", sa.BigInteger()),
        sa.Column("leave_pay", sa.Text()),
        sa.Column(
            "leave_pay_blind",
            sa.String(32),
            sa.Computed('substr("leave_pay", 1, 32)', persisted=True),
        ),
        sa.Column("severance_months", sa.BigInteger()),
        sa.Column("severance", sa.Text()),
        sa.Column(
            "severance_blind",
            sa.String(32),
            sa.Computed('substr("severance", 1, 32)', persisted=True),
        ),
        sa.Column("advance", sa.Text()),
        sa.Column(
            "advance_blind", sa.String(32), sa.Computed('substr("advance", 1, 32)', persisted=True)
        ),
        sa.Column("damage", sa.Text()),
        sa.Column(
            "damage_blind", sa.String(32), sa.Computed('substr("damage", 1, 32)', persisted=True)
        ),
        sa.Column("tax", sa.Text()),
        sa.Column("tax_blind", sa.String(32), sa.Computed('substr("tax", 1, 32)', persisted=True)),
        sa.Column("gross", sa.Text()),
        sa.Column(
            "gross_blind", sa.String(32), sa.Computed('substr("gross", 1, 32)', persisted=True)
        ),
        sa.Column("net", sa.Text()),
        sa.Column("net_blind", sa.String(32), sa.Computed('substr("net", 1, 32)', persisted=True)),
        sa.Column("working", sa.Text()),
        sa.Column("settled", sa.Boolean()),
        sa.Column("paid_on", sa.Date()),
        sa.Column("voucher_id", Key),
        sa.Column("paid_voucher_id", Key),
        sa.Column("access_ended_at", sa.DateTime(timezone=True)),
        sa.Column("certificate_on", sa.Date()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_resignation"),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name="fk_resignation_employee"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_resignation_department"
        ),
        sa.ForeignKeyConstraint(["successor_id"], ["employee.id"], name="fk_resignation_successor"),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_resignation_voucher"),
        sa.ForeignKeyConstraint(
            ["paid_voucher_id"], ["voucher.id"], name="fk_resignation_paid_voucher"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_resignation_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_resignation_updated_by"
        ),
    )
    op.create_index("ix_resignation_last_day", "resignation", ["last_day"])
    op.create_index("ix_resignation_successor_id", "resignation", ["successor_id"])
    op.create_index("ix_resignation_voucher_id", "resignation", ["voucher_id"])
    op.create_index("ix_resignation_paid_voucher_id", "resignation", ["paid_voucher_id"])
    op.create_index("ix_resignation_employee_state", "resignation", ["employee_id", "state"])
    op.create_index("ix_resignation_state_last_day", "resignation", ["state", "last_day"])
    op.create_index("ix_resignation_req_no", "resignation", ["req_no"])
    op.create_index("ix_resignation_notice_on", "resignation", ["notice_on"])
    op.create_index("ix_resignation_state_notice_on", "resignation", ["state", "notice_on"])
    op.create_index("ix_resignation_kind_notice_on", "resignation", ["kind", "notice_on"])
    op.create_index(
        "ix_resignation_department_notice_on", "resignation", ["department_id", "notice_on"]
    )
    op.create_index(
        "ix_resignation_employee_notice_on", "resignation", ["employee_id", "notice_on"]
    )
    op.create_index("ix_resignation_state_deleted_at", "resignation", ["state", "deleted_at"])
    op.create_table(
        "offboarding_item",
        sa.Column("id", Key, nullable=False),
        sa.Column("item", sa.String(100), nullable=False),
        sa.Column("handled_by", sa.String(40), nullable=False),
        sa.Column("owner_role", sa.String(40)),
        sa.Column("auto", sa.String(40)),
        sa.Column("blocking", sa.Boolean()),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_offboarding_item"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_offboarding_item_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_offboarding_item_updated_by"
        ),
    )
    op.create_index("ix_offboarding_item_handled_by", "offboarding_item", ["handled_by"])
    op.create_index("ix_offboarding_item_auto", "offboarding_item", ["auto"])
    op.create_index("ix_offboarding_item_active", "offboarding_item", ["active"])
    op.create_table(
        "offboarding_task",
        sa.Column("id", Key, nullable=False),
        sa.Column("resignation_id", Key, nullable=False),
        sa.Column("employee_id", Key),
        sa.Column("employee_name", sa.String(32)),
        sa.Column("department_id", Key, nullable=False),
        sa.Column("item", sa.String(100), nullable=False),
        sa.Column("auto", sa.String(40)),
        sa.Column("blocking", sa.Boolean()),
        sa.Column("owner_id", sa.Integer()),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("finding", sa.String(300)),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_offboarding_task"),
        sa.ForeignKeyConstraint(
            ["resignation_id"], ["resignation.id"], name="fk_offboarding_task_resignation"
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_offboarding_task_employee"
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_offboarding_task_department"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["ab_user.id"], name="fk_offboarding_task_owner"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_offboarding_task_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_offboarding_task_updated_by"
        ),
    )
    op.create_index("ix_offboarding_task_due_on", "offboarding_task", ["due_on"])
    op.create_index(
        "ix_offboarding_task_resignation_state", "offboarding_task", ["resignation_id", "state"]
    )
    op.create_index(
        "ix_offboarding_task_owner_state_due_on",
        "offboarding_task",
        ["owner_id", "state", "due_on"],
    )
    op.create_index(
        "ix_offboarding_task_department_state_due_on",
        "offboarding_task",
        ["department_id", "state", "due_on"],
    )
    op.create_index(
        "ix_offboarding_task_employee_state", "offboarding_task", ["employee_id", "state"]
    )
    op.create_index("ix_offboarding_task_state_due_on", "offboarding_task", ["state", "due_on"])
    op.create_index("ix_offboarding_task_auto_due_on", "offboarding_task", ["auto", "due_on"])
    op.create_index(
        "ix_offboarding_task_department_due_on", "offboarding_task", ["department_id", "due_on"]
    )
    op.create_index("ix_offboarding_task_owner_due_on", "offboarding_task", ["owner_id", "due_on"])
    op.create_index(
        "ix_offboarding_task_employee_due_on", "offboarding_task", ["employee_id", "due_on"]
    )
    op.create_index(
        "ix_offboarding_task_state_deleted_at", "offboarding_task", ["state", "deleted_at"]
    )
    with op.batch_alter_table("company") as batch:
        batch.add_column(sa.Column("local_wage", sa.BigInteger()))
    with op.batch_alter_table("employee") as batch:
        batch.add_column(sa.Column("bank_account", sa.Text()))
    add_blind("employee", "bank_account")
    with op.batch_alter_table("employee") as batch:
        batch.add_column(sa.Column("base_pay", sa.Text()))
    add_blind("employee", "base_pay")


def downgrade() -> None:
    drop_blind("employee", "base_pay")
    with op.batch_alter_table("employee") as batch:
        batch.drop_column("base_pay")
    drop_blind("employee", "bank_account")
    with op.batch_alter_table("employee") as batch:
        batch.drop_column("bank_account")
    with op.batch_alter_table("company") as batch:
        batch.drop_column("local_wage")
    op.drop_index("ix_offboarding_task_state_deleted_at", table_name="offboarding_task")
    op.drop_index("ix_offboarding_task_employee_due_on", table_name="offboarding_task")
    op.drop_index("ix_offboarding_task_owner_due_on", table_name="offboarding_task")
    op.drop_index("ix_offboarding_task_department_due_on", table_name="offboarding_task")
    op.drop_index("ix_offboarding_task_auto_due_on", table_name="offboarding_task")
    op.drop_index("ix_offboarding_task_state_due_on", table_name="offboarding_task")
    op.drop_index("ix_offboarding_task_employee_state", table_name="offboarding_task")
    op.drop_index("ix_offboarding_task_department_state_due_on", table_name="offboarding_task")
    op.drop_index("ix_offboarding_task_owner_state_due_on", table_name="offboarding_task")
    op.drop_index("ix_offboarding_task_resignation_state", table_name="offboarding_task")
    op.drop_index("ix_offboarding_task_due_on", table_name="offboarding_task")
    op.drop_table("offboarding_task")
    op.drop_index("ix_offboarding_item_active", table_name="offboarding_item")
    op.drop_index("ix_offboarding_item_auto", table_name="offboarding_item")
    op.drop_index("ix_offboarding_item_handled_by", table_name="offboarding_item")
    op.drop_table("offboarding_item")
    op.drop_index("ix_resignation_state_deleted_at", table_name="resignation")
    op.drop_index("ix_resignation_employee_notice_on", table_name="resignation")
    op.drop_index("ix_resignation_department_notice_on", table_name="resignation")
    op.drop_index("ix_resignation_kind_notice_on", table_name="resignation")
    op.drop_index("ix_resignation_state_notice_on", table_name="resignation")
    op.drop_index("ix_resignation_notice_on", table_name="resignation")
    op.drop_index("ix_resignation_req_no", table_name="resignation")
    op.drop_index("ix_resignation_state_last_day", table_name="resignation")
    op.drop_index("ix_resignation_employee_state", table_name="resignation")
    op.drop_index("ix_resignation_paid_voucher_id", table_name="resignation")
    op.drop_index("ix_resignation_voucher_id", table_name="resignation")
    op.drop_index("ix_resignation_successor_id", table_name="resignation")
    op.drop_index("ix_resignation_last_day", table_name="resignation")
    op.drop_table("resignation")
    op.drop_index("ix_onboarding_task_state_deleted_at", table_name="onboarding_task")
    op.drop_index("ix_onboarding_task_owner_due_on", table_name="onboarding_task")
    op.drop_index("ix_onboarding_task_department_due_on", table_name="onboarding_task")
    op.drop_index("ix_onboarding_task_kind_due_on", table_name="onboarding_task")
    op.drop_index("ix_onboarding_task_state_due_on", table_name="onboarding_task")
    op.drop_index("ix_onboarding_task_department_state_due_on", table_name="onboarding_task")
    op.drop_index("ix_onboarding_task_owner_state_due_on", table_name="onboarding_task")
    op.drop_index("ix_onboarding_task_employee_due_on", table_name="onboarding_task")
    op.drop_index("ix_onboarding_task_due_on", table_name="onboarding_task")
    op.drop_table("onboarding_task")
    op.drop_index("ix_onboarding_item_active_due_days", table_name="onboarding_item")
    op.drop_index("ix_onboarding_item_department_due_days", table_name="onboarding_item")
    op.drop_index("ix_onboarding_item_position_due_days", table_name="onboarding_item")
    op.drop_index("ix_onboarding_item_kind_due_days", table_name="onboarding_item")
    op.drop_index("ix_onboarding_item_due_days", table_name="onboarding_item")
    op.drop_table("onboarding_item")
    op.drop_index("ix_employee_asset_state_deleted_at", table_name="employee_asset")
    op.drop_index("ix_employee_asset_keeper_dept_issued_on", table_name="employee_asset")
    op.drop_index("ix_employee_asset_employee_issued_on", table_name="employee_asset")
    op.drop_index("ix_employee_asset_kind_issued_on", table_name="employee_asset")
    op.drop_index("ix_employee_asset_state_issued_on", table_name="employee_asset")
    op.drop_index("ix_employee_asset_issued_on", table_name="employee_asset")
    op.drop_index("ix_employee_asset_employee_state", table_name="employee_asset")
    op.drop_table("employee_asset")
    op.drop_index("ix_employment_contract_ends_on", table_name="employment_contract")
    op.drop_index("ix_employment_contract_kind_starts_on", table_name="employment_contract")
    op.drop_index("ix_employment_contract_starts_on", table_name="employment_contract")
    op.drop_index("ix_employment_contract_contract_no", table_name="employment_contract")
    op.drop_index("ix_employment_contract_employee_starts_on", table_name="employment_contract")
    op.drop_table("employment_contract")
    op.drop_index("ix_position_role_role", table_name="position_role")
    op.drop_index("uq_position_role_position_role", table_name="position_role")
    op.drop_index("ix_position_role_position_id", table_name="position_role")
    op.drop_table("position_role")
    op.drop_index("ix_job_change_state_deleted_at", table_name="job_change")
    op.drop_index("ix_job_change_suggested_effective_on", table_name="job_change")
    op.drop_index("ix_job_change_kind_effective_on", table_name="job_change")
    op.drop_index("ix_job_change_change_no", table_name="job_change")
    op.drop_index("ix_job_change_state_effective_on", table_name="job_change")
    op.drop_index("ix_job_change_employee_effective_on", table_name="job_change")
    op.drop_index("ix_job_change_to_project_id", table_name="job_change")
    op.drop_index("ix_job_change_to_position_id", table_name="job_change")
    op.drop_index("ix_job_change_to_department_id", table_name="job_change")
    op.drop_index("ix_job_change_from_project_id", table_name="job_change")
    op.drop_index("ix_job_change_from_position_id", table_name="job_change")
    op.drop_index("ix_job_change_from_department_id", table_name="job_change")
    op.drop_index("ix_job_change_effective_on", table_name="job_change")
    op.drop_table("job_change")
