"""Add Resignation.on_probation."""

import sqlalchemy as sa
from alembic import op

from migrations.operations import fill

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("resignation") as batch:
        batch.add_column(sa.Column("on_probation", sa.Boolean()))
    fill("resignation", "on_probation", "false")


def downgrade() -> None:
    with op.batch_alter_table("resignation") as batch:
        batch.drop_column("on_probation")
