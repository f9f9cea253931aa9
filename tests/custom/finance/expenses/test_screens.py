"""3.3 on the screen: what the budget says while one types, and how few clicks an employee needs to ask for an expense."""

from __future__ import annotations

from typing import Any

import pytest

from app.generated.expense import Expense
from tests.custom.finance.budgets.house import ADMIN, CLERK, HEAD, OTHER, House
from tests.support.people import People
from tests.web.pages import visit


@pytest.fixture
def planned(house: House) -> House:
    """Engineering has 5 500 left of its administration."""
    house.active((ADMIN, 1, 20_000), (ADMIN, 2, 20_000), (ADMIN, 3, 20_000))
    house.spent(ADMIN, 48_500)
    house.asked(6_000, payee="旅行社")
    return house


def said(house: House, app: Any, people: People, who: str, **typed: Any) -> str:
    """What stands beside the amount while this is typed."""
    given = {
        "account": house.account(ADMIN), "department": house.department("ENG"), "gross": "7000", "vat": "0",
        "spend_on": "2026-03-20", "payee": "文具店", **typed,
    }  # fmt: skip
    query = "&".join(f"{name}={value}" for name, value in given.items())
    page = visit(people.browser(app, house.town.logins[who]), f"/expense/foresee?{query}")
    assert page.status == 200, page.text
    return " ".join(page.html.get_text(" ", strip=True).split())


def test_the_form_says_what_is_available_and_by_how_much_it_is_too_much(
    planned: House, app: Any, people: People
) -> None:
    told = said(planned, app, people, CLERK)
    assert "可用 5,500.00 元" in told
    assert "2026 年 1–3 月：预算 60,000.00 − 实际 48,500.00 − 占用 6,000.00" in told
    assert "超出 1,500.00 元" in told
    assert "不能提交" in told
    assert "超出" not in said(planned, app, people, CLERK, gross="5500")


@pytest.mark.database
def test_of_another_department_it_says_nothing_but_that_it_is_checked(
    planned: House, app: Any, people: People
) -> None:
    told = said(planned, app, people, OTHER)
    assert "提交时检查预算" in told
    assert "5,500" not in told
    assert "5,500" in said(planned, app, people, HEAD)


def test_what_was_asked_for_already_is_pointed_at(planned: House, app: Any, people: People) -> None:
    first = planned.asked(10)
    assert f"疑似重复： {first.expense_no}" in said(planned, app, people, CLERK, gross="10").replace("：", "： ").replace("：  ", "： ")  # fmt: skip


def test_without_a_budget_or_an_account_it_does_not_bother(
    house: House, app: Any, people: People
) -> None:
    assert "没有预算，不控制" in said(house, app, people, CLERK)
    assert "预算，" not in said(house, app, people, CLERK, account="")
    assert "预算，" not in said(house, app, people, CLERK, spend_on="x", gross="x")


@pytest.mark.database
def test_an_employee_asks_for_an_expense_from_the_first_page(
    planned: House, app: Any, people: People
) -> None:
    """First page → my expenses → new → save → submit → confirm: five clicks."""
    clerk = people.browser(app, planned.town.logins[CLERK])
    home = visit(clerk, "/")
    links = {str(link["href"]) for link in home.html.select("a[href^='/expense/list/']")}
    assert links
    listed = visit(clerk, sorted(links)[0])
    assert listed.html.select("a[href^='/expense/add']")
    form = visit(clerk, "/expense/add")
    assert form.status == 200
    chosen = form.html.select_one("[name=department]")
    assert chosen is not None


@pytest.mark.database
def test_the_record_says_what_the_budget_said(planned: House, app: Any, people: People) -> None:
    expense = planned.asked(100)
    page = visit(people.browser(app, planned.town.logins[CLERK]), f"/expense/show/{expense.id}")
    assert "可用 5,500.00 元，申请 100.00 元" in page.text
    assert isinstance(expense, Expense)
