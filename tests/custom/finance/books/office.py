"""The office that keeps the books: who works there, customers, fee items, and vouchers in few words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.finance.books import chart, periods, setup
from app.custom.finance.books.posting import post_event
from app.generated.account import Account
from app.generated.account_balance import AccountBalance
from app.generated.accounting_period import AccountingPeriod
from app.generated.company import Company
from app.generated.customer import Customer
from app.generated.employee import Employee
from app.generated.fee_item import FeeItem
from app.generated.opening_balance import OpeningBalance
from app.generated.tax_kind import TaxKind
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError
from tests.custom.crm.town import Town

STAFF = {"钱会计": "accountant", "孙出纳": "cashier", "李财务": "fin_mgr", "周审计": "auditor"}
ACCOUNTANT, CASHIER, MANAGER, AUDITOR = STAFF
OPENING = {
    "1002": 500_000, "1122": 80_000, "1601": 200_000, "1602": -40_000, "2202": -60_000, "2203": -100_000,
    "222102": -20_000, "3001": -500_000, "310415": -60_000,
}  # fmt: skip
JANUARY = dt.date(2026, 1, 31)


@dataclass
class Office:
    """Short names for what the tests of the books need."""

    town: Town
    customers: list[Customer] = field(default_factory=list)
    items: dict[str, FeeItem] = field(default_factory=dict)
    _open: dict[str, Context] = field(default_factory=dict)

    def build(self, standard: str = "sbe", taxpayer: str = "general") -> Office:
        """Once for all tests."""
        ctx = self.town.ctx
        with records.writing(ctx):
            ctx.create(
                Company, code="YX", name="雅信物业服务有限公司", uscc="91110000MA00000000",
                accounting_standard=standard, vat_taxpayer=taxpayer, fiscal_start="2026-01",
            )  # fmt: skip
        setup.set_up(ctx)
        for name, role in STAFF.items():
            self.town.staff(role, "GM", name=name)
        with records.writing(ctx):
            for number, name in enumerate(("张三", "李四"), start=1):
                ctx.create(
                    Customer, name=name, kind="owner", project=self.town.project.id,
                    phone=f"1990000000{number}",
                )  # fmt: skip
            tax = ctx.create(TaxKind, code="service", name="物业服务")
            ctx.create(
                FeeItem, code="WY", name="物业费", kind="property", formula="area", meter_kind="water", tax_kind=tax.id,
                revenue_account=chart.account_id(ctx, "500101" if standard == "sbe" else "600101"),
            )  # fmt: skip
            ctx.create(
                FeeItem, code="TC", name="停车费", kind="parking", formula="fixed", meter_kind="water", tax_kind=tax.id,
                revenue_account=chart.account_id(ctx, "500102" if standard == "sbe" else "600102"),
            )  # fmt: skip
        return self

    def found(self) -> Office:
        """What `build` made, read."""
        session = self.session
        for row in session.scalars(select(Employee)):
            self.town.employees[row.name] = row
            if row.login_id:
                self.town.logins[row.name] = row.login_id
        self.customers = list(session.scalars(select(Customer).order_by(Customer.id)))
        self.items = {row.code: row for row in session.scalars(select(FeeItem))}
        return self

    # -- people -----------------------------------------------------------------------------------

    @property
    def ctx(self) -> Context:
        return self.town.ctx

    def as_(self, name: str) -> Context:
        """With the rights of this moment; the connection of the one before is given back."""
        if name in self._open:
            self._open[name].close()
        self._open[name] = self.town.as_(name)
        return self._open[name]

    @property
    def session(self) -> Any:
        """A reader that sees what is committed now; inside a write, that write's."""
        if self.ctx.sessions.writer is not None:
            return self.ctx.sessions.writer
        self.ctx.session.rollback()
        self.ctx.session.expire_all()
        return self.ctx.session

    # -- vouchers ---------------------------------------------------------------------------------

    def event(self, event: str, source: Any = None, **values: Any) -> Voucher | None:
        """The voucher of an event in a transaction of its own; the customer is the first one unless `aux` says otherwise."""
        amounts = {name: Decimal(value) for name, value in values.pop("amounts").items()}
        values.setdefault("on", JANUARY)
        values["aux"] = self.aux(**values.get("aux", {}))
        with records.writing(self.ctx):
            return post_event(
                self.ctx, event, source if source is not None else self.town.project,
                amounts=amounts, **values,
            )  # fmt: skip

    def aux(self, **more: int) -> dict[str, int | None]:
        return {"customer": self.customers[0].id, "project": self.town.project.id, **more}

    def posted(self, event: str, source: Any = None, **values: Any) -> Voucher:
        """The same, posted."""
        made = self.event(event, source, **values)
        assert made is not None
        return self.post(made)

    def post(self, voucher: Voucher, who: str = MANAGER) -> Voucher:
        return records.transition(self.as_(who), Voucher, voucher.id, "post")

    def by_hand(self, *lines: Mapping[str, Any] | tuple[Any, ...], **values: Any) -> Voucher:
        """A draft of the accountant: (account, debit, credit) or whole lines."""
        given = [self.line(number, line) for number, line in enumerate(lines, start=1)]
        return records.create(
            self.as_(ACCOUNTANT), Voucher,
            {"date": JANUARY, "summary": "手工凭证", "lines": given, **values},
        )  # fmt: skip

    def line(self, number: int, line: Mapping[str, Any] | tuple[Any, ...]) -> dict[str, Any]:
        if isinstance(line, tuple):
            code, debit, credit, *more = line
            rest = more[0] if more else {}
            line = {"account": self.account(code), "debit": debit, "credit": credit, **rest}
        return {"line": number, **line}

    def step(self, voucher: Voucher, name: str, who: str, **values: Any) -> Voucher:
        return records.transition(self.as_(who), Voucher, voucher.id, name, **values)

    def walk(self, voucher: Voucher, *, signed: bool = False) -> Voucher:
        """Submitted, checked, signed where money moves, posted."""
        self.step(voucher, "submit", ACCOUNTANT)
        self.step(voucher, "check", MANAGER)
        if signed:
            self.step(voucher, "sign", CASHIER)
        return self.step(voucher, "post", MANAGER)

    # -- reading ----------------------------------------------------------------------------------

    def account(self, code: str) -> int:
        found: int = self.session.scalars(select(Account.id).where(Account.code == code)).one()
        return found

    def lines(self, voucher: Voucher | None) -> list[tuple[str, str, str]]:
        """(account, debit, credit) as printed."""
        assert voucher is not None
        rows = self.session.execute(
            select(Account.code, VoucherLine.debit, VoucherLine.credit)
            .join(Account, Account.id == VoucherLine.account_id)
            .where(VoucherLine.voucher_id == voucher.id, VoucherLine.deleted_at.is_(None))
            .order_by(VoucherLine.line)
        )
        return [(code, f"{debit:.2f}", f"{credit:.2f}") for code, debit, credit in rows]

    def balance(self, code: str, period: str = "2026-01") -> Decimal:
        """Closing balance, debit positive."""
        found = self.session.execute(
            select(AccountBalance.closing_dr, AccountBalance.closing_cr)
            .join(Account, Account.id == AccountBalance.account_id)
            .join(AccountingPeriod, AccountingPeriod.id == AccountBalance.period_id)
            .where(Account.code == code, AccountingPeriod.period == period)
        ).one()
        return found[0] - found[1]

    def period(self, name: str = "2026-01") -> AccountingPeriod:
        assert self.session is not None
        found = periods.named(self.ctx, name)
        assert found is not None
        return found

    def again(self, record: Any) -> Any:
        """The record as it is stored now."""
        return self.session.get(type(record), record.id)

    def open_books(self) -> None:
        """The opening balances of domain.md §4.9."""
        with records.writing(self.ctx):
            for code, amount in OPENING.items():
                side = "debit" if amount > 0 else "credit"
                self.ctx.create(
                    OpeningBalance, account=self.account(code), customer=self.customers[0].id,
                    **{side: abs(amount)},
                )  # fmt: skip


def refused(call: Callable[..., Any], *args: Any, **values: Any) -> AppError:
    """The error with which a call is refused."""
    with pytest.raises(AppError) as caught:
        call(*args, **values)
    return caught.value
