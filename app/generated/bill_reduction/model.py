"""减免申请 Reduction: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 010e1a20b9b222b6c0dfebda38bc11a54ca8e7cf5e76b69a3bba2a8e810bc8e3

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..bill.model import Bill
    from ..project.model import Project
    from ..refund.model import Refund
    from ..voucher.model import Voucher

BillReductionState = Literal["requested", "approved", "rejected"]
BillReductionTransition = Literal["approve", "reject"]
BillReductionKind = Literal["discount", "waiver", "late", "correction"]
bill_reduction_kind = EnumType(
    "BillReductionKind",
    [
        EnumValue("discount", label(zh="优惠", en="Discount")),
        EnumValue("waiver", label(zh="减免", en="Waiver")),
        EnumValue("late", label(zh="违约金减免", en="Late fee waived")),
        EnumValue("correction", label(zh="更正", en="Correction")),
    ],
)


class BillReduction(Entity):
    """减免申请 Reduction (3.1)."""

    __tablename__ = "bill_reduction"
    __table_args__ = (
        Index("ix_bill_reduction_bill_state", "bill_id", "state"),
        Index("ix_bill_reduction_created_at", "created_at"),
        Index("ix_bill_reduction_state_created_at", "state", "created_at"),
        Index("ix_bill_reduction_kind_created_at", "kind", "created_at"),
        Index("ix_bill_reduction_project_created_at", "project_id", "created_at"),
        Index("ix_bill_reduction_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="BillReduction",
        module="fee",
        label=label(zh="减免申请", en="Reduction"),
        title="{bill.bill_no} {amount}",
        process="3.1",
        parent="Bill",
    )

    bill_id: Mapped[int] = mapped_column(
        ForeignKey("bill.id", name="fk_bill_reduction_bill"),
        info=field("ref", zh="账单", en="Bill", required=True, to="Bill"),
    )
    bill: Mapped[Bill] = relationship("Bill", foreign_keys=[bill_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_bill_reduction_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            readonly=True,
            default=expression("bill.project", ["path", ["bill"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    kind: Mapped[BillReductionKind] = mapped_column(
        String(40),
        info=field("enum", zh="类型", en="Kind", required=True, enum=bill_reduction_kind),
    )
    amount: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="金额", en="Amount", required=True, min="0.01")
    )
    reason: Mapped[str] = mapped_column(
        String(300), info=field("string", zh="原因", en="Reason", required=True, max=300)
    )
    document: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("files", zh="凭据", en="Evidence", max=3)
    )
    refund_id: Mapped[int | None] = mapped_column(
        ForeignKey("refund.id", name="fk_bill_reduction_refund"),
        index=True,
        info=field(
            "ref",
            zh="退款单",
            en="Refund",
            help=label(zh="退房结算产生", en="Made by a move-out"),
            readonly=True,
            to="Refund",
            trace="cause",
        ),
    )
    refund: Mapped[Refund | None] = relationship("Refund", foreign_keys=[refund_id])
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_bill_reduction_voucher"),
        index=True,
        info=field("ref", zh="凭证", en="Voucher", readonly=True, to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    state: Mapped[BillReductionState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


bill_reduction_hooks = EntityHooks[BillReduction, BillReductionTransition](
    BillReduction, transitions=("approve", "reject")
)
