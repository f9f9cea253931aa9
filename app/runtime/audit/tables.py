"""What stands beside the audit log: keys of subjects, names that entities had, the triggers that refuse changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, PrimaryKeyConstraint, String, event, text
from sqlalchemy.orm import Mapped, mapped_column

from ..system import AuditLog, SystemTable
from ..types import UtcDateTime


class SubjectKey(SystemTable):
    """The key of one record's personal values in the audit log, wrapped under a data key.

    Erasure empties `wrapped`: what was written under it stays in the sealed log and can no longer be read.
    What is written about the record afterwards gets the next generation.
    """

    __tablename__ = "sys_subject_key"
    __table_args__ = (
        PrimaryKeyConstraint("entity", "record_id", "generation", name="pk_sys_subject_key"),
    )
    entity: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column(BigInteger)
    generation: Mapped[int] = mapped_column(Integer)
    wrapped: Mapped[str | None] = mapped_column(String(160))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    destroyed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())


class FormerName(SystemTable):
    """An entity was called `old` up to the audit row `last_id`: sealed rows keep the name that they were written with."""

    __tablename__ = "sys_former_name"
    __table_args__ = (PrimaryKeyConstraint("old", "last_id", name="pk_sys_former_name"),)
    old: Mapped[str] = mapped_column(String(40))
    last_id: Mapped[int] = mapped_column(BigInteger)
    entity: Mapped[str] = mapped_column(String(40))
    """What it is called now."""


KEPT = (
    "id", "at", "actor_id", "actor", "by_system", "channel", "ip", "request_id", "action", "entity",
    "record_id", "diff",
)  # fmt: skip
"""The columns that never change; the sealer alone fills the other two, once."""

TRIGGERS = ("sys_audit_log_no_update", "sys_audit_log_no_delete", "sys_audit_log_no_replace")
"""On PostgreSQL the last one is about TRUNCATE."""


def statements(dialect: str) -> list[str]:
    """The DDL that makes the log append-only. Migrations hold a copy: theirs never changes."""
    return _POSTGRESQL if dialect == "postgresql" else _SQLITE


_SAME = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT)
_SQLITE = [
    "CREATE TRIGGER sys_audit_log_no_update BEFORE UPDATE ON sys_audit_log"
    f" WHEN NOT (OLD.seq IS NULL AND NEW.seq IS NOT NULL AND NEW.seal IS NOT NULL AND {_SAME})"
    " BEGIN SELECT RAISE(ABORT, 'sys_audit_log is append-only'); END",
    "CREATE TRIGGER sys_audit_log_no_delete BEFORE DELETE ON sys_audit_log"
    " BEGIN SELECT RAISE(ABORT, 'sys_audit_log is append-only'); END",
    # INSERT OR REPLACE deletes without asking the trigger above.
    "CREATE TRIGGER sys_audit_log_no_replace BEFORE INSERT ON sys_audit_log"
    " WHEN EXISTS (SELECT 1 FROM sys_audit_log WHERE id = NEW.id)"
    " BEGIN SELECT RAISE(ABORT, 'sys_audit_log is append-only'); END",
]
_DISTINCT = " OR ".join(
    f"NEW.{name}::text IS DISTINCT FROM OLD.{name}::text"
    if name == "diff"
    else f"NEW.{name} IS DISTINCT FROM OLD.{name}"
    for name in KEPT
)
_POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION sys_audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
    " BEGIN RAISE EXCEPTION 'sys_audit_log is append-only'; END $$",
    "CREATE TRIGGER sys_audit_log_no_update BEFORE UPDATE ON sys_audit_log FOR EACH ROW"
    " WHEN (OLD.seq IS NOT NULL OR NEW.seq IS NULL OR NEW.seal IS NULL OR"
    f" {_DISTINCT}) EXECUTE FUNCTION sys_audit_log_refuse()",
    "CREATE TRIGGER sys_audit_log_no_delete BEFORE DELETE ON sys_audit_log FOR EACH ROW"
    " EXECUTE FUNCTION sys_audit_log_refuse()",
    "CREATE TRIGGER sys_audit_log_no_replace BEFORE TRUNCATE ON sys_audit_log"
    " FOR EACH STATEMENT EXECUTE FUNCTION sys_audit_log_refuse()",
]


@event.listens_for(AuditLog.__table__, "after_create")
def _protect(_table: Any, connection: Connection, **_: Any) -> None:
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)


def missing_triggers(connection: Connection) -> list[str]:
    """Triggers that somebody took away."""
    asked = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'sys_audit_log'::regclass AND tgenabled <> 'D'"
        if connection.dialect.name == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'sys_audit_log'"
    )
    there = set(connection.scalars(text(asked)))
    return [name for name in TRIGGERS if name not in there]
