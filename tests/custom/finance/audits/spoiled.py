"""Books that are spoiled: rows written past the one write path, and honest vouchers beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from app.custom.finance.books import making, periods, seal
from app.custom.finance.books.people import as_system
from app.custom.finance.books.posting import Part, post_event
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.employee import Employee
from app.generated.expense import Expense
from app.generated.fee_item import FeeItem
from app.generated.payment import Payment
from app.generated.project import Project
from app.generated.voucher import Voucher
from app.runtime import clock, records
from app.runtime.context import Context

Key = tuple[str, str, int]
D = Decimal


@dataclass
class Books:
    """The books that are spoiled: `ctx` reads and posts, `period` is the open one that is spoiled."""

    ctx: Context
    period: AccountingPeriod

    @property
    def now(self) -> dt.datetime:
        return self.ctx.now

    # -- reading ------------------------------------------------------------------------------------

    def one(self, statement: Any) -> Any:
        self.ctx.session.rollback()
        return self.ctx.session.execute(statement).first()

    def voucher(self, *which: Any, last: bool = False) -> Any:
        """A posted voucher of the period: in the middle, or the last one."""
        of = Voucher
        rows = self.ctx.session.execute(
            select(of.id, of.number, of.word, of.maker_id, of.poster_id, of.date)
            .where(of.period_id == self.period.id, of.hash.is_not(None), of.deleted_at.is_(None), *which)
            .order_by(of.chain_no)
        ).all()  # fmt: skip
        return rows[-1] if last else rows[len(rows) // 2]

    def customer(self) -> int:
        found: int = self.one(select(Customer.id).order_by(Customer.id)).id
        return found

    def project(self) -> Project:
        self.ctx.session.rollback()
        found: Project = self.ctx.session.scalars(select(Project).order_by(Project.id)).first()
        return found

    def employees(self) -> list[Any]:
        self.ctx.session.rollback()
        return list(
            self.ctx.session.execute(
                select(Employee.id, Employee.name, Employee.login_id, Employee.department_id)
                .where(Employee.login_id.is_not(None), Employee.deleted_at.is_(None))
                .order_by(Employee.id)
            )
        )

    @property
    def chain(self) -> Key:
        """What a voucher that was tampered with shows besides."""
        return ("A15", "accounting_period", self.period.id)

    def workday(self, hour: int = 10) -> dt.datetime:
        """A Tuesday of the period that is over, at that hour."""
        day = self.period.starts_on
        while day.weekday() != 1:
            day += dt.timedelta(days=1)
        return dt.datetime(day.year, day.month, day.day, hour, tzinfo=clock.zone())

    # -- writing ------------------------------------------------------------------------------------

    def change(self, entity: Any, id: int, **values: Any) -> None:
        """A row as nobody may change it."""
        with unlocked(self.ctx) as connection:
            connection.execute(update(entity.__table__).where(entity.id == id).values(**values))

    def add(self, entity: Any, /, **values: Any) -> int:
        """A row that no write path made."""
        table: Table = entity.__table__
        stamps = {"created_at": self.workday(), "updated_at": self.workday(), "version": 1}
        given = {**{name: value for name, value in stamps.items() if name in table.c}, **values}
        with unlocked(self.ctx) as connection:
            found: int = connection.execute(insert(table).values(**given)).inserted_primary_key[0]
        return found

    def post(self, event: str, key: str, on: dt.date, lines: list[Part], **more: Any) -> Voucher:
        """An honest voucher with these lines, posted by the system."""
        project = self.project()
        with records.writing(self.ctx):
            voucher = post_event(
                self.ctx, event, project, on=on, key=key, lines=lines,
                aux={"project": project.id, "customer": self.customer()}, **more,
            )  # fmt: skip
            assert voucher is not None
            return as_system(self.ctx).transition(voucher, "post")

    def many(
        self, event: str, key: str, on: dt.date, amounts: list[Decimal], debit: str = "5602"
    ) -> Voucher:
        """One posted voucher with a debit line for each amount, bought from the stock of parts."""
        project = self.project()
        account, credit = (
            self.one(select(Account.id).where(Account.code == code)).id for code in (debit, "1403")
        )
        period = periods.open_for(self.ctx, on)[0]
        head = making.Head(
            period.id, on, "ji", key, event, project.key(), project.id, key, None, auto_check=True
        )
        lines = [
            *({"account_id": account, "debit": amount, "credit": D(0)} for amount in amounts),
            {"account_id": credit, "debit": D(0), "credit": sum(amounts, D(0))},
        ]
        with records.writing(self.ctx):
            voucher = making.make(self.ctx, head, lines)
            return as_system(self.ctx).transition(voucher, "post")

    def bill(self, **values: Any) -> int:
        """A bill of 100.00, untaxed."""
        day = self.period.starts_on
        given = {
            "bill_no": f"ZD-PLANTED-{self.count(Bill)}", "project_id": self.project().id,
            "customer_id": self.customer(),
            "fee_item_id": self.one(select(FeeItem.id).order_by(FeeItem.id)).id,
            "period": self.period.period, "period_from": day, "period_to": day, "amount": D(100),
            "discount": D(0), "paid": D(0), "balance": D(100), "late_waived": D(0), "due_on": day,
            "state": "open", "standing": True,
        }  # fmt: skip
        return self.add(Bill, **{**given, **values})

    def payment(self, **values: Any) -> int:
        number = self.count(Payment)
        given = {
            "payment_no": f"SK-PLANTED-{number}", "channel": "bank", "customer_id": self.customer(),
            "project_id": self.project().id, "amount": D("276.53"), "rule": "oldest",
            "channel_trade_no": f"PLANTED{number}", "paid_at": self.workday(), "state": "reconciled",
        }  # fmt: skip
        return self.add(Payment, **{**given, **values})

    def expense(self, employee: Any, **values: Any) -> int:
        given = {
            "expense_no": f"FY-PLANTED-{self.count(Expense)}", "applicant_id": employee.id,
            "department_id": employee.department_id, "payee": "某保洁公司", "gross": D(100), "vat": D(0),
            "account_id": self.one(select(Account.id).where(Account.leaf.is_not(False)).order_by(Account.id)).id,
            "purpose": "保洁", "spend_on": self.period.starts_on, "state": "submitted",
        }  # fmt: skip
        return self.add(Expense, **{**given, **values})

    def count(self, entity: Any) -> int:
        self.ctx.session.rollback()
        return self.ctx.session.scalar(select(func.count()).select_from(entity)) or 0


@contextmanager
def unlocked(ctx: Context) -> Iterator[Connection]:
    """A transaction in which the triggers of the books are away."""
    ctx.session.rollback()
    engine = ctx.session.get_bind().engine
    with engine.begin() as connection:
        dialect = connection.dialect.name
        for table, names in seal.TRIGGERS.items():
            for name in names:
                where = f" ON {table}" if dialect == "postgresql" else ""
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{where}")
        yield connection
        for table in seal.TRIGGERS:
            for statement in seal.statements(dialect, table):
                connection.exec_driver_sql(statement)
    ctx.session.expire_all()
