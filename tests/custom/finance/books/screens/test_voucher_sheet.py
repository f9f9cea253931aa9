"""A voucher as it is printed: both sides, the sum in words, who signed, what it came from."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import select

from app.custom.finance.in_words import written_out
from app.generated.voucher import Voucher
from tests.custom.finance.books.office import Office
from tests.web.pages import visit


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("0", "零元整"), ("0.05", "伍分"), ("0.5", "伍角整"), ("1", "壹元整"), ("10", "壹拾元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"), ("6007.14", "陆仟零柒元壹角肆分"), ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"), ("325.04", "叁佰贰拾伍元零肆分"), ("100000000", "壹亿元整"),
        ("100010000", "壹亿零壹万元整"), ("100000001.10", "壹亿零壹元壹角整"), ("-31609.20", "负叁万壹仟陆佰零玖元贰角整"),
        ("20030405.06", "贰仟零叁万零肆佰零伍元零陆分"), ("1000000000000", "壹万亿元整"),
    ],
)  # fmt: skip
def test_an_amount_is_written_out_as_banks_want_it(amount: str, told: str) -> None:
    assert written_out(Decimal(amount)) == told


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_what_is_written_out_reads_as_the_same_amount(fen: int) -> None:
    assert read(written_out(Decimal(fen).scaleb(-2))) == fen


def read(told: str) -> int:
    """Back to 分, by adding up."""
    digits = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
    total = group = digit = 0
    for sign in told.replace("万亿", "兆"):
        if sign in digits:
            digit = digits[sign]
        elif sign in "拾佰仟":
            group += digit * {"拾": 10, "佰": 100, "仟": 1000}[sign]
            digit = 0
        elif sign in "万亿兆元":
            size = {"万": 10**4, "亿": 10**8, "兆": 10**12, "元": 1}[sign]
            total += (group + digit) * size * 100
            group = digit = 0
        elif sign in "角分":
            total += digit * (10 if sign == "角" else 1)
            digit = 0
    return total


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
