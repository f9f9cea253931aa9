"""凭证分录 Voucher line: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 32353a0129ba66ef5948b2a5d42f9f51714d0d6ae4d798ab04386f827716c269

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..account.model import Account
    from ..customer.model import Customer
    from ..department.model import Department
    from ..employee.model import Employee
    from ..fee_item.model import FeeItem
    from ..project.model import Project
    from ..voucher.model import Voucher

VoucherLineCashflow = Literal[
    "op_in_sales",
    "op_in_other",
    "op_out_goods",
    "op_out_staff",
    "op_out_tax",
    "op_out_other",
    "inv_in",
    "inv_out",
    "fin_in",
    "fin_out",
]
voucher_line_cashflow = EnumType(
    "VoucherLineCashflow",
    [
        EnumValue("op_in_sales", label(zh="提供劳务收到的现金", en="Received for services")),
        EnumValue(
            "op_in_other", label(zh="收到其他与经营活动有关的现金", en="Other operating receipts")
        ),
        EnumValue(
            "op_out_goods", label(zh="购买商品接受劳务支付的现金", en="Paid for goods and services")
        ),
        EnumValue("op_out_staff", label(zh="支付的职工薪酬", en="Paid to staff")),
        EnumValue("op_out_tax", label(zh="支付的税费", en="Taxes paid")),
        EnumValue(
            "op_out_other", label(zh="支付其他与经营活动有关的现金", en="Other operating payments")
        ),
        EnumValue("inv_in", label(zh="投资活动收到的现金", en="Received from investing")),
        EnumValue("inv_out", label(zh="投资活动支付的现金", en="Paid for investing")),
        EnumValue("fin_in", label(zh="筹资活动收到的现金", en="Received from financing")),
        EnumValue("fin_out", label(zh="筹资活动支付的现金", en="Paid for financing")),
    ],
)


class VoucherLine(Entity):
    """凭证分录 Voucher line (3.1)."""

    __tablename__ = "voucher_line"
    __table_args__ = (
        Index(
            "uq_voucher_line_voucher_line",
            "voucher_id",
            "line",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_voucher_line_account_voucher", "account_id", "voucher_id"),
        Index("ix_voucher_line_customer_account", "customer_id", "account_id"),
    )
    meta = EntityMeta(
        name="VoucherLine",
        module="fin",
        label=label(zh="凭证分录", en="Voucher line"),
        title="{account.code} {account.name} {debit}{credit}",
        process="3.1",
        checks=[
            Check(
                "one_side",
                expression(
                    "(debit == 0 and credit != 0) or (debit != 0 and credit == 0)",
                    [
                        "or",
                        [
                            "and",
                            ["eq", ["field", "debit"], ["lit", "int", 0]],
                            ["ne", ["field", "credit"], ["lit", "int", 0]],
                        ],
                        [
                            "and",
                            ["ne", ["field", "debit"], ["lit", "int", 0]],
                            ["eq", ["field", "credit"], ["lit", "int", 0]],
                        ],
                    ],
                ),
                message(zh="借方和贷方填一个", en="Either debit or credit"),
            ),
        ],
        parent="Voucher",
    )

    voucher_id: Mapped[int] = mapped_column(
        ForeignKey("voucher.id", name="fk_voucher_line_voucher"),
        index=True,
        info=field(
            "ref",
            zh="凭证",
            en="Voucher",
            required=True,
            to="Voucher",
            on_delete="cascade",
            trace="cause",
        ),
    )
    voucher: Mapped[Voucher] = relationship("Voucher", foreign_keys=[voucher_id])
    line: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="行", en="Line", required=True, default=1, total=False, min=1),
    )
    summary: Mapped[str | None] = mapped_column(
        String(200),
        info=field(
            "string",
            zh="摘要",
            en="Summary",
            help=label(zh="空 = 凭证摘要", en="Empty: the voucher's"),
            max=200,
        ),
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", name="fk_voucher_line_account"),
        info=field("ref", zh="科目", en="Account", required=True, to="Account"),
    )
    account: Mapped[Account] = relationship("Account", foreign_keys=[account_id])
    debit: Mapped[Decimal] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="借方",
            en="Debit",
            help=label(zh="负数为红字", en="Negative is red"),
            required=True,
            default=0,
        ),
    )
    credit: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="贷方", en="Credit", required=True, default=0)
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_voucher_line_project"),
        index=True,
        info=field("ref", zh="项目", en="Project", to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_voucher_line_department"),
        index=True,
        info=field("ref", zh="部门", en="Department", to="Department"),
    )
    department: Mapped[Department | None] = relationship("Department", foreign_keys=[department_id])
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_voucher_line_customer"),
        info=field("ref", zh="客户", en="Customer", to="Customer"),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    employee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_voucher_line_employee"),
        index=True,
        info=field("ref", zh="员工", en="Employee", to="Employee"),
    )
    employee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[employee_id])
    fee_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("fee_item.id", name="fk_voucher_line_fee_item"),
        index=True,
        info=field("ref", zh="收费项目", en="Fee item", to="FeeItem"),
    )
    fee_item: Mapped[FeeItem | None] = relationship("FeeItem", foreign_keys=[fee_item_id])
    cashflow: Mapped[VoucherLineCashflow | None] = mapped_column(
        String(40),
        info=field("enum", zh="现金流量项目", en="Cash-flow item", enum=voucher_line_cashflow),
    )


voucher_line_hooks = EntityHooks[VoucherLine, Never](VoucherLine)
