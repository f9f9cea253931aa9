"""记账 Posting: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 aa491cba238af7aaed59b43d4441bc5e0a97733dd6e6cdf4eb4932115935f647

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..sale.model import Sale


class Posting(Entity):
    """记账 Posting."""

    __tablename__ = "posting"
    __table_args__ = (Index("ix_posting_number", "number"), Index("ix_posting_day", "day"))
    meta = EntityMeta(
        name="Posting",
        module="trade",
        label=label(zh="记账", en="Posting"),
        title="{number}",
        ledger=True,
    )

    number: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "number", zh="凭证号", en="No.", numbering=numbering("P{yyyy}-{seq:6}", gapless=True)
        ),
    )
    sale_id: Mapped[int | None] = mapped_column(
        ForeignKey("sale.id", name="fk_posting_sale"),
        index=True,
        info=field("ref", zh="销售单", en="Sale", to="Sale", trace="cause"),
    )
    sale: Mapped[Sale | None] = relationship("Sale", foreign_keys=[sale_id])
    amount: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="金额", en="Amount", required=True)
    )
    day: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="日期",
            en="Day",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )


posting_hooks = EntityHooks[Posting, Never](Posting)
