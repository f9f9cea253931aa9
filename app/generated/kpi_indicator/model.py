"""考核指标 KPI: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 90d295079398872c0ab50dc533cedc26b34276fdbefbe535261cf34030ad7948

from __future__ import annotations

from typing import Literal, Never

from sqlalchemy import Boolean, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

KpiIndicatorSource = Literal["auto", "manual"]
kpi_indicator_source = EnumType(
    "KpiIndicatorSource",
    [
        EnumValue("auto", label(zh="系统取数", en="From operations")),
        EnumValue("manual", label(zh="人工填写", en="By hand")),
    ],
)
KpiIndicatorMetric = Literal[
    "respond", "first_fix", "satisfaction", "on_time", "collection", "attendance"
]
kpi_indicator_metric = EnumType(
    "KpiIndicatorMetric",
    [
        EnumValue("respond", label(zh="平均响应分钟", en="Response (minutes)")),
        EnumValue("first_fix", label(zh="一次修复率", en="First-time fix (%)")),
        EnumValue("satisfaction", label(zh="满意度", en="Satisfaction (1–5)")),
        EnumValue("on_time", label(zh="巡检准时率", en="Inspections on time (%)")),
        EnumValue("collection", label(zh="收缴率", en="Collection rate (%)")),
        EnumValue("attendance", label(zh="出勤率", en="Attendance (%)")),
    ],
)
KpiIndicatorDirection = Literal["high", "low", "band"]
kpi_indicator_direction = EnumType(
    "KpiIndicatorDirection",
    [
        EnumValue("high", label(zh="越高越好", en="The higher the better")),
        EnumValue("low", label(zh="越低越好", en="The lower the better")),
        EnumValue("band", label(zh="区间内最好", en="Within a band")),
    ],
)


class KpiIndicator(Entity):
    """考核指标 KPI (4.3)."""

    __tablename__ = "kpi_indicator"
    __table_args__ = (
        Index(
            "uq_kpi_indicator_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_kpi_indicator_source_code", "source", "code"),
        Index("ix_kpi_indicator_metric_code", "metric", "code"),
        Index("ix_kpi_indicator_direction_code", "direction", "code"),
        Index("ix_kpi_indicator_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="KpiIndicator",
        module="hr",
        label=label(zh="考核指标", en="KPI"),
        title="{name}",
        process="4.3",
    )

    code: Mapped[str] = mapped_column(
        String(24), info=field("string", zh="编码", en="Code", required=True, unique=True, max=24)
    )
    name: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="名称", en="Name", required=True, search=True, max=64)
    )
    source: Mapped[KpiIndicatorSource] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="数据来源",
            en="Source",
            required=True,
            default="manual",
            enum=kpi_indicator_source,
        ),
    )
    metric: Mapped[KpiIndicatorMetric | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="取数口径",
            en="Metric",
            required=expression(
                "source == 'auto'", ["eq", ["field", "source"], ["lit", "string", "auto"]]
            ),
            visible=expression(
                "source == 'auto'", ["eq", ["field", "source"], ["lit", "string", "auto"]]
            ),
            enum=kpi_indicator_metric,
        ),
    )
    direction: Mapped[KpiIndicatorDirection] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="方向",
            en="Direction",
            required=True,
            default="high",
            enum=kpi_indicator_direction,
        ),
    )
    uom: Mapped[str | None] = mapped_column(
        String(16), info=field("string", zh="单位", en="Unit", max=16)
    )
    note: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="说明", en="Note", max=200)
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )


kpi_indicator_hooks = EntityHooks[KpiIndicator, Never](KpiIndicator)
