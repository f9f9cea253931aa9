"""预算调整单 Budget adjustment: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f4645a32c6f38ce372fad8a6386d51e06fcdc3d8a84c4be44902a8d43e7354e7

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, aggregate, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..budget.model import Budget
    from ..budget_adjustment_line.model import BudgetAdjustmentLine

BudgetAdjustmentState = Literal[
    "draft", "submitted", "finance_review", "approved", "applied", "rejected"
]
BudgetAdjustmentTransition = Literal[
    "submit", "review", "approve_small", "approve", "reject", "apply"
]
BudgetAdjustmentKind = Literal["transfer", "add", "cut"]
budget_adjustment_kind = EnumType(
    "BudgetAdjustmentKind",
    [
        EnumValue("transfer", label(zh="调剂", en="Transfer")),
        EnumValue("add", label(zh="追加", en="Add")),
        EnumValue("cut", label(zh="削减", en="Cut")),
    ],
)


class BudgetAdjustment(Entity):
    """预算调整单 Budget adjustment (3.3)."""

    __tablename__ = "budget_adjustment"
    __table_args__ = (
        Index("ix_budget_adjustment_adj_no", "adj_no"),
        Index("ix_budget_adjustment_created_at", "created_at"),
        Index("ix_budget_adjustment_state_created_at", "state", "created_at"),
        Index("ix_budget_adjustment_kind_created_at", "kind", "created_at"),
        Index("ix_budget_adjustment_budget_created_at", "budget_id", "created_at"),
        Index("ix_budget_adjustment_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="BudgetAdjustment",
        module="fin",
        label=label(zh="预算调整单", en="Budget adjustment"),
        title="{adj_no}",
        process="3.3",
        children=[
            Children(
                "lines",
                of="BudgetAdjustmentLine",
                by="adjustment",
                label=label(zh="明细", en="Lines"),
            ),
        ],
    )

    adj_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="单号", en="No.", numbering=numbering("YT{yyyy}-{seq:5}")),
    )
    budget_id: Mapped[int] = mapped_column(
        ForeignKey("budget.id", name="fk_budget_adjustment_budget"),
        info=field("ref", zh="预算", en="Budget", required=True, to="Budget"),
    )
    budget: Mapped[Budget] = relationship("Budget", foreign_keys=[budget_id])
    kind: Mapped[BudgetAdjustmentKind] = mapped_column(
        String(40),
        info=field("enum", zh="类型", en="Kind", required=True, enum=budget_adjustment_kind),
    )
    reason: Mapped[str] = mapped_column(
        Text(), info=field("text", zh="原因", en="Reason", required=True, max=1000)
    )
    net: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="净额", en="Net", aggregate=aggregate("sum", "lines", "amount")),
    )
    small: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool", zh="部门内 5% 以下", en="Inside the department, up to 5%", readonly=True
        ),
    )
    state: Mapped[BudgetAdjustmentState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    lines: Mapped[list[BudgetAdjustmentLine]] = relationship(
        "BudgetAdjustmentLine",
        primaryjoin="and_(BudgetAdjustment.id == BudgetAdjustmentLine.adjustment_id, BudgetAdjustmentLine.deleted_at.is_(None))",
        foreign_keys="BudgetAdjustmentLine.adjustment_id",
        order_by="BudgetAdjustmentLine.id",
        viewonly=True,
    )


budget_adjustment_hooks = EntityHooks[BudgetAdjustment, BudgetAdjustmentTransition](
    BudgetAdjustment,
    transitions=("submit", "review", "approve_small", "approve", "reject", "apply"),
)
