"""订单行 Order line: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a1e813abf888ad71461cf487e97530ef7d915ccc555809a1bb803cd22695d052

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..order.model import Order
    from ..product.model import Product


class OrderLine(Entity):
    """订单行 Order line."""

    __tablename__ = "order_line"
    meta = EntityMeta(
        name="OrderLine",
        module="sales",
        label=label(zh="订单行", en="Order line"),
        title="{product.name}",
        parent="Order",
    )

    order_id: Mapped[int] = mapped_column(
        ForeignKey("order.id", name="fk_order_line_order"),
        index=True,
        info=field("ref", zh="订单", en="Order", required=True, to="Order", on_delete="cascade"),
    )
    order: Mapped[Order] = relationship("Order", foreign_keys=[order_id])
    product_id: Mapped[int] = mapped_column(
        ForeignKey("product.id", name="fk_order_line_product"),
        index=True,
        info=field("ref", zh="商品", en="Product", required=True, to="Product"),
    )
    product: Mapped[Product] = relationship("Product", foreign_keys=[product_id])
    quantity: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="数量", en="Quantity", required=True, default=1, min=1)
    )
    price: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="单价", en="Unit price", lookup=["product", "price"])
    )
    amount: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="金额",
            en="Amount",
            formula=expression(
                "quantity * price", ["mul", ["field", "quantity"], ["field", "price"]]
            ),
        ),
    )


order_line_hooks = EntityHooks[OrderLine, Never](OrderLine)
