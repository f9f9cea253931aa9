"""维修用件 Part used: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 55cd09c20cf4ef7531597a5fcae32073ec0fb2423dd3ca97d5f6a9cd980fcd58

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal

if TYPE_CHECKING:
    from ..repair_order.model import RepairOrder
    from ..spare_part.model import SparePart


class RepairPart(Entity):
    """维修用件 Part used (2.4)."""

    __tablename__ = "repair_part"
    __table_args__ = (
        Index(
            "uq_repair_part_repair_order_part",
            "repair_order_id",
            "part_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="RepairPart",
        module="eqp",
        label=label(zh="维修用件", en="Part used"),
        title="{part.code} {part.name} {quantity}",
        process="2.4",
        parent="RepairOrder",
    )

    repair_order_id: Mapped[int] = mapped_column(
        ForeignKey("repair_order.id", name="fk_repair_part_repair_order"),
        index=True,
        info=field(
            "ref",
            zh="报修单",
            en="Repair order",
            required=True,
            to="RepairOrder",
            on_delete="cascade",
        ),
    )
    repair_order: Mapped[RepairOrder] = relationship("RepairOrder", foreign_keys=[repair_order_id])
    part_id: Mapped[int] = mapped_column(
        ForeignKey("spare_part.id", name="fk_repair_part_part"),
        index=True,
        info=field("ref", zh="备件", en="Spare part", required=True, to="SparePart"),
    )
    part: Mapped[SparePart] = relationship("SparePart", foreign_keys=[part_id])
    quantity: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="数量", en="Quantity", required=True, total=False, min="0.01", scale=2
        ),
    )
    uom: Mapped[str | None] = mapped_column(
        String(8),
        info=field("string", zh="单位", en="Unit of measure", max=8, lookup=["part", "uom"]),
    )
    unit_cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="移动平均价", en="Moving average cost", readonly=True, total=False),
    )
    amount: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="金额", en="Amount", readonly=True)
    )


repair_part_hooks = EntityHooks[RepairPart, Never](RepairPart)
