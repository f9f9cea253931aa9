"""Add Occupancy.project."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("occupancy") as batch:
        batch.add_column(sa.Column("project_id", Key))
        batch.create_foreign_key("fk_occupancy_project", "project", ["project_id"], ["id"])
    # A lookup is filled when its record is written: those that are there already get it now.
    op.execute(
        "UPDATE occupancy SET project_id ="
        " (SELECT unit.project_id FROM unit WHERE unit.id = occupancy.unit_id)"
    )
    op.create_index("ix_occupancy_project_id", "occupancy", ["project_id"])
    op.create_index(
        "ix_occupancy_project_customer_to_date",
        "occupancy",
        ["project_id", "customer_id", "to_date"],
    )


def downgrade() -> None:
    op.drop_index("ix_occupancy_project_customer_to_date", table_name="occupancy")
    op.drop_index("ix_occupancy_project_id", table_name="occupancy")
    with op.batch_alter_table("occupancy") as batch:
        batch.drop_constraint("fk_occupancy_project", type_="foreignkey")
        batch.drop_column("project_id")
