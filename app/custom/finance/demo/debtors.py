"""Who pays when: most in time, some once or twice a year, and 60 who have not paid for more than a year (domain.md §7).

What they owed when the books began stands in the books as opening balances, customer by customer, and as bills that were
brought along: so the ledger and the bills say the same from the first day on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.unit import Unit

from ..fees.formulas import span
from . import paths, tariff
from .scale import Scale

CHRONIC, OLD, LATELY = 60, 6, 90
"""Customers who pay nothing; of these, for more than two and a half years; who pay last quarter's debt soon."""
SLOW = 0.05
"""Of the others pay twice a year."""
QUARTER = 3


@dataclass(frozen=True)
class Debt:
    """Somebody with a home: nothing is paid of what was billed from that day on."""

    customer: int
    project: int
    unit: int
    area: Decimal
    since: dt.date


@dataclass
class Debtors:
    """`chronic`: customer → his debt; `lately`: who owes one quarter when the books begin; `slow`: customer → whether."""

    random: Random
    chronic: dict[int, Debt]
    lately: list[Debt]
    _slow: dict[int, bool] = field(default_factory=dict)

    def pays_nothing(self, customer: int, day: dt.date) -> bool:
        debt = self.chronic.get(customer)
        return debt is not None and day >= debt.since

    def is_slow(self, customer: int) -> bool:
        if customer in self.chronic:
            return False
        return self._slow.setdefault(customer, self.random.random() < SLOW)


def choose(company: Company, random: Random) -> Debtors:
    """Of those who have had one home for years, and no login to be ashamed with."""
    rows = company.bulk.ctx.session.execute(
        select(Occupancy.customer_id, Unit.id, Unit.project_id, Unit.gross_area)
        .join(Unit, Unit.id == Occupancy.unit_id)
        .join(Customer, Customer.id == Occupancy.customer_id)
        .where(
            Occupancy.payer.is_(True), Occupancy.approved.is_(True), Occupancy.to_date.is_(None),
            Customer.login_id.is_(None), Occupancy.from_date <= tariff.SINCE, Unit.kind == "home",
        )
        .order_by(Unit.id)
    ).all()  # fmt: skip
    homes = {row.customer_id: row for row in rows}
    chosen = random.sample(sorted(homes), CHRONIC + LATELY)
    debts = []
    for place, customer in enumerate(chosen):
        months = random.randint(33, 40) if place < OLD else random.randint(16, 27)
        row = homes[customer]
        since = _months_before(company.today, months)
        debts.append(Debt(customer, row.project_id, row.id, row.gross_area, since))
    chronic = {one.customer: one for one in debts[:CHRONIC]}
    return Debtors(random, chronic, debts[CHRONIC:])


def old_bills(
    company: Company, owing: Debtors, items: Mapping[str, int], much: Scale
) -> dict[tuple[int, int], Decimal]:
    """Unpaid bills of the time before the books, a quarter each; returns (customer, project) → yuan."""
    made: dict[tuple[int, int], Decimal] = {}
    prices = {
        company.town.projects[code]: (items[item.code], Decimal(price))
        for item in tariff.items(much)
        if item.kind == "property"
        for code, price in item.prices.items()
    }
    for count, (debt, first) in enumerate(_quarters(owing, much.begun), start=1):
        _, last = span.cycle_of(f"{first:%Y-%m}", "quarter")
        item, price = prices[debt.project]
        amount = (debt.area * price * QUARTER).quantize(Decimal("0.01"), ROUND_HALF_UP)
        made_at = company.at(first, 9)
        number = f"ZD{first:%Y%m}-9{count:07d}"
        bill = company.bulk.add(
            Bill, bill_no=number, **_what(debt, item, amount), period=f"{first:%Y-%m}",
            period_from=first, period_to=_end(last), due_on=first.replace(day=25), created_at=made_at,
        )  # fmt: skip
        paths.walked(company, Bill, bill, ("create", "open", made_at, None))
        key = (debt.customer, debt.project)
        made[key] = made.get(key, Decimal(0)) + amount
    company.bulk.flush()
    return made


def _what(debt: Debt, item: int, amount: Decimal) -> dict[str, Any]:
    nothing = dict.fromkeys(
        ("discount", "paid", "late_fee", "late_paid", "late_waived", "invoiced"), Decimal(0)
    )
    return {
        "project_id": debt.project, "unit_id": debt.unit, "customer_id": debt.customer,
        "fee_item_id": item, "amount": amount, "balance": amount, "standing": True,
        "state": "open", "overdue": True, **nothing,
    }  # fmt: skip


def _quarters(owing: Debtors, begun: dt.date) -> Iterator[tuple[Debt, dt.date]]:
    """Who owes which quarters when the books begin, by their first days."""
    before = _months_before(begun, QUARTER)
    for debt in owing.chronic.values():
        first = before
        while first >= debt.since:
            yield debt, first
            first = _months_before(first, QUARTER)
    for debt in owing.lately:
        yield debt, before


def _months_before(day: dt.date, months: int) -> dt.date:
    """The first of the month so many months before."""
    number = day.year * 12 + day.month - 1 - months
    return dt.date(number // 12, number % 12 + 1, 1)


def _end(last: dt.date) -> dt.date:
    """The last day of the month that begins that day."""
    return (last.replace(day=28) + dt.timedelta(days=5)).replace(day=1) - dt.timedelta(days=1)
