"""A voucher as it is printed: both sides, the sum in words, who signed, what it came from."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.custom.finance.books.screens import voucher as voucher_screen
from app.generated.voucher import Voucher
from tests.custom.finance.books.office import Office
from tests.web.pages import visit

pytestmark = pytest.mark.database


def voucher(office: Office, number: int) -> Voucher:
    found = office.session.scalars(select(Voucher).where(Voucher.number == number)).one()
    assert isinstance(found, Voucher)
    return found


@pytest.mark.database
def test_the_sheet_has_both_sides_the_sum_in_words_and_who_signed(
    month: Office, accountant: Any
) -> None:
    paid = voucher(month, 7)
    page = visit(accountant, f"/ledger/voucher/{paid.id}")
    assert page.status == 200, page.text
    assert [row[1:] for row in page.rows] == [
        ["2202 应付账款", "10,000.00", ""], ["1002 银行存款", "", "10,000.00"],
    ]  # fmt: skip
    foot = page.html.select_one(".voucher tfoot")
    assert foot.get_text(" ", strip=True) == "合计 壹万元整 10,000.00 10,000.00"
    signed = page.html.select_one(".voucher footer").get_text(" ", strip=True)
    assert "/statements?period=2026-01" in page.links()
    assert signed.startswith("审核 李财务 记账 李财务 出纳 孙出纳 制单 钱会计")
    paper = accountant.get(f"/ledger/voucher/{paid.id}.pdf")
    text = "".join(PdfReader(io.BytesIO(paper.data)).pages[0].extract_text().split())
    for part in ("雅信物业服务有限公司", "记-0007", "壹万元整", "10,000.00", "审核：李财务"):
        assert part in text, part


@pytest.mark.database
def test_a_record_leads_to_its_sheet_and_the_sheet_to_its_steps(
    month: Office, accountant: Any
) -> None:
    id = voucher(month, 7).id
    assert f"/ledger/voucher/{id}" in visit(accountant, f"/voucher/show/{id}").links()
    assert f"/voucher/show/{id}" in visit(accountant, f"/ledger/voucher/{id}").links()


@pytest.mark.database
def test_a_cashier_sees_the_sheets_of_cash_alone(month: Office, cashier: Any) -> None:
    assert visit(cashier, f"/ledger/voucher/{voucher(month, 7).id}").status == 200
    assert visit(cashier, f"/ledger/voucher/{voucher(month, 6).id}").status == 404


@pytest.mark.database
def test_the_sheet_costs_the_same_whatever_its_lines(
    month: Office, accountant: Any, statements: Any
) -> None:
    few = month.by_hand(("2202", 1, 0), ("1002", 0, 1))
    many = month.by_hand(*[("2202", n, 0) for n in range(1, 40)], ("1002", 0, sum(range(1, 40))))
    visit(accountant, f"/ledger/voucher/{few.id}")
    with statements() as small:
        visit(accountant, f"/ledger/voucher/{few.id}")
    with statements() as large:
        assert visit(accountant, f"/ledger/voucher/{many.id}").status == 200
    assert len(small) == len(large) <= 25


@pytest.mark.database
def test_what_a_rule_made_and_checked_is_signed_by_the_system(
    month: Office, accountant: Any
) -> None:
    page = visit(accountant, f"/ledger/voucher/{voucher(month, 1).id}")
    signed = page.html.select_one(".voucher footer").get_text(" ", strip=True)
    assert signed.startswith("审核 系统 记账 李财务 出纳 — 制单 系统")


def test_a_long_voucher_shows_its_first_lines_and_leads_to_the_others(
    month: Office, accountant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voucher_screen, "ON_A_PAGE", 1)
    id = voucher(month, 7).id
    page = visit(accountant, f"/ledger/voucher/{id}")
    assert len(page.rows) == 1
    assert f"/voucher_line/list/?voucher={id}" in page.links()


def test_every_row_of_a_ledger_has_a_head_that_is_read_aloud(
    month: Office, accountant: Any
) -> None:
    account = visit(accountant, f"/ledger/voucher/{voucher(month, 7).id}").html.select_one(
        ".voucher tbody a"
    )["href"]
    for url in ("/ledger/general", "/ledger/daybook", str(account)):
        heads = visit(accountant, url).html.select("tbody th[scope=row]")
        assert heads, url
        assert all(head.get_text(strip=True) for head in heads), url
