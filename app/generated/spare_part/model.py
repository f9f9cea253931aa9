"""备件 Spare part: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7a8dad5920bd604f0a8cd0c2636f4d7340737b154b8dd47bfcaf19ee8e995577

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal

if TYPE_CHECKING:
    from ..equipment_category.model import EquipmentCategory
    from ..project.model import Project
    from ..spare_move.model import SpareMove


class SparePart(Entity):
    """备件 Spare part (2.4)."""

    __tablename__ = "spare_part"
    __table_args__ = (
        Index(
            "uq_spare_part_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_spare_part_project_code", "project_id", "code"),
        Index("ix_spare_part_category_code", "category_id", "code"),
        Index("ix_spare_part_low_code", "low", "code"),
        Index("ix_spare_part_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="SparePart",
        module="eqp",
        label=label(zh="备件", en="Spare part"),
        title="{code} {name}",
        process="2.4",
        children=[
            Children("moves", of="SpareMove", by="part", label=label(zh="出入库", en="Movements")),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(24),
        info=field("string", zh="编码", en="Code", required=True, unique=True, search=True, max=24),
    )
    name: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="名称", en="Name", required=True, search=True, max=64)
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_spare_part_project"),
        info=field("ref", zh="所在项目", en="Kept at", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    spec: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="规格", en="Specification", search=True, max=64)
    )
    uom: Mapped[str] = mapped_column(
        String(8),
        info=field("string", zh="单位", en="Unit of measure", required=True, default="个", max=8),
    )
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment_category.id", name="fk_spare_part_category"),
        info=field("ref", zh="适用设备", en="For", to="EquipmentCategory", on_delete="null"),
    )
    category: Mapped[EquipmentCategory | None] = relationship(
        "EquipmentCategory", foreign_keys=[category_id]
    )
    stock: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="库存", en="Stock", readonly=True, default=0, total=False, min=0, scale=2
        ),
    )
    stock_value: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="库存金额", en="Value of stock", readonly=True, default=0, min=0),
    )
    min_stock: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="安全库存", en="Safety stock", total=False, min=0, scale=2),
    )
    low: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="低于安全库存",
            en="Below safety stock",
            color="red",
            formula=expression(
                "min_stock != null and stock < min_stock",
                [
                    "and",
                    ["not_null", ["field", "min_stock"]],
                    ["lt", ["field", "stock"], ["field", "min_stock"]],
                ],
            ),
        ),
    )
    unit_cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="移动平均价", en="Moving average cost", readonly=True, total=False),
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )
    moves: Mapped[list[SpareMove]] = relationship(
        "SpareMove",
        primaryjoin="and_(SparePart.id == SpareMove.part_id, SpareMove.deleted_at.is_(None))",
        foreign_keys="SpareMove.part_id",
        order_by="SpareMove.id",
        viewonly=True,
    )


spare_part_hooks = EntityHooks[SparePart, Never](SparePart)
