"""收款核销 Allocation: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d297dac9437e77b77ba90b0af169654b810dc94a8e099a036b83956ab75ac903

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..bill.model import Bill
    from ..customer.model import Customer
    from ..payment.model import Payment
    from ..project.model import Project
    from ..refund.model import Refund

PaymentAllocationPart = Literal["principal", "late"]
payment_allocation_part = EnumType(
    "PaymentAllocationPart",
    [
        EnumValue("principal", label(zh="本金", en="Principal")),
        EnumValue("late", label(zh="违约金", en="Late fee")),
    ],
)


class PaymentAllocation(Entity):
    """收款核销 Allocation (3.1)."""

    __tablename__ = "payment_allocation"
    __table_args__ = (
        Index("ix_payment_allocation_bill_on", "bill_id", "on"),
        Index("ix_payment_allocation_payment", "payment_id"),
        Index("ix_payment_allocation_payment_on", "payment_id", "on"),
        Index("ix_payment_allocation_part_on", "part", "on"),
    )
    meta = EntityMeta(
        name="PaymentAllocation",
        module="fee",
        label=label(zh="收款核销", en="Allocation"),
        title="{payment.payment_no} {bill.bill_no}",
        process="3.1",
        ledger=True,
        parent="Payment",
    )

    payment_id: Mapped[int] = mapped_column(
        ForeignKey("payment.id", name="fk_payment_allocation_payment"),
        info=field(
            "ref",
            zh="收款",
            en="Payment",
            required=True,
            readonly=True,
            to="Payment",
            trace="cause",
        ),
    )
    payment: Mapped[Payment] = relationship("Payment", foreign_keys=[payment_id])
    bill_id: Mapped[int] = mapped_column(
        ForeignKey("bill.id", name="fk_payment_allocation_bill"),
        info=field(
            "ref", zh="账单", en="Bill", required=True, readonly=True, to="Bill", trace="result"
        ),
    )
    bill: Mapped[Bill] = relationship("Bill", foreign_keys=[bill_id])
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_payment_allocation_customer"),
        index=True,
        info=field("ref", zh="客户", en="Customer", readonly=True, to="Customer"),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_payment_allocation_project"),
        index=True,
        info=field("ref", zh="项目", en="Project", readonly=True, to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    part: Mapped[PaymentAllocationPart] = mapped_column(
        String(40),
        info=field(
            "enum", zh="性质", en="Part", required=True, readonly=True, enum=payment_allocation_part
        ),
    )
    amount: Mapped[Decimal] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="金额",
            en="Amount",
            help=label(zh="退款以负数冲回", en="A refund takes it back as a negative amount"),
            required=True,
            readonly=True,
        ),
    )
    on: Mapped[datetime.date] = mapped_column(
        Date(), index=True, info=field("date", zh="日期", en="Date", required=True, readonly=True)
    )
    refund_id: Mapped[int | None] = mapped_column(
        ForeignKey("refund.id", name="fk_payment_allocation_refund"),
        index=True,
        info=field("ref", zh="退款", en="Refund", readonly=True, to="Refund"),
    )
    refund: Mapped[Refund | None] = relationship("Refund", foreign_keys=[refund_id])


payment_allocation_hooks = EntityHooks[PaymentAllocation, Never](PaymentAllocation)
