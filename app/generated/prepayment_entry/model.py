"""预存款 Prepayment: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d8f22d5e372c8f58660a23f21d03d81896811c10391819bd88704e7f8a05506f

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

if TYPE_CHECKING:
    from ..bill.model import Bill
    from ..customer.model import Customer
    from ..fee_item.model import FeeItem
    from ..payment.model import Payment
    from ..project.model import Project
    from ..refund.model import Refund


class PrepaymentEntry(Entity):
    """预存款 Prepayment (3.1)."""

    __tablename__ = "prepayment_entry"
    __table_args__ = (
        Index("ix_prepayment_entry_customer_fee_item_at", "customer_id", "fee_item_id", "at"),
        Index("ix_prepayment_entry_at", "at"),
        Index("ix_prepayment_entry_customer_at", "customer_id", "at"),
        Index("ix_prepayment_entry_project_at", "project_id", "at"),
        Index("ix_prepayment_entry_fee_item_at", "fee_item_id", "at"),
    )
    meta = EntityMeta(
        name="PrepaymentEntry",
        module="fee",
        label=label(zh="预存款", en="Prepayment"),
        title="{customer.name} {delta}",
        process="3.1",
        ledger=True,
    )

    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", name="fk_prepayment_entry_customer"),
        info=field("ref", zh="客户", en="Customer", required=True, readonly=True, to="Customer"),
    )
    customer: Mapped[Customer] = relationship("Customer", foreign_keys=[customer_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_prepayment_entry_project"),
        info=field("ref", zh="项目", en="Project", required=True, readonly=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    fee_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("fee_item.id", name="fk_prepayment_entry_fee_item"),
        info=field("ref", zh="限定项目", en="For this item only", readonly=True, to="FeeItem"),
    )
    fee_item: Mapped[FeeItem | None] = relationship("FeeItem", foreign_keys=[fee_item_id])
    at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="时间",
            en="At",
            required=True,
            readonly=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    delta: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="增减", en="Change", required=True, readonly=True)
    )
    balance: Mapped[Decimal] = mapped_column(
        MoneyType(),
        info=field("money", zh="余额", en="Balance", required=True, readonly=True, min=0),
    )
    payment_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment.id", name="fk_prepayment_entry_payment"),
        index=True,
        info=field("ref", zh="收款", en="Payment", readonly=True, to="Payment", trace="cause"),
    )
    payment: Mapped[Payment | None] = relationship("Payment", foreign_keys=[payment_id])
    bill_id: Mapped[int | None] = mapped_column(
        ForeignKey("bill.id", name="fk_prepayment_entry_bill"),
        index=True,
        info=field("ref", zh="账单", en="Bill", readonly=True, to="Bill", trace="result"),
    )
    bill: Mapped[Bill | None] = relationship("Bill", foreign_keys=[bill_id])
    refund_id: Mapped[int | None] = mapped_column(
        ForeignKey("refund.id", name="fk_prepayment_entry_refund"),
        index=True,
        info=field("ref", zh="退款", en="Refund", readonly=True, to="Refund"),
    )
    refund: Mapped[Refund | None] = relationship("Refund", foreign_keys=[refund_id])


prepayment_entry_hooks = EntityHooks[PrepaymentEntry, Never](PrepaymentEntry)
