"""Add AttendanceRequest.back_at."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attendance_request") as batch:
        batch.add_column(sa.Column("back_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table("attendance_request") as batch:
        batch.drop_column("back_at")
