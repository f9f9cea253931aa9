"""The table of publications: one row for every schema that reached this database."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, PrimaryKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime


class Publication(SystemTable):
    """The newest row is what holds. `document` is the resolved schema; `structure` is table → digest."""

    __tablename__ = "sys_publication"
    __table_args__ = (PrimaryKeyConstraint("id", name="pk_sys_publication"),)
    id: Mapped[int] = mapped_column(Key)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    revision: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
    structure: Mapped[dict[str, Any]] = mapped_column(JSON)
    plan: Mapped[str | None] = mapped_column(String(16))
