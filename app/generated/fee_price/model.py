"""收费价格 Price: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f3c83d8b256346c170b64fcb30b9319726faaba5a5ead096917a852426a50e92

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..fee_item.model import FeeItem
    from ..project.model import Project

FeePriceUnitKind = Literal["home", "shop", "office", "storage", "other"]
fee_price_unit_kind = EnumType(
    "FeePriceUnitKind",
    [
        EnumValue("home", label(zh="住宅", en="Home")),
        EnumValue("shop", label(zh="商铺", en="Shop")),
        EnumValue("office", label(zh="办公", en="Office")),
        EnumValue("storage", label(zh="储藏", en="Storage")),
        EnumValue("other", label(zh="其他", en="Other")),
    ],
)


class FeePrice(Entity):
    """收费价格 Price (3.1)."""

    __tablename__ = "fee_price"
    __table_args__ = (
        Index(
            "uq_fee_price_fee_item_project_unit_kind_from_on",
            "fee_item_id",
            "project_id",
            "unit_kind",
            "from_on",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_fee_price_from_on", "from_on"),
        Index("ix_fee_price_fee_item_from_on", "fee_item_id", "from_on"),
        Index("ix_fee_price_project_from_on", "project_id", "from_on"),
        Index("ix_fee_price_unit_kind_from_on", "unit_kind", "from_on"),
    )
    meta = EntityMeta(
        name="FeePrice",
        module="fee",
        label=label(zh="收费价格", en="Price"),
        title="{fee_item.name} {price}",
        process="3.1",
        parent="FeeItem",
    )

    fee_item_id: Mapped[int] = mapped_column(
        ForeignKey("fee_item.id", name="fk_fee_price_fee_item"),
        info=field("ref", zh="收费项目", en="Fee item", required=True, to="FeeItem"),
    )
    fee_item: Mapped[FeeItem] = relationship("FeeItem", foreign_keys=[fee_item_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_fee_price_project"),
        info=field("ref", zh="项目", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    unit_kind: Mapped[FeePriceUnitKind | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="房屋用途",
            en="Use of the unit",
            help=label(zh="空 = 各种用途", en="Empty: every use"),
            enum=fee_price_unit_kind,
        ),
    )
    price: Mapped[Decimal] = mapped_column(
        ScaledDecimal(4),
        info=field("decimal", zh="单价（元）", en="Price (CNY)", required=True, min=0, scale=4),
    )
    from_on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="生效日", en="From", required=True)
    )
    ground: Mapped[str | None] = mapped_column(
        String(100),
        info=field(
            "string",
            zh="依据",
            en="Ground",
            help=label(
                zh="合同、业主大会决议或政府定价文号",
                en="Contract, owners' resolution or price order",
            ),
            max=100,
        ),
    )


fee_price_hooks = EntityHooks[FeePrice, Never](FeePrice)
