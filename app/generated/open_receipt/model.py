"""暂收款 Unknown receipt: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bee4a11836017b71ad6d4f091a1a656100a33eb0e3f798b70ee67791f0b5ec81

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

from .. import enums
from ..enums import PayChannel

if TYPE_CHECKING:
    from ..channel_settlement.model import ChannelSettlement
    from ..channel_trade.model import ChannelTrade
    from ..customer.model import Customer
    from ..payment.model import Payment
    from ..project.model import Project
    from ..refund.model import Refund
    from ..voucher.model import Voucher

OpenReceiptState = Literal["open", "assigned", "returning", "returned"]
OpenReceiptTransition = Literal["assign", "ask_back", "keep", "give_back"]


class OpenReceipt(Entity):
    """暂收款 Unknown receipt (3.1)."""

    __tablename__ = "open_receipt"
    __table_args__ = (
        Index(
            "uq_open_receipt_trade",
            "trade_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_open_receipt_state_paid_at", "state", "paid_at"),
        Index("ix_open_receipt_receipt_no", "receipt_no"),
        Index("ix_open_receipt_paid_at", "paid_at"),
        Index("ix_open_receipt_channel_paid_at", "channel", "paid_at"),
        Index("ix_open_receipt_project_paid_at", "project_id", "paid_at"),
        Index("ix_open_receipt_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="OpenReceipt",
        module="fee",
        label=label(zh="暂收款", en="Unknown receipt"),
        title="{receipt_no}",
        process="3.1",
        help=label(
            zh="渠道已收、付款人不明的款项：记在其他应付款，认领后转为该客户的收款，或经审批退回付款人",
            en="Money that a channel took and nobody named: owed until it is assigned and a payment of that customer, or given back to whoever paid",
        ),
        children=[
            Children("refunds", of="Refund", by="receipt", label=label(zh="退款", en="Refunds")),
        ],
    )

    receipt_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="暂收单号", en="No.", numbering=numbering("ZS{yyyy}{mm}-{seq:6}")),
    )
    settlement_id: Mapped[int] = mapped_column(
        ForeignKey("channel_settlement.id", name="fk_open_receipt_settlement"),
        index=True,
        info=field(
            "ref",
            zh="结算单",
            en="Settlement",
            required=True,
            readonly=True,
            to="ChannelSettlement",
            trace="cause",
        ),
    )
    settlement: Mapped[ChannelSettlement] = relationship(
        "ChannelSettlement", foreign_keys=[settlement_id]
    )
    trade_id: Mapped[int] = mapped_column(
        ForeignKey("channel_trade.id", name="fk_open_receipt_trade"),
        index=True,
        info=field(
            "ref",
            zh="渠道交易",
            en="Channel trade",
            required=True,
            readonly=True,
            unique=True,
            to="ChannelTrade",
        ),
    )
    trade: Mapped[ChannelTrade] = relationship("ChannelTrade", foreign_keys=[trade_id])
    channel: Mapped[PayChannel] = mapped_column(
        String(40),
        info=field(
            "enum", zh="渠道", en="Channel", required=True, readonly=True, enum=enums.pay_channel
        ),
    )
    trade_no: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="渠道流水号",
            en="Channel's number",
            required=True,
            readonly=True,
            search=True,
            max=64,
        ),
    )
    paid_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="支付时间", en="Paid at", readonly=True)
    )
    amount: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="金额", en="Amount", required=True, readonly=True)
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_open_receipt_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            help=label(zh="空 = 各项目共用的商户", en="Empty: a merchant of all projects"),
            readonly=True,
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_open_receipt_customer"),
        index=True,
        info=field("ref", zh="客户", en="Customer", to="Customer"),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    payment_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment.id", name="fk_open_receipt_payment"),
        index=True,
        info=field("ref", zh="收款单", en="Payment", readonly=True, to="Payment", trace="result"),
    )
    payment: Mapped[Payment | None] = relationship("Payment", foreign_keys=[payment_id])
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_open_receipt_voucher"),
        index=True,
        info=field("ref", zh="认领凭证", en="Voucher", readonly=True, to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    state: Mapped[OpenReceiptState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    refunds: Mapped[list[Refund]] = relationship(
        "Refund",
        primaryjoin="and_(OpenReceipt.id == Refund.receipt_id, Refund.deleted_at.is_(None))",
        foreign_keys="Refund.receipt_id",
        order_by="Refund.id",
        viewonly=True,
    )


open_receipt_hooks = EntityHooks[OpenReceipt, OpenReceiptTransition](
    OpenReceipt, transitions=("assign", "ask_back", "keep", "give_back")
)
