"""3.3: a budget drafts itself from what was posted, says how, and is then changed by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.finance.books import periods
from app.custom.finance.budgets import words
from app.generated.account import Account
from app.generated.budget import Budget
from app.generated.budget_line import BudgetLine
from app.generated.company import Company
from app.runtime import records
from tests.custom.finance.books.office import ACCOUNTANT, refused
from tests.custom.finance.budgets.house import ADMIN, COST, HEAD, D, House

pytestmark = pytest.mark.database

QUARTERS = {2024: (100, 120, 140, 140), 2025: (110, 130, 160, 150)}


@pytest.fixture
def past(house: House) -> House:
    """Two years in which engineering spent as in O11.1, at the end of each quarter."""
    with records.writing(house.ctx):
        company = house.ctx.session.scalars(select(Company)).one()
        house.ctx.update(company, fiscal_start="2024-01")
        for year in QUARTERS:
            for month in range(1, 13):
                periods.opened(house.ctx, f"{year}-{month:02d}")
    for year, amounts in QUARTERS.items():
        for quarter, amount in enumerate(amounts, start=1):
            house.spent(ADMIN, amount, on=dt.date(year, 3 * quarter, 1))
    house.spent(COST, 70, on=dt.date(2025, 5, 1))
    house.spent(ADMIN, 1, on=dt.date(2024, 1, 1), department="CS")
    return house


def lines(house: House, budget: Budget) -> dict[tuple[str, int], D]:
    """(account, month) → amount, of those that are not zero."""
    rows = house.session.execute(
        select(Account.code, BudgetLine.month, BudgetLine.amount)
        .join(Account, Account.id == BudgetLine.account_id)
        .where(BudgetLine.budget_id == budget.id, BudgetLine.deleted_at.is_(None))
    )
    return {(code, month): amount for code, month, amount in rows if amount}


def new(house: House, who: str = HEAD, **values: Any) -> Budget:
    given = {"year": 2026, "department": house.department("ENG"), "method": "history", **values}
    return records.create(house.as_(who), Budget, given)


def test_a_budget_from_history_has_its_growth_and_season(past: House) -> None:
    budget = new(past)
    found = lines(past, budget)
    assert {month: found[ADMIN, month] for month in (3, 6, 9, 12)} == {
        3: D("115.50"), 6: D("137.55"), 9: D("164.85"), 12: D("159.60"),
    }  # fmt: skip
    assert found[COST, 5] == 70
    assert past.again(budget).total == D("647.50")


def test_it_says_how_in_both_languages(past: House) -> None:
    budget = past.again(new(past))
    english = words.read(budget.explanation, "en").split("\n")
    assert english[0].startswith("Drawn from what was posted from 2025-01 to 2025-12 and in the 12")
    assert english[1].startswith("5401 主营业务成本: nothing before, then ¥70.00")
    assert english[2].startswith("5602 管理费用: ¥500.00, then ¥550.00: +10.0%")
    assert "变动 +10.0%" in words.read(budget.explanation, "zh")


def test_a_department_with_a_budget_of_its_own_is_left_out_of_the_one_above(past: House) -> None:
    above = {"department": past.department("GM")}
    whole = lines(past, new(past, ACCOUNTANT, **above))
    new(past)
    less = lines(past, new(past, ACCOUNTANT, **above))
    assert (ADMIN, 3) in whole
    assert (COST, 5) in whole
    assert less == {}


def test_from_zero_the_accounts_are_listed_without_amounts(past: House) -> None:
    budget = new(past, method="zero")
    assert lines(past, budget) == {}
    count = past.session.query(BudgetLine).filter_by(budget_id=budget.id).count()
    assert count == 2 * 12
    assert "2 accounts" in words.read(past.again(budget).explanation, "en")


def test_without_history_people_enter_it(house: House) -> None:
    budget = house.again(new(house))
    assert "no history" in words.read(budget.explanation, "en")
    assert refused(records.transition, house.as_(HEAD), Budget, budget.id, "submit").code == "no_lines"  # fmt: skip


def test_drafted_anew_the_lines_are_replaced(past: House) -> None:
    budget = new(past)
    past.spent(ADMIN, 550, on=dt.date(2025, 3, 2))
    records.transition(past.as_(HEAD), Budget, budget.id, "redraft")
    assert past.again(budget).total == 1_210 + 70
    assert refused(
        records.transition, past.as_(HEAD), Budget, new(past, method="manual").id, "redraft"
    )


def test_lines_are_edited_like_a_sheet(past: House) -> None:
    budget = new(past)
    line = past.at(budget, ADMIN, 3)
    rows = [{"id": line.id, "amount": 200}, {"account": past.account("5601"), "month": 1, "amount": 5}]  # fmt: skip
    records.update(past.as_(HEAD), Budget, budget.id, {"lines": rows})
    found = lines(past, budget)
    assert (found[ADMIN, 3], found["5601", 1]) == (200, 5)
