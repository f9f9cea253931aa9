"""The table of comments. That each was written, changed and taken back stands in the audit log."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    String,
    Text,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime


class Comment(SystemTable):
    """A comment on one record. Taken back it stays as an empty row: its place in the timeline says so."""

    __tablename__ = "sys_comment"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_comment"),
        Index("ix_sys_comment_record", "entity", "record_id", "id"),
    )
    id: Mapped[int] = mapped_column(Key)
    entity: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column(BigInteger)
    author_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_comment_author_id")
    )
    text: Mapped[str] = mapped_column(Text)
    in_portal: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    """Whoever reads the record in the portal reads it, too."""
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    edited_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    deleted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
