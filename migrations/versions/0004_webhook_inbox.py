"""The inbox of webhooks: every event of another system is taken once."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
framework = True

framework = True

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sys_webhook_inbox",
        sa.Column("id", Key, nullable=False),
        sa.Column("provider", sa.String(40), nullable=False),
        sa.Column("event_id", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("answer", sa.JSON()),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_webhook_inbox"),
        sa.UniqueConstraint("provider", "event_id", name="uq_sys_webhook_inbox_event"),
    )
    op.create_index("ix_sys_webhook_inbox_received_at", "sys_webhook_inbox", ["received_at"])


def downgrade() -> None:
    op.drop_table("sys_webhook_inbox")
