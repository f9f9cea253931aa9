"""年度预算 Annual budget: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a0190dce81f3e4a51349ae9a849d623d9ce9fb662d9066392b557c8ed8883bbd

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, aggregate, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..budget_line.model import BudgetLine
    from ..department.model import Department
    from ..project.model import Project

BudgetState = Literal[
    "draft", "submitted", "finance_review", "approved", "active", "superseded", "closed"
]
BudgetTransition = Literal[
    "redraft", "submit", "review", "send_back", "approve", "activate", "supersede", "close"
]
BudgetMethod = Literal["history", "zero", "manual"]
budget_method = EnumType(
    "BudgetMethod",
    [
        EnumValue("history", label(zh="历史推算", en="From history")),
        EnumValue("zero", label(zh="零基", en="From zero")),
        EnumValue("manual", label(zh="手工", en="By hand")),
    ],
)
BudgetControl = Literal["none", "warn", "block"]
budget_control = EnumType(
    "BudgetControl",
    [
        EnumValue("none", label(zh="不控", en="None")),
        EnumValue("warn", label(zh="预警", en="Warn")),
        EnumValue("block", label(zh="禁止", en="Block")),
    ],
)
BudgetSpan = Literal["month", "ytd", "year"]
budget_span = EnumType(
    "BudgetSpan",
    [
        EnumValue("month", label(zh="当月", en="Month")),
        EnumValue("ytd", label(zh="累计", en="Year to date")),
        EnumValue("year", label(zh="全年", en="Year")),
    ],
)


class Budget(Entity):
    """年度预算 Annual budget (3.3)."""

    __tablename__ = "budget"
    __table_args__ = (
        Index(
            "uq_budget_year_department_project_edition",
            "year",
            "department_id",
            "project_id",
            "edition",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_budget_state_year", "state", "year"),
        Index("ix_budget_department_year", "department_id", "year"),
        Index("ix_budget_project_year", "project_id", "year"),
        Index("ix_budget_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="Budget",
        module="fin",
        label=label(zh="年度预算", en="Annual budget"),
        title="{year} {department.name}{project.name}",
        process="3.3",
        children=[
            Children("lines", of="BudgetLine", by="budget", label=label(zh="明细", en="Lines")),
        ],
    )

    year: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="年度", en="Year", required=True, max=2100, min=2000)
    )
    department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_budget_department"),
        info=field("ref", zh="部门", en="Department", search=True, to="Department"),
    )
    department: Mapped[Department | None] = relationship("Department", foreign_keys=[department_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_budget_project"),
        info=field("ref", zh="项目", en="Project", search=True, to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    edition: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="版次", en="Edition", readonly=True)
    )
    method: Mapped[BudgetMethod] = mapped_column(
        String(40),
        info=field(
            "enum", zh="编制方法", en="Method", required=True, default="history", enum=budget_method
        ),
    )
    control: Mapped[BudgetControl] = mapped_column(
        String(40),
        info=field(
            "enum", zh="控制方式", en="Control", required=True, default="block", enum=budget_control
        ),
    )
    span: Mapped[BudgetSpan] = mapped_column(
        String(40),
        info=field(
            "enum", zh="控制口径", en="Over", required=True, default="ytd", enum=budget_span
        ),
    )
    total: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="合计", en="Total", aggregate=aggregate("sum", "lines", "amount")),
    )
    actual: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="实际", en="Actual", readonly=True, default=0)
    )
    explanation: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="推算说明", en="How it was drafted", readonly=True)
    )
    state: Mapped[BudgetState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    lines: Mapped[list[BudgetLine]] = relationship(
        "BudgetLine",
        primaryjoin="and_(Budget.id == BudgetLine.budget_id, BudgetLine.deleted_at.is_(None))",
        foreign_keys="BudgetLine.budget_id",
        order_by="BudgetLine.id",
        viewonly=True,
    )


budget_hooks = EntityHooks[Budget, BudgetTransition](
    Budget,
    transitions=(
        "redraft",
        "submit",
        "review",
        "send_back",
        "approve",
        "activate",
        "supersede",
        "close",
    ),
)
