"""阶梯价 Tier: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dd078f9237c2f20bad99f58fe7c3d9da92dfaf329495d0b57d8ad7a2aea354d8

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..fee_item.model import FeeItem
    from ..project.model import Project

FeeTierBasis = Literal["month", "year"]
fee_tier_basis = EnumType(
    "FeeTierBasis",
    [
        EnumValue("month", label(zh="按月", en="By month")),
        EnumValue("year", label(zh="按年累计", en="Over the year")),
    ],
)


class FeeTier(Entity):
    """阶梯价 Tier (3.1)."""

    __tablename__ = "fee_tier"
    __table_args__ = (
        Index(
            "uq_fee_tier_fee_item_project_from_on_seq",
            "fee_item_id",
            "project_id",
            "from_on",
            "seq",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="FeeTier",
        module="fee",
        label=label(zh="阶梯价", en="Tier"),
        title="{fee_item.name} {seq}",
        process="3.1",
        parent="FeeItem",
    )

    fee_item_id: Mapped[int] = mapped_column(
        ForeignKey("fee_item.id", name="fk_fee_tier_fee_item"),
        index=True,
        info=field("ref", zh="收费项目", en="Fee item", required=True, to="FeeItem"),
    )
    fee_item: Mapped[FeeItem] = relationship("FeeItem", foreign_keys=[fee_item_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_fee_tier_project"),
        index=True,
        info=field(
            "ref",
            zh="项目",
            en="Project",
            help=label(zh="空 = 所有项目", en="Empty: every project"),
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    from_on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="生效日", en="From", required=True)
    )
    seq: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="档", en="Tier", required=True, min=1)
    )
    upto: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="上限用量",
            en="Up to",
            help=label(zh="空 = 以上全部", en="Empty: all above"),
            min=0,
            scale=2,
        ),
    )
    price: Mapped[Decimal] = mapped_column(
        ScaledDecimal(4),
        info=field("decimal", zh="单价（元）", en="Price (CNY)", required=True, min=0, scale=4),
    )
    basis: Mapped[FeeTierBasis] = mapped_column(
        String(40),
        info=field(
            "enum", zh="口径", en="Basis", required=True, default="year", enum=fee_tier_basis
        ),
    )


fee_tier_hooks = EntityHooks[FeeTier, Never](FeeTier)
