"""商品 Product: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b9072cec7364e1a60fa18df90bece27bc6891171007b3d418af3001aaf7d07ee

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Never

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, String, Table, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal

if TYPE_CHECKING:
    from ..category.model import Category
    from ..tag.model import Tag

ProductChannels = Literal["web", "store", "phone"]
product_channels = EnumType(
    "ProductChannels",
    [
        EnumValue("web", label(zh="网店", en="Web")),
        EnumValue("store", label(zh="门店", en="Store")),
        EnumValue("phone", label(zh="电话", en="Phone")),
    ],
)

product_tags = Table(
    "product_tags",
    Entity.metadata,
    Column(
        "product_id", ForeignKey("product.id", name="fk_product_tags_product"), primary_key=True
    ),
    Column("tag_id", ForeignKey("tag.id", name="fk_product_tags_tag"), primary_key=True),
    Index("ix_product_tags_tag_id", "tag_id"),
)


class Product(Entity):
    """商品 Product."""

    __tablename__ = "product"
    __table_args__ = (
        Index(
            "uq_product_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_product_barcode",
            "barcode",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_product_active", "active"),
    )
    meta = EntityMeta(
        name="Product",
        module="stock",
        label=label(zh="商品", en="Product"),
        title="{code} {name}",
        help=label(zh="店里卖的东西", en="What the shop sells"),
        checks=[
            Check(
                "price_covers_cost",
                expression(
                    "price >= cost",
                    [
                        "or",
                        ["is_null", ["field", "cost"]],
                        ["ge", ["field", "price"], ["field", "cost"]],
                    ],
                ),
                message(zh="售价低于进价", en="The price is below the cost."),
            ),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(16),
        info=field(
            "string",
            zh="编码",
            en="Code",
            help=label(zh="大写字母、数字和连字符", en="Capitals, digits and hyphens"),
            required=True,
            unique=True,
            max=16,
            pattern="[A-Z0-9-]+",
        ),
    )
    name: Mapped[str] = mapped_column(
        String(80), info=field("string", zh="名称", en="Name", required=True, search=True, max=80)
    )
    category_id: Mapped[int] = mapped_column(
        ForeignKey("category.id", name="fk_product_category"),
        index=True,
        info=field("ref", zh="类别", en="Category", required=True, to="Category"),
    )
    category: Mapped[Category] = relationship("Category", foreign_keys=[category_id])
    tags: Mapped[list[Tag]] = relationship(
        "Tag",
        secondary=product_tags,
        order_by="Tag.id",
        info=field("refs", zh="标签", en="Tags", to="Tag"),
    )
    description: Mapped[str | None] = mapped_column(
        Text(), info=field("richtext", zh="说明", en="Description", search=True)
    )
    price: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="售价", en="Price", required=True, min=0)
    )
    cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="进价", en="Cost", min=0)
    )
    margin: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="毛利率",
            en="Margin",
            scale=2,
            formula=expression(
                "(price - cost) / price * 100",
                [
                    "mul",
                    ["div", ["sub", ["field", "price"], ["field", "cost"]], ["field", "price"]],
                    ["lit", "int", 100],
                ],
            ),
        ),
    )
    weight: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(3), info=field("decimal", zh="重量（千克）", en="Weight (kg)", min=0, scale=3)
    )
    barcode: Mapped[str | None] = mapped_column(
        String(64), info=field("barcode", zh="条码", en="Barcode", unique=True, max=64)
    )
    channels: Mapped[list[ProductChannels] | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("enums", zh="渠道", en="Channels", default=["store"], enum=product_channels),
    )
    site: Mapped[str | None] = mapped_column(
        String(500), info=field("url", zh="网页", en="Web page", max=500)
    )
    manual: Mapped[int | None] = mapped_column(
        ForeignKey("sys_attachment.id", name="fk_product_manual"),
        info=field("file", zh="说明书", en="Manual"),
    )
    photos: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="照片", en="Photos", max=6)
    )
    data_sheet: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="参数", en="Data sheet")
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="在售", en="On sale", default=True)
    )


product_hooks = EntityHooks[Product, Never](Product)
