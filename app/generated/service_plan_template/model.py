"""服务方案模板 Service plan template: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9ea6d1544db408be76618d369e7bc114a83fbbb2091f4be03845bed621ed4021

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import aggregate, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..plan_item.model import PlanItem
    from ..plan_weight.model import PlanWeight

ServicePlanTemplateState = Literal["draft", "active", "retired"]
ServicePlanTemplateTransition = Literal["activate", "revise", "retire"]


class ServicePlanTemplate(Entity):
    """服务方案模板 Service plan template (1.2)."""

    __tablename__ = "service_plan_template"
    __table_args__ = (
        Index(
            "uq_service_plan_template_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_service_plan_template_state_code", "state", "code"),
        Index("ix_service_plan_template_standard_code", "standard", "code"),
        Index("ix_service_plan_template_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="ServicePlanTemplate",
        module="crm",
        label=label(zh="服务方案模板", en="Service plan template"),
        title="{name}",
        process="1.2",
        children=[
            Children(
                "weights",
                of="PlanWeight",
                by="template",
                label=label(zh="需求权重", en="Feature weights"),
            ),
            Children(
                "items", of="PlanItem", by="template", label=label(zh="服务项", en="Services")
            ),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(24),
        info=field(
            "string",
            zh="编码",
            en="Code",
            required=True,
            unique=True,
            max=24,
            pattern="[A-Za-z][A-Za-z0-9_.-]*",
        ),
    )
    name: Mapped[str] = mapped_column(
        String(48),
        info=field("string", zh="方案名称", en="Name", required=True, search=True, max=48),
    )
    description: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="说明", en="Description", max=1000)
    )
    standard: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="标准方案",
            en="Standard plan",
            help=label(
                zh="不评分、不使用个人信息；选择“非个性化”的住户得到它",
                en="Not scored, uses no personal data: what a resident gets who chooses “not personal”",
            ),
        ),
    )
    threshold: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="推荐阈值",
            en="Threshold",
            help=label(zh="匹配度达到此值才推荐", en="Recommended from this score on"),
            required=True,
            default=60,
            total=False,
            max=100,
            min=0,
            scale=2,
        ),
    )
    needs_sensitive: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="需敏感信息同意",
            en="Needs the consent to sensitive data",
            help=label(zh="没有该项同意的住户不推荐", en="Not recommended to residents without it"),
        ),
    )
    months: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="期限（月）",
            en="Term (months)",
            required=True,
            default=12,
            total=False,
            max=60,
            min=1,
        ),
    )
    weight_total: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="权重合计",
            en="Weights in all",
            total=False,
            scale=2,
            aggregate=aggregate("sum", "weights", "weight"),
        ),
    )
    state: Mapped[ServicePlanTemplateState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    weights: Mapped[list[PlanWeight]] = relationship(
        "PlanWeight",
        primaryjoin="and_(ServicePlanTemplate.id == PlanWeight.template_id, PlanWeight.deleted_at.is_(None))",
        foreign_keys="PlanWeight.template_id",
        order_by="PlanWeight.id",
        viewonly=True,
    )
    items: Mapped[list[PlanItem]] = relationship(
        "PlanItem",
        primaryjoin="and_(ServicePlanTemplate.id == PlanItem.template_id, PlanItem.deleted_at.is_(None))",
        foreign_keys="PlanItem.template_id",
        order_by="PlanItem.id",
        viewonly=True,
    )


service_plan_template_hooks = EntityHooks[ServicePlanTemplate, ServicePlanTemplateTransition](
    ServicePlanTemplate, transitions=("activate", "revise", "retire")
)
