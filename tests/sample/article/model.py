"""商品 Article: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 81bf6df4c2aaa8f8cdf15bdbfe18d2aeadb4d08563237a4b4cdce11431ba173f

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Never

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, Time
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import MoneyType, ScaledDecimal

if TYPE_CHECKING:
    from ..keyword.model import Keyword

ArticleSeasons = Literal["spring", "summer", "autumn", "winter"]
article_seasons = EnumType(
    "ArticleSeasons",
    [
        EnumValue("spring", label(zh="春", en="Spring")),
        EnumValue("summer", label(zh="夏", en="Summer")),
        EnumValue("autumn", label(zh="秋", en="Autumn")),
        EnumValue("winter", label(zh="冬", en="Winter")),
    ],
)

article_keywords = Table(
    "article_keywords",
    Entity.metadata,
    Column(
        "article_id", ForeignKey("article.id", name="fk_article_keywords_article"), primary_key=True
    ),
    Column(
        "keyword_id", ForeignKey("keyword.id", name="fk_article_keywords_keyword"), primary_key=True
    ),
    Index("ix_article_keywords_keyword_id", "keyword_id"),
)


class Article(Entity):
    """商品 Article."""

    __tablename__ = "article"
    __table_args__ = (Index("ix_article_active", "active"),)
    meta = EntityMeta(
        name="Article", module="trade", label=label(zh="商品", en="Article"), title="{name}"
    )

    name: Mapped[str] = mapped_column(
        String(80), info=field("string", zh="名称", en="Name", required=True, search=True, max=80)
    )
    barcode: Mapped[str | None] = mapped_column(
        String(64), info=field("barcode", zh="条码", en="Barcode", max=64)
    )
    price: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="单价", en="Price", required=True, min=0)
    )
    cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="进价", en="Cost")
    )
    margin: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="毛利",
            en="Margin",
            formula=expression("price - cost", ["sub", ["field", "price"], ["field", "cost"]]),
        ),
    )
    rate: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("percent", zh="税率", en="Tax rate", scale=2)
    )
    weight: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(3), info=field("decimal", zh="重量", en="Weight", scale=3)
    )
    stock: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="库存", en="Stock", default=0, min=0)
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="在售", en="On sale", default=True)
    )
    notes: Mapped[str | None] = mapped_column(Text(), info=field("richtext", zh="说明", en="Notes"))
    website: Mapped[str | None] = mapped_column(
        String(500), info=field("url", zh="网址", en="Website", max=500)
    )
    origin: Mapped[str | None] = mapped_column(
        String(12), info=field("region", zh="产地", en="Origin", max=12)
    )
    shelf_life: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="保质期", en="Shelf life")
    )
    opens: Mapped[datetime.time | None] = mapped_column(
        Time(), info=field("time", zh="上架时间", en="On the shelf at", default="12:00")
    )
    seasons: Mapped[list[ArticleSeasons] | None] = mapped_column(
        JSON(none_as_null=True), info=field("enums", zh="季节", en="Seasons", enum=article_seasons)
    )
    stars: Mapped[int | None] = mapped_column(
        Integer(), info=field("rating", zh="评分", en="Stars")
    )
    extra: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="附加信息", en="Extra")
    )
    manual: Mapped[int | None] = mapped_column(
        ForeignKey("sys_attachment.id", name="fk_article_manual"),
        info=field("file", zh="说明书", en="Manual"),
    )
    papers: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("files", zh="资质", en="Papers", max=3)
    )
    picture: Mapped[int | None] = mapped_column(
        ForeignKey("sys_attachment.id", name="fk_article_picture"),
        info=field("image", zh="图片", en="Picture"),
    )
    pictures: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="更多图片", en="More pictures", max=6)
    )
    token: Mapped[str | None] = mapped_column(
        Sensitive("article.token"), info=field("secret", zh="接口密钥", en="Interface key", max=255)
    )
    keywords: Mapped[list[Keyword]] = relationship(
        "Keyword",
        secondary=article_keywords,
        order_by="Keyword.id",
        info=field("refs", zh="标签", en="Keywords", to="Keyword"),
    )


article_hooks = EntityHooks[Article, Never](Article)
