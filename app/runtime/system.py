"""The framework's own tables (prefix `sys_`): logs, approvals, clocks, counters, files, messages, clients."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from .accounts.users import metadata as the_metadata
from .types import UtcDateTime

# SQLite gives a rowid only to INTEGER keys.
Key = BigInteger().with_variant(Integer, "sqlite")


class SystemTable(DeclarativeBase):
    """Base of the framework tables: the one metadata, so that migrations see them beside the entities."""

    metadata = the_metadata


class AuditLog(SystemTable):
    """Who did what to which record: inserted in the transaction of the act, never changed (triggers refuse it).

    `diff` is field → [old, new]; sensitive values are masked before they get here, personal ones encrypted.
    """

    __tablename__ = "sys_audit_log"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_audit_log"),
        Index("ix_sys_audit_log_record", "entity", "record_id"),
        Index("ix_sys_audit_log_at", "at"),
        Index("ix_sys_audit_log_entity_at", "entity", "at", "id"),
        Index("ix_sys_audit_log_actor_at", "actor_id", "at", "id"),
        Index("uq_sys_audit_log_seq", "seq", unique=True),
        Index(
            "ix_sys_audit_log_unsealed",
            "id",
            sqlite_where=text("seq IS NULL"),
            postgresql_where=text("seq IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(Key)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_audit_log_actor_id")
    )
    actor: Mapped[str] = mapped_column(String(64))
    by_system: Mapped[bool] = mapped_column(Boolean)
    channel: Mapped[str] = mapped_column(String(16))
    ip: Mapped[str | None] = mapped_column(String(45))
    request_id: Mapped[str | None] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(40))
    entity: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int | None] = mapped_column(BigInteger)
    diff: Mapped[dict[str, Any]] = mapped_column(JSON)
    seq: Mapped[int | None] = mapped_column(BigInteger)
    """The place in the chain, from 1; empty until the row is sealed."""
    seal: Mapped[str | None] = mapped_column(String(64))
    """HMAC of the seal before it and of this row."""


class TransitionLog(SystemTable):
    """Every change of state; `business_minutes` is the working time spent in `from_state`."""

    __tablename__ = "sys_transition_log"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_transition_log"),
        Index("ix_sys_transition_log_record", "entity", "record_id", "id"),
        # Which cases ended in a month: their log is read, nobody else's.
        Index("ix_sys_transition_log_ended", "entity", "to_state", "at"),
    )
    id: Mapped[int] = mapped_column(Key)
    entity: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column(BigInteger)
    transition: Mapped[str] = mapped_column(String(40))
    from_state: Mapped[str | None] = mapped_column(String(40))
    to_state: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_transition_log_actor_id")
    )
    by_system: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    note: Mapped[str] = mapped_column(Text, default="")
    business_minutes: Mapped[int | None] = mapped_column(Integer)


class Approval(SystemTable):
    """A vote for a transition that needs several; kept after it counted or was cleared, as history."""

    __tablename__ = "sys_approval"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_approval"),
        Index(
            "uq_sys_approval_open_vote",
            "entity",
            "record_id",
            "transition",
            "actor_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(Key)
    entity: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column(BigInteger)
    transition: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", name="fk_sys_approval_actor_id"))
    verdict: Mapped[str] = mapped_column(String(10))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    note: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    closed_by: Mapped[str | None] = mapped_column(String(60))
    """Why it no longer counts: `done`, `rejected`, `state`, or `changed: parts_cost`."""


class SlaClock(SystemTable):
    """One running, paused or stopped clock of one record; its time is the calendar's (working or wall)."""

    __tablename__ = "sys_sla_clock"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_sla_clock"),
        Index("ix_sys_sla_clock_record", "entity", "record_id"),
        Index(
            "ix_sys_sla_clock_next_at",
            "next_at",
            sqlite_where=text("next_at IS NOT NULL"),
            postgresql_where=text("next_at IS NOT NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(Key)
    entity: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column(BigInteger)
    clock: Mapped[str] = mapped_column(String(40))
    cycle: Mapped[int] = mapped_column(Integer, default=1)
    calendar: Mapped[str] = mapped_column(String(40))
    target_minutes: Mapped[int] = mapped_column(Integer)
    used_seconds: Mapped[int] = mapped_column(Integer, default=0)
    """Time used before `running_since`, in the calendar's own seconds."""
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    running_since: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    stopped_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    due_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    next_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    """When the next level is reached; empty when nothing can happen (paused, stopped, all told)."""
    level: Mapped[int] = mapped_column(Integer, default=0)
    """The highest percentage already told."""
    status: Mapped[str] = mapped_column(String(12), default="ok")
    """ok, warn, breached; met, missed or void when stopped."""


class Sequence(SystemTable):
    """The last number given in one series: entity, field, scope and period are in the key."""

    __tablename__ = "sys_sequence"
    __table_args__ = (PrimaryKeyConstraint("key", name="pk_sys_sequence"),)
    key: Mapped[str] = mapped_column(String(200))
    value: Mapped[int] = mapped_column(BigInteger)


class Attachment(SystemTable):
    """An uploaded file: content by hash under data/files, owned by one field of one record once saved."""

    __tablename__ = "sys_attachment"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_attachment"),
        Index("ix_sys_attachment_record", "entity", "record_id"),
        Index("ix_sys_attachment_sha256", "sha256"),
        Index("ix_sys_attachment_size", "size", "id"),
    )
    id: Mapped[int] = mapped_column(Key)
    sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255))
    mime: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    entity: Mapped[str | None] = mapped_column(String(40))
    record_id: Mapped[int | None] = mapped_column(BigInteger)
    field: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_attachment_created_by_id")
    )
    deleted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())


class Notification(SystemTable):
    """A message to one person; the pair (recipient, dedup_key) makes a replay harmless."""

    __tablename__ = "sys_notification"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_notification"),
        UniqueConstraint("recipient_id", "dedup_key", name="uq_sys_notification_dedup_key"),
        Index("ix_sys_notification_inbox", "recipient_id", "read_at"),
        Index("ix_sys_notification_record", "entity", "record_id", "created_at"),
    )
    id: Mapped[int] = mapped_column(Key)
    recipient_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_notification_recipient_id")
    )
    channel: Mapped[str] = mapped_column(String(16), default="inapp")
    template: Mapped[str] = mapped_column(String(64))
    params: Mapped[dict[str, Any]] = mapped_column(JSON)
    entity: Mapped[str | None] = mapped_column(String(40))
    record_id: Mapped[int | None] = mapped_column(BigInteger)
    dedup_key: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(12), default="sent")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    read_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())


class Job(SystemTable):
    """Durable work: stored in the transaction that asked for it, run after its commit (see jobs/)."""

    __tablename__ = "sys_job"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_job"),
        UniqueConstraint("name", "key", name="uq_sys_job_key"),
        Index(
            "ix_sys_job_due",
            "priority",
            "run_at",
            "id",
            sqlite_where=text("state IN ('waiting', 'running')"),
            postgresql_where=text("state IN ('waiting', 'running')"),
        ),
        Index(
            "uq_sys_job_lock",
            "lock",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
        Index("ix_sys_job_state", "state", "id"),
        Index("ix_sys_job_name", "name", "id"),
        Index("ix_sys_job_finished_at", "finished_at"),
    )
    id: Mapped[int] = mapped_column(Key)
    name: Mapped[str] = mapped_column(String(80))
    key: Mapped[str | None] = mapped_column(String(200))
    """Makes asking twice harmless: one job per name and key."""
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_job_actor_id")
    )
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    """waiting, running (claimed), done, failed (given up after the last attempt) or cancelled."""
    priority: Mapped[int] = mapped_column(Integer, default=5)
    """0 runs first, 9 last."""
    lock: Mapped[str | None] = mapped_column(String(200))
    """Of the jobs with one lock only one runs at a time."""
    run_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    leased_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    """Whoever runs it holds it until then; it is renewed unless the job is a single transaction, which locks the row."""
    worker: Mapped[str | None] = mapped_column(String(64))
    """The process that holds it, or held it last."""
    token: Mapped[int] = mapped_column(Integer, default=0)
    """Counts the claims: whoever holds an older number cannot commit any more."""
    cancelling: Mapped[bool] = mapped_column(Boolean, default=False)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str | None] = mapped_column(Text)
    cursor: Mapped[Any] = mapped_column(JSON, nullable=True)
    """Where the next chunk begins."""
    progress_done: Mapped[int | None] = mapped_column(BigInteger)
    progress_total: Mapped[int | None] = mapped_column(BigInteger)
    progress_message: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    started_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())


class Schedule(SystemTable):
    """The last tick of a schedule that became a job."""

    __tablename__ = "sys_schedule"
    __table_args__ = (PrimaryKeyConstraint("name", name="pk_sys_schedule"),)
    name: Mapped[str] = mapped_column(String(80))
    last_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())


class SearchEntry(SystemTable):
    """The searchable words of a record; `part` is a field that not everybody may read, else empty.

    search.py keeps an FTS5 index (SQLite) or a GIN index on a tsvector (PostgreSQL) over `words`.
    """

    __tablename__ = "sys_search_entry"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_search_entry"),
        UniqueConstraint("entity", "record_id", "part", name="uq_sys_search_entry_part"),
    )
    id: Mapped[int] = mapped_column(Key)
    entity: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column(BigInteger)
    part: Mapped[str] = mapped_column(String(40), default="")
    words: Mapped[str] = mapped_column(Text)


class Idempotency(SystemTable):
    """The answer already given to a request that carried an Idempotency-Key."""

    __tablename__ = "sys_idempotency"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_idempotency"),
        UniqueConstraint("actor_id", "key", name="uq_sys_idempotency_key"),
        Index("ix_sys_idempotency_created_at", "created_at"),
    )
    id: Mapped[int] = mapped_column(Key)
    actor_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_idempotency_actor_id")
    )
    key: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None] = mapped_column(Integer)
    headers: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    body: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())


class WebhookInbox(SystemTable):
    """An event that another system sent and that was taken: stored in the transaction of its effect."""

    __tablename__ = "sys_webhook_inbox"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_webhook_inbox"),
        UniqueConstraint("provider", "event_id", name="uq_sys_webhook_inbox_event"),
        Index("ix_sys_webhook_inbox_received_at", "received_at"),
    )
    id: Mapped[int] = mapped_column(Key)
    provider: Mapped[str] = mapped_column(String(40))
    event_id: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the body; the body itself is not kept, it names people."""
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    received_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())


class BackupRun(SystemTable):
    """A backup that was made, and whether a rehearsal restored it."""

    __tablename__ = "sys_backup_run"
    __table_args__ = (PrimaryKeyConstraint("id", name="pk_sys_backup_run"),)
    id: Mapped[int] = mapped_column(Key)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    kind: Mapped[str] = mapped_column(String(12))
    file: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    restored_ok: Mapped[bool | None] = mapped_column(Boolean)
    row_counts: Mapped[dict[str, Any] | None] = mapped_column(JSON)


# Last, because they stand on what is above: one import makes every framework table known.
from .accounts import tables as _accounts  # noqa: E402, F401
from .audit import tables as _audit  # noqa: E402, F401
from .bulk import tables as _bulk  # noqa: E402, F401
from .checks import tables as _checks  # noqa: E402, F401
from .clients import tables as _clients  # noqa: E402, F401
from .comments import tables as _comments  # noqa: E402, F401
from .imports import tables as _imports  # noqa: E402, F401
from .manual import tables as _manual  # noqa: E402, F401
from .personal import tables as _personal  # noqa: E402, F401
from .publication import tables as _publication  # noqa: E402, F401
from .saved import tables as _saved  # noqa: E402, F401
from .schema_drafts import tables as _schema_drafts  # noqa: E402, F401
from .subscriptions import tables as _subscriptions  # noqa: E402, F401
from .viewing import tables as _viewing  # noqa: E402, F401
from .webhooks import tables as _webhooks  # noqa: E402, F401
