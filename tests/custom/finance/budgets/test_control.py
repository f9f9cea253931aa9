"""3.3: a budget holds what is asked for, forbids what is too much, and knows what was spent (O11.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.generated.expense import Expense
from app.generated.payroll_entry import PayrollEntry
from app.generated.voucher import voucher_hooks
from app.runtime import records
from app.runtime.context import Context
from tests.custom.equipment.repair.test_at_once import together
from tests.custom.finance.books.office import ACCOUNTANT, MANAGER, refused
from tests.custom.finance.budgets.house import ADMIN, CLERK, COST, HEAD, D, House

pytestmark = pytest.mark.database


@pytest.fixture
def year(house: House) -> Any:
    """O11.2: 60 000 up to March, 48 500 spent, 6 000 held."""
    budget = house.active((ADMIN, 1, 20_000), (ADMIN, 2, 20_000), (ADMIN, 3, 20_000), (ADMIN, 4, 9_000), (COST, 3, 8_000))  # fmt: skip
    house.spent(ADMIN, 48_500)
    house.asked(6_000, payee="旅行社")
    return budget


def test_too_much_is_forbidden_with_the_figures(house: House, year: Any) -> None:
    error = refused(house.asked, 7_000)
    assert (error.code, error.errors[0].field) == ("over_budget", "gross")
    assert "1,500.00" in str(error)
    assert "5,500.00" in str(error)
    assert house.figures(year) == (20_000, 0, 6_000, 48_500, -34_500)


def test_a_warning_lets_it_pass_marked(house: House) -> None:
    house.active((ADMIN, 3, 1_000), control="warn")
    expense = house.asked(1_500)
    assert (expense.over_budget, expense.budget_check["over"]) == (True, "500.00")
    assert expense.budget_check["verdict"] == "warn"


def test_after_a_transfer_it_passes(house: House, year: Any) -> None:
    expense = house.expense(7_000)
    assert refused(house.walked, expense, ("submit", CLERK)).code == "over_budget"
    house.adjusted(year, "transfer", (COST, 3, -2_000), (ADMIN, 3, 2_000))
    expense = house.walked(expense, ("submit", CLERK))
    assert (expense.budget_check["available"], expense.budget_check["over"]) == ("7500.00", "0.00")
    assert house.figures(year)[:3] == (20_000, 2_000, 13_000)
    assert house.drift() == []


def test_of_two_at_once_for_the_rest_one_passes(house: House, year: Any) -> None:
    expenses = [house.expense(5_000, payee=name) for name in ("甲", "乙")]

    def submit(expense: Expense) -> Callable[[Context], Any]:
        return lambda ctx: records.transition(ctx, Expense, expense.id, "submit")

    clerk = house.town.logins[CLERK]
    found = together(*[submit(one) for one in expenses], by=[clerk, clerk])
    assert sorted(error.code for error in found if error is not None) == ["over_budget"]
    assert house.figures(year)[2] == 11_000


@pytest.mark.parametrize(
    ("span", "available"), [("month", "20000.00"), ("ytd", "60000.00"), ("year", "69000.00")]
)
def test_the_span_says_which_months_count(house: House, span: str, available: str) -> None:
    house.active((ADMIN, 1, 20_000), (ADMIN, 2, 20_000), (ADMIN, 3, 20_000), (ADMIN, 4, 9_000), span=span)  # fmt: skip
    assert house.asked(100).budget_check["available"] == available


def test_only_the_cost_counts_not_the_tax_that_is_deducted(house: House) -> None:
    budget = house.active((ADMIN, 3, 1_000))
    house.asked(1_060, vat=60)
    assert house.figures(budget) == (1_000, 0, 1_000, 0, 0)


@pytest.mark.parametrize("step", ["withdraw", "reject"])
def test_what_goes_back_is_free_again(house: House, year: Any, step: str) -> None:
    expense = house.asked(5_000)
    assert house.figures(year)[2] == 11_000
    house.walked(expense, (step, CLERK if step == "withdraw" else HEAD))
    assert house.figures(year)[2] == 6_000
    assert house.drift() == []


def test_posting_turns_what_was_held_into_actual(house: House, year: Any) -> None:
    expense = house.paid(1_060, vat=60, payee="甲")
    assert house.figures(year)[2:4] == (7_000, 48_500)
    house.night()
    assert house.figures(year)[2:4] == (6_000, 49_500)
    assert house.again(year).actual == 49_500
    assert house.again(expense).state == "closed"
    assert house.drift() == []


def test_every_room_that_follows_a_posting_follows_a_set_of_them_too(house: House) -> None:
    assert house.items, "every room is there"
    one, many = (
        {hook.function.__module__ for hook in voucher_hooks.of(phase, "post")}
        for phase in ("on_transition", "on_transition_many")
    )
    assert one == many
    assert {"app.custom.finance.budgets.actuals", "app.custom.finance.expenses.requests"} <= one


def test_an_account_that_is_not_planned_is_forbidden(house: House, year: Any) -> None:
    error = refused(house.asked, 10, code="5601")
    assert error.code == "over_budget"
    assert "does not have this account" in str(error)


def test_a_cost_that_nobody_planned_gets_a_line_with_nothing_planned(
    house: House, year: Any
) -> None:
    house.spent("5601", 70)
    assert house.figures(year, "5601") == (0, 0, 0, 70, -70)
    assert house.again(year).actual == 48_570
    assert house.drift() == []


def test_a_line_that_comes_later_draws_to_it_what_it_answers_for(house: House) -> None:
    project = house.town.project.id
    of_project = house.active((COST, 3, 100), department=None, project=project)
    own = house.active((ADMIN, 3, 100))
    house.spent(COST, 30, project=project)
    assert house.figures(of_project, COST)[3] == 30
    house.spent(COST, 5)
    assert [house.figures(one, COST)[3] for one in (of_project, own)] == [0, 35]
    assert house.drift() == []


def test_payroll_counts_in_the_budget_of_its_department(house: House) -> None:
    budget = house.active((ADMIN, 3, 20_000))
    entry = records.create(
        house.as_(ACCOUNTANT), PayrollEntry,
        {
            "period": "2026-03", "department": house.department("ENG"), "people": 2, "gross": 10_000, "social": 800,
            "company_social": 2_500, "tax": 100, "account": house.account(ADMIN),
        },
    )  # fmt: skip
    records.transition(house.as_(MANAGER), PayrollEntry, entry.id, "approve")
    house.night()
    assert house.figures(budget)[3] == 12_500
    assert house.drift() == []


def test_what_is_let_through_unplanned_counts_from_then_on(house: House) -> None:
    budget = house.active((ADMIN, 3, 1_000), control="warn")
    house.spent("5601", 70)
    house.asked(10, code="5601")
    assert house.figures(budget, "5601") == (0, 0, 10, 70, -80)
    assert house.drift() == []


def test_without_a_budget_nothing_is_controlled(house: House) -> None:
    expense = house.asked(10)
    assert (expense.budget_line_id, expense.budget_check, expense.over_budget) == (
        None,
        None,
        False,
    )


def test_the_most_specific_budget_answers(house: House) -> None:
    whole = house.active((ADMIN, 3, 100), (COST, 3, 500), department=None)
    own = house.active((ADMIN, 3, 50))
    project = house.town.project.id
    both = house.active((ADMIN, 3, 20), project=project)
    house.asked(5)
    house.asked(7, project=project)
    house.asked(9, code=COST, project=project)
    held = [house.figures(one)[2] for one in (whole, own, both)]
    assert held == [0, 5, 7]
    assert house.figures(whole, COST)[2] == 9


def test_red_and_vouchers_by_hand_count_too(house: House, year: Any) -> None:
    house.spent(ADMIN, -500)
    house.spent(ADMIN, 40, department="CS")
    assert house.figures(year)[3] == 48_000
    assert house.drift() == []


def test_figures_that_went_astray_are_found_and_mended(house: House, year: Any) -> None:
    from app.custom.finance.budgets import actuals

    line = house.at(year, ADMIN, 3)
    with records.writing(house.ctx):
        house.ctx.update(house.ctx.session.get(type(line), line.id), actual=D(1), committed=D(2))
    found = house.drift()
    assert {(one.column, one.stored, one.right) for one in found} == {
        ("actual", 1, 48_500),
        ("committed", 2, 6_000),
    }
    with records.writing(house.ctx):
        actuals.drift(house.ctx, 2026, mend=True)
    assert house.figures(year) == (20_000, 0, 6_000, 48_500, -34_500)
    assert house.drift() == []
