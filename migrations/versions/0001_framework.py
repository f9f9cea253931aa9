"""The tables of users, roles and the framework itself."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ab_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("label", sa.String(150)),
        sa.Column("description", sa.String(512)),
        sa.PrimaryKeyConstraint("id", name="pk_ab_group"),
        sa.UniqueConstraint("name", name="uq_ab_group_name"),
    )
    op.create_table(
        "ab_permission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ab_permission"),
        sa.UniqueConstraint("name", name="uq_ab_permission_name"),
    )
    op.create_table(
        "ab_register_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.String(64), nullable=False),
        sa.Column("last_name", sa.String(64), nullable=False),
        sa.Column("username", sa.String(128), nullable=False),
        sa.Column("password", sa.String(256)),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("registration_date", sa.DateTime()),
        sa.Column("registration_hash", sa.String(256)),
        sa.PrimaryKeyConstraint("id", name="pk_ab_register_user"),
        sa.UniqueConstraint("email", name="uq_ab_register_user_email"),
        sa.UniqueConstraint("username", name="uq_ab_register_user_username"),
    )
    op.create_table(
        "ab_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ab_role"),
        sa.UniqueConstraint("name", name="uq_ab_role_name"),
    )
    op.create_table(
        "ab_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.String(64), nullable=False),
        sa.Column("last_name", sa.String(64), nullable=False),
        sa.Column("username", sa.String(128), nullable=False),
        sa.Column("password", sa.String(256)),
        sa.Column("active", sa.Boolean()),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("last_login", sa.DateTime()),
        sa.Column("login_count", sa.Integer()),
        sa.Column("fail_login_count", sa.Integer()),
        sa.Column("created_on", sa.DateTime()),
        sa.Column("changed_on", sa.DateTime()),
        sa.Column("created_by_fk", sa.Integer()),
        sa.Column("changed_by_fk", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_ab_user"),
        sa.ForeignKeyConstraint(["changed_by_fk"], ["ab_user.id"], name="fk_ab_user_changed_by_fk"),
        sa.ForeignKeyConstraint(["created_by_fk"], ["ab_user.id"], name="fk_ab_user_created_by_fk"),
        sa.UniqueConstraint("email", name="uq_ab_user_email"),
        sa.UniqueConstraint("username", name="uq_ab_user_username"),
    )
    op.create_table(
        "ab_view_menu",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(250), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ab_view_menu"),
        sa.UniqueConstraint("name", name="uq_ab_view_menu_name"),
    )
    op.create_table(
        "sys_backup_run",
        sa.Column("id", Key, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("file", sa.String(255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("restored_ok", sa.Boolean()),
        sa.Column("row_counts", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_sys_backup_run"),
    )
    op.create_table(
        "sys_schedule",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sys_schedule"),
    )
    op.create_table(
        "sys_search_entry",
        sa.Column("id", Key, nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_search_entry"),
        sa.UniqueConstraint("entity", "record_id", "part", name="uq_sys_search_entry_part"),
    )
    op.create_table(
        "sys_sequence",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sys_sequence"),
    )
    op.create_table(
        "sys_sla_clock",
        sa.Column("id", Key, nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("clock", sa.String(40), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.String(40), nullable=False),
        sa.Column("target_minutes", sa.Integer(), nullable=False),
        sa.Column("used_seconds", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("running_since", sa.DateTime(timezone=True)),
        sa.Column("stopped_at", sa.DateTime(timezone=True)),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("next_at", sa.DateTime(timezone=True)),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_sla_clock"),
    )
    op.create_index(
        "ix_sys_sla_clock_next_at",
        "sys_sla_clock",
        ["next_at"],
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index("ix_sys_sla_clock_record", "sys_sla_clock", ["entity", "record_id"])
    op.create_table(
        "ab_api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(36), nullable=False),
        sa.Column("name", sa.String(256), nullable=False),
        sa.Column("key_hash", sa.String(256), nullable=False),
        sa.Column("lookup_hash", sa.String(256)),
        sa.Column("key_prefix", sa.String(16), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("scopes", sa.Text()),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_on", sa.DateTime()),
        sa.Column("expires_on", sa.DateTime()),
        sa.Column("revoked_on", sa.DateTime()),
        sa.Column("last_used_on", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_ab_api_key"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["ab_user.id"], name="fk_ab_api_key_user_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("lookup_hash", name="uq_ab_api_key_lookup_hash"),
        sa.UniqueConstraint("uuid", name="uq_ab_api_key_uuid"),
    )
    op.create_index("idx_api_key_lookup_hash", "ab_api_key", ["lookup_hash"], unique=True)
    op.create_index("idx_api_key_prefix", "ab_api_key", ["key_prefix"])
    op.create_index("idx_api_key_user_id", "ab_api_key", ["user_id"])
    op.create_table(
        "ab_group_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer()),
        sa.Column("role_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_ab_group_role"),
        sa.ForeignKeyConstraint(
            ["group_id"], ["ab_group.id"], name="fk_ab_group_role_group_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["role_id"], ["ab_role.id"], name="fk_ab_group_role_role_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("group_id", "role_id", name="uq_ab_group_role_group_id_role_id"),
    )
    op.create_index("idx_group_id", "ab_group_role", ["group_id"])
    op.create_index("idx_group_role_id", "ab_group_role", ["role_id"])
    op.create_table(
        "ab_permission_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("permission_id", sa.Integer(), nullable=False),
        sa.Column("view_menu_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ab_permission_view"),
        sa.ForeignKeyConstraint(
            ["permission_id"], ["ab_permission.id"], name="fk_ab_permission_view_permission_id"
        ),
        sa.ForeignKeyConstraint(
            ["view_menu_id"], ["ab_view_menu.id"], name="fk_ab_permission_view_view_menu_id"
        ),
        sa.UniqueConstraint(
            "permission_id", "view_menu_id", name="uq_ab_permission_view_permission_id_view_menu_id"
        ),
    )
    op.create_index("idx_permission_id", "ab_permission_view", ["permission_id"])
    op.create_index("idx_view_menu_id", "ab_permission_view", ["view_menu_id"])
    op.create_table(
        "ab_user_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.Column("group_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_ab_user_group"),
        sa.ForeignKeyConstraint(
            ["group_id"], ["ab_group.id"], name="fk_ab_user_group_group_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["ab_user.id"], name="fk_ab_user_group_user_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("user_id", "group_id", name="uq_ab_user_group_user_id_group_id"),
    )
    op.create_index("idx_user_group_id", "ab_user_group", ["group_id"])
    op.create_index("idx_user_id", "ab_user_group", ["user_id"])
    op.create_table(
        "ab_user_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.Column("role_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_ab_user_role"),
        sa.ForeignKeyConstraint(
            ["role_id"], ["ab_role.id"], name="fk_ab_user_role_role_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["ab_user.id"], name="fk_ab_user_role_user_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("user_id", "role_id", name="uq_ab_user_role_user_id_role_id"),
    )
    op.create_table(
        "sys_api_client",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("ip_allow", sa.JSON()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_api_client"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_api_client_user_id"),
        sa.UniqueConstraint("key_hash", name="uq_sys_api_client_key_hash"),
    )
    op.create_table(
        "sys_approval",
        sa.Column("id", Key, nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("transition", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_by", sa.String(60)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_approval"),
        sa.ForeignKeyConstraint(["actor_id"], ["ab_user.id"], name="fk_sys_approval_actor_id"),
    )
    op.create_index(
        "uq_sys_approval_open_vote",
        "sys_approval",
        ["entity", "record_id", "transition", "actor_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "sys_attachment",
        sa.Column("id", Key, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("mime", sa.String(100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("entity", sa.String(40)),
        sa.Column("record_id", sa.BigInteger()),
        sa.Column("field", sa.String(40)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_attachment"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_sys_attachment_created_by_id"
        ),
    )
    op.create_index("ix_sys_attachment_record", "sys_attachment", ["entity", "record_id"])
    op.create_index("ix_sys_attachment_sha256", "sys_attachment", ["sha256"])
    op.create_table(
        "sys_audit_log",
        sa.Column("id", Key, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("by_system", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("ip", sa.String(45)),
        sa.Column("request_id", sa.String(64)),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("record_id", sa.BigInteger()),
        sa.Column("diff", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_audit_log"),
        sa.ForeignKeyConstraint(["actor_id"], ["ab_user.id"], name="fk_sys_audit_log_actor_id"),
    )
    op.create_index("ix_sys_audit_log_at", "sys_audit_log", ["at"])
    op.create_index("ix_sys_audit_log_record", "sys_audit_log", ["entity", "record_id"])
    op.create_table(
        "sys_idempotency",
        sa.Column("id", Key, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("headers", sa.JSON()),
        sa.Column("body", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_idempotency"),
        sa.ForeignKeyConstraint(["actor_id"], ["ab_user.id"], name="fk_sys_idempotency_actor_id"),
        sa.UniqueConstraint("actor_id", "key", name="uq_sys_idempotency_key"),
    )
    op.create_table(
        "sys_job",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("key", sa.String(200)),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_job"),
        sa.ForeignKeyConstraint(["actor_id"], ["ab_user.id"], name="fk_sys_job_actor_id"),
        sa.UniqueConstraint("name", "key", name="uq_sys_job_key"),
    )
    op.create_index("ix_sys_job_finished_at", "sys_job", ["finished_at"])
    op.create_index(
        "ix_sys_job_waiting",
        "sys_job",
        ["run_at", "id"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "sys_notification",
        sa.Column("id", Key, nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("template", sa.String(64), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("entity", sa.String(40)),
        sa.Column("record_id", sa.BigInteger()),
        sa.Column("dedup_key", sa.String(200), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_notification"),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["ab_user.id"], name="fk_sys_notification_recipient_id"
        ),
        sa.UniqueConstraint("recipient_id", "dedup_key", name="uq_sys_notification_dedup_key"),
    )
    op.create_index("ix_sys_notification_inbox", "sys_notification", ["recipient_id", "read_at"])
    op.create_table(
        "sys_transition_log",
        sa.Column("id", Key, nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("transition", sa.String(40), nullable=False),
        sa.Column("from_state", sa.String(40)),
        sa.Column("to_state", sa.String(40), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("by_system", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("business_minutes", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_sys_transition_log"),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["ab_user.id"], name="fk_sys_transition_log_actor_id"
        ),
    )
    op.create_index(
        "ix_sys_transition_log_record", "sys_transition_log", ["entity", "record_id", "id"]
    )
    op.create_table(
        "ab_permission_view_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("permission_view_id", sa.Integer()),
        sa.Column("role_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_ab_permission_view_role"),
        sa.ForeignKeyConstraint(
            ["permission_view_id"],
            ["ab_permission_view.id"],
            name="fk_ab_permission_view_role_permission_view_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["role_id"],
            ["ab_role.id"],
            name="fk_ab_permission_view_role_role_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "permission_view_id",
            "role_id",
            name="uq_ab_permission_view_role_permission_view_id_role_id",
        ),
    )
    op.create_index("idx_permission_view_id", "ab_permission_view_role", ["permission_view_id"])
    op.create_index("idx_role_id", "ab_permission_view_role", ["role_id"])


def downgrade() -> None:
    op.drop_table("ab_permission_view_role")
    op.drop_table("sys_transition_log")
    op.drop_table("sys_notification")
    op.drop_table("sys_job")
    op.drop_table("sys_idempotency")
    op.drop_table("sys_audit_log")
    op.drop_table("sys_attachment")
    op.drop_table("sys_approval")
    op.drop_table("sys_api_client")
    op.drop_table("ab_user_role")
    op.drop_table("ab_user_group")
    op.drop_table("ab_permission_view")
    op.drop_table("ab_group_role")
    op.drop_table("ab_api_key")
    op.drop_table("sys_sla_clock")
    op.drop_table("sys_sequence")
    op.drop_table("sys_search_entry")
    op.drop_table("sys_schedule")
    op.drop_table("sys_backup_run")
    op.drop_table("ab_view_menu")
    op.drop_table("ab_user")
    op.drop_table("ab_role")
    op.drop_table("ab_register_user")
    op.drop_table("ab_permission")
    op.drop_table("ab_group")
