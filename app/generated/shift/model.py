"""班次 Shift: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1325a82e9c1a25f77daa5a190e1004d6c45d835d5538b4cf1928c6ae091b20a4

from __future__ import annotations

import datetime
from typing import Never

from sqlalchemy import Boolean, Index, String, Time, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks


class Shift(Entity):
    """班次 Shift (4.2)."""

    __tablename__ = "shift"
    __table_args__ = (
        Index(
            "uq_shift_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_shift_crosses_midnight_code", "crosses_midnight", "code"),
        Index("ix_shift_follows_calendar_code", "follows_calendar", "code"),
    )
    meta = EntityMeta(
        name="Shift", module="hr", label=label(zh="班次", en="Shift"), title="{name}", process="4.2"
    )

    code: Mapped[str] = mapped_column(
        String(16), info=field("string", zh="编码", en="Code", required=True, unique=True, max=16)
    )
    name: Mapped[str] = mapped_column(
        String(32), info=field("string", zh="名称", en="Name", required=True, max=32)
    )
    starts: Mapped[datetime.time] = mapped_column(
        Time(), info=field("time", zh="上班", en="Starts", required=True)
    )
    ends: Mapped[datetime.time] = mapped_column(
        Time(), info=field("time", zh="下班", en="Ends", required=True)
    )
    crosses_midnight: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="跨天", en="Crosses midnight")
    )
    break_from: Mapped[datetime.time | None] = mapped_column(
        Time(), info=field("time", zh="休息起", en="Break from")
    )
    break_to: Mapped[datetime.time | None] = mapped_column(
        Time(), info=field("time", zh="休息止", en="Break to")
    )
    follows_calendar: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="跟随工作日历", en="Follows the calendar")
    )


shift_hooks = EntityHooks[Shift, Never](Shift)
