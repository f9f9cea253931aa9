"""One table: a check that was run to its end."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime


class CheckRun(SystemTable):
    """A check and its result. `kind`: audit, files or backup; `subject`: the archive that was tried, else empty."""

    __tablename__ = "sys_check_run"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_check_run"),
        Index("ix_sys_check_run_kind", "kind", "id"),
    )
    id: Mapped[int] = mapped_column(Key)
    kind: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(255), default="")
    began_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    ended_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    ok: Mapped[bool] = mapped_column(Boolean)
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_check_run_actor_id")
    )
    """Who asked for it; None: a schedule."""
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
