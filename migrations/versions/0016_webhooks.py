"""Outgoing webhooks: subscriptions and their deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "sys_webhook",
        sa.Column("id", Key, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("client_id", Key),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("why", sa.String(20)),
        sa.Column("secret", sa.Text()),
        sa.Column("old_secret", sa.Text()),
        sa.Column("old_until", sa.DateTime(timezone=True)),
        sa.Column("cursor", sa.String(60), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True)),
        sa.Column("resting_until", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_webhook"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_webhook_user_id"),
        sa.ForeignKeyConstraint(
            ["client_id"], ["sys_api_client.id"], name="fk_sys_webhook_client_id"
        ),
        sa.UniqueConstraint("user_id", "name", name="uq_sys_webhook_name"),
    )
    op.create_table(
        "sys_webhook_delivery",
        sa.Column("id", Key, nullable=False),
        sa.Column("webhook_id", Key, nullable=False),
        sa.Column("message_id", sa.String(40), nullable=False),
        sa.Column("event", sa.String(100), nullable=False),
        sa.Column("entity", sa.String(40)),
        sa.Column("record_id", sa.BigInteger()),
        sa.Column("seq", sa.BigInteger()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("error", sa.String(200)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_webhook_delivery"),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["sys_webhook.id"], name="fk_sys_webhook_delivery_webhook_id"
        ),
        sa.UniqueConstraint("webhook_id", "seq", "record_id", name="uq_sys_webhook_delivery_event"),
    )
    op.create_index(
        "ix_sys_webhook_delivery_due",
        "sys_webhook_delivery",
        ["webhook_id", "next_at", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index("ix_sys_webhook_delivery_listed", "sys_webhook_delivery", ["webhook_id", "id"])
    op.create_index("ix_sys_webhook_delivery_state", "sys_webhook_delivery", ["state", "id"])
    op.create_index("ix_sys_webhook_delivery_created_at", "sys_webhook_delivery", ["created_at"])


def downgrade() -> None:
    op.drop_table("sys_webhook_delivery")
    op.drop_table("sys_webhook")
