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
        "project",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_project_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_project_updated_by"),
    )
    op.create_index(
        "uq_project_code",
        "project",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "employee",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("login_id", sa.Integer()),
        sa.Column("manager_id", Key),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_employee"),
        sa.ForeignKeyConstraint(["login_id"], ["ab_user.id"], name="fk_employee_login"),
        sa.ForeignKeyConstraint(["manager_id"], ["employee.id"], name="fk_employee_manager"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_employee_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_employee_updated_by"),
    )
    op.create_index(
        "uq_employee_login",
        "employee",
        ["login_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_employee_login_id", "employee", ["login_id"])
    op.create_index("ix_employee_manager_id", "employee", ["manager_id"])
    op.create_index("ix_employee_active", "employee", ["active"])
    op.create_table(
        "role_project",
        sa.Column("id", Key, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_role_project"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_role_project_user"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_role_project_project"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_role_project_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_role_project_updated_by"
        ),
    )
    op.create_index("ix_role_project_user_id", "role_project", ["user_id"])
    op.create_index("ix_role_project_project_id", "role_project", ["project_id"])
    op.create_index(
        "uq_role_project_user_project",
        "role_project",
        ["user_id", "project_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "customer",
        sa.Column("id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("phone", sa.String(20)),
        sa.Column("login_id", sa.Integer()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_customer"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_customer_project"),
        sa.ForeignKeyConstraint(["login_id"], ["ab_user.id"], name="fk_customer_login"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_customer_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_customer_updated_by"),
    )
    op.create_index("ix_customer_project_id", "customer", ["project_id"])
    op.create_index(
        "uq_customer_login",
        "customer",
        ["login_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_customer_login_id", "customer", ["login_id"])
    op.create_table(
        "work_order",
        sa.Column("id", Key, nullable=False),
        sa.Column("order_no", sa.String(40)),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("customer_id", Key),
        sa.Column("phone", sa.String(20)),
        sa.Column("summary", sa.String(120), nullable=False),
        sa.Column("assignee_id", Key),
        sa.Column("solution", sa.Text()),
        sa.Column("internal_note", sa.Text()),
        sa.Column("priority", sa.String(40)),
        sa.Column("chargeable", sa.Boolean()),
        sa.Column("quote", sa.BigInteger()),
        sa.Column("parts_cost", sa.BigInteger()),
        sa.Column("total", sa.BigInteger()),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("photos", sa.JSON()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_work_order"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_work_order_project"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_work_order_customer"),
        sa.ForeignKeyConstraint(["assignee_id"], ["employee.id"], name="fk_work_order_assignee"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_work_order_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_work_order_updated_by"),
    )
    op.create_index("ix_work_order_customer_id", "work_order", ["customer_id"])
    op.create_index(
        "uq_work_order_project_order_no",
        "work_order",
        ["project_id", "order_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_work_order_project_state_due_at", "work_order", ["project_id", "state", "due_at"]
    )
    op.create_index("ix_work_order_order_no", "work_order", ["order_no"])
    op.create_index("ix_work_order_due_at", "work_order", ["due_at"])
    op.create_index("ix_work_order_state_due_at", "work_order", ["state", "due_at"])
    op.create_index("ix_work_order_priority_due_at", "work_order", ["priority", "due_at"])
    op.create_index("ix_work_order_assignee_due_at", "work_order", ["assignee_id", "due_at"])
    op.create_index(
        "ix_work_order_state_project_deleted_at",
        "work_order",
        ["state", "project_id", "deleted_at"],
    )
    op.create_table(
        "work_order_part",
        sa.Column("id", Key, nullable=False),
        sa.Column("work_order_id", Key, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_work_order_part"),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name="fk_work_order_part_work_order"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_work_order_part_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_work_order_part_updated_by"
        ),
    )
    op.create_index("ix_work_order_part_work_order_id", "work_order_part", ["work_order_id"])


def downgrade() -> None:
    op.drop_index("ix_work_order_part_work_order_id", table_name="work_order_part")
    op.drop_table("work_order_part")
    op.drop_index("ix_work_order_state_project_deleted_at", table_name="work_order")
    op.drop_index("ix_work_order_assignee_due_at", table_name="work_order")
    op.drop_index("ix_work_order_priority_due_at", table_name="work_order")
    op.drop_index("ix_work_order_state_due_at", table_name="work_order")
    op.drop_index("ix_work_order_due_at", table_name="work_order")
    op.drop_index("ix_work_order_order_no", table_name="work_order")
    op.drop_index("ix_work_order_project_state_due_at", table_name="work_order")
    op.drop_index("uq_work_order_project_order_no", table_name="work_order")
    op.drop_index("ix_work_order_customer_id", table_name="work_order")
    op.drop_table("work_order")
    op.drop_index("ix_customer_login_id", table_name="customer")
    op.drop_index("uq_customer_login", table_name="customer")
    op.drop_index("ix_customer_project_id", table_name="customer")
    op.drop_table("customer")
    op.drop_index("uq_role_project_user_project", table_name="role_project")
    op.drop_index("ix_role_project_project_id", table_name="role_project")
    op.drop_index("ix_role_project_user_id", table_name="role_project")
    op.drop_table("role_project")
    op.drop_index("ix_employee_active", table_name="employee")
    op.drop_index("ix_employee_manager_id", table_name="employee")
    op.drop_index("ix_employee_login_id", table_name="employee")
    op.drop_index("uq_employee_login", table_name="employee")
    op.drop_table("employee")
    op.drop_index("uq_project_code", table_name="project")
    op.drop_table("project")
