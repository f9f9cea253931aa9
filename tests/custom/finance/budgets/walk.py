"""A random year in which people plan, ask, pay, post and adjust; what must hold after every step."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.generated.budget import Budget
from app.generated.budget_line import BudgetLine
from app.generated.expense import Expense
from app.runtime.errors import RuleViolation
from tests.custom.finance.books.office import CASHIER
from tests.custom.finance.budgets.house import ADMIN, BOSS, CLERK, COST, HEAD, D, House

ACCOUNTS = (ADMIN, COST, "5601")
EXPECTED = {"over_budget", "below_actual", "not_zero", "not_active"}
"""What may be refused; anything else is a fault."""


@dataclass
class Walk:
    """Steps by chance; `done` counts what came of them."""

    house: House
    chance: random.Random
    done: Counter[str] = field(default_factory=Counter)

    def go(self, steps: int) -> None:
        self.house.active(*[(code, month, 1_000) for code in (ADMIN, COST) for month in (2, 3)])
        acts = [self.ask, self.ask, self.ask, self.go_on, self.go_on, self.spend, self.adjust, self.plan, self.post]  # fmt: skip
        for _ in range(steps):
            act = self.chance.choice(acts)
            self._try(act)
            assert self.house.drift() == [], act.__name__
            self._sums_hold()

    def _try(self, act: Callable[[], Any]) -> None:
        try:
            act()
        except RuleViolation as refused:
            if refused.code not in EXPECTED:
                raise
            self.done[f"{act.__name__}: {refused.code}"] += 1
        else:
            self.done[f"{act.__name__}: done"] += 1

    # -- steps ------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Under `block` nobody holds more than there is."""
        expense = self.house.asked(self.yuan(900), code=self.chance.choice(ACCOUNTS), payee=f"{self.chance.random()}")  # fmt: skip
        check = expense.budget_check
        assert check is None or check["control"] != "block" or check["over"] == "0.00"

    def go_on(self) -> None:
        """An expense takes any step that it may."""
        ways = {
            "submitted": [("approve_dept", HEAD), ("reject", HEAD), ("withdraw", CLERK)],
            "dept_approved": [("check_large", BOSS), ("check_large", BOSS)],
            "finance_checked": [("pay", CASHIER)],
            "draft": [("submit", CLERK)],
        }
        rows = self.house.session.scalars(select(Expense).where(Expense.state.in_(ways))).all()
        if rows:
            expense = self.chance.choice(rows)
            self.house.walked(expense, self.chance.choice(ways[expense.state]))

    def spend(self) -> None:
        """A voucher by hand, now and then in red, in any department."""
        amount = self.yuan(400) * self.chance.choice((1, 1, 1, -1))
        department = self.chance.choice(("ENG", "CS", None))
        self.house.spent(self.chance.choice(ACCOUNTS), amount, department=department)

    def post(self) -> None:
        """What rules checked is posted."""
        self.house.night()

    def adjust(self) -> None:
        budget = self._active()
        amount = self.yuan(300)
        one, other = self.chance.sample(ACCOUNTS, 2)
        lines = {"transfer": [(one, 3, -amount), (other, 3, amount)], "add": [(one, 3, amount)], "cut": [(one, 3, -amount)]}  # fmt: skip
        kind = self.chance.choice(list(lines))
        self.house.adjusted(budget, kind, *lines[kind])

    def plan(self) -> None:
        """Another edition, or a budget above or beside."""
        codes = self.chance.sample(ACCOUNTS, self.chance.randint(1, 3))
        self.house.active(
            *[(code, 3, self.yuan(2_000)) for code in codes],
            department=self.chance.choice(("ENG", "ENG", "GM", None)),
            control=self.chance.choice(("block", "block", "warn", "none")),
            span=self.chance.choice(("month", "ytd", "year")),
        )

    def yuan(self, most: int) -> D:
        return D(self.chance.randint(1, most * 100)) / 100

    def _active(self) -> Budget:
        rows = self.house.session.scalars(
            select(Budget).where(Budget.state == "active").order_by(Budget.id)
        ).all()
        mine = [one for one in rows if one.department_id == self.house.department("ENG")]
        found: Budget = self.chance.choice(mine)
        return found

    # -- what holds -------------------------------------------------------------------------------

    def _sums_hold(self) -> None:
        """A scope has one active budget; its figures are those of its lines."""
        budgets = self.house.session.scalars(select(Budget).where(Budget.state == "active")).all()
        scopes = Counter((one.year, one.department_id, one.project_id) for one in budgets)
        assert max(scopes.values()) == 1
        for budget in budgets:
            lines = self.house.session.scalars(
                select(BudgetLine).where(
                    BudgetLine.budget_id == budget.id, BudgetLine.deleted_at.is_(None)
                )
            ).all()
            assert budget.actual == sum(one.actual for one in lines)
            assert budget.total == sum(one.amount for one in lines)
            for one in lines:
                assert one.available == one.amount + one.adjusted - one.committed - one.actual
                assert one.committed >= 0
