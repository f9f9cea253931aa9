"""3.3: the way of a budget: who takes which step, one edition governs, a new one takes over, the year's end closes it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from app.custom.finance.budgets import editions
from app.generated.budget import Budget
from app.generated.budget_line import BudgetLine
from app.runtime import records
from app.runtime.errors import Forbidden
from tests.custom.finance.books.office import ACCOUNTANT, MANAGER, refused
from tests.custom.finance.budgets.house import ADMIN, BOSS, COST, HEAD, House

pytestmark = pytest.mark.database


def step(house: House, budget: Budget, name: str, who: str, **values: Any) -> Budget:
    return records.transition(house.as_(who), Budget, budget.id, name, **values)


def test_it_goes_from_the_department_to_finance_to_the_general_manager(house: House) -> None:
    budget = house.budget((ADMIN, 3, 100))
    assert step(house, budget, "submit", HEAD).state == "submitted"
    assert step(house, budget, "send_back", MANAGER, note="缺说明").state == "draft"
    step(house, budget, "submit", HEAD)
    step(house, budget, "review", MANAGER)
    assert step(house, budget, "approve", BOSS).state == "active"


def test_a_manager_writes_drafts_of_his_own_department_alone(house: House) -> None:
    with pytest.raises(Forbidden):
        records.create(house.as_(HEAD), Budget, {"year": 2026, "department": house.department("CS"), "method": "manual"})  # fmt: skip
    other = house.budget((ADMIN, 3, 100), department="CS")
    assert refused(step, house, other, "submit", HEAD).code == "not_found"
    mine = house.active((ADMIN, 3, 100))
    line = house.at(mine, ADMIN, 3)
    with pytest.raises(Forbidden):
        records.update(house.as_(HEAD), BudgetLine, line.id, {"amount": 900})
    with pytest.raises(Forbidden):
        records.update(house.as_(HEAD), Budget, mine.id, {"control": "none"})


def test_a_new_edition_takes_over_what_is_held_and_spent(house: House) -> None:
    first = house.active((ADMIN, 3, 100))
    house.spent(ADMIN, 30)
    expense = house.asked(20)
    second = house.active((ADMIN, 3, 90))
    assert (second.edition, house.again(first).state) == (2, "superseded")
    assert house.figures(second) == (90, 0, 20, 30, 40)
    assert house.again(expense).budget_line_id == house.at(second, ADMIN, 3).id
    house.walked(house.again(expense), ("reject", HEAD))
    assert house.figures(second)[2] == 0
    assert house.drift() == []


def test_a_budget_that_comes_late_counts_what_was_spent_before(house: House) -> None:
    house.spent(ADMIN, 30)
    above = house.active((ADMIN, 3, 100), department="GM")
    assert house.figures(above)[3] == 30
    expense = house.asked(10)
    own = house.active((ADMIN, 3, 100))
    assert [house.figures(one)[2:4] for one in (above, own)] == [(0, 0), (10, 30)]
    assert house.again(above).actual == 0
    assert house.again(expense).budget_line_id == house.at(own, ADMIN, 3).id
    assert house.drift() == []


def test_two_scopes_govern_side_by_side(house: House) -> None:
    house.active((ADMIN, 3, 100))
    other = house.active((ADMIN, 3, 100), department="CS")
    assert (other.edition, other.state) == (1, "active")


def test_year_and_scope_stay(house: House) -> None:
    budget = house.budget((ADMIN, 3, 100))
    error = refused(records.update, house.as_(ACCOUNTANT), Budget, budget.id, {"year": 2027})
    assert error.errors[0].field == "year"


@pytest.mark.parametrize(
    ("codes", "told"), [(("1002",), "no account of income"), (("2221", "222101"), "no account")]
)
def test_only_income_and_costs_are_planned(house: House, codes: tuple[str, ...], told: str) -> None:
    budget = house.budget(*[(code, 1, 5) for code in codes])
    assert told in str(refused(step, house, budget, "submit", HEAD))


def test_an_account_and_the_one_above_it_are_not_both_planned(house: House) -> None:
    budget = house.budget(("5001", 1, 5), ("500101", 1, 5))
    assert "cannot both stand" in str(refused(step, house, budget, "submit", HEAD))


def test_the_end_of_the_year_closes_it_and_carries_on_what_is_held(
    house: House, at: time_machine.Coordinates
) -> None:
    budget = house.active((ADMIN, 3, 100))
    expense = house.asked(20)
    at.move_to(dt.datetime(2027, 1, 10, 2, tzinfo=dt.UTC))
    following = house.active((ADMIN, 1, 70), year=2027)
    december: Any = SimpleNamespace(period="2026-12")
    with records.writing(house.ctx):
        # The checklist of the books is not what is asked here.
        editions.year_ends(december, house.ctx)
    assert house.again(budget).state == "closed"
    assert house.again(expense).budget_line_id == house.at(following, ADMIN, 1).id
    assert house.figures(budget)[2] == 0
    assert house.figures(following, month=1)[2] == 20
    assert [house.drift(2026), house.drift(2027)] == [[], []]


def test_a_closed_period_inside_the_year_closes_nothing(house: House) -> None:
    budget = house.active((ADMIN, 3, 100), (COST, 3, 1))
    with records.writing(house.ctx):
        editions.year_ends(house.period("2026-03"), house.ctx)
    assert house.again(budget).state == "active"
