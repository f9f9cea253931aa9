"""服务统计 Service statistic: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bb92a54e21798de8e5a1f5ae74774a3f0647ccc78b1c595e049a5077ad42d509

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..project.model import Project
    from ..ticket_category.model import TicketCategory

ServiceStatTrend = Literal["up", "flat", "down"]
service_stat_trend = EnumType(
    "ServiceStatTrend",
    [
        EnumValue("up", label(zh="上升", en="Rising"), color="orange"),
        EnumValue("flat", label(zh="平稳", en="Flat"), color="gray"),
        EnumValue("down", label(zh="下降", en="Falling"), color="blue"),
    ],
)


class ServiceStat(Entity):
    """服务统计 Service statistic (1.5)."""

    __tablename__ = "service_stat"
    __table_args__ = (
        Index(
            "uq_service_stat_period_project_category",
            "period",
            "project_id",
            "category_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_service_stat_project_period", "project_id", "period"),
        Index("ix_service_stat_category_period", "category_id", "period"),
        Index("ix_service_stat_trend_period", "trend", "period"),
    )
    meta = EntityMeta(
        name="ServiceStat",
        module="crm",
        label=label(zh="服务统计", en="Service statistic"),
        title="{period} {project.name} {category.name}",
        process="1.5",
        help=label(
            zh="每月 1 日自动统计上月；分类为空的一行是整个项目",
            en="Kept by the system on the first of each month; a line without a category is the whole project",
        ),
    )

    period: Mapped[str] = mapped_column(
        String(7),
        info=field(
            "string",
            zh="期间",
            en="Period",
            required=True,
            readonly=True,
            max=7,
            pattern="[0-9]{4}-(0[1-9]|1[0-2])",
        ),
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_service_stat_project"),
        info=field("ref", zh="项目", en="Project", required=True, readonly=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("ticket_category.id", name="fk_service_stat_category"),
        info=field(
            "ref", zh="分类", en="Category", readonly=True, to="TicketCategory", on_delete="null"
        ),
    )
    category: Mapped[TicketCategory | None] = relationship(
        "TicketCategory", foreign_keys=[category_id]
    )
    created: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="新增", en="Created", readonly=True)
    )
    closed: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="关闭", en="Closed", readonly=True)
    )
    respond_p50_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="响应中位数", en="Response median", readonly=True)
    )
    respond_p90_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="响应 P90", en="Response p90", readonly=True)
    )
    resolve_p50_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="解决中位数", en="Resolution median", readonly=True)
    )
    resolve_p90_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="解决 P90", en="Resolution p90", readonly=True)
    )
    sla_met_pct: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("percent", zh="达成率", en="SLA met", readonly=True, scale=2)
    )
    csat_avg: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="满意度均分", en="Average rating", readonly=True, scale=2),
    )
    csat_pct: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("percent", zh="满意率", en="Satisfied", readonly=True, scale=2)
    )
    csat_low: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent", zh="满意率下限（95%）", en="Satisfied at least (95%)", readonly=True, scale=2
        ),
    )
    csat_high: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent", zh="满意率上限（95%）", en="Satisfied at most (95%)", readonly=True, scale=2
        ),
    )
    csat_n: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="评价数", en="Ratings", readonly=True)
    )
    repeated: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="重复问题（房屋×分类）",
            en="Repeated problems (unit × category)",
            readonly=True,
        ),
    )
    psi: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field(
            "decimal",
            zh="需求变化 PSI",
            en="Change of demand (PSI)",
            help=label(
                zh="与上月的分类占比相比：小于 0.10 平稳，0.10–0.25 有变化，0.25 以上显著",
                en="Shares of categories against the month before: below 0.10 stable, to 0.25 moderate, above significant",
            ),
            readonly=True,
            scale=4,
        ),
    )
    trend: Mapped[ServiceStatTrend | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="趋势（12 个月）",
            en="Trend (12 months)",
            readonly=True,
            enum=service_stat_trend,
        ),
    )
    trend_p: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field("decimal", zh="趋势检验 p 值", en="p of the trend", readonly=True, scale=4),
    )
    slope: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="每月增减（Theil–Sen）",
            en="Change a month (Theil–Sen)",
            readonly=True,
            scale=2,
        ),
    )
    suggestion: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="优化建议", en="Suggestion", readonly=True)
    )


service_stat_hooks = EntityHooks[ServiceStat, Never](ServiceStat)
