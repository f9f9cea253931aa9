"""Comments that are shown in the portal."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

framework = True


def upgrade() -> None:
    op.add_column(
        "sys_comment",
        sa.Column("in_portal", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("sys_comment", "in_portal")
