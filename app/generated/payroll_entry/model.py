"""工资汇总 Payroll entry: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bb052c11d7284683cc8831a49a716d672d591dc1811ead089785d8e9b16abb75

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..account.model import Account
    from ..department.model import Department
    from ..project.model import Project
    from ..voucher.model import Voucher

PayrollEntryState = Literal["draft", "approved", "paid"]
PayrollEntryTransition = Literal["approve", "pay"]


class PayrollEntry(Entity):
    """工资汇总 Payroll entry (3.2)."""

    __tablename__ = "payroll_entry"
    __table_args__ = (
        Index(
            "uq_payroll_entry_period_department_project",
            "period",
            "department_id",
            "project_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_payroll_entry_state_period", "state", "period"),
        Index("ix_payroll_entry_department_period", "department_id", "period"),
        Index("ix_payroll_entry_project_period", "project_id", "period"),
        Index("ix_payroll_entry_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="PayrollEntry",
        module="fin",
        label=label(zh="工资汇总", en="Payroll entry"),
        title="{period} {department.name}",
        process="3.2",
    )

    period: Mapped[str] = mapped_column(
        String(7),
        info=field(
            "string",
            zh="期间",
            en="Period",
            required=True,
            max=7,
            pattern="[0-9]{4}-(0[1-9]|1[0-2])",
        ),
    )
    department_id: Mapped[int] = mapped_column(
        ForeignKey("department.id", name="fk_payroll_entry_department"),
        info=field("ref", zh="部门", en="Department", required=True, to="Department"),
    )
    department: Mapped[Department] = relationship("Department", foreign_keys=[department_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_payroll_entry_project"),
        info=field("ref", zh="项目", en="Project", to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    people: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="人数", en="People", required=True, min=1)
    )
    gross: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="应发", en="Gross", required=True, min=0)
    )
    social: Mapped[Decimal] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="个人社保公积金",
            en="Employees' social insurance",
            required=True,
            default=0,
            min=0,
        ),
    )
    company_social: Mapped[Decimal] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="单位社保公积金",
            en="Employer's social insurance",
            required=True,
            default=0,
            min=0,
        ),
    )
    tax: Mapped[Decimal] = mapped_column(
        MoneyType(),
        info=field("money", zh="个人所得税", en="Income tax", required=True, default=0, min=0),
    )
    net: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="实发",
            en="Net",
            formula=expression(
                "gross - social - tax",
                ["sub", ["sub", ["field", "gross"], ["field", "social"]], ["field", "tax"]],
            ),
        ),
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", name="fk_payroll_entry_account"),
        index=True,
        info=field("ref", zh="费用科目", en="Expense account", required=True, to="Account"),
    )
    account: Mapped[Account] = relationship("Account", foreign_keys=[account_id])
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_payroll_entry_voucher"),
        index=True,
        info=field("ref", zh="计提凭证", en="Voucher", readonly=True, to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    paid_voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_payroll_entry_paid_voucher"),
        index=True,
        info=field(
            "ref",
            zh="发放凭证",
            en="Voucher of payment",
            readonly=True,
            to="Voucher",
            trace="result",
        ),
    )
    paid_voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[paid_voucher_id])
    state: Mapped[PayrollEntryState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


payroll_entry_hooks = EntityHooks[PayrollEntry, PayrollEntryTransition](
    PayrollEntry, transitions=("approve", "pay")
)
