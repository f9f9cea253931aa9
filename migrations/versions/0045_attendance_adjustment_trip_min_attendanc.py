"""Add AttendanceAdjustment.trip_min, add AttendanceAdjustment.comp_min."""

import sqlalchemy as sa
from alembic import op

from migrations.operations import fill

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attendance_adjustment") as batch:
        batch.add_column(sa.Column("trip_min", sa.Integer()))
        batch.add_column(sa.Column("comp_min", sa.Integer()))
    fill("attendance_adjustment", "trip_min", "0")
    fill("attendance_adjustment", "comp_min", "0")


def downgrade() -> None:
    with op.batch_alter_table("attendance_adjustment") as batch:
        batch.drop_column("comp_min")
        batch.drop_column("trip_min")
