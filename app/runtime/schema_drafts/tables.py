"""The tables of the schema's draft: what it says now, every step that led there, and what became of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
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
    """open, discarded or published."""
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


class SchemaProposal(SystemTable):
    """What somebody wants published, frozen with its plan. At most one is open: waiting, approved or publishing."""

    __tablename__ = "sys_schema_proposal"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_schema_proposal"),
        Index(
            "uq_sys_schema_proposal_open",
            "is_open",
            unique=True,
            sqlite_where=text("is_open"),
            postgresql_where=text("is_open"),
        ),
    )
    id: Mapped[int] = mapped_column(Key)
    is_open: Mapped[bool] = mapped_column(Boolean())
    state: Mapped[str] = mapped_column(String(12))
    """waiting, approved, refused, withdrawn, publishing, published or reverted."""
    draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("sys_schema_draft.id", name="fk_sys_schema_proposal_draft_id")
    )
    draft_version: Mapped[int | None] = mapped_column(Integer)
    """The draft as it was: any later act withdraws the proposal."""
    reverts_id: Mapped[int | None] = mapped_column(
        ForeignKey("sys_schema_proposal.id", name="fk_sys_schema_proposal_reverts_id")
    )
    """The publication that this one takes back."""
    reason: Mapped[str] = mapped_column(String(500))
    before: Mapped[dict[str, str]] = mapped_column(JSON, deferred=True)
    """The files in use when it was made. A megabyte: read when it is asked for."""
    files: Mapped[dict[str, str]] = mapped_column(JSON, deferred=True)
    database: Mapped[str] = mapped_column(String(64))
    """Digest of the database's revision and structure when it was made."""
    plan: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Lines for people: `zh`, `en`, `danger`."""
    dangers: Mapped[int] = mapped_column(Integer)
    """How many lines are dangerous; any: a second administrator decides."""
    drops: Mapped[list[str]] = mapped_column(JSON)
    """Tables and `table.column`s whose values may go to the trash."""
    author_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_schema_proposal_author_id")
    )
    judge_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_schema_proposal_judge_id")
    )
    judgement: Mapped[str | None] = mapped_column(String(500))
    judged_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    rehearsal: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """What the last rehearsal said; None: there was none."""
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())


class SchemaRelease(SystemTable):
    """One attempt to publish a proposal, step by step. At most one is running."""

    __tablename__ = "sys_schema_release"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_schema_release"),
        Index(
            "uq_sys_schema_release_running",
            "state",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )
    id: Mapped[int] = mapped_column(Key)
    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("sys_schema_proposal.id", name="fk_sys_schema_release_proposal_id")
    )
    state: Mapped[str] = mapped_column(String(12))
    """running, done or undone."""
    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_schema_release_user_id")
    )
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """`name`, `state` (running, done, failed, skipped), `at`, `seconds`, `zh`, `en`."""
    wrote: Mapped[dict[str, str]] = mapped_column(JSON)
    """File → SHA-256 of what was written; empty text: the file went."""
    revision: Mapped[str | None] = mapped_column(String(32))
    """Of the database afterwards."""
