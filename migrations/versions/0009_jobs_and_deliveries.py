"""Jobs with leases, locks, chunks and progress; what leaves the building, and what each person wants of it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RUNNING = sa.text("state = 'running'")
DUE = sa.text("state IN ('waiting', 'running')")
WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.drop_index("ix_sys_job_waiting", "sys_job")
    with op.batch_alter_table("sys_job") as batch:
        batch.add_column(sa.Column("priority", sa.Integer(), nullable=False, server_default="5"))
        batch.add_column(sa.Column("lock", sa.String(200)))
        batch.add_column(sa.Column("worker", sa.String(64)))
        batch.add_column(sa.Column("token", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(
            sa.Column("cancelling", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column("cursor", sa.JSON()))
        batch.add_column(sa.Column("progress_done", sa.BigInteger()))
        batch.add_column(sa.Column("progress_total", sa.BigInteger()))
        batch.add_column(sa.Column("progress_message", sa.String(200)))
        batch.add_column(sa.Column("started_at", sa.DateTime(timezone=True)))
    op.create_index(
        "ix_sys_job_due",
        "sys_job",
        ["priority", "run_at", "id"],
        sqlite_where=DUE,
        postgresql_where=DUE,
    )
    op.create_index(
        "uq_sys_job_lock",
        "sys_job",
        ["lock"],
        unique=True,
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )
    op.create_index("ix_sys_job_state", "sys_job", ["state", "id"])
    op.create_index("ix_sys_job_name", "sys_job", ["name", "id"])
    op.create_table(
        "sys_delivery",
        sa.Column("id", Key, nullable=False),
        sa.Column("notification_id", Key, nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("idempotency_key", sa.String(36), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("hold_until", sa.DateTime(timezone=True)),
        sa.Column("error", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_delivery"),
        sa.ForeignKeyConstraint(
            ["notification_id"], ["sys_notification.id"], name="fk_sys_delivery_notification_id"
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["ab_user.id"], name="fk_sys_delivery_recipient_id"
        ),
        sa.UniqueConstraint("notification_id", "channel", name="uq_sys_delivery_channel"),
    )
    op.create_index(
        "ix_sys_delivery_held", "sys_delivery", ["recipient_id", "channel", "hold_until"]
    )
    op.create_table(
        "sys_notification_choice",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("addresses", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("timezone", sa.String(64)),
        sa.Column("quiet_from", sa.String(5)),
        sa.Column("quiet_until", sa.String(5)),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_sys_notification_choice"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["ab_user.id"], name="fk_sys_notification_choice_user_id"
        ),
    )


def downgrade() -> None:
    op.drop_table("sys_notification_choice")
    op.drop_table("sys_delivery")
    op.drop_index("ix_sys_job_name", "sys_job")
    op.drop_index("ix_sys_job_state", "sys_job")
    op.drop_index("uq_sys_job_lock", "sys_job")
    op.drop_index("ix_sys_job_due", "sys_job")
    # An older process knows no other states.
    op.execute("UPDATE sys_job SET state = 'waiting' WHERE state = 'running'")
    op.execute("UPDATE sys_job SET state = 'failed' WHERE state = 'cancelled'")
    with op.batch_alter_table("sys_job") as batch:
        for name in (
            "started_at", "progress_message", "progress_total", "progress_done", "cursor",
            "cancelling", "token", "worker", "lock", "priority",
        ):  # fmt: skip
            batch.drop_column(name)
    op.create_index(
        "ix_sys_job_waiting",
        "sys_job",
        ["run_at", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
