"""Names of heads and managers beside their records, filled for what is there; the first day of a series of surveys."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NAMES = (
    ("project", "manager_name", "manager_id"),
    ("department", "head_name", "head_id"),
    ("employee", "manager_name", "manager_id"),
    ("work_order", "dept_head_name", "dept_head_id"),
    ("work_order", "manager_name", "project_manager_id"),
)


def upgrade() -> None:
    with op.batch_alter_table("project") as batch:
        batch.add_column(sa.Column("manager_name", sa.String(32)))
    with op.batch_alter_table("department") as batch:
        batch.add_column(sa.Column("head_name", sa.String(32)))
    with op.batch_alter_table("work_order") as batch:
        batch.add_column(sa.Column("dept_head_name", sa.String(32)))
        batch.add_column(sa.Column("manager_name", sa.String(32)))
    with op.batch_alter_table("survey") as batch:
        batch.add_column(sa.Column("anchor_on", sa.Date()))
    with op.batch_alter_table("employee") as batch:
        batch.add_column(sa.Column("manager_name", sa.String(32)))
    for table, column, ref in NAMES:
        op.execute(
            f"UPDATE {table} SET {column} = "  # noqa: S608 - the constants above
            f"(SELECT e.name FROM employee AS e WHERE e.id = {table}.{ref}) WHERE {ref} IS NOT NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("employee") as batch:
        batch.drop_column("manager_name")
    with op.batch_alter_table("survey") as batch:
        batch.drop_column("anchor_on")
    with op.batch_alter_table("work_order") as batch:
        batch.drop_column("manager_name")
        batch.drop_column("dept_head_name")
    with op.batch_alter_table("department") as batch:
        batch.drop_column("head_name")
    with op.batch_alter_table("project") as batch:
        batch.drop_column("manager_name")
