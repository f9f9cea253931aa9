"""期初余额 Opening balance: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6dc2eed46b1ab819bd2fb1a8d0d68b428771164c283c126f4abc6436d610bccd

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..account.model import Account
    from ..customer.model import Customer
    from ..department.model import Department
    from ..employee.model import Employee
    from ..fee_item.model import FeeItem
    from ..project.model import Project


class OpeningBalance(Entity):
    """期初余额 Opening balance (3.2)."""

    __tablename__ = "opening_balance"
    meta = EntityMeta(
        name="OpeningBalance",
        module="fin",
        label=label(zh="期初余额", en="Opening balance"),
        title="{account.code} {account.name} {customer.name}",
        process="3.2",
        help=label(
            zh="账套启用时的余额；首期记账后不可改",
            en="Balances at the start of the books; fixed once the first period has postings",
        ),
        checks=[
            Check(
                "one_side",
                expression(
                    "debit == 0 or credit == 0",
                    [
                        "or",
                        ["eq", ["field", "debit"], ["lit", "int", 0]],
                        ["eq", ["field", "credit"], ["lit", "int", 0]],
                    ],
                ),
                message(zh="借方和贷方填一个", en="Either debit or credit"),
            ),
        ],
    )

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", name="fk_opening_balance_account"),
        index=True,
        info=field("ref", zh="科目", en="Account", required=True, to="Account"),
    )
    account: Mapped[Account] = relationship("Account", foreign_keys=[account_id])
    debit: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="借方", en="Debit", required=True, default=0)
    )
    credit: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="贷方", en="Credit", required=True, default=0)
    )
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_opening_balance_customer"),
        index=True,
        info=field("ref", zh="客户", en="Customer", to="Customer"),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_opening_balance_project"),
        index=True,
        info=field("ref", zh="项目", en="Project", to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_opening_balance_department"),
        index=True,
        info=field("ref", zh="部门", en="Department", to="Department"),
    )
    department: Mapped[Department | None] = relationship("Department", foreign_keys=[department_id])
    employee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_opening_balance_employee"),
        index=True,
        info=field("ref", zh="员工", en="Employee", to="Employee"),
    )
    employee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[employee_id])
    fee_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("fee_item.id", name="fk_opening_balance_fee_item"),
        index=True,
        info=field("ref", zh="收费项目", en="Fee item", to="FeeItem"),
    )
    fee_item: Mapped[FeeItem | None] = relationship("FeeItem", foreign_keys=[fee_item_id])


opening_balance_hooks = EntityHooks[OpeningBalance, Never](OpeningBalance)
