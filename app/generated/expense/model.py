"""费用申请 Expense: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0dc25290e870209ef21bff146864fb59d9beba63c77017cb8a21b15739203860

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, Boolean, Computed, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..account.model import Account
    from ..bank_account.model import BankAccount
    from ..budget_line.model import BudgetLine
    from ..department.model import Department
    from ..employee.model import Employee
    from ..project.model import Project
    from ..repair_order.model import RepairOrder
    from ..voucher.model import Voucher

ExpenseState = Literal[
    "draft", "submitted", "dept_approved", "finance_checked", "paid", "closed", "rejected"
]
ExpenseTransition = Literal[
    "submit", "withdraw", "approve_dept", "reject", "check", "check_large", "pay", "close"
]


class Expense(Entity):
    """费用申请 Expense (3.3)."""

    __tablename__ = "expense"
    __table_args__ = (
        Index("ix_expense_department_state", "department_id", "state"),
        Index("ix_expense_state_created_at", "state", "created_at"),
        Index("ix_expense_expense_no", "expense_no"),
        Index("ix_expense_created_at", "created_at"),
        Index("ix_expense_department_created_at", "department_id", "created_at"),
        Index("ix_expense_project_created_at", "project_id", "created_at"),
        Index("ix_expense_account_created_at", "account_id", "created_at"),
        Index("ix_expense_applicant_created_at", "applicant_id", "created_at"),
        Index("ix_expense_spend_on", "spend_on"),
        Index("ix_expense_created_by_created_at", "created_by_id", "created_at"),
        Index("ix_expense_state_created_by_deleted_at", "state", "created_by_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="Expense",
        module="fin",
        label=label(zh="费用申请", en="Expense"),
        title="{expense_no} {purpose}",
        process="3.3",
    )

    expense_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="单号", en="No.", numbering=numbering("FY{yyyy}{mm}-{seq:5}")),
    )
    applicant_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_expense_applicant"),
        info=field(
            "ref",
            zh="申请人",
            en="Applicant",
            required=True,
            readonly=True,
            default=expression("user.employee", ["user", ["employee"]]),
            to="Employee",
        ),
    )
    applicant: Mapped[Employee] = relationship("Employee", foreign_keys=[applicant_id])
    applicant_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="申请人姓名",
            en="Applicant's name",
            pii="personal",
            max=32,
            lookup=["applicant", "name"],
        ),
    )
    department_id: Mapped[int] = mapped_column(
        ForeignKey("department.id", name="fk_expense_department"),
        info=field(
            "ref",
            zh="部门",
            en="Department",
            required=True,
            default=expression("user.employee.department", ["user", ["employee", "department"]]),
            to="Department",
        ),
    )
    department: Mapped[Department] = relationship("Department", foreign_keys=[department_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_expense_project"),
        info=field("ref", zh="项目", en="Project", to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", name="fk_expense_account"),
        info=field("ref", zh="费用科目", en="Expense account", required=True, to="Account"),
    )
    account: Mapped[Account] = relationship("Account", foreign_keys=[account_id])
    payee: Mapped[str] = mapped_column(
        String(100),
        info=field("string", zh="收款方", en="Payee", required=True, search=True, max=100),
    )
    payee_account: Mapped[str | None] = mapped_column(
        Sensitive("expense.payee_account", blind=True),
        info=field("bank_account", zh="收款账号", en="Payee's account", pii="sensitive", max=64),
    )
    payee_account_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("payee_account", 1, 32)', persisted=True), deferred=True
    )
    gross: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="价税合计", en="Gross", required=True, min="0.01")
    )
    vat: Mapped[Decimal] = mapped_column(
        MoneyType(),
        info=field("money", zh="可抵扣税额", en="Deductible VAT", required=True, default=0, min=0),
    )
    purpose: Mapped[str] = mapped_column(
        String(200), info=field("string", zh="事由", en="Purpose", required=True, max=200)
    )
    documents: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("files", zh="票据", en="Papers", max=10)
    )
    repair_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("repair_order.id", name="fk_expense_repair_order"),
        index=True,
        info=field("ref", zh="报修单", en="Repair order", to="RepairOrder", trace="cause"),
    )
    repair_order: Mapped[RepairOrder | None] = relationship(
        "RepairOrder", foreign_keys=[repair_order_id]
    )
    spend_on: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="费用日期",
            en="Spent on",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )
    budget_line_id: Mapped[int | None] = mapped_column(
        ForeignKey("budget_line.id", name="fk_expense_budget_line"),
        index=True,
        info=field("ref", zh="预算行", en="Budget line", readonly=True, to="BudgetLine"),
    )
    budget_line: Mapped[BudgetLine | None] = relationship(
        "BudgetLine", foreign_keys=[budget_line_id]
    )
    budget_check: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="预算检查", en="Budget check", readonly=True)
    )
    over_budget: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="超预算", en="Over budget", readonly=True)
    )
    large: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="超过 5000 元",
            en="Above 5000",
            formula=expression("gross > 5000", ["gt", ["field", "gross"], ["lit", "int", 5000]]),
        ),
    )
    paid_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="付款日", en="Paid on", readonly=True)
    )
    paid_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("bank_account.id", name="fk_expense_paid_from"),
        index=True,
        info=field("ref", zh="付款账户", en="Paid from", to="BankAccount"),
    )
    paid_from: Mapped[BankAccount | None] = relationship("BankAccount", foreign_keys=[paid_from_id])
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_expense_voucher"),
        index=True,
        info=field("ref", zh="凭证", en="Voucher", readonly=True, to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    state: Mapped[ExpenseState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


expense_hooks = EntityHooks[Expense, ExpenseTransition](
    Expense,
    transitions=(
        "submit",
        "withdraw",
        "approve_dept",
        "reject",
        "check",
        "check_large",
        "pay",
        "close",
    ),
)
