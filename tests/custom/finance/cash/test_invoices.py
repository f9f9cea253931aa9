"""Invoices: whole paid bills, each once; the workbook for the tax bureau, the numbers that it gives, and red ones (3.1)."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from app.custom.finance.cash.invoices import batch, results, told
from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.fee_item import FeeItem
from app.generated.invoice import Invoice
from app.generated.tax_kind import TaxKind
from app.runtime import records
from app.runtime.errors import AppError
from tests.custom.finance.cash.till import Till

D = Decimal
NUMBER = "26112000000012345678"


@pytest.fixture
def payer(till: Till) -> Customer:
    return till.desk.pays("业主")


@pytest.fixture
def bills(till: Till, payer: Customer) -> list[Bill]:
    """276.53 at 6 % and 600 at 9 %, paid (O8.12)."""
    item = till.desk.items["parking"]
    lease = till.session.scalars(select(TaxKind.id).where(TaxKind.code == "lease")).one()
    records.update(till.ctx, FeeItem, item.id, {"tax_kind": lease})
    found = [till.bill(payer), till.bill(payer, "600", item="parking")]
    till.pay(payer, "876.53")
    return found


def request(till: Till, payer: Customer, bills: list[Bill], **values: Any) -> Invoice:
    given = {
        "customer": payer.id, "bills": [bill.id for bill in bills], "billed_to": "业主", **values,
    }  # fmt: skip
    return records.create(till.desk.accountant, Invoice, given)


def step(till: Till, invoice: Invoice, name: str, **values: Any) -> Invoice:
    return records.transition(till.desk.accountant, Invoice, invoice.id, name, **values)


def issue(till: Till, invoice: Invoice, number: str = NUMBER) -> Invoice:
    given = {"invoice_no": number, "issued_on": "2026-03-04"}
    return step(till, invoice, "issue", values=given)


def invoiced(till: Till, bills: list[Bill]) -> list[Decimal]:
    return [till.again(bill).invoiced for bill in bills]


def test_an_invoice_adds_up_what_its_bills_say_o8_12(
    till: Till, payer: Customer, bills: list[Bill]
) -> None:
    made = request(till, payer, bills)
    assert (made.net, made.vat, made.gross) == (D("811.34"), D("65.19"), D("876.53"))
    assert made.net == D("260.88") + D("550.46")
    assert invoiced(till, bills) == [D("276.53"), 600]


def test_a_bill_is_invoiced_once(till: Till, payer: Customer, bills: list[Bill]) -> None:
    first = request(till, payer, bills[:1])
    with pytest.raises(AppError, match="in an invoice already") as refused:
        request(till, payer, bills)
    assert refused.value.errors[0].field == "bills"
    step(till, first, "refuse", note="抬头错误")
    assert invoiced(till, bills) == [0, 0]
    assert request(till, payer, bills).gross == D("876.53")


def test_only_paid_and_taxed_bills_of_the_customer(
    till: Till, payer: Customer, bills: list[Bill]
) -> None:
    with pytest.raises(AppError, match="not paid yet"):
        request(till, payer, [till.bill(payer)])
    till.desk.item("agency", "manual", tax=None, agency=True)
    agency = till.bill(payer, "50", item="agency")
    till.pay(payer, "50", rule="chosen", chosen=[agency.id])
    with pytest.raises(AppError, match="on behalf"):
        request(till, payer, [agency])
    other = till.desk.pays("邻居", 1)
    with pytest.raises(AppError, match="another customer"):
        request(till, other, bills)


def test_what_was_written_off_is_not_invoiced_as_if_it_had_been_paid(
    till: Till, payer: Customer
) -> None:
    bill = till.bill(payer)
    till.pay(payer, "100")
    for name in ("吴经理", "王总"):
        records.transition(till.desk.fresh(name), Bill, bill.id, "write_off", note="法院裁定")
    assert (till.again(bill).state, till.again(bill).balance) == ("bad_debt", 0)
    with pytest.raises(AppError, match="written off"):
        request(till, payer, [bill])


def test_a_special_invoice_needs_the_tax_number(
    till: Till, payer: Customer, bills: list[Bill]
) -> None:
    with pytest.raises(AppError, match="tax number"):
        request(till, payer, bills, kind="special")
    assert invoiced(till, bills) == [0, 0]


def test_what_was_exported_is_not_changed(till: Till, payer: Customer, bills: list[Bill]) -> None:
    made = request(till, payer, bills[:1])
    renamed = records.update(till.desk.accountant, Invoice, made.id, {"billed_to": "某公司"})
    assert renamed.billed_to == "某公司"
    with pytest.raises(AppError, match="stay"):
        records.update(till.desk.accountant, Invoice, made.id, {"bills": [bills[1].id]})
    step(till, made, "submit")
    with pytest.raises(AppError, match="nothing changes"):
        records.update(till.desk.accountant, Invoice, made.id, {"billed_to": "别的"})


def exported(till: Till, payer: Customer, bills: list[Bill]) -> tuple[str, Invoice, Any]:
    made = request(
        till, payer, bills, billed_to="=某公司", tax_no="91110000600037341L", kind="special",
        email="a@example.com",
    )  # fmt: skip
    number = batch.collect(till.desk.accountant)
    book = openpyxl.load_workbook(io.BytesIO(batch.workbook(till.ctx, number)))
    return number, till.again(made), book


def test_the_workbook_has_the_sheets_and_cells_of_the_template(
    till: Till, payer: Customer, bills: list[Bill]
) -> None:
    till.session  # noqa: B018
    number, made, book = exported(till, payer, bills)
    assert (number, made.state, made.batch_no) == ("KP20260304-0001", "submitted", number)
    assert book.sheetnames == [
        "1-发票基本信息", "2-发票明细信息", "3-特定业务信息", "4-附加要素信息",
    ]  # fmt: skip
    head, line = book["1-发票基本信息"], book["2-发票明细信息"]
    assert [cell.value for cell in head[3]] == list(batch.HEAD)
    assert {
        title: cell.value for title, cell in zip(batch.HEAD, head[4], strict=True) if cell.value
    } == {
        "发票流水号": made.request_no, "发票类型": "增值税专用发票", "是否含税": "是", "受票方自然人标识": "否",
        "购买方名称": "=某公司", "购买方纳税人识别号": "91110000600037341L", "备注": made.request_no,
        "购买方邮箱": "a@example.com",
    }  # fmt: skip
    assert head["F4"].data_type == "s"
    rows = [[cell.value for cell in row] for row in line.iter_rows(min_row=4)]
    assert [(row[0], row[1], row[7], row[8]) for row in rows] == [
        (made.request_no, "property", "276.53", "0.06"), (made.request_no, "parking", "600.00", "0.09"),
    ]  # fmt: skip
    with pytest.raises(AppError, match="No request waits"):
        batch.collect(till.desk.accountant)


def answer(heading: list[str], *rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["全量发票查询导出结果"])
    book.active.append(heading)
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_list_of_the_tax_bureau_gives_the_numbers(
    till: Till, payer: Customer, bills: list[Bill]
) -> None:
    one, other = request(till, payer, bills[:1]), request(till, payer, bills[1:])
    batch.collect(till.desk.accountant)
    content = answer(
        ["数电票号码", "开票日期", "价税合计", "备注"],
        [NUMBER, "2026-03-04 10:11:12", 276.53, f"{one.request_no} 3栋"],
        ["26112000000012345679", "2026-03-04", "500.00", other.request_no],
        ["26112000000012345680", "2026-03-04", "1.00", "FP202601-999999"],
    )
    rows = results.read(content, "全量发票.xlsx")
    outcomes = results.bring(till.desk.accountant, rows)
    assert [outcome.invoice for outcome in outcomes] == [one.id, None, None]
    errors = [one.error.in_language("en") for one in outcomes if one.error]
    assert "500.00 CNY were issued" in errors[0]
    assert "There is no request FP202601-999999" in errors[1]
    made = till.again(one)
    assert (made.state, made.invoice_no, str(made.issued_on)) == ("issued", NUMBER, "2026-03-04")
    assert till.again(other).state == "submitted"
    again = results.bring(till.desk.accountant, rows[:1])
    assert (again[0].invoice, again[0].error) == (one.id, None)


def test_what_the_tax_bureau_refused_says_why(
    till: Till, payer: Customer, bills: list[Bill]
) -> None:
    made = request(till, payer, bills)
    step(till, made, "submit")
    text = f"发票流水号,发票号码,开票日期,失败原因\n{made.request_no},,,税号不存在\n"
    outcomes = results.bring(till.desk.accountant, results.read(text.encode("gb18030"), "结果.csv"))
    assert "税号不存在" in outcomes[0].error.in_language("zh")
    assert till.again(made).state == "submitted"
    step(till, made, "refuse", note="税号不存在")
    assert invoiced(till, bills) == [0, 0]


def test_a_list_without_our_columns_is_refused() -> None:
    with pytest.raises(AppError, match="no columns"):
        results.read("姓名,电话\n张三,1\n".encode(), "x.csv")


def test_a_red_invoice_frees_the_bills(till: Till, payer: Customer, bills: list[Bill]) -> None:
    made = request(till, payer, bills)
    step(till, made, "submit")
    made = issue(till, made)
    step(till, made, "request_red", note="退款")
    with pytest.raises(AppError, match="number of the red invoice"):
        step(till, made, "issue_red")
    red = till.session.scalars(select(Invoice).where(Invoice.red_of_id == made.id)).one()
    assert (red.gross, red.vat, red.state) == (D("-876.53"), D("-65.19"), "requested")
    with pytest.raises(AppError, match="No request waits"):
        batch.collect(till.desk.accountant)
    step(till, red, "submit")
    issue(till, red, "26112000000099999999")
    assert till.again(made).state == "red_issued"
    assert invoiced(till, bills) == [0, 0]
    assert request(till, payer, bills).state == "requested"
    with pytest.raises(AppError, match="not reversed"):
        step(till, till.again(red), "request_red", note="再红冲")


def test_a_reversal_may_be_withdrawn(till: Till, payer: Customer, bills: list[Bill]) -> None:
    made = request(till, payer, bills)
    step(till, made, "submit")
    made = issue(till, made)
    for withdraw_by in ("keep", "refuse"):
        step(till, made, "request_red", note="退款")
        red = till.session.scalars(
            select(Invoice).where(Invoice.red_of_id == made.id, Invoice.state == "requested")
        ).one()
        step(till, made if withdraw_by == "keep" else red, withdraw_by, note="不退了")
        assert (till.again(made).state, till.again(red).state) == ("issued", "refused")
    assert invoiced(till, bills) == [D("276.53"), 600]


# -- late fees ---------------------------------------------------------------------------------------


@pytest.fixture
def late(till: Till, payer: Customer) -> Bill:
    """829.59 due on 2025-11-15, paid on 2026-03-04 with its late fee of 109 days (O8.8)."""
    bill = till.bill(payer, "829.59", due=dt.date(2025, 11, 15))
    till.pay(payer, "856.72")
    return bill


def test_a_late_fee_that_was_paid_is_invoiced_with_its_bill_o8_8(
    till: Till, payer: Customer, late: Bill
) -> None:
    assert till.again(late).late_paid == D("27.13")
    made = request(till, payer, [late])
    # 27.13 at 6 % is 25.59 + 1.54, as the payment booked it.
    assert (made.gross, made.late) == (D("856.72"), D("27.13"))
    assert (made.net, made.vat) == (late.net + D("25.59"), late.vat + D("1.54"))
    assert invoiced(till, [late]) == [D("856.72")]
    assert [one.text for one in told.parts(made.parts, "en")] == [
        f"{late.bill_no}: bill 829.59 CNY, late fee 27.13 CNY"
    ]
    number = batch.collect(till.desk.accountant)
    assert till.session is not None
    book = openpyxl.load_workbook(io.BytesIO(batch.workbook(till.ctx, number)))
    rows = list(book["2-发票明细信息"].iter_rows(min_row=4, values_only=True))
    assert [(row[1], row[7], row[8]) for row in rows] == [
        ("property", "829.59", "0.06"), ("property违约金", "27.13", "0.06"),
    ]  # fmt: skip


def test_a_late_fee_that_was_left_out_gets_an_invoice_of_its_own(
    till: Till, payer: Customer, late: Bill
) -> None:
    with records.writing(till.ctx):
        # As an invoice of the bill alone left it, before late fees were invoiced.
        till.ctx.update(till.ctx.get(Bill, late.id), invoiced=D("829.59"))
    made = request(till, payer, [late])
    assert (made.gross, made.late, made.net, made.vat) == (
        D("27.13"), D("27.13"), D("25.59"), D("1.54"),
    )  # fmt: skip
    with pytest.raises(AppError, match="in an invoice already"):
        request(till, payer, [late])
    step(till, made, "refuse", note="不开")
    assert invoiced(till, [late]) == [D("829.59")]
