"""调整明细 Line of an adjustment: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 87eeab25eb409200648aeee450758acd1cc02351ed400afcffbd4a8986601662

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..account.model import Account
    from ..budget_adjustment.model import BudgetAdjustment


class BudgetAdjustmentLine(Entity):
    """调整明细 Line of an adjustment (3.3)."""

    __tablename__ = "budget_adjustment_line"
    __table_args__ = (
        Index(
            "uq_budget_adjustment_line_adjustment_account_month",
            "adjustment_id",
            "account_id",
            "month",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_budget_adjustment_line_month", "month"),
        Index("ix_budget_adjustment_line_adjustment_month", "adjustment_id", "month"),
    )
    meta = EntityMeta(
        name="BudgetAdjustmentLine",
        module="fin",
        label=label(zh="调整明细", en="Line of an adjustment"),
        title="{account.code} {account.name} {month}",
        process="3.3",
        parent="BudgetAdjustment",
    )

    adjustment_id: Mapped[int] = mapped_column(
        ForeignKey("budget_adjustment.id", name="fk_budget_adjustment_line_adjustment"),
        info=field(
            "ref",
            zh="调整单",
            en="Adjustment",
            required=True,
            to="BudgetAdjustment",
            on_delete="cascade",
        ),
    )
    adjustment: Mapped[BudgetAdjustment] = relationship(
        "BudgetAdjustment", foreign_keys=[adjustment_id]
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", name="fk_budget_adjustment_line_account"),
        index=True,
        info=field("ref", zh="科目", en="Account", required=True, to="Account"),
    )
    account: Mapped[Account] = relationship("Account", foreign_keys=[account_id])
    month: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="月份", en="Month", required=True, max=12, min=1)
    )
    amount: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="增减", en="Change", required=True)
    )


budget_adjustment_line_hooks = EntityHooks[BudgetAdjustmentLine, Never](BudgetAdjustmentLine)
