"""预算明细 Budget line: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8613da6762614b6d4176bdb20e17fdad965f8261da7a12ba086934fa66c452fa

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..account.model import Account
    from ..budget.model import Budget


class BudgetLine(Entity):
    """预算明细 Budget line (3.3)."""

    __tablename__ = "budget_line"
    __table_args__ = (
        Index(
            "uq_budget_line_budget_account_month",
            "budget_id",
            "account_id",
            "month",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_budget_line_month", "month"),
    )
    meta = EntityMeta(
        name="BudgetLine",
        module="fin",
        label=label(zh="预算明细", en="Budget line"),
        title="{account.code} {account.name} {month}",
        process="3.3",
        parent="Budget",
    )

    budget_id: Mapped[int] = mapped_column(
        ForeignKey("budget.id", name="fk_budget_line_budget"),
        index=True,
        info=field("ref", zh="预算", en="Budget", required=True, to="Budget", on_delete="cascade"),
    )
    budget: Mapped[Budget] = relationship("Budget", foreign_keys=[budget_id])
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", name="fk_budget_line_account"),
        index=True,
        info=field("ref", zh="科目", en="Account", required=True, to="Account"),
    )
    account: Mapped[Account] = relationship("Account", foreign_keys=[account_id])
    month: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="月份", en="Month", required=True, max=12, min=1)
    )
    amount: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="金额", en="Amount", required=True, min=0)
    )
    adjusted: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="调整", en="Adjusted", readonly=True, default=0)
    )
    committed: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="占用", en="Committed", readonly=True, default=0)
    )
    actual: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="实际", en="Actual", readonly=True, default=0)
    )
    available: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="可用",
            en="Available",
            formula=expression(
                "amount + coalesce(adjusted, 0) - coalesce(committed, 0) - coalesce(actual, 0)",
                [
                    "sub",
                    [
                        "sub",
                        [
                            "add",
                            ["field", "amount"],
                            ["call", "coalesce", ["field", "adjusted"], ["lit", "int", 0]],
                        ],
                        ["call", "coalesce", ["field", "committed"], ["lit", "int", 0]],
                    ],
                    ["call", "coalesce", ["field", "actual"], ["lit", "int", 0]],
                ],
            ),
        ),
    )


budget_line_hooks = EntityHooks[BudgetLine, Never](BudgetLine)
