"""销售单 Sale: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0231d3b68b41f9f05a32afe603b763c38bf498b62e8ee180bc9a0008a17fef07

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, aggregate, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

from .. import enums
from ..enums import Level

if TYPE_CHECKING:
    from ..buyer.model import Buyer
    from ..clerk.model import Clerk
    from ..sale_line.model import SaleLine
    from ..store.model import Store

SaleState = Literal["new", "packing", "waiting", "delivered", "refunded", "closed"]
SaleTransition = Literal["pack", "hold", "deliver", "release", "close", "refund"]
SalePackStatus = Literal["ok", "warn", "breached", "met", "missed"]
sale_pack_status = EnumType(
    "SalePackStatus",
    [
        EnumValue("ok", label(zh="正常", en="In time")),
        EnumValue("warn", label(zh="预警", en="Warning")),
        EnumValue("breached", label(zh="超时", en="Late")),
        EnumValue("met", label(zh="达成", en="Met")),
        EnumValue("missed", label(zh="未达成", en="Missed")),
    ],
)


class Sale(Entity):
    """销售单 Sale (1.1)."""

    __tablename__ = "sale"
    __table_args__ = (
        Index(
            "uq_sale_store_sale_no",
            "store_id",
            "sale_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_sale_store_state_promised_at", "store_id", "state", "promised_at"),
        Index("ix_sale_sale_no", "sale_no"),
        Index("ix_sale_promised_at", "promised_at"),
        Index("ix_sale_state_promised_at", "state", "promised_at"),
        Index("ix_sale_level_promised_at", "level", "promised_at"),
        Index("ix_sale_clerk_promised_at", "clerk_id", "promised_at"),
        Index("ix_sale_store_promised_at", "store_id", "promised_at"),
        Index("ix_sale_state_store_deleted_at", "state", "store_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="Sale",
        module="trade",
        label=label(zh="销售单", en="Sale"),
        title="{sale_no} {summary}",
        process="1.1",
        children=[Children("lines", of="SaleLine", by="sale", label=label(zh="明细", en="Lines"))],
        checks=[
            Check(
                "promise_after_creation",
                expression(
                    "promised_at >= created_at",
                    [
                        "or",
                        ["is_null", ["field", "promised_at"]],
                        ["ge", ["field", "promised_at"], ["field", "created_at"]],
                    ],
                ),
                message(zh="约定时间早于创建时间", en="Promised before it was made"),
            ),
        ],
        portal_comments="write",
    )

    sale_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "number",
            zh="单号",
            en="No.",
            numbering=numbering("S{yy}{mm}-{seq:4}", scope="store", gapless=True),
        ),
    )
    store_id: Mapped[int] = mapped_column(
        ForeignKey("store.id", name="fk_sale_store"),
        info=field("ref", zh="门店", en="Store", required=True, to="Store"),
    )
    store: Mapped[Store] = relationship("Store", foreign_keys=[store_id])
    buyer_id: Mapped[int | None] = mapped_column(
        ForeignKey("buyer.id", name="fk_sale_buyer"),
        index=True,
        info=field("ref", zh="顾客", en="Buyer", search=True, to="Buyer"),
    )
    buyer: Mapped[Buyer | None] = relationship("Buyer", foreign_keys=[buyer_id])
    phone: Mapped[str | None] = mapped_column(
        String(20),
        info=field(
            "phone", zh="电话", en="Phone", pii="personal", max=20, lookup=["buyer", "phone"]
        ),
    )
    summary: Mapped[str] = mapped_column(
        String(120),
        info=field("string", zh="摘要", en="Summary", required=True, search=True, max=120),
    )
    clerk_id: Mapped[int | None] = mapped_column(
        ForeignKey("clerk.id", name="fk_sale_clerk"),
        info=field("ref", zh="经手人", en="Clerk", to="Clerk"),
    )
    clerk: Mapped[Clerk | None] = relationship("Clerk", foreign_keys=[clerk_id])
    level: Mapped[Level | None] = mapped_column(
        String(40),
        info=field("enum", zh="优先级", en="Priority", default="normal", enum=enums.level),
    )
    delivery: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="送货", en="Delivery", color="orange")
    )
    address: Mapped[str | None] = mapped_column(
        Text(),
        info=field(
            "text",
            zh="送货地址",
            en="Delivery address",
            required=expression("delivery", ["field", "delivery"]),
            visible=expression("delivery", ["field", "delivery"]),
        ),
    )
    freight: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="运费",
            en="Freight",
            visible=expression("delivery", ["field", "delivery"]),
            default=0,
        ),
    )
    goods: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="货款", en="Goods", aggregate=aggregate("sum", "lines", "amount")),
    )
    total: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="合计",
            en="Total",
            formula=expression(
                "coalesce(goods, 0) + coalesce(freight, 0)",
                [
                    "add",
                    ["call", "coalesce", ["field", "goods"], ["lit", "int", 0]],
                    ["call", "coalesce", ["field", "freight"], ["lit", "int", 0]],
                ],
            ),
        ),
    )
    internal_note: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="内部备注", en="Internal note")
    )
    solution: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="处理结果", en="Outcome")
    )
    promised_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="约定时间", en="Promised", expires=2)
    )
    pack_due: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="备货时限", en="Pack before", readonly=True)
    )
    pack_status: Mapped[SalePackStatus | None] = mapped_column(
        String(40),
        info=field("enum", zh="备货状态", en="Packing", readonly=True, enum=sale_pack_status),
    )
    signed: Mapped[int | None] = mapped_column(
        ForeignKey("sys_attachment.id", name="fk_sale_signed"),
        info=field("signature", zh="签收", en="Signature"),
    )
    state: Mapped[SaleState] = mapped_column(String(40), info=field("state", zh="状态", en="State"))
    lines: Mapped[list[SaleLine]] = relationship(
        "SaleLine",
        primaryjoin="and_(Sale.id == SaleLine.sale_id, SaleLine.deleted_at.is_(None))",
        foreign_keys="SaleLine.sale_id",
        order_by="SaleLine.id",
        viewonly=True,
    )


sale_hooks = EntityHooks[Sale, SaleTransition](
    Sale, transitions=("pack", "hold", "deliver", "release", "close", "refund")
)
