"""An import and its rows. What people brought is sealed: names, telephone numbers and the like stand in no plain text."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime

MAPPING, READING, CHECKING, CHECKED = "mapping", "reading", "checking", "checked"
RUNNING, DONE, REFUSED, STOPPED = "running", "done", "refused", "stopped"
UNDOING, UNDONE, FAILED = "undoing", "undone", "failed"
STATES = (
    MAPPING, READING, CHECKING, CHECKED, RUNNING, DONE, REFUSED, STOPPED, UNDOING, UNDONE, FAILED,
)  # fmt: skip
BUSY = (READING, CHECKING, RUNNING, UNDOING)
"""A job is at it."""


class Import(SystemTable):
    """One file for one entity, of one person; its content is his and the administrators'."""

    __tablename__ = "sys_import"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_import"),
        Index("ix_sys_import_person", "user_id", "entity", "id"),
        Index("ix_sys_import_digest", "entity", "digest"),
        Index("ix_sys_import_created_at", "created_at"),
    )
    id: Mapped[int] = mapped_column(Key)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", name="fk_sys_import_user_id"))
    entity: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(12), default=MAPPING)
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the file: the same one again is noticed."""
    kept: Mapped[str | None] = mapped_column(String(40))
    """The name of the sealed file, until its rows are written or time is up."""
    peek: Mapped[str | None] = mapped_column(Text)
    """Sealed: the sheets with their first rows."""
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Which column is which field, and how rows are written (plan.Plan); {} until it is mapped."""
    heads: Mapped[list[str]] = mapped_column(JSON)
    """The headers of the chosen sheet: the next file with such headers is mapped like this one."""
    rows: Mapped[int] = mapped_column(Integer, default=0)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    """State of a row → how many."""
    why: Mapped[str | None] = mapped_column(String(400))
    """Why it failed or was refused, in both languages."""
    job_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    """When its rows were written: from then on it can be taken back for a while."""


WAITING, NEW, CHANGE, SAME, WRONG = "waiting", "new", "change", "same", "wrong"
CREATED, UPDATED, BACK, LEFT = "created", "updated", "back", "left"


class ImportRow(SystemTable):
    """A row of the file and what became of it."""

    __tablename__ = "sys_import_row"
    __table_args__ = (
        PrimaryKeyConstraint("import_id", "line", name="pk_sys_import_row"),
        Index("ix_sys_import_row_state", "import_id", "state", "line"),
    )
    import_id: Mapped[int] = mapped_column(
        Key, ForeignKey("sys_import.id", name="fk_sys_import_row_import_id"), autoincrement=False
    )
    line: Mapped[int] = mapped_column(Integer, autoincrement=False)
    """The number that the row has in the sheet, from 1."""
    state: Mapped[str] = mapped_column(String(8), default=WAITING)
    """waiting; after a check new, change, same or wrong; then created, updated, same or wrong; at last back or left."""
    cells: Mapped[str] = mapped_column(Text)
    """Sealed: the cells as cells.kept wrote them."""
    told: Mapped[str | None] = mapped_column(Text)
    """Sealed: what is wrong with it, `[[column or null, code, zh, en], …]`."""
    record_id: Mapped[int | None] = mapped_column(BigInteger)
    effect: Mapped[str | None] = mapped_column(Text)
    """Sealed: what it changed, for taking it back (run.Effect)."""


class ImportMark(SystemTable):
    """What names a record in a row, as a digest: the second row of a file that says the same is a double."""

    __tablename__ = "sys_import_mark"
    __table_args__ = (PrimaryKeyConstraint("import_id", "mark", name="pk_sys_import_mark"),)
    import_id: Mapped[int] = mapped_column(
        Key, ForeignKey("sys_import.id", name="fk_sys_import_mark_import_id"), autoincrement=False
    )
    mark: Mapped[str] = mapped_column(String(40))
    line: Mapped[int] = mapped_column(Integer)
