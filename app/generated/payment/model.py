"""收款单 Payment: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 820eadde161869bba45b76a57c301bec2c82ace42d32cec3249915c44186d42b

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Column, ForeignKey, Index, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

from .. import enums
from ..enums import PayChannel

if TYPE_CHECKING:
    from ..bank_account.model import BankAccount
    from ..bill.model import Bill
    from ..cash_count.model import CashCount
    from ..channel_settlement.model import ChannelSettlement
    from ..customer.model import Customer
    from ..payment_allocation.model import PaymentAllocation
    from ..project.model import Project
    from ..refund.model import Refund
    from ..voucher.model import Voucher

PaymentState = Literal["created", "pending", "settled", "reconciled", "failed", "refunded"]
PaymentTransition = Literal["submit", "receive", "settle", "fail", "reconcile", "reopen", "refund"]
PaymentRule = Literal["oldest", "chosen"]
payment_rule = EnumType(
    "PaymentRule",
    [
        EnumValue("oldest", label(zh="先到期先收", en="Oldest first")),
        EnumValue("chosen", label(zh="指定账单", en="Chosen bills")),
    ],
)

payment_chosen = Table(
    "payment_chosen",
    Entity.metadata,
    Column(
        "payment_id", ForeignKey("payment.id", name="fk_payment_chosen_payment"), primary_key=True
    ),
    Column("bill_id", ForeignKey("bill.id", name="fk_payment_chosen_bill"), primary_key=True),
    Index("ix_payment_chosen_bill_id", "bill_id"),
)


class Payment(Entity):
    """收款单 Payment (3.1)."""

    __tablename__ = "payment"
    __table_args__ = (
        Index(
            "uq_payment_out_trade_no",
            "out_trade_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_payment_receipt_no",
            "receipt_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_payment_channel_channel_trade_no",
            "channel",
            "channel_trade_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_payment_customer_created_at", "customer_id", "created_at"),
        Index("ix_payment_project_state_paid_at", "project_id", "state", "paid_at"),
        Index("ix_payment_state_expires_at", "state", "expires_at"),
        Index("ix_payment_payment_no", "payment_no"),
        Index("ix_payment_created_at", "created_at"),
        Index("ix_payment_state_created_at", "state", "created_at"),
        Index("ix_payment_channel_created_at", "channel", "created_at"),
        Index("ix_payment_project_created_at", "project_id", "created_at"),
        Index("ix_payment_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="Payment",
        module="fee",
        label=label(zh="收款单", en="Payment"),
        title="{payment_no}",
        process="3.1",
        children=[
            Children(
                "allocations",
                of="PaymentAllocation",
                by="payment",
                label=label(zh="核销", en="Allocations"),
            ),
            Children("refunds", of="Refund", by="payment", label=label(zh="退款", en="Refunds")),
        ],
    )

    payment_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "number", zh="收款单号", en="No.", numbering=numbering("SK{yyyy}{mm}{dd}-{seq:6}")
        ),
    )
    channel: Mapped[PayChannel] = mapped_column(
        String(40),
        info=field("enum", zh="渠道", en="Channel", required=True, enum=enums.pay_channel),
    )
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", name="fk_payment_customer"),
        info=field("ref", zh="客户", en="Customer", required=True, search=True, to="Customer"),
    )
    customer: Mapped[Customer] = relationship("Customer", foreign_keys=[customer_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_payment_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            required=True,
            default=expression("customer.project", ["path", ["customer"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    amount: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="金额", en="Amount", required=True, min="0.01")
    )
    allocated: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="已核销", en="Allocated", readonly=True, default=0)
    )
    prepaid: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="转预存", en="Paid ahead", readonly=True, default=0)
    )
    refunded: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="已退款", en="Refunded", readonly=True, default=0)
    )
    rule: Mapped[PaymentRule] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="核销方式",
            en="Allocation",
            required=True,
            default="oldest",
            enum=payment_rule,
        ),
    )
    chosen: Mapped[list[Bill]] = relationship(
        "Bill",
        secondary=payment_chosen,
        order_by="Bill.id",
        info=field(
            "refs",
            zh="指定账单",
            en="Chosen bills",
            visible=expression(
                "rule == 'chosen'", ["eq", ["field", "rule"], ["lit", "string", "chosen"]]
            ),
            to="Bill",
        ),
    )
    out_trade_no: Mapped[str | None] = mapped_column(
        String(64),
        info=field(
            "string", zh="商户订单号", en="Merchant order no.", readonly=True, unique=True, max=64
        ),
    )
    channel_trade_no: Mapped[str | None] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="渠道流水号",
            en="Channel's number",
            help=label(
                zh="转账、POS 请填银行流水号或参考号",
                en="For transfers and cards: the bank's reference",
            ),
            max=64,
        ),
    )
    paid_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="支付时间", en="Paid at", readonly=True),
    )
    expires_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="支付截止", en="To be paid by", readonly=True),
    )
    channel_fee: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="手续费", en="Channel's fee", readonly=True)
    )
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("bank_account.id", name="fk_payment_account"),
        index=True,
        info=field("ref", zh="收款账户", en="Received by", to="BankAccount"),
    )
    account: Mapped[BankAccount | None] = relationship("BankAccount", foreign_keys=[account_id])
    receipt_no: Mapped[str | None] = mapped_column(
        String(24),
        info=field("string", zh="收据号", en="Receipt no.", readonly=True, unique=True, max=24),
    )
    payer_name: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="付款人", en="Payer", pii="personal", max=64)
    )
    cash_count_id: Mapped[int | None] = mapped_column(
        ForeignKey("cash_count.id", name="fk_payment_cash_count"),
        index=True,
        info=field("ref", zh="日结单", en="Daily count", readonly=True, to="CashCount"),
    )
    cash_count: Mapped[CashCount | None] = relationship("CashCount", foreign_keys=[cash_count_id])
    settlement_id: Mapped[int | None] = mapped_column(
        ForeignKey("channel_settlement.id", name="fk_payment_settlement"),
        index=True,
        info=field(
            "ref",
            zh="渠道结算",
            en="Settlement",
            readonly=True,
            to="ChannelSettlement",
            trace="result",
        ),
    )
    settlement: Mapped[ChannelSettlement | None] = relationship(
        "ChannelSettlement", foreign_keys=[settlement_id]
    )
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_payment_voucher"),
        index=True,
        info=field("ref", zh="凭证", en="Voucher", readonly=True, to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    note: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="备注", en="Note", max=200)
    )
    state: Mapped[PaymentState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    allocations: Mapped[list[PaymentAllocation]] = relationship(
        "PaymentAllocation",
        primaryjoin="and_(Payment.id == PaymentAllocation.payment_id, PaymentAllocation.deleted_at.is_(None))",
        foreign_keys="PaymentAllocation.payment_id",
        order_by="PaymentAllocation.id",
        viewonly=True,
    )
    refunds: Mapped[list[Refund]] = relationship(
        "Refund",
        primaryjoin="and_(Payment.id == Refund.payment_id, Refund.deleted_at.is_(None))",
        foreign_keys="Refund.payment_id",
        order_by="Refund.id",
        viewonly=True,
    )


payment_hooks = EntityHooks[Payment, PaymentTransition](
    Payment, transitions=("submit", "receive", "settle", "fail", "reconcile", "reopen", "refund")
)
