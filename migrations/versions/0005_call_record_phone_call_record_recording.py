"""Relax CallRecord.phone, add CallRecord.recording_url."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("call_record") as batch:
        batch.alter_column("phone", existing_type=sa.String(20), nullable=True)
        batch.add_column(sa.Column("recording_url", sa.String(500)))


def downgrade() -> None:
    with op.batch_alter_table("call_record") as batch:
        batch.drop_column("recording_url")
        batch.alter_column("phone", existing_type=sa.String(20), nullable=False)
