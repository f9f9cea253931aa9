"""维护策略建议 Maintenance suggestion: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 55a27c2417c66efe8b410d5debf5ddaa49af14ff76b3fc91fa4c04f24e893e73

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal

if TYPE_CHECKING:
    from ..equipment.model import Equipment
    from ..equipment_category.model import EquipmentCategory
    from ..maintenance_plan.model import MaintenancePlan
    from ..project.model import Project

MaintenanceAdviceState = Literal["generated", "reviewed", "applied", "rejected"]
MaintenanceAdviceTransition = Literal["review", "apply", "handle", "reject", "improve"]
MaintenanceAdviceKind = Literal["interval", "run_to_failure", "replace", "life_end"]
maintenance_advice_kind = EnumType(
    "MaintenanceAdviceKind",
    [
        EnumValue("interval", label(zh="调整周期", en="Change the interval"), color="blue"),
        EnumValue("run_to_failure", label(zh="事后维修", en="Run to failure"), color="gray"),
        EnumValue("replace", label(zh="评估更换", en="Consider replacing"), color="red"),
        EnumValue("life_end", label(zh="使用年限将到", en="Service life ends"), color="orange"),
    ],
)
MaintenanceAdvicePooled = Literal["device", "model", "category", "parent"]
maintenance_advice_pooled = EnumType(
    "MaintenanceAdvicePooled",
    [
        EnumValue("device", label(zh="本设备", en="This device")),
        EnumValue("model", label(zh="同型号", en="Same model")),
        EnumValue("category", label(zh="同分类", en="Same category")),
        EnumValue("parent", label(zh="上级分类", en="Category above")),
    ],
)
MaintenanceAdviceEffect = Literal["better", "same", "worse", "unknown"]
maintenance_advice_effect = EnumType(
    "MaintenanceAdviceEffect",
    [
        EnumValue("better", label(zh="有效", en="Effective"), color="green"),
        EnumValue("same", label(zh="无明显变化", en="No clear change"), color="gray"),
        EnumValue("worse", label(zh="变差", en="Worse"), color="red"),
        EnumValue("unknown", label(zh="数据不足", en="Not enough data"), color="yellow"),
    ],
)


class MaintenanceAdvice(Entity):
    """维护策略建议 Maintenance suggestion (2.5)."""

    __tablename__ = "maintenance_advice"
    __table_args__ = (
        Index(
            "uq_maintenance_advice_period_kind_plan_equipment",
            "period",
            "kind",
            "plan_id",
            "equipment_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_maintenance_advice_state_period", "state", "period"),
        Index("ix_maintenance_advice_kind_period", "kind", "period"),
        Index("ix_maintenance_advice_project_period", "project_id", "period"),
        Index("ix_maintenance_advice_category_period", "category_id", "period"),
        Index("ix_maintenance_advice_effect_period", "effect", "period"),
        Index(
            "ix_maintenance_advice_state_project_deleted_at", "state", "project_id", "deleted_at"
        ),
    )
    meta = EntityMeta(
        name="MaintenanceAdvice",
        module="eqp",
        label=label(zh="维护策略建议", en="Maintenance suggestion"),
        title="{period} {category.name} {kind}",
        process="2.5",
    )

    period: Mapped[str] = mapped_column(
        String(7), info=field("string", zh="期间", en="Period", required=True, readonly=True, max=7)
    )
    kind: Mapped[MaintenanceAdviceKind] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="建议",
            en="Suggestion",
            required=True,
            readonly=True,
            enum=maintenance_advice_kind,
        ),
    )
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment_category.id", name="fk_maintenance_advice_category"),
        info=field(
            "ref", zh="设备分类", en="Equipment category", readonly=True, to="EquipmentCategory"
        ),
    )
    category: Mapped[EquipmentCategory | None] = relationship(
        "EquipmentCategory", foreign_keys=[category_id]
    )
    model: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="型号", en="Model", readonly=True, max=64)
    )
    equipment_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment.id", name="fk_maintenance_advice_equipment"),
        index=True,
        info=field("ref", zh="设备", en="Equipment", readonly=True, to="Equipment", trace="cause"),
    )
    equipment: Mapped[Equipment | None] = relationship("Equipment", foreign_keys=[equipment_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_maintenance_advice_project"),
        info=field("ref", zh="项目", en="Project", readonly=True, to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    plan_id: Mapped[int | None] = mapped_column(
        ForeignKey("maintenance_plan.id", name="fk_maintenance_advice_plan"),
        index=True,
        info=field(
            "ref",
            zh="维护计划",
            en="Maintenance plan",
            readonly=True,
            to="MaintenancePlan",
            trace="result",
        ),
    )
    plan: Mapped[MaintenancePlan | None] = relationship("MaintenancePlan", foreign_keys=[plan_id])
    pooled: Mapped[MaintenanceAdvicePooled | None] = mapped_column(
        String(40),
        info=field(
            "enum", zh="数据来源", en="Drawn from", readonly=True, enum=maintenance_advice_pooled
        ),
    )
    failures: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="故障数", en="Failures", readonly=True, total=False)
    )
    censored: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="未故障段", en="Spans without failure", readonly=True, total=False),
    )
    mtbf_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="MTBF（小时）", en="MTBF (hours)", readonly=True, total=False, scale=2
        ),
    )
    beta: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field("decimal", zh="Weibull β", en="Weibull β", readonly=True, total=False, scale=4),
    )
    eta_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="Weibull η（小时）",
            en="Weibull η (hours)",
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    cost_preventive: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="预防一次费用", en="Cost of prevention", readonly=True, total=False),
    )
    cost_failure: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="故障一次费用", en="Cost of a failure", readonly=True, total=False),
    )
    cost_note: Mapped[str | None] = mapped_column(
        String(2000),
        info=field("string", zh="费用说明", en="About the costs", readonly=True, max=2000),
    )
    current_days: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int", zh="现周期（天）", en="Present interval (days)", readonly=True, total=False
        ),
    )
    optimal_days: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(1),
        info=field(
            "decimal", zh="计算最优（天）", en="Optimum (days)", readonly=True, total=False, scale=1
        ),
    )
    suggested_days: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int", zh="建议周期（天）", en="Suggested interval (days)", readonly=True, total=False
        ),
    )
    saving_pct: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="预计节省", en="Expected saving", readonly=True, scale=2),
    )
    explanation: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="说明", en="Explanation", readonly=True)
    )
    review_note: Mapped[str | None] = mapped_column(
        String(500), info=field("string", zh="复核意见", en="Review", max=500)
    )
    applied_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="应用日期", en="Applied on", readonly=True)
    )
    check_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        index=True,
        info=field("date", zh="效果检查日", en="Effect to be checked on", readonly=True),
    )
    effect: Mapped[MaintenanceAdviceEffect | None] = mapped_column(
        String(40),
        info=field("enum", zh="效果", en="Effect", readonly=True, enum=maintenance_advice_effect),
    )
    effect_note: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="效果说明", en="About the effect", readonly=True)
    )
    state: Mapped[MaintenanceAdviceState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


maintenance_advice_hooks = EntityHooks[MaintenanceAdvice, MaintenanceAdviceTransition](
    MaintenanceAdvice, transitions=("review", "apply", "handle", "reject", "improve")
)
