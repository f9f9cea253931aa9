"""What a person does to many records at once: which, what, how far it came, and what came of each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime


class BulkRun(SystemTable):
    """One act on many records: first a rehearsal, then, when its owner says so, the act itself."""

    __tablename__ = "sys_bulk_run"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_bulk_run"),
        Index("ix_sys_bulk_run_created_at", "created_at"),
        Index("ix_sys_bulk_run_owner_id", "owner_id"),
    )
    id: Mapped[int] = mapped_column(Key)
    entity: Mapped[str] = mapped_column(String(64))
    owner_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", name="fk_sys_bulk_run_owner_id"))
    act: Mapped[dict[str, Any]] = mapped_column(JSON)
    """`action`, `transition`, `values` as they were typed, `note`, `language`."""
    records: Mapped[list[Any]] = mapped_column(JSON)
    """`[id, version, title]` of each, as they were when they were chosen."""
    state: Mapped[str] = mapped_column(String(10))
    """checking, checked, running or done."""
    results: Mapped[list[Any]] = mapped_column(JSON)
    """For each record so far: null when it can be (was) done, else why not, `{"zh", "en"}`."""
    job_id: Mapped[int | None] = mapped_column(Key)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
