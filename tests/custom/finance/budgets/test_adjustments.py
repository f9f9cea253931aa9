"""3.3: what governs is adjusted by transfer, addition and cut; whole or not at all, never below what is spent and held."""

from __future__ import annotations

from typing import Any

import pytest

from app.generated.budget_adjustment import BudgetAdjustment
from app.runtime import records
from tests.custom.finance.books.office import MANAGER, refused
from tests.custom.finance.budgets.house import ADMIN, BOSS, COST, HEAD, House

pytestmark = pytest.mark.database


@pytest.fixture
def budget(house: House) -> Any:
    return house.active((ADMIN, 3, 1_000), (COST, 3, 2_000), (ADMIN, 4, 500))


def step(house: House, made: BudgetAdjustment, name: str, who: str) -> BudgetAdjustment:
    return records.transition(house.as_(who), BudgetAdjustment, made.id, name, note="是")


def submitted(house: House, budget: Any, kind: str, *lines: Any) -> BudgetAdjustment:
    return step(house, house.adjust(budget, kind, *lines), "submit", HEAD)


def test_a_small_transfer_needs_the_finance_manager_alone(house: House, budget: Any) -> None:
    made = submitted(house, budget, "transfer", (COST, 3, -50), (ADMIN, 3, 50))
    assert made.small is True
    assert step(house, made, "approve_small", MANAGER).state == "applied"
    assert [house.figures(budget, code)[1] for code in (ADMIN, COST)] == [50, -50]
    assert house.figures(budget)[4] == 1_050


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("transfer", [(COST, 3, -51), (ADMIN, 3, 51)]),
        ("add", [(ADMIN, 3, 1)]),
        ("cut", [(ADMIN, 3, -1)]),
    ],
)
def test_anything_more_needs_the_general_manager(
    house: House, budget: Any, kind: str, lines: list[Any]
) -> None:
    made = submitted(house, budget, kind, *lines)
    assert "general manager" in str(refused(step, house, made, "approve_small", MANAGER))
    step(house, made, "review", MANAGER)
    assert step(house, made, "approve", BOSS).state == "applied"
    assert house.figures(budget)[1] == lines[-1][2]


def test_a_transfer_may_borrow_from_a_later_month(house: House, budget: Any) -> None:
    house.adjusted(budget, "transfer", (ADMIN, 4, -200), (ADMIN, 3, 200))
    assert [house.figures(budget, month=month)[4] for month in (3, 4)] == [1_200, 300]


@pytest.mark.parametrize(
    ("kind", "lines", "told"),
    [
        ("transfer", [(COST, 3, -50), (ADMIN, 3, 40)], "nets to zero"),
        ("transfer", [], "Enter the lines"),
        ("add", [(ADMIN, 3, 5), (COST, 3, -1)], "Every line of an addition"),
        ("cut", [(ADMIN, 3, 5)], "Every line of a cut"),
        ("cut", [(ADMIN, 3, -1_001)], "at most 1,000.00"),
        ("cut", [(ADMIN, 7, -1)], "at most 0.00"),
        ("add", [("1002", 3, 5)], "no account of income"),
    ],
)
def test_what_is_out_of_order_is_not_submitted(
    house: House, budget: Any, kind: str, lines: list[Any], told: str
) -> None:
    made = house.adjust(budget, kind, *lines)
    assert told in str(refused(step, house, made, "submit", HEAD))


def test_nothing_is_cut_that_is_spent_or_held(house: House, budget: Any) -> None:
    house.spent(ADMIN, 300)
    house.asked(200)
    error = refused(submitted, house, budget, "cut", (ADMIN, 3, -501))
    assert error.code == "below_actual"
    assert "300.00 spent, 200.00 held" in str(error)
    house.adjusted(budget, "cut", (ADMIN, 3, -500))
    assert house.figures(budget) == (1_000, -500, 200, 300, 0)


def test_what_was_spent_meanwhile_stops_a_cut_that_was_approved(house: House, budget: Any) -> None:
    made = submitted(house, budget, "cut", (ADMIN, 3, -900))
    step(house, made, "review", MANAGER)
    house.asked(500)
    assert refused(step, house, made, "approve", BOSS).code == "below_actual"
    assert house.again(made).state == "finance_review"
    assert house.figures(budget)[1] == 0


def test_only_what_governs_is_adjusted(house: House, budget: Any) -> None:
    draft = house.budget((ADMIN, 3, 10), department="CS")
    made = submitted(house, budget, "add", (ADMIN, 3, 5))
    step(house, made, "review", MANAGER)
    house.active((ADMIN, 3, 900))
    assert refused(step, house, made, "approve", BOSS).code == "not_active"
    assert refused(house.adjust, budget, "add", (ADMIN, 3, 5)).code == "not_active"
    assert draft.state == "draft"


def test_a_new_account_counts_what_was_spent_on_it_before(house: House, budget: Any) -> None:
    house.spent("5601", 70)
    house.adjusted(budget, "add", ("5601", 3, 100))
    assert house.figures(budget, "5601") == (0, 100, 0, 70, 30)
    assert house.drift() == []


def test_nobody_approves_his_own(house: House, budget: Any) -> None:
    made = submitted(house, budget, "add", (ADMIN, 3, 5))
    assert refused(step, house, made, "review", HEAD).code in ("role", "forbidden", "scope")
    assert step(house, made, "reject", MANAGER).state == "rejected"
    assert house.figures(budget)[1] == 0
