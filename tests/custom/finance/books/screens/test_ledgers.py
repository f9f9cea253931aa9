"""3.2 on screen: trial balance, ledgers, day book, balances by dimension; what each opens, and for whom."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import openpyxl
import pytest

from app.custom.finance.books.screens import daybook, ledger
from tests.custom.finance.books import january
from tests.custom.finance.books.office import Office
from tests.support.people import People
from tests.web.pages import Page, visit


def amounts(page: Page) -> dict[str, list[str]]:
    """Head of each row → its figures."""
    return {
        row.select_one("th").get_text(" ", strip=True): [
            cell.get_text(strip=True) for cell in row.select("td.number")
        ]
        for row in page.html.select("main .ledger tbody tr")
        if row.select_one("th")
    }


def test_the_trial_balance_is_the_printed_one(accountant: Any) -> None:
    page = visit(accountant, "/ledger?period=2026-01")
    rows = amounts(page)
    assert rows["1002 银行存款"][-2:] == ["557,009.20", ""]
    assert rows["2221 应交税费"][-1] == "25,708.92"
    foot = [one.get_text(strip=True) for one in page.html.select("tfoot td")]
    assert foot[2:4] == ["411,826.05", "411,826.05"]
    assert foot[-2:] == ["864,506.45", "864,506.45"]
    assert "222102" not in visit(accountant, "/ledger?level=1").text
    assert list(amounts(visit(accountant, "/ledger?q=银行"))) == ["1002 银行存款"]


def test_every_row_of_the_trial_balance_opens_lines_that_make_it(accountant: Any) -> None:
    page = visit(accountant, "/ledger?period=2026-01")
    rows = page.html.select("main .ledger tbody tr")
    assert len(rows) > 15
    for row in rows:
        cells = [_number(cell) for cell in row.select("td.number")]
        opening, closing = cells[0] - cells[1], cells[6] - cells[7]
        opened = visit(accountant, str(row.select_one("a")["href"]))
        lines = opened.html.select("main .ledger tbody tr")
        entries = [line for line in lines if line.select_one("a[href^='/ledger/voucher/']")]
        debit = sum((_number(line.select("td.number")[0]) for line in entries), Decimal(0))
        credit = sum((_number(line.select("td.number")[1]) for line in entries), Decimal(0))
        assert (debit, credit) == (cells[2], cells[3]), row.get_text(" ", strip=True)
        assert opening + debit - credit == closing
        assert _number(lines[0].select("td.number")[-1]) == abs(opening)
        assert _number(lines[-1].select("td.number")[-1]) == abs(closing)


def _number(cell: Any) -> Decimal:
    return Decimal(cell.get_text(strip=True).replace(",", "") or 0)


def test_a_line_opens_its_voucher_and_what_it_came_from(accountant: Any, month: Office) -> None:
    page = visit(accountant, f"/ledger/account/{month.account('5602')}?from=2026-01")
    row = next(one for one in page.html.select("tbody tr") if "折旧" in one.get_text())
    links = [str(link["href"]) for link in row.select("a[href]")]
    assert links[0].startswith("/ledger/voucher/")
    assert links[1].startswith("/accounting_period/show/")
    assert "累计折旧" in visit(accountant, links[0]).text


def test_the_general_ledger_adds_up_the_accounts_below(accountant: Any, month: Office) -> None:
    january.close(month)
    month.posted("repair_parts", amounts={"amount": 30})
    page = visit(accountant, f"/ledger/general?account={month.account('2221')}&year=2026")
    rows = page.rows
    assert rows[0][-1] == "20,000.00"
    assert rows[1][-1] == "25,708.92"
    assert rows[1][1:3] == ["6,297.25", "12,006.17"]
    cost = visit(accountant, f"/ledger/general?account={month.account('5401')}&year=2026").rows
    assert [one[1:3] for one in cost[1:]] == [["50,000.00", "50,000.00"]] * 2 + [
        ["30.00", ""], ["50,030.00", "50,000.00"],
    ]  # fmt: skip
    assert visit(accountant, "/ledger/general?year=1999").status == 400


@pytest.mark.database
def test_an_account_over_two_months_has_the_sums_of_each(accountant: Any, month: Office) -> None:
    january.close(month)
    month.posted("repair_parts", amounts={"amount": 30})
    page = visit(accountant, f"/ledger/account/{month.account('5401')}?from=2026-01&to=2026-02")
    sums = [row[1:] for row in page.rows if row[1] in ("本月合计", "本年累计")]
    assert [one[1:3] for one in sums] == [
        ["50,000.00", "50,000.00"], ["50,000.00", "50,000.00"], ["30.00", ""], ["50,030.00", "50,000.00"],
    ]  # fmt: skip
    assert sums[-1][-1] == "30.00"


@pytest.mark.database
def test_the_day_book_has_every_line_once_and_in_order(
    accountant: Any, month: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = lines_of(visit(accountant, "/ledger/daybook?from=2026-01"))
    assert sum(one[2] for one in whole) == Decimal("411826.05")
    assert sum(one[3] for one in whole) == Decimal("411826.05")
    monkeypatch.setattr(daybook, "ON_A_PAGE", 7)
    found, url = [], "/ledger/daybook?from=2026-01"
    while url:
        page = visit(accountant, url)
        found += lines_of(page)
        link = page.html.select_one("a[rel=next]")
        url = str(link["href"]) if link else ""
    assert [one[1:] for one in found] == [one[1:] for one in whole]


def lines_of(page: Page) -> list[tuple[str, str, Decimal, Decimal]]:
    return [
        (cells[0], cells[2], Decimal(cells[3].replace(",", "") or 0), Decimal(cells[4].replace(",", "") or 0))
        for cells in page.rows
    ]  # fmt: skip


@pytest.mark.database
def test_an_account_goes_on_page_by_page_with_the_balance_brought_forward(
    accountant: Any, month: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"/ledger/account/{month.account('1002')}?from=2026-01"
    whole = balances(visit(accountant, url))
    monkeypatch.setattr(ledger, "ON_A_PAGE", 2)
    found, next_url = [], url
    while next_url:
        page = visit(accountant, next_url)
        found += balances(page)
        link = page.html.select_one("a[rel=next]")
        next_url = str(link["href"]) if link else ""
        assert not link or "本月合计" not in page.text
    assert found == whole
    assert whole[-1] == "557,009.20"


def balances(page: Page) -> list[str]:
    return [
        row.select("td.number")[-1].get_text(strip=True)
        for row in page.html.select("tbody tr")
        if row.select_one("a[href^='/ledger/voucher/']")
    ]


@pytest.mark.database
def test_balances_by_customer_open_the_lines_of_that_customer(
    accountant: Any, month: Office
) -> None:
    other = {"customer": month.customers[1].id}
    month.posted("bill_posted", key="9", amounts={"gross": 106, "net": 100, "vat": 6}, aux={**other, "fee_item": month.items["WY"].id})  # fmt: skip
    account = month.account("1122")
    page = visit(accountant, f"/ledger/dimensions?account={account}&dimension=customer")
    rows = amounts(page)
    assert rows["张三"] == ["80,000.00", "106,000.00", "84,800.00", "101,200.00"]
    assert rows["李四"] == ["", "106.00", "", "106.00"]
    assert page.html.select("tfoot td")[-1].get_text(strip=True) == "101,306.00"
    for name, last in (("张三", "101,200.00"), ("李四", "106.00")):
        link = next(one for one in page.html.select("tbody a") if one.get_text(strip=True) == name)
        opened = visit(accountant, str(link["href"]))
        assert (
            opened.html.select("tbody tr")[-1].select("td.number")[-1].get_text(strip=True) == last
        )
        assert name in opened.html.select_one(".chips").get_text()
    none = visit(accountant, f"/ledger/dimensions?account={account}&dimension=customer&side=cr")
    assert none.html.select("tbody a") == []
    assert visit(accountant, "/ledger/dimensions?dimension=weather").status == 400


def test_a_cashier_keeps_the_journals_of_cash_and_banks_alone(cashier: Any, month: Office) -> None:
    page = visit(cashier, "/ledger/account")
    assert page.status == 302
    journal = page.follow()
    assert "银行存款" in journal.text
    assert {"1001 库存现金", "101201 微信商户"} <= {
        one.get_text() for one in journal.html.select(".tabs a")
    }
    assert visit(cashier, f"/ledger/account/{month.account('5401')}").status == 403
    for path in ("/ledger", "/ledger/daybook", "/ledger/dimensions", "/statements"):
        assert visit(cashier, path).status == 403


def test_who_keeps_no_books_sees_none(month: Office, app: Any, people: People) -> None:
    for role in ("csr", "technician", "hr", "customer", "sysadmin", "dept_mgr"):
        browser = people.browser(app, people.user(role))
        for path in ("/ledger", "/ledger/general", "/ledger/daybook", "/statements", f"/ledger/account/{month.account('1002')}"):  # fmt: skip
            assert visit(browser, path).status == 403, (role, path)


@pytest.mark.database
def test_what_cannot_be_found_is_said(accountant: Any, month: Office) -> None:
    bank = month.account("1002")
    for path, status in {
        "/ledger?period=1999-01": 400, "/ledger/account/999999": 404, f"/ledger/account/{bank}?customer=x": 400,
        f"/ledger/account/{bank}?after=x": 400, f"/ledger/account/{bank}?from=2026-02&to=2026-01": 400,
        f"/ledger/account/{bank}?after=999999": 200, "/ledger/voucher/999999": 404,
    }.items():  # fmt: skip
        assert visit(accountant, path).status == status, path


@pytest.mark.database
@pytest.mark.parametrize(
    ("path", "sheet"),
    [("/ledger.xlsx", "科目余额表"), ("/ledger/daybook.xlsx", "序时账"), ("/ledger/dimensions.xlsx", "辅助余额表"), ("/ledger/general.xlsx", "总账"), ("/ledger/account/{bank}.xlsx", "明细账")],
)  # fmt: skip
def test_a_page_is_taken_along_as_a_workbook_by_who_may(
    path: str, sheet: str, accountant: Any, month: Office, app: Any, people: People
) -> None:
    url = path.format(bank=month.account("1002")) + "?" + urlencode({"period": "2026-01"})
    answer = accountant.get(url)
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == [sheet]
    rows = list(book[sheet].iter_rows(values_only=True))
    assert rows[0][0] == sheet
    assert rows[1][0] == "雅信物业服务有限公司"
    assert any(isinstance(cell, int | float) for cell in rows[-1])
    assert people.browser(app, people.user("gm")).get(url).status_code == 403


def test_a_page_costs_the_same_whatever_stands_on_it(
    accountant: Any, month: Office, statements: Any
) -> None:
    bank = month.account("1002")
    for path in ("/ledger", f"/ledger/account/{bank}", "/ledger/daybook", "/ledger/dimensions", f"/ledger/general?account={bank}"):  # fmt: skip
        visit(accountant, path)
        with statements() as before:
            visit(accountant, path)
        for number in range(3):
            month.posted("repair_parts", key=f"{path}{number}", amounts={"amount": 30})
        with statements() as after:
            visit(accountant, path)
        assert len(before) == len(after) <= 20, path
