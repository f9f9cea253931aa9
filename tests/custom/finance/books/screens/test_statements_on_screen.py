"""3.2 on screen: a statement, its figures, the accounts that they are made of, their lines, vouchers and sources."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from app.custom.finance.books.statements import drafting
from app.generated.voucher_line import VoucherLine
from app.runtime import filters, query, records
from app.runtime.context import Context
from tests.custom.finance.books.office import ACCOUNTANT, Office
from tests.support.people import People
from tests.web.pages import visit


@pytest.fixture
def drafted(month: Office) -> Office:
    with records.writing(month.ctx):
        drafting.draft(month.ctx, "2026-01")
    return month


def number(text: str) -> Decimal:
    return Decimal(text.strip().replace(",", "") or 0)


@pytest.mark.database
@pytest.mark.parametrize("kind", ["balance", "income", "cash"])
def test_every_figure_opens_accounts_and_these_lines_that_make_it(
    kind: str, drafted: Office, accountant: Any
) -> None:
    page = visit(accountant, f"/statements?period=2026-01&kind={kind}")
    assert page.status == 200, page.text
    assert "待审阅" in page.text
    links = page.html.select(".ledger td a")
    assert len(links) > 8
    ctx = drafted.as_(ACCOUNTANT)
    for link in {str(one["href"]): one for one in links}.values():
        opened = visit(accountant, str(link["href"]))
        rows = opened.html.select("main .ledger tbody tr")
        parts = [number(row.select_one("td.number").get_text()) for row in rows]
        assert sum(parts, Decimal(0)) == number(link.get_text())
        for row, part in zip(rows, parts, strict=True):
            behind = row.select_one("td a")
            begins = kind == "cash" or "column=begin" in str(link["href"])
            found = _behind(accountant, ctx, str(behind["href"]), 0 if begins else -1)
            assert abs(found) == abs(part), (link, row)


def _behind(browser: Any, ctx: Context, url: str, which: int) -> Decimal:
    """What the page that a part opens adds up to: of an account what it began (0) or ended (-1) with."""
    opened = visit(browser, url)
    assert opened.status == 200, url
    if url.startswith("/voucher_line/list/"):
        pairs = [tuple(one.split("=", 1)) for one in url.partition("?")[2].replace("%2C", ",").split("&")]  # fmt: skip
        where = filters.parse(VoucherLine, ctx.actor, [(key, value) for key, value in pairs])
        rows = query.rows(ctx, VoucherLine, where=where, columns=["debit", "credit"], limit=200)
        assert opened.html.select("main table tbody tr")
        return sum((row["debit"] - row["credit"] for row in rows.items), Decimal(0))
    if url.startswith("/ledger/dimensions"):
        return number(opened.html.select("tfoot td")[which].get_text())
    return number(opened.html.select("tbody tr")[which].select("td.number")[-1].get_text())


def test_what_stood_at_the_beginning_of_the_year_opens_what_the_books_began_with(
    drafted: Office, accountant: Any
) -> None:
    url = "/statements/figure?period=2026-01&kind=balance&part=assets&row=1&column=begin"
    (row,) = visit(accountant, url).html.select("tbody tr")
    assert row.select_one("td").get_text(strip=True) == "500,000.00"
    opened = visit(accountant, str(row.select_one("a")["href"]))
    assert opened.html.select("tbody tr")[0].select("td.number")[-1].get_text() == "500,000.00"


def test_a_statement_that_nobody_drafted_is_shown_as_the_books_say(
    month: Office, accountant: Any
) -> None:
    page = visit(accountant, "/statements?period=2026-01&kind=income")
    assert "未编制" in page.text
    assert "31,306.09" in page.text
    assert "未收账单等于应收账款" in page.text


@pytest.mark.database
def test_a_statement_is_taken_along_as_the_law_prints_it(
    drafted: Office, accountant: Any, app: Any, people: People
) -> None:
    page = visit(accountant, "/statements?period=2026-01&kind=balance")
    links = {str(link["href"]).rpartition(".")[2]: str(link["href"]) for link in page.html.select(".actions a")}  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(accountant.get(links["xlsx"]).data))
    assert book.sheetnames == ["资产负债表"]
    paper = accountant.get(links["pdf"])
    assert paper.data.startswith(b"%PDF")
    for role in ("csr", "cashier", "dept_mgr"):
        browser = people.browser(app, people.user(role))
        assert browser.get(links["pdf"]).status_code == 403
        assert browser.get(links["xlsx"]).status_code == 403


def test_what_is_no_figure_is_not_found(drafted: Office, accountant: Any) -> None:
    good = {"period": "2026-01", "kind": "income", "part": "rows", "row": "0", "column": "month"}
    wrong = ({"part": "form"}, {"row": "99"}, {"row": "x"}, {"column": "day"}, {"kind": "trial"})
    for change in wrong:
        query_string = "&".join(f"{key}={value}" for key, value in {**good, **change}.items())
        assert visit(accountant, f"/statements/figure?{query_string}").status == 404, change
    assert visit(accountant, "/statements?kind=trial").status == 400
