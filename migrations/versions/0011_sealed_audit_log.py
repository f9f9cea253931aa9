"""The audit log can only grow and is sealed; keys of personal values in it; names that entities had."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

framework = True

KEPT = (
    "id",
    "at",
    "actor_id",
    "actor",
    "by_system",
    "channel",
    "ip",
    "request_id",
    "action",
    "entity",
    "record_id",
    "diff",
)
REFUSE = "BEGIN SELECT RAISE(ABORT, 'sys_audit_log is append-only'); END"


def upgrade() -> None:
    op.create_table(
        "sys_subject_key",
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.String(160)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("entity", "record_id", "generation", name="pk_sys_subject_key"),
    )
    op.create_table(
        "sys_former_name",
        sa.Column("old", sa.String(40), nullable=False),
        sa.Column("last_id", sa.BigInteger(), nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("old", "last_id", name="pk_sys_former_name"),
    )
    op.add_column("sys_audit_log", sa.Column("seq", sa.BigInteger()))
    op.add_column("sys_audit_log", sa.Column("seal", sa.String(64)))
    op.create_index("uq_sys_audit_log_seq", "sys_audit_log", ["seq"], unique=True)
    op.create_index(
        "ix_sys_audit_log_unsealed",
        "sys_audit_log",
        ["id"],
        sqlite_where=sa.text("seq IS NULL"),
        postgresql_where=sa.text("seq IS NULL"),
    )
    for statement in _protection():
        op.execute(statement)


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for name in ("no_update", "no_delete", "no_replace"):
        on = " ON sys_audit_log" if postgresql else ""
        op.execute(f"DROP TRIGGER sys_audit_log_{name}{on}")
    if postgresql:
        op.execute("DROP FUNCTION sys_audit_log_refuse()")
    op.drop_index("ix_sys_audit_log_unsealed", "sys_audit_log")
    op.drop_index("uq_sys_audit_log_seq", "sys_audit_log")
    op.drop_column("sys_audit_log", "seal")
    op.drop_column("sys_audit_log", "seq")
    op.drop_table("sys_former_name")
    op.drop_table("sys_subject_key")


def _protection() -> list[str]:
    if op.get_bind().dialect.name != "postgresql":
        same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT)
        return [
            "CREATE TRIGGER sys_audit_log_no_update BEFORE UPDATE ON sys_audit_log"
            " WHEN NOT (OLD.seq IS NULL AND NEW.seq IS NOT NULL AND NEW.seal IS NOT NULL"
            f" AND {same}) {REFUSE}",
            f"CREATE TRIGGER sys_audit_log_no_delete BEFORE DELETE ON sys_audit_log {REFUSE}",
            "CREATE TRIGGER sys_audit_log_no_replace BEFORE INSERT ON sys_audit_log"  # noqa: S608
            f" WHEN EXISTS (SELECT 1 FROM sys_audit_log WHERE id = NEW.id) {REFUSE}",
        ]
    differs = " OR ".join(
        f"NEW.{name}::text IS DISTINCT FROM OLD.{name}::text"
        if name == "diff"
        else f"NEW.{name} IS DISTINCT FROM OLD.{name}"
        for name in KEPT
    )
    return [
        "CREATE FUNCTION sys_audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION 'sys_audit_log is append-only'; END $$",
        "CREATE TRIGGER sys_audit_log_no_update BEFORE UPDATE ON sys_audit_log FOR EACH ROW"
        " WHEN (OLD.seq IS NOT NULL OR NEW.seq IS NULL OR NEW.seal IS NULL OR"
        f" {differs}) EXECUTE FUNCTION sys_audit_log_refuse()",
        "CREATE TRIGGER sys_audit_log_no_delete BEFORE DELETE ON sys_audit_log FOR EACH ROW"
        " EXECUTE FUNCTION sys_audit_log_refuse()",
        "CREATE TRIGGER sys_audit_log_no_replace BEFORE TRUNCATE ON sys_audit_log"
        " FOR EACH STATEMENT EXECUTE FUNCTION sys_audit_log_refuse()",
    ]
