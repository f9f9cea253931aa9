"""3.3 as a page: budget against actual, each figure opens its rows, what deviates is marked, and it goes into a workbook."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from tests.custom.finance.books.office import MANAGER
from tests.custom.finance.budgets.house import ADMIN, COST, HEAD, House
from tests.support.people import People
from tests.web.pages import visit


@pytest.fixture
def spring(house: House) -> House:
    """Engineering spent 12 000 of 10 000 in March and holds 300 of April's; customer service is within its budget."""
    house.active((ADMIN, 3, 10_000), (ADMIN, 4, 500), (COST, 3, 2_000), span="year", control="warn")
    house.active((ADMIN, 3, 4_000), department="CS")
    house.spent(ADMIN, 12_000)
    house.spent(ADMIN, 4_100, department="CS")
    house.asked(300)
    return house


@pytest.fixture
def manager(spring: House, app: Any, people: People) -> Any:
    return people.browser(app, spring.town.logins[MANAGER])


def table(page: Any) -> dict[str, list[str]]:
    """Row → its figures as text."""
    return {
        row.select_one("th").get_text(strip=True): [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in page.html.select(".report-table tr")
        if row.select("td")
    }  # fmt: skip


@pytest.mark.database
def test_departments_with_what_deviates_most_first(manager: Any) -> None:
    page = visit(manager, "/budget-variance?year=2026&to=3")
    assert page.status == 200, page.text
    found = table(page)
    assert list(found) == ["客服部", "工程部", "合计"]
    assert found["工程部"] == ["12,000.00", "12,000.00", "300.00", "-300.00", "0.00", "+0.0%"]
    assert found["客服部"] == ["4,000.00", "4,100.00", "0.00", "-100.00", "+100.00", "+2.5%"]


def test_accounts_beyond_a_tenth_and_a_thousand_are_marked(manager: Any) -> None:
    found = table(visit(manager, "/budget-variance?year=2026&to=3&by=account"))
    assert found["5602 管理费用"][-2:] == ["+2,100.00", "+15.0% 须说明"]
    assert found["5401 主营业务成本"][-2:] == ["-2,000.00", "-100.0%"]


def test_months_stand_in_their_order(manager: Any) -> None:
    found = table(visit(manager, "/budget-variance?year=2026&to=12&by=month"))
    assert list(found) == ["3", "4", "合计"]


@pytest.mark.database
def test_every_figure_opens_its_rows(manager: Any) -> None:
    for by in ("department", "account", "project", "month"):
        page = visit(manager, f"/budget-variance?year=2026&to=12&by={by}")
        links = {str(link["href"]) for link in page.html.select(".report-table a, .figures a")}
        assert any(link.startswith("/expense/") for link in links)
        for link in links:
            rows = visit(manager, link)
            assert rows.status == 200, link
            assert rows.rows, link


def test_what_is_held_opens_its_expense(manager: Any) -> None:
    page = visit(manager, "/budget-variance?year=2026&to=12&by=account")
    (link,) = {str(one["href"]) for one in page.html.select("tbody a[href^='/expense/']")}
    (row,) = visit(manager, link).rows
    assert "办公用品" in str(row)


def test_the_workbook_says_the_same(manager: Any) -> None:
    answer = manager.get("/budget-variance.xlsx?year=2026&to=3&by=account")
    assert answer.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert rows["5602 管理费用"][:7] == (14_000, 0, 300, 16_100, -2_400, 2_100, 0.15)


@pytest.mark.database
def test_a_manager_sees_his_department_alone(spring: House, app: Any, people: People) -> None:
    head = people.browser(app, spring.town.logins[HEAD])
    assert list(table(visit(head, "/budget-variance?year=2026&to=3"))) == ["工程部", "合计"]


@pytest.mark.parametrize("query", ["year=1", "to=13", "by=x", "kind=x", "year=%F0%9D%9F%98"])
def test_what_cannot_be_asked_is_refused(manager: Any, query: str) -> None:
    assert visit(manager, f"/budget-variance?{query}").status == 400
