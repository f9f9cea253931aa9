"""The tables of the schema's draft: what it says now, and every step that led there."""

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
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime


class SchemaDraft(SystemTable):
    """At most one is open. `head` of its steps are in force; those after it were taken back and can be done again."""

    __tablename__ = "sys_schema_draft"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_schema_draft"),
        Index(
            "uq_sys_schema_draft_open",
            "state",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )
    id: Mapped[int] = mapped_column(Key)
    state: Mapped[str] = mapped_column(String(12))
    """open or discarded."""
    version: Mapped[int] = mapped_column(Integer)
    """Counts every act: whoever has seen another number has not seen what holds."""
    head: Mapped[int] = mapped_column(Integer)
    last: Mapped[int] = mapped_column(Integer)
    base: Mapped[str] = mapped_column(String(64))
    """Digest of the files that it began with."""
    began_with: Mapped[dict[str, str]] = mapped_column(JSON)
    files: Mapped[dict[str, str]] = mapped_column(JSON)
    """File name → text, whole: what holds at `head`."""
    owner_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_schema_draft_owner_id")
    )
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())


class SchemaStep(SystemTable):
    """One save. `splices` lead from the text before to the text after, and back, to the byte."""

    __tablename__ = "sys_schema_step"
    __table_args__ = (PrimaryKeyConstraint("draft_id", "number", name="pk_sys_schema_step"),)
    draft_id: Mapped[int] = mapped_column(
        ForeignKey("sys_schema_draft.id", name="fk_sys_schema_step_draft_id"), autoincrement=False
    )
    number: Mapped[int] = mapped_column(Integer, autoincrement=False)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_schema_step_user_id")
    )
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    """What was done, in every language."""
    splices: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
