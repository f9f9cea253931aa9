"""需求权重 Feature weight: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b38973bef8dcc9e899a5c8e77788af2025683d466591d46d0f108ce68c466bfa

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import PlanFeature

if TYPE_CHECKING:
    from ..service_plan_template.model import ServicePlanTemplate
    from ..ticket_category.model import TicketCategory


class PlanWeight(Entity):
    """需求权重 Feature weight (1.2)."""

    __tablename__ = "plan_weight"
    __table_args__ = (
        Index(
            "uq_plan_weight_template_feature_category",
            "template_id",
            "feature",
            "category_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_plan_weight_feature", "feature"),
    )
    meta = EntityMeta(
        name="PlanWeight",
        module="crm",
        label=label(zh="需求权重", en="Feature weight"),
        title="{feature}",
        process="1.2",
        parent="ServicePlanTemplate",
    )

    template_id: Mapped[int] = mapped_column(
        ForeignKey("service_plan_template.id", name="fk_plan_weight_template"),
        index=True,
        info=field(
            "ref",
            zh="模板",
            en="Template",
            required=True,
            to="ServicePlanTemplate",
            on_delete="cascade",
        ),
    )
    template: Mapped[ServicePlanTemplate] = relationship(
        "ServicePlanTemplate", foreign_keys=[template_id]
    )
    feature: Mapped[PlanFeature] = mapped_column(
        String(40),
        info=field("enum", zh="需求特征", en="Feature", required=True, enum=enums.plan_feature),
    )
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("ticket_category.id", name="fk_plan_weight_category"),
        index=True,
        info=field(
            "ref",
            zh="报事分类",
            en="Category of requests",
            required=expression(
                "feature == 'orders'", ["eq", ["field", "feature"], ["lit", "string", "orders"]]
            ),
            visible=expression(
                "feature == 'orders'", ["eq", ["field", "feature"], ["lit", "string", "orders"]]
            ),
            to="TicketCategory",
        ),
    )
    category: Mapped[TicketCategory | None] = relationship(
        "TicketCategory", foreign_keys=[category_id]
    )
    weight: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="权重",
            en="Weight",
            required=True,
            total=False,
            max=100,
            min="0.01",
            scale=2,
        ),
    )


plan_weight_hooks = EntityHooks[PlanWeight, Never](PlanWeight)
