"""工作日历 Calendar day: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9b8a51276e9b49b794d328961f426f005852273736e17261bcb6e6baaa7c60fb

from __future__ import annotations

import datetime
from typing import Literal, Never

from sqlalchemy import Boolean, Date, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

CalendarDayKind = Literal["workday", "rest", "statutory"]
calendar_day_kind = EnumType(
    "CalendarDayKind",
    [
        EnumValue("workday", label(zh="工作日", en="Workday")),
        EnumValue("rest", label(zh="休息日", en="Rest day")),
        EnumValue("statutory", label(zh="法定节假日", en="Public holiday")),
    ],
)
CalendarDaySource = Literal["lib", "import", "manual"]
calendar_day_source = EnumType(
    "CalendarDaySource",
    [
        EnumValue("lib", label(zh="内置库", en="Built-in")),
        EnumValue("import", label(zh="国务院通知导入", en="Imported notice")),
        EnumValue("manual", label(zh="手工", en="By hand")),
    ],
)


class CalendarDay(Entity):
    """工作日历 Calendar day (1.4)."""

    __tablename__ = "calendar_day"
    __table_args__ = (
        Index(
            "uq_calendar_day_date",
            "date",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_calendar_day_kind_date", "kind", "date"),
        Index("ix_calendar_day_makeup_date", "makeup", "date"),
        Index("ix_calendar_day_source_date", "source", "date"),
    )
    meta = EntityMeta(
        name="CalendarDay",
        module="base",
        label=label(zh="工作日历", en="Calendar day"),
        title="{date}",
        process="1.4",
        help=label(
            zh="覆盖内置节假日库；未公布的年份先按周末推定，导入国务院通知后更正",
            en="Overrides the built-in holidays; a year not yet announced goes by weekends until the notice is imported",
        ),
    )

    date: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="日期", en="Date", required=True, unique=True)
    )
    kind: Mapped[CalendarDayKind] = mapped_column(
        String(40), info=field("enum", zh="类型", en="Type", required=True, enum=calendar_day_kind)
    )
    holiday: Mapped[str | None] = mapped_column(
        String(32), info=field("string", zh="节日", en="Holiday", max=32)
    )
    makeup: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="调休上班", en="Make-up workday")
    )
    source: Mapped[CalendarDaySource] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="来源",
            en="Source",
            required=True,
            default="manual",
            enum=calendar_day_source,
        ),
    )
    provisional: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="暂定", en="Provisional")
    )


calendar_day_hooks = EntityHooks[CalendarDay, Never](CalendarDay)
