"""What belongs to one person's screens: the records that he opened last, and how he wants pages to be."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from ..system import SystemTable
from ..types import UtcDateTime


class Recent(SystemTable):
    """A record that a person opened, and when last. The newest few are kept."""

    __tablename__ = "sys_recent"
    __table_args__ = (
        PrimaryKeyConstraint("user_id", "entity", "record_id", name="pk_sys_recent"),
        Index("ix_sys_recent_at", "user_id", "at"),
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_recent_user_id"), autoincrement=False
    )
    entity: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column(BigInteger, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())


class Preference(SystemTable):
    """How one person wants his pages; who chose nothing has no row."""

    __tablename__ = "sys_preference"
    __table_args__ = (PrimaryKeyConstraint("user_id", name="pk_sys_preference"),)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_preference_user_id"), autoincrement=False
    )
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
