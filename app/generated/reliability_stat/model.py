"""可靠性统计 Reliability statistic: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e3f9b8fa1da025e668d802b96014814268c7b944de8cd064b7024bf8ad4a1ddc

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal

if TYPE_CHECKING:
    from ..equipment_category.model import EquipmentCategory
    from ..project.model import Project


class ReliabilityStat(Entity):
    """可靠性统计 Reliability statistic (2.5)."""

    __tablename__ = "reliability_stat"
    __table_args__ = (
        Index(
            "uq_reliability_stat_period_project_category",
            "period",
            "project_id",
            "category_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_reliability_stat_project_period", "project_id", "period"),
        Index("ix_reliability_stat_category_period", "category_id", "period"),
    )
    meta = EntityMeta(
        name="ReliabilityStat",
        module="eqp",
        label=label(zh="可靠性统计", en="Reliability statistic"),
        title="{period} {project.name} {category.name}",
        process="2.5",
        help=label(
            zh="每月 1 日自动统计上月往前 12 个月",
            en="Kept on the first of each month, over the twelve months before",
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
        ForeignKey("project.id", name="fk_reliability_stat_project"),
        info=field("ref", zh="项目", en="Project", required=True, readonly=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment_category.id", name="fk_reliability_stat_category"),
        info=field(
            "ref", zh="设备分类", en="Equipment category", readonly=True, to="EquipmentCategory"
        ),
    )
    category: Mapped[EquipmentCategory | None] = relationship(
        "EquipmentCategory", foreign_keys=[category_id]
    )
    devices: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="设备数", en="Devices", readonly=True, total=False)
    )
    failures: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="故障数", en="Failures", readonly=True, total=False)
    )
    hours: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(1),
        info=field(
            "decimal", zh="观察小时", en="Hours observed", readonly=True, total=False, scale=1
        ),
    )
    down_hours: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(1),
        info=field(
            "decimal",
            zh="故障停机小时",
            en="Hours down by faults",
            readonly=True,
            total=False,
            scale=1,
        ),
    )
    mtbf_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="MTBF（小时）", en="MTBF (hours)", readonly=True, total=False, scale=2
        ),
    )
    mtbf_low_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="MTBF 下限（90%）",
            en="MTBF, at least (90%)",
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    mttr_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="MTTR（小时）", en="MTTR (hours)", readonly=True, total=False, scale=2
        ),
    )
    availability: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field("percent", zh="可用率", en="Availability", readonly=True, scale=4),
    )
    per_year: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field(
            "decimal", zh="年故障率", en="Failures a year", readonly=True, total=False, scale=4
        ),
    )
    cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="维修费用", en="Cost of repair", readonly=True, total=False),
    )


reliability_stat_hooks = EntityHooks[ReliabilityStat, Never](ReliabilityStat)
