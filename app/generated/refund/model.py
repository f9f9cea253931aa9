"""退款单 Refund: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a1bc564274876b9779ec2211b32b6a80fbdca14f5cb932130965ae5877419f8a

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, Boolean, Computed, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import MoneyType, UtcDateTime

if TYPE_CHECKING:
    from ..cash_count.model import CashCount
    from ..customer.model import Customer
    from ..open_receipt.model import OpenReceipt
    from ..payment.model import Payment
    from ..project.model import Project
    from ..voucher.model import Voucher

RefundState = Literal["requested", "calculated", "approved", "paid", "closed", "rejected"]
RefundTransition = Literal["calculate", "approve", "approve_large", "reject", "pay", "close"]
RefundKind = Literal["prepaid", "move_out", "mistake", "deposit", "unknown"]
refund_kind = EnumType(
    "RefundKind",
    [
        EnumValue("prepaid", label(zh="退预存", en="From prepayment")),
        EnumValue("move_out", label(zh="退房结算", en="At move-out")),
        EnumValue("mistake", label(zh="多收错收", en="Taken by mistake")),
        EnumValue("deposit", label(zh="退押金", en="Deposit")),
        EnumValue("unknown", label(zh="退暂收款", en="Unknown receipt")),
    ],
)


class Refund(Entity):
    """退款单 Refund (3.1)."""

    __tablename__ = "refund"
    __table_args__ = (
        Index("ix_refund_payment_state", "payment_id", "state"),
        Index("ix_refund_project_state_created_at", "project_id", "state", "created_at"),
        Index("ix_refund_refund_no", "refund_no"),
        Index("ix_refund_created_at", "created_at"),
        Index("ix_refund_state_created_at", "state", "created_at"),
        Index("ix_refund_kind_created_at", "kind", "created_at"),
        Index("ix_refund_project_created_at", "project_id", "created_at"),
        Index("ix_refund_customer_created_at", "customer_id", "created_at"),
        Index("ix_refund_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="Refund",
        module="fee",
        label=label(zh="退款单", en="Refund"),
        title="{refund_no}",
        process="3.1",
        parent="Payment",
    )

    refund_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="退款单号", en="No.", numbering=numbering("TK{yyyy}{mm}-{seq:6}")),
    )
    kind: Mapped[RefundKind] = mapped_column(
        String(40), info=field("enum", zh="类型", en="Kind", required=True, enum=refund_kind)
    )
    payment_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment.id", name="fk_refund_payment"),
        info=field(
            "ref",
            zh="原收款",
            en="Payment",
            required=expression(
                "not (kind == 'unknown')",
                ["not", ["eq", ["field", "kind"], ["lit", "string", "unknown"]]],
            ),
            visible=expression(
                "not (kind == 'unknown')",
                ["not", ["eq", ["field", "kind"], ["lit", "string", "unknown"]]],
            ),
            to="Payment",
            trace="cause",
        ),
    )
    payment: Mapped[Payment | None] = relationship("Payment", foreign_keys=[payment_id])
    receipt_id: Mapped[int | None] = mapped_column(
        ForeignKey("open_receipt.id", name="fk_refund_receipt", use_alter=True),
        index=True,
        info=field(
            "ref",
            zh="暂收款",
            en="Unknown receipt",
            help=label(
                zh="付款人不明的款项，只能全额退回",
                en="Money of an unknown payer, given back as a whole",
            ),
            required=expression(
                "kind == 'unknown'", ["eq", ["field", "kind"], ["lit", "string", "unknown"]]
            ),
            visible=expression(
                "kind == 'unknown'", ["eq", ["field", "kind"], ["lit", "string", "unknown"]]
            ),
            to="OpenReceipt",
            trace="cause",
        ),
    )
    receipt: Mapped[OpenReceipt | None] = relationship("OpenReceipt", foreign_keys=[receipt_id])
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_refund_customer"),
        info=field(
            "ref",
            zh="客户",
            en="Customer",
            readonly=True,
            default=expression("payment.customer", ["path", ["payment"], "customer"]),
            to="Customer",
        ),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_refund_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            readonly=True,
            default=expression(
                "coalesce(payment.project, receipt.project)",
                [
                    "call",
                    "coalesce",
                    ["path", ["payment"], "project"],
                    ["path", ["receipt"], "project"],
                ],
            ),
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    move_out_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="退房日",
            en="Moved out on",
            required=expression(
                "kind == 'move_out'", ["eq", ["field", "kind"], ["lit", "string", "move_out"]]
            ),
            visible=expression(
                "kind == 'move_out'", ["eq", ["field", "kind"], ["lit", "string", "move_out"]]
            ),
        ),
    )
    amount: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="金额",
            en="Amount",
            help=label(
                zh="退房结算和退暂收款由系统计算",
                en="Worked out by the system at a move-out and for an unknown receipt",
            ),
            min="0.01",
        ),
    )
    reason: Mapped[str] = mapped_column(
        String(200), info=field("string", zh="原因", en="Reason", required=True, max=200)
    )
    original: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="原路退回", en="By the same way", default=True)
    )
    bank_account: Mapped[str | None] = mapped_column(
        Sensitive("refund.bank_account", blind=True),
        info=field(
            "bank_account",
            zh="退款账号",
            en="Bank account",
            required=expression("original == false", ["not", ["field", "original"]]),
            visible=expression("original == false", ["not", ["field", "original"]]),
            pii="sensitive",
            max=64,
        ),
    )
    bank_account_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("bank_account", 1, 32)', persisted=True), deferred=True
    )
    account_name: Mapped[str | None] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="户名",
            en="Account holder",
            required=expression("original == false", ["not", ["field", "original"]]),
            visible=expression("original == false", ["not", ["field", "original"]]),
            pii="personal",
            max=64,
        ),
    )
    calc: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("json", zh="计算过程", en="How it was reckoned", readonly=True),
    )
    large: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="超过 2000 元",
            en="Above 2000",
            formula=expression("amount > 2000", ["gt", ["field", "amount"], ["lit", "int", 2000]]),
        ),
    )
    channel_no: Mapped[str | None] = mapped_column(
        String(64),
        info=field("string", zh="渠道退款号", en="Channel's refund no.", readonly=True, max=64),
    )
    paid_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="退款时间", en="Paid at", readonly=True),
    )
    cash_count_id: Mapped[int | None] = mapped_column(
        ForeignKey("cash_count.id", name="fk_refund_cash_count"),
        index=True,
        info=field("ref", zh="日结单", en="Daily count", readonly=True, to="CashCount"),
    )
    cash_count: Mapped[CashCount | None] = relationship("CashCount", foreign_keys=[cash_count_id])
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_refund_voucher"),
        index=True,
        info=field("ref", zh="凭证", en="Voucher", readonly=True, to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    state: Mapped[RefundState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


refund_hooks = EntityHooks[Refund, RefundTransition](
    Refund, transitions=("calculate", "approve", "approve_large", "reject", "pay", "close")
)
