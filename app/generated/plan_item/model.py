"""方案服务项 Service of a template: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9f3841aef97e33f68eb2f3f0225e3c8efd32316ba7531ef0b4c34c247b244647

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

from .. import enums
from ..enums import PlanFrequency

if TYPE_CHECKING:
    from ..fee_item.model import FeeItem
    from ..service_plan_template.model import ServicePlanTemplate
    from ..ticket_category.model import TicketCategory


class PlanItem(Entity):
    """方案服务项 Service of a template (1.2)."""

    __tablename__ = "plan_item"
    __table_args__ = (
        Index(
            "uq_plan_item_template_service",
            "template_id",
            "service",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_plan_item_frequency", "frequency"),
    )
    meta = EntityMeta(
        name="PlanItem",
        module="crm",
        label=label(zh="方案服务项", en="Service of a template"),
        title="{service}",
        process="1.2",
        checks=[
            Check(
                "does_something",
                expression(
                    "category != null or fee_item != null",
                    [
                        "or",
                        ["not_null", ["field", "category"]],
                        ["not_null", ["field", "fee_item"]],
                    ],
                ),
                message(
                    zh="请填写工单分类或收费项目",
                    en="Give the category of its orders or its fee item",
                ),
            ),
        ],
        parent="ServicePlanTemplate",
    )

    template_id: Mapped[int] = mapped_column(
        ForeignKey("service_plan_template.id", name="fk_plan_item_template"),
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
    service: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="服务", en="Service", required=True, max=64)
    )
    frequency: Mapped[PlanFrequency] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="频次",
            en="How often",
            required=True,
            default="month",
            enum=enums.plan_frequency,
        ),
    )
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("ticket_category.id", name="fk_plan_item_category"),
        index=True,
        info=field(
            "ref",
            zh="工单分类",
            en="Category of the orders",
            help=label(zh="填写后按频次生成工单", en="With it an order is made each time"),
            to="TicketCategory",
        ),
    )
    category: Mapped[TicketCategory | None] = relationship(
        "TicketCategory", foreign_keys=[category_id]
    )
    fee_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("fee_item.id", name="fk_plan_item_fee_item"),
        index=True,
        info=field(
            "ref",
            zh="收费项目",
            en="Fee item",
            help=label(
                zh="填写后从生效日起收费；空 = 免费",
                en="With it the fee runs from the first day; empty: free",
            ),
            to="FeeItem",
        ),
    )
    fee_item: Mapped[FeeItem | None] = relationship("FeeItem", foreign_keys=[fee_item_id])


plan_item_hooks = EntityHooks[PlanItem, Never](PlanItem)
