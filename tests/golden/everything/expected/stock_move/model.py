"""库存变动 Stock move: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ce34e3592e314cad23734401a9eafcfb1b3fa41e83a1da87faa691b6570ac001

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Never

from sqlalchemy import Date, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..product.model import Product


class StockMove(Entity):
    """库存变动 Stock move."""

    __tablename__ = "stock_move"
    __table_args__ = (Index("ix_stock_move_moved_on", "moved_on"),)
    meta = EntityMeta(
        name="StockMove",
        module="stock",
        label=label(zh="库存变动", en="Stock move"),
        title="{moved_on}",
        ledger=True,
    )

    product_id: Mapped[int] = mapped_column(
        ForeignKey("product.id", name="fk_stock_move_product"),
        index=True,
        info=field("ref", zh="商品", en="Product", required=True, to="Product"),
    )
    product: Mapped[Product] = relationship("Product", foreign_keys=[product_id])
    quantity: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="数量", en="Quantity", required=True)
    )
    moved_on: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="日期",
            en="Date",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )


stock_move_hooks = EntityHooks[StockMove, Never](StockMove)
