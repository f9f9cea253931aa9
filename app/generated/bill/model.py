"""账单 Bill: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 83e464f0d3011f2762199c76898abcaebe3454a3f6fae50e32f1517b375af52c

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal

if TYPE_CHECKING:
    from ..bill_reduction.model import BillReduction
    from ..bill_run.model import BillRun
    from ..customer.model import Customer
    from ..fee_assignment.model import FeeAssignment
    from ..fee_item.model import FeeItem
    from ..parking_space.model import ParkingSpace
    from ..payment_allocation.model import PaymentAllocation
    from ..project.model import Project
    from ..unit.model import Unit
    from ..voucher.model import Voucher
    from ..work_order.model import WorkOrder

BillState = Literal["open", "partial", "paid", "void", "waived", "bad_debt"]
BillTransition = Literal[
    "pay_part", "pay_full", "take_back", "leave_part", "void", "waive", "write_off"
]


class Bill(Entity):
    """账单 Bill (3.1)."""

    __tablename__ = "bill"
    __table_args__ = (
        Index(
            "uq_bill_assignment_customer_period_from_standing",
            "assignment_id",
            "customer_id",
            "period_from",
            "standing",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_bill_work_order_standing",
            "work_order_id",
            "standing",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_bill_customer_state_due_on", "customer_id", "state", "due_on"),
        Index("ix_bill_unit_due_on", "unit_id", "due_on"),
        Index("ix_bill_project_period_fee_item", "project_id", "period", "fee_item_id"),
        Index("ix_bill_run", "run_id"),
        Index("ix_bill_state_due_on", "state", "due_on"),
        Index("ix_bill_bill_no", "bill_no"),
        Index("ix_bill_overdue_due_on", "overdue", "due_on"),
        Index("ix_bill_project_due_on", "project_id", "due_on"),
        Index("ix_bill_fee_item_due_on", "fee_item_id", "due_on"),
        Index("ix_bill_customer_due_on", "customer_id", "due_on"),
        Index("ix_bill_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="Bill",
        module="fee",
        label=label(zh="账单", en="Bill"),
        title="{bill_no}",
        process="3.1",
        children=[
            Children(
                "allocations",
                of="PaymentAllocation",
                by="bill",
                label=label(zh="收款", en="Payments"),
            ),
            Children(
                "reductions", of="BillReduction", by="bill", label=label(zh="减免", en="Reductions")
            ),
        ],
    )

    bill_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="账单号", en="No.", numbering=numbering("ZD{yyyy}{mm}-{seq:8}")),
    )
    run_id: Mapped[int | None] = mapped_column(
        ForeignKey("bill_run.id", name="fk_bill_run"),
        info=field("ref", zh="批次", en="Run", readonly=True, to="BillRun", trace="cause"),
    )
    run: Mapped[BillRun | None] = relationship("BillRun", foreign_keys=[run_id])
    work_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_order.id", name="fk_bill_work_order"),
        index=True,
        info=field("ref", zh="工单", en="Work order", readonly=True, to="WorkOrder", trace="cause"),
    )
    work_order: Mapped[WorkOrder | None] = relationship("WorkOrder", foreign_keys=[work_order_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_bill_project"),
        info=field("ref", zh="项目", en="Project", required=True, readonly=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", name="fk_bill_unit"),
        info=field("ref", zh="房屋", en="Unit", readonly=True, search=True, to="Unit"),
    )
    unit: Mapped[Unit | None] = relationship("Unit", foreign_keys=[unit_id])
    parking_id: Mapped[int | None] = mapped_column(
        ForeignKey("parking_space.id", name="fk_bill_parking"),
        index=True,
        info=field("ref", zh="车位", en="Parking space", readonly=True, to="ParkingSpace"),
    )
    parking: Mapped[ParkingSpace | None] = relationship("ParkingSpace", foreign_keys=[parking_id])
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", name="fk_bill_customer"),
        info=field(
            "ref", zh="缴费人", en="Payer", required=True, readonly=True, search=True, to="Customer"
        ),
    )
    customer: Mapped[Customer] = relationship("Customer", foreign_keys=[customer_id])
    fee_item_id: Mapped[int] = mapped_column(
        ForeignKey("fee_item.id", name="fk_bill_fee_item"),
        info=field("ref", zh="收费项目", en="Fee item", required=True, readonly=True, to="FeeItem"),
    )
    fee_item: Mapped[FeeItem] = relationship("FeeItem", foreign_keys=[fee_item_id])
    assignment_id: Mapped[int | None] = mapped_column(
        ForeignKey("fee_assignment.id", name="fk_bill_assignment"),
        index=True,
        info=field("ref", zh="收费标准", en="Fee assignment", readonly=True, to="FeeAssignment"),
    )
    assignment: Mapped[FeeAssignment | None] = relationship(
        "FeeAssignment", foreign_keys=[assignment_id]
    )
    period: Mapped[str] = mapped_column(
        String(7),
        index=True,
        info=field("string", zh="账期", en="Period", required=True, readonly=True, max=7),
    )
    period_from: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="费用起", en="From", required=True, readonly=True)
    )
    period_to: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="费用止", en="To", required=True, readonly=True)
    )
    quantity: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4), info=field("decimal", zh="数量", en="Quantity", readonly=True, scale=4)
    )
    unit_price: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4), info=field("decimal", zh="单价", en="Unit price", readonly=True, scale=4)
    )
    amount: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="应收", en="Amount", required=True, readonly=True)
    )
    discount: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="减免", en="Reduced by", readonly=True, default=0)
    )
    tax_rate: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("percent", zh="税率", en="Tax rate", readonly=True, scale=2)
    )
    net: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="不含税", en="Net", readonly=True)
    )
    vat: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="税额", en="VAT", readonly=True)
    )
    paid: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="已收", en="Paid", readonly=True, default=0)
    )
    balance: Mapped[Decimal | None] = mapped_column(
        MoneyType(), index=True, info=field("money", zh="未收", en="Open", readonly=True)
    )
    late_fee: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="违约金", en="Late fee", readonly=True, default=0)
    )
    late_paid: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="已收违约金", en="Late fee paid", readonly=True, default=0),
    )
    late_waived: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="已免违约金", en="Late fee waived", readonly=True, default=0),
    )
    invoiced: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="已开票", en="Invoiced", readonly=True, default=0)
    )
    due_on: Mapped[datetime.date] = mapped_column(
        Date(),
        index=True,
        info=field("date", zh="缴费期限", en="Due", required=True, readonly=True),
    )
    paid_on: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="结清日", en="Settled on", readonly=True)
    )
    overdue: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="逾期", en="Overdue", readonly=True)
    )
    calc: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("json", zh="计算过程", en="How it was reckoned", readonly=True),
    )
    standing: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="有效",
            en="Stands",
            help=label(
                zh="作废的账单为空，同一期可重新出账",
                en="Empty for a void bill, so that the period may be billed again",
            ),
            readonly=True,
            default=True,
        ),
    )
    adjusts_id: Mapped[int | None] = mapped_column(
        ForeignKey("bill.id", name="fk_bill_adjusts"),
        index=True,
        info=field("ref", zh="调整原账单", en="Adjusts", readonly=True, to="Bill", trace="cause"),
    )
    adjusts: Mapped[Bill | None] = relationship(
        "Bill", foreign_keys=[adjusts_id], remote_side="Bill.id"
    )
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_bill_voucher"),
        index=True,
        info=field("ref", zh="凭证", en="Voucher", readonly=True, to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    state: Mapped[BillState] = mapped_column(String(40), info=field("state", zh="状态", en="State"))
    allocations: Mapped[list[PaymentAllocation]] = relationship(
        "PaymentAllocation",
        primaryjoin="and_(Bill.id == PaymentAllocation.bill_id, PaymentAllocation.deleted_at.is_(None))",
        foreign_keys="PaymentAllocation.bill_id",
        order_by="PaymentAllocation.id",
        viewonly=True,
    )
    reductions: Mapped[list[BillReduction]] = relationship(
        "BillReduction",
        primaryjoin="and_(Bill.id == BillReduction.bill_id, BillReduction.deleted_at.is_(None))",
        foreign_keys="BillReduction.bill_id",
        order_by="BillReduction.id",
        viewonly=True,
    )


bill_hooks = EntityHooks[Bill, BillTransition](
    Bill,
    transitions=("pay_part", "pay_full", "take_back", "leave_part", "void", "waive", "write_off"),
)
