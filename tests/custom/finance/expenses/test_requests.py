"""3.3: an expense goes from who spent to who pays; every step by somebody else, and the books say what came of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from app.generated.account import Account
from app.generated.company import Company
from app.generated.expense import Expense
from app.generated.voucher import Voucher
from app.runtime import notify, records
from app.runtime.errors import Forbidden
from tests.custom.finance.books.office import ACCOUNTANT, CASHIER, MANAGER, refused
from tests.custom.finance.budgets.house import ADMIN, BOSS, CLERK, DAY, HEAD, OTHER, D, House
from tests.support.people import People
from tests.web.pages import visit

pytestmark = pytest.mark.database


def vouchers(house: House, expense: Expense) -> list[Voucher]:
    return list(
        house.session.scalars(
            select(Voucher)
            .where(Voucher.source_type == "expense", Voucher.source_id == expense.id)
            .order_by(Voucher.id)
        )
    )


def test_an_expense_is_approved_checked_and_paid_by_four_people(house: House) -> None:
    expense = house.paid(1_060, vat=60)
    (voucher,) = vouchers(house, expense)
    assert house.lines(voucher) == [
        ("5602", "1000.00", "0.00"),
        ("22210101", "60.00", "0.00"),
        ("1002", "0.00", "1060.00"),
    ]
    assert (expense.state, expense.voucher_id, expense.paid_on) == ("paid", voucher.id, dt.date(2026, 3, 31))  # fmt: skip
    house.night()
    assert house.again(expense).state == "closed"
    messages = [one.template for one in notify.inbox(house.as_(CLERK))]
    assert "expense.paid" in messages


def told(house: House, who: str) -> list[str]:
    """The numbers of the expenses that somebody was told to decide."""
    messages = notify.inbox(house.as_(who))
    return [one.params["number"] for one in messages if one.template == "expense.submitted"]


def test_the_manager_of_the_department_hears_of_an_expense_and_finds_it_on_his_first_page(
    house: House, app: Any, people: People
) -> None:
    expense = house.asked(10)
    assert told(house, HEAD) == [expense.expense_no]
    assert told(house, BOSS) == told(house, CLERK) == []
    first = visit(people.browser(app, house.town.logins[HEAD]), "/").text
    assert "待批准的费用" in first
    assert expense.expense_no in first
    # He asks himself, or the department has no manager: nobody below him and nobody beside him is told.
    house.asked(20, who=HEAD)
    house.asked(30, who=OTHER)
    assert len(told(house, HEAD)) == 1


def test_above_five_thousand_the_general_manager_approves(house: House) -> None:
    expense = house.walked(house.asked("5000.01"), ("approve_dept", HEAD))
    assert "Above 5000" in str(refused(house.walked, expense, ("check", ACCOUNTANT)))
    assert house.walked(expense, ("check_large", BOSS)).state == "finance_checked"


def test_nobody_takes_two_steps(house: House) -> None:
    own = house.asked(10, who=HEAD)
    assert refused(house.walked, own, ("approve_dept", HEAD)).code == "separation"
    expense = house.walked(house.asked(10), ("approve_dept", HEAD), ("check", MANAGER))
    assert refused(house.walked, expense, ("pay", MANAGER))
    assert house.walked(expense, ("pay", CASHIER)).state == "paid"


def test_one_sees_ones_own_and_a_manager_those_of_his_department(house: House) -> None:
    expense = house.asked(10)
    for who, code in ((OTHER, "not_found"), (CLERK, "")):
        if code:
            assert refused(house.walked, expense, ("withdraw", who)).code == code
    other = house.asked(10, who=OTHER)
    assert refused(house.walked, other, ("approve_dept", HEAD)).code == "not_found"


def test_what_was_submitted_is_not_changed(house: House) -> None:
    expense = house.asked(10)
    with pytest.raises(Forbidden):
        records.update(house.as_(CLERK), Expense, expense.id, {"gross": 1_000})


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"code": "1002"}, "account"),
        ({"code": "5001"}, "account"),
        ({"vat": 10}, "vat"),
        ({"spend_on": dt.date(2026, 4, 1)}, "spend_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(house: House, given: Any, field: str) -> None:
    error = refused(house.expense, 10, **given)
    assert [one.field for one in error.errors] == [field]


def test_a_small_taxpayer_deducts_nothing(house: House) -> None:
    with records.writing(house.ctx):
        company = house.ctx.session.scalars(select(Company)).one()
        house.ctx.update(company, vat_taxpayer="small")
    assert refused(house.expense, 100, vat=3).errors[0].field == "vat"


def test_without_a_paper_it_stays_a_draft(house: House) -> None:
    expense = house.expense(10, documents=[])
    error = refused(house.walked, expense, ("submit", CLERK))
    assert (error.code, error.errors[0].field) == ("no_papers", "documents")
    assert house.again(expense).state == "draft"


def test_an_account_that_was_divided_takes_no_expense(house: House) -> None:
    with records.writing(house.ctx):
        house.ctx.create(
            Account, code="560201", name="办公费", parent=house.account(ADMIN), category="pl",
            direction="dr",
        )  # fmt: skip
    assert refused(house.expense, 10).errors[0].field == "account"
    assert house.expense(10, code="560201").state == "draft"


def test_a_second_one_like_it_is_noted(house: House) -> None:
    first = house.asked(88)
    second = house.asked(88)
    assert second.budget_check == {"duplicates": [first.expense_no]}
    assert house.asked(88, spend_on=dt.date(2026, 3, 19)).budget_check is None


def test_the_cost_stays_in_its_month_while_that_is_open(
    house: House, at: time_machine.Coordinates
) -> None:
    budget = house.active((ADMIN, 3, 2_000), (ADMIN, 4, 2_000))
    expense = house.walked(
        house.asked(1_060, vat=60), ("approve_dept", HEAD), ("check", ACCOUNTANT)
    )
    at.move_to(dt.datetime(2026, 4, 8, 2, tzinfo=dt.UTC))
    expense = house.walked(expense, ("pay", CASHIER))
    accrued, paying = vouchers(house, expense)
    assert house.lines(accrued) == [
        ("5602", "1000.00", "0.00"),
        ("22210101", "60.00", "0.00"),
        ("2202", "0.00", "1060.00"),
    ]
    assert house.lines(paying) == [("2202", "1060.00", "0.00"), ("1002", "0.00", "1060.00")]
    assert [accrued.date, paying.date] == [DAY, dt.date(2026, 4, 8)]
    assert expense.voucher_id == accrued.id
    house.night()
    assert house.again(expense).state == "closed"
    assert house.figures(budget)[2:4] == (0, 1_000)
    assert house.drift() == []


def test_what_is_refused_is_told_with_its_reason(house: House) -> None:
    house.walked(house.asked(10), ("reject", HEAD))
    (told,) = notify.inbox(house.as_(CLERK))
    assert (told.template, told.params["reason"]) == ("expense.rejected", "票据不符")


def test_only_the_paying_account_in_use_pays(house: House) -> None:
    expense = house.walked(house.asked(10), ("approve_dept", HEAD), ("check", ACCOUNTANT))
    with records.writing(house.ctx):
        house.ctx.update(house.ctx.session.get(type(house.bank()), house.bank().id), active=False)
    assert refused(house.walked, expense, ("pay", CASHIER)).errors[0].field == "paid_from"
    assert vouchers(house, expense) == []
    assert house.again(expense).state == "finance_checked"


def test_an_amount_is_exact_to_the_fen(house: House) -> None:
    expense = house.paid("0.03", vat="0.01")
    (voucher,) = vouchers(house, expense)
    assert (voucher.debit, voucher.credit) == (D("0.03"), D("0.03"))
