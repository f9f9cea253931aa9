"""工单用料 Work order part: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a6ef6b7b06c4b498dcdfd6c372dcf088e563b4c03a4e9fc1ad9b61b57f070081

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal

if TYPE_CHECKING:
    from ..work_order.model import WorkOrder


class WorkOrderPart(Entity):
    """工单用料 Work order part."""

    __tablename__ = "work_order_part"
    meta = EntityMeta(
        name="WorkOrderPart",
        module="crm",
        label=label(zh="工单用料", en="Work order part"),
        title="{name}",
        parent="WorkOrder",
    )

    work_order_id: Mapped[int] = mapped_column(
        ForeignKey("work_order.id", name="fk_work_order_part_work_order"),
        index=True,
        info=field(
            "ref", zh="工单", en="Work order", required=True, to="WorkOrder", on_delete="cascade"
        ),
    )
    work_order: Mapped[WorkOrder] = relationship("WorkOrder", foreign_keys=[work_order_id])
    name: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="名称", en="Name", required=True, max=64)
    )
    quantity: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="数量", en="Quantity", required=True, min=0, scale=2),
    )
    unit_price: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="单价", en="Unit price", required=True, min=0)
    )
    amount: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="金额",
            en="Amount",
            formula=expression(
                "quantity * unit_price", ["mul", ["field", "quantity"], ["field", "unit_price"]]
            ),
        ),
    )


work_order_part_hooks = EntityHooks[WorkOrderPart, Never](WorkOrderPart)
