"""销售明细 Sale line: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 98e6aa8d7ea2488a59c15d4b0d129aa3a3ce33ebca5bc30214b83e39827a85b5

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal

if TYPE_CHECKING:
    from ..article.model import Article
    from ..sale.model import Sale


class SaleLine(Entity):
    """销售明细 Sale line."""

    __tablename__ = "sale_line"
    meta = EntityMeta(
        name="SaleLine",
        module="trade",
        label=label(zh="销售明细", en="Sale line"),
        title="{article.name}",
        parent="Sale",
    )

    sale_id: Mapped[int] = mapped_column(
        ForeignKey("sale.id", name="fk_sale_line_sale"),
        index=True,
        info=field("ref", zh="销售单", en="Sale", required=True, to="Sale", on_delete="cascade"),
    )
    sale: Mapped[Sale] = relationship("Sale", foreign_keys=[sale_id])
    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", name="fk_sale_line_article"),
        index=True,
        info=field("ref", zh="商品", en="Article", required=True, to="Article"),
    )
    article: Mapped[Article] = relationship("Article", foreign_keys=[article_id])
    count: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="数量", en="Quantity", required=True, min=0, scale=2),
    )
    price: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="单价", en="Price", required=True, total=False)
    )
    amount: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="金额",
            en="Amount",
            formula=expression("count * price", ["mul", ["field", "count"], ["field", "price"]]),
        ),
    )


sale_line_hooks = EntityHooks[SaleLine, Never](SaleLine)
