"""Logging in: sessions on the server, second factors, failed attempts, one-time links."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
framework = True

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sys_login_attempt",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sys_login_attempt"),
    )
    op.create_index("ix_sys_login_attempt_last_at", "sys_login_attempt", ["last_at"])
    op.create_table(
        "sys_account",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("password_set_at", sa.DateTime(timezone=True)),
        sa.Column("totp_secret", sa.Text()),
        sa.Column("totp_step", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_sys_account"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_account_user_id"),
    )
    op.create_table(
        "sys_password_link",
        sa.Column("id", Key, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_password_link"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_password_link_user_id"),
        sa.UniqueConstraint("key_hash", name="uq_sys_password_link_key_hash"),
    )
    op.create_index("ix_sys_password_link_user_id", "sys_password_link", ["user_id"])
    op.create_table(
        "sys_recovery_code",
        sa.Column("id", Key, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_recovery_code"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_recovery_code_user_id"),
        sa.UniqueConstraint("user_id", "code_hash", name="uq_sys_recovery_code_code_hash"),
    )
    op.create_table(
        "sys_session",
        sa.Column("id", Key, nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("stage", sa.String(12), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(45)),
        sa.Column("device", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_session"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_session_user_id"),
        sa.UniqueConstraint("key_hash", name="uq_sys_session_key_hash"),
    )
    op.create_index("ix_sys_session_expires_at", "sys_session", ["expires_at"])
    op.create_index("ix_sys_session_user_id", "sys_session", ["user_id"])


def downgrade() -> None:
    op.drop_table("sys_session")
    op.drop_table("sys_recovery_code")
    op.drop_table("sys_password_link")
    op.drop_table("sys_account")
    op.drop_table("sys_login_attempt")
