"""Who spends, in few words: budgets, adjustments, expenses and vouchers of the town's departments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.custom.finance.books import batch, many, periods
from app.custom.finance.books.people import as_system
from app.custom.finance.budgets import actuals
from app.generated.bank_account import BankAccount
from app.generated.budget import Budget
from app.generated.budget_adjustment import BudgetAdjustment
from app.generated.budget_line import BudgetLine
from app.generated.expense import Expense
from app.generated.voucher import Voucher
from app.runtime import jobs, records
from tests.custom.crm.pictures import photo
from tests.custom.finance.books.office import ACCOUNTANT, CASHIER, MANAGER, Office

D = Decimal
HEAD, CLERK, OTHER, BOSS = "赵经理", "陈文员", "何文员", "王总"
STAFF = {HEAD: ("dept_mgr", "ENG"), CLERK: ("employee", "ENG"), OTHER: ("employee", "CS"), BOSS: ("gm", "GM")}  # fmt: skip
DAY = dt.date(2026, 3, 20)
ADMIN, COST = "5602", "5401"


@dataclass
class House(Office):
    """Short names for what the tests of budgets and expenses need."""

    def build(self, standard: str = "sbe", taxpayer: str = "general") -> House:
        super().build(standard, taxpayer)
        for name, (role, department) in STAFF.items():
            self.town.staff(role, department, name=name)
        with records.writing(self.ctx):
            for period in ("2026-01", "2026-02", "2026-03"):
                periods.opened(self.ctx, period)
            self.ctx.create(
                BankAccount, code="B1", name="基本户", kind="bank", account=self.account("1002")
            )
        return self

    def found(self) -> House:
        super().found()
        return self

    # -- budgets ----------------------------------------------------------------------------------

    def department(self, code: str | None) -> int | None:
        return self.town.departments[code].id if code else None

    def budget(
        self,
        *lines: tuple[str, int, Any],
        department: str | None = "ENG",
        year: int = 2026,
        **values: Any,
    ) -> Budget:
        """A draft by hand: (account, month, amount)."""
        return records.create(
            self.as_(ACCOUNTANT), Budget,
            {
                "year": year, "department": self.department(department), "method": "manual", **values,
                "lines": [{"account": self.account(code), "month": month, "amount": amount} for code, month, amount in lines],
            },
        )  # fmt: skip

    def approved(self, budget: Budget) -> Budget:
        """Submitted, reviewed, approved: it governs."""
        for name, who in (("submit", ACCOUNTANT), ("review", MANAGER), ("approve", BOSS)):
            budget = records.transition(self.as_(who), Budget, budget.id, name)
        return budget

    def active(self, *lines: tuple[str, int, Any], **values: Any) -> Budget:
        return self.approved(self.budget(*lines, **values))

    def at(self, budget: Budget, code: str, month: int) -> BudgetLine:
        """A line as it is stored now."""
        found: BudgetLine = self.session.scalars(
            select(BudgetLine).where(
                BudgetLine.budget_id == budget.id,
                BudgetLine.account_id == self.account(code),
                BudgetLine.month == month,
                BudgetLine.deleted_at.is_(None),
            )
        ).one()
        return found

    def figures(self, budget: Budget, code: str = ADMIN, month: int = 3) -> tuple[Decimal, ...]:
        """(amount, adjusted, committed, actual, available)."""
        one = self.at(budget, code, month)
        return (one.amount, one.adjusted, one.committed, one.actual, one.available)

    def adjust(self, budget: Budget, kind: str, *lines: tuple[str, int, Any]) -> BudgetAdjustment:
        """A draft: (account, month, change)."""
        return records.create(
            self.as_(HEAD), BudgetAdjustment,
            {
                "budget": budget.id, "kind": kind, "reason": "工作需要",
                "lines": [{"account": self.account(code), "month": month, "amount": change} for code, month, change in lines],
            },
        )  # fmt: skip

    def adjusted(self, budget: Budget, kind: str, *lines: tuple[str, int, Any]) -> BudgetAdjustment:
        """Approved by the general manager, and so applied."""
        made = self.adjust(budget, kind, *lines)
        for name, who in (("submit", HEAD), ("review", MANAGER), ("approve", BOSS)):
            made = records.transition(self.as_(who), BudgetAdjustment, made.id, name)
        return made

    def drift(self, year: int = 2026) -> list[Any]:
        """What is not as vouchers and expenses say."""
        with records.writing(self.ctx):
            return actuals.drift(self.ctx, year)

    # -- expenses ---------------------------------------------------------------------------------

    def expense(self, gross: Any, *, who: str = CLERK, code: str = ADMIN, **values: Any) -> Expense:
        """A draft with its paper."""
        given = {
            "account": self.account(code), "payee": "文具店", "gross": gross, "purpose": "办公用品", "spend_on": DAY,
            "documents": [photo(self.town.logins[who])], **values,
        }  # fmt: skip
        return records.create(self.as_(who), Expense, given)

    def asked(self, gross: Any, **values: Any) -> Expense:
        """Submitted."""
        who = values.get("who", CLERK)
        return self.walked(self.expense(gross, **values), ("submit", who))

    def walked(self, expense: Expense, *steps: tuple[str, str]) -> Expense:
        for name, who in steps:
            given = {"paid_from": self.bank().id} if name == "pay" else {}
            expense = records.transition(
                self.as_(who), Expense, expense.id, name, given,
                note="票据不符" if name == "reject" else "",
            )  # fmt: skip
        return expense

    def paid(self, gross: Any, **values: Any) -> Expense:
        """All the way to the cashier; its voucher is made, not posted."""
        check = ("check_large", BOSS) if D(str(gross)) > 5000 else ("check", ACCOUNTANT)
        return self.walked(self.asked(gross, **values), ("approve_dept", HEAD), check, ("pay", CASHIER))  # fmt: skip

    def bank(self) -> BankAccount:
        found: BankAccount = self.session.scalars(select(BankAccount)).one()
        return found

    # -- books ------------------------------------------------------------------------------------

    def spent(
        self, code: str, amount: Any, *, on: dt.date = DAY, department: str | None = "ENG",
        project: int | None = None, post: bool = True,
    ) -> Voucher:  # fmt: skip
        """A voucher by hand, posted unless told otherwise."""
        side = ("debit", "credit") if D(str(amount)) > 0 else ("credit", "debit")
        cost = {"account": self.account(code), side[0]: abs(D(str(amount))), "department": self.department(department), "project": project}  # fmt: skip
        owed = {"account": self.account("2202"), side[1]: abs(D(str(amount)))}
        voucher = self.by_hand(cost, owed, date=on)
        return self.walk(voucher) if post else voucher

    def night(self) -> None:
        """Everything that waits for its night is posted."""
        with records.writing(self.ctx):
            many.post(as_system(self.ctx), batch.postable())

    def later(self) -> None:
        """Jobs that were asked for."""
        jobs.run_all()
