"""班次 Shift: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 60a01feaec77dc506b639a2304cdf1d59448430c405eed070cf2bf0501f1d8ee

from __future__ import annotations

import datetime
from typing import Never

from sqlalchemy import Boolean, Index, Integer, String, Time, text
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
        Index("ix_shift_usual_code", "usual", "code"),
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
    std_minutes: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("duration", zh="标准工时", en="Standard time", readonly=True, total=False),
    )
    late_grace: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "duration", zh="迟到宽限", en="Late grace", default=5, total=False, max=120, min=0
        ),
    )
    early_grace: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "duration", zh="早退宽限", en="Early grace", default=5, total=False, max=120, min=0
        ),
    )
    absent_after: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "duration",
            zh="超此视为旷工半日",
            en="Half-day absence after",
            default=120,
            total=False,
            max=720,
            min=1,
        ),
    )
    window_before: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "duration",
            zh="签到提前窗",
            en="Window before",
            default=120,
            total=False,
            max=720,
            min=0,
        ),
    )
    window_after: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "duration", zh="签退延后窗", en="Window after", default=240, total=False, max=720, min=0
        ),
    )
    follows_calendar: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="跟随工作日历", en="Follows the calendar")
    )
    usual: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="未排班默认",
            en="Without a roster",
            help=label(
                zh="没有排班的员工按此班次考勤，只勾选一个",
                en="Counts for whoever is on no roster; tick one",
            ),
        ),
    )


shift_hooks = EntityHooks[Shift, Never](Shift)
