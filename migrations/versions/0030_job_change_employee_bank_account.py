"""Add JobChange, add Employee.bank_account, add Employee.base_pay."""

import sqlalchemy as sa
from alembic import op

from migrations.operations import add_blind, drop_blind

revision = "0030"
down_revision = "0029"
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
