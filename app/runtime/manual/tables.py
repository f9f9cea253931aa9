"""Published manuals and who has read them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime


class ManualVersion(SystemTable):
    """A manual as it was published; the newest of an entity holds. `document` is what was read and agreed to."""

    __tablename__ = "sys_manual_version"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_manual_version"),
        UniqueConstraint("entity", "number", name="uq_sys_manual_version_number"),
    )
    id: Mapped[int] = mapped_column(Key)
    entity: Mapped[str] = mapped_column(String(64))
    number: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str] = mapped_column(String(16))
    """Of the definition; another digest of the running one makes the version stale."""
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    by_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_manual_version_by_id")
    )
    note: Mapped[str] = mapped_column(String(500), default="")
    roles: Mapped[list[str]] = mapped_column(JSON)
    """Whose people read it anew."""
    document: Mapped[dict[str, Any]] = mapped_column(JSON)


class ManualReview(SystemTable):
    """Somebody who keeps the process asks that its running definition be looked at before it is published.

    One at most is open for an entity; one of another digest than what runs is overtaken. `verdict`: published, returned.
    """

    __tablename__ = "sys_manual_review"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_manual_review"),
        Index(
            "uq_sys_manual_review_open",
            "entity",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(Key)
    entity: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(16))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    by_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_manual_review_by_id")
    )
    note: Mapped[str] = mapped_column(String(500), default="")
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    closed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_manual_review_closed_by_id")
    )
    verdict: Mapped[str | None] = mapped_column(String(10))
    comment: Mapped[str] = mapped_column(String(500), default="")
    """Why it was returned."""


class ManualReading(SystemTable):
    """Somebody says that he has read a version."""

    __tablename__ = "sys_manual_reading"
    __table_args__ = (
        PrimaryKeyConstraint("version_id", "user_id", name="pk_sys_manual_reading"),
        Index("ix_sys_manual_reading_user_id", "user_id"),
    )
    version_id: Mapped[int] = mapped_column(
        ForeignKey("sys_manual_version.id", name="fk_sys_manual_reading_version_id")
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_manual_reading_user_id")
    )
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
