"""辅助核算发生额 Movement by dimension: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c7f218b606ed31d6128d5eef6b7ef7f2cf2f7ae363876b62c47c52a6e7848ade

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..account.model import Account
    from ..accounting_period.model import AccountingPeriod
    from ..customer.model import Customer
    from ..department.model import Department
    from ..employee.model import Employee
    from ..fee_item.model import FeeItem
    from ..project.model import Project


class AuxBalance(Entity):
    """辅助核算发生额 Movement by dimension (3.2)."""

    __tablename__ = "aux_balance"
    __table_args__ = (
        Index(
            "uq_aux_balance_period_account_dims",
            "period_id",
            "account_id",
            "dims",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_aux_balance_customer_account", "customer_id", "account_id"),
    )
    meta = EntityMeta(
        name="AuxBalance",
        module="fin",
        label=label(zh="辅助核算发生额", en="Movement by dimension"),
        title="{period.period} {account.code} {account.name}",
        process="3.2",
    )

    period_id: Mapped[int] = mapped_column(
        ForeignKey("accounting_period.id", name="fk_aux_balance_period"),
        index=True,
        info=field(
            "ref", zh="期间", en="Period", required=True, readonly=True, to="AccountingPeriod"
        ),
    )
    period: Mapped[AccountingPeriod] = relationship("AccountingPeriod", foreign_keys=[period_id])
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", name="fk_aux_balance_account"),
        index=True,
        info=field("ref", zh="科目", en="Account", required=True, readonly=True, to="Account"),
    )
    account: Mapped[Account] = relationship("Account", foreign_keys=[account_id])
    dims: Mapped[str] = mapped_column(
        String(80),
        info=field("string", zh="维度组合", en="Combination", required=True, readonly=True, max=80),
    )
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_aux_balance_customer"),
        info=field("ref", zh="客户", en="Customer", readonly=True, to="Customer"),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_aux_balance_project"),
        index=True,
        info=field("ref", zh="项目", en="Project", readonly=True, to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_aux_balance_department"),
        index=True,
        info=field("ref", zh="部门", en="Department", readonly=True, to="Department"),
    )
    department: Mapped[Department | None] = relationship("Department", foreign_keys=[department_id])
    employee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_aux_balance_employee"),
        index=True,
        info=field("ref", zh="员工", en="Employee", readonly=True, to="Employee"),
    )
    employee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[employee_id])
    fee_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("fee_item.id", name="fk_aux_balance_fee_item"),
        index=True,
        info=field("ref", zh="收费项目", en="Fee item", readonly=True, to="FeeItem"),
    )
    fee_item: Mapped[FeeItem | None] = relationship("FeeItem", foreign_keys=[fee_item_id])
    debit: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="本期借", en="Debit", readonly=True, default=0)
    )
    credit: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="本期贷", en="Credit", readonly=True, default=0)
    )


aux_balance_hooks = EntityHooks[AuxBalance, Never](AuxBalance)
