"""Receipts for the counter and for residents, batches of invoices for the accountant; words for amounts (3.1)."""

from __future__ import annotations

import io
import random
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from app.custom.finance.cash import receipts
from app.custom.finance.in_words import written_out
from app.generated.invoice import Invoice
from app.runtime import money, records
from app.runtime.errors import AppError
from tests.custom.finance.cash.test_invoices import NUMBER, answer
from tests.custom.finance.cash.till import Till
from tests.support.people import People
from tests.web.pages import visit

pytestmark = pytest.mark.database

D = Decimal


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"), ("0.05", "伍分"), ("0.30", "叁角整"), ("10.05", "壹拾元零伍分"),
        ("276.53", "贰佰柒拾陆元伍角叁分"), ("1409.50", "壹仟肆佰零玖元伍角整"), ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"), ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("100000001", "壹亿零壹元整"), ("20000300", "贰仟万零叁佰元整"), ("-12.30", "负壹拾贰元叁角整"),
    ],
)  # fmt: skip
def test_an_amount_in_words(amount: str, words: str) -> None:
    assert written_out(D(amount)) == words


def read_back(words: str) -> int:
    """分, read by another road: each sign adds or multiplies."""
    digits = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
    places = {"拾": 10, "佰": 100, "仟": 1000}
    whole = group = digit = fen = 0
    for sign in words:
        if sign in digits:
            digit = digits[sign]
        elif sign in places:
            group, digit = group + digit * places[sign], 0
        elif sign == "万" and whole >= 10**12 and not group + digit:
            continue
        elif sign in "万亿":
            unit = 10**4 if sign == "万" else 10**8
            whole, group, digit = (
                (whole + group + digit) * unit if sign == "亿" else whole + (group + digit) * unit, 0, 0,
            )  # fmt: skip
        elif sign == "元":
            whole, group, digit = whole + group + digit, 0, 0
            fen = whole * 100
        elif sign in "角分":
            fen, digit = fen + digit * (10 if sign == "角" else 1), 0
    return fen


def test_words_say_every_amount_exactly() -> None:
    chance = random.Random(7)
    for _ in range(2000):
        fen = chance.randrange(10 ** chance.randrange(1, 14))
        assert read_back(written_out(money.from_fen(fen))) == fen


def test_what_is_too_large_has_no_words() -> None:
    with pytest.raises(ValueError, match="too large"):
        written_out(D(10) ** 16)


def test_a_receipt_says_what_was_paid_for_what(till: Till, people: People, app: Flask) -> None:
    payer = till.desk.town.resident()
    till.bill(payer)
    paid = till.pay(payer, "300", "pos", channel_trade_no="P-77")
    client = people.browser(app, till.desk.town.logins["郑出纳"])
    answered = client.get(f"/receipt/{paid.id}.pdf")
    assert (answered.status_code, answered.mimetype) == (200, "application/pdf")
    text = PdfReader(io.BytesIO(answered.get_data())).pages[0].extract_text()
    for said in (
        "收款收据",
        str(paid.receipt_no),
        "王小明",
        "276.53",
        "预存款",
        "23.47",
        "叁佰元整",
        "P-77",
    ):
        assert said in text
    assert f'href="/receipt/{paid.id}.pdf"' in client.get(f"/payment/show/{paid.id}").text
    waiting = till.payment(payer, "10")
    assert "/receipt/" not in client.get(f"/payment/show/{waiting.id}").text
    drawn = receipts.drawn(till.ctx, paid.id, "en")
    assert drawn["rows"][-1] == ["Paid ahead", "", "", "23.47"]


def test_a_resident_reads_his_own_receipt_and_no_other(
    till: Till, people: People, app: Flask
) -> None:
    mine = till.desk.town.resident()
    other = till.desk.pays("邻居", 1)
    own, foreign = till.pay(mine, "10"), till.pay(other, "10")
    client = people.browser(app, till.desk.town.logins["王小明"])
    assert client.get(f"/portal/receipts/{own.id}.pdf").status_code == 200
    assert client.get(f"/portal/receipts/{foreign.id}.pdf").status_code == 404
    waiting = till.payment(mine, "10")
    assert client.get(f"/portal/receipts/{waiting.id}.pdf").status_code == 404
    technician = till.desk.town.staff("technician", "ENG", name="孙师傅")
    stranger = people.browser(app, technician.login_id)
    assert stranger.get(f"/receipt/{own.id}.pdf").status_code == 403


def test_what_has_no_receipt_says_so(till: Till) -> None:
    waiting = till.payment(till.desk.pays("业主"), "10")
    with pytest.raises(AppError, match="no receipt"):
        receipts.printed(till.ctx, waiting.id)


# -- batches of invoices --------------------------------------------------------------------------------


@pytest.fixture
def accountant(till: Till, people: People, app: Flask) -> Any:
    return people.browser(app, till.desk.town.logins["周会计"])


def sent(client: Any, **data: Any) -> Any:
    token = visit(client, "/invoice-batches").html.select_one("input[name=csrf_token]")["value"]
    return client.post(
        "/invoice-batches", data={"csrf_token": token, **data}, follow_redirects=True
    )


def test_a_batch_is_made_downloaded_and_answered(till: Till, accountant: Any) -> None:
    payer = till.desk.pays("业主")
    bill = till.bill(payer)
    till.pay(payer, "276.53")
    given = {"customer": payer.id, "bills": [bill.id], "billed_to": "业主"}
    asked = records.create(till.desk.accountant, Invoice, given)
    assert "1 张申请待导出" in visit(accountant, "/invoice-batches").text
    page = sent(accountant, collect="1").get_data(as_text=True)
    assert "批次 KP20260304-0001 已生成" in page
    file = accountant.get("/invoice-batches/KP20260304-0001.xlsx")
    assert (file.status_code, file.get_data()[:2]) == (200, b"PK")
    assert accountant.get("/invoice-batches/KP20260304-0002.xlsx").status_code == 404
    listed = answer(
        ["数电票号码", "开票日期", "备注"], [NUMBER, "2026-03-04", asked.request_no],
        ["26112000000012345679", "2026-03-04", "FP202601-000009"],
    )  # fmt: skip
    page = sent(accountant, file=(io.BytesIO(listed), "清单.xlsx")).get_data(as_text=True)
    assert "没有申请 FP202601-000009" in page
    made = till.again(asked)
    assert (made.state, made.invoice_no) == ("issued", NUMBER)


def test_a_wrong_file_is_refused_on_the_page(till: Till, accountant: Any) -> None:
    page = sent(accountant, file=(io.BytesIO(b"%PDF-1.4 x"), "x.pdf"))
    assert page.status_code == 200
    assert "alert" in page.get_data(as_text=True)
    assert till.session.scalars(select(Invoice.id)).all() == []


def test_batches_are_the_accountants(till: Till, people: People, app: Flask) -> None:
    cashier = people.browser(app, till.desk.town.logins["郑出纳"])
    assert cashier.get("/invoice-batches").status_code == 403
    assert cashier.get("/invoice-batches/KP20260304-0001.xlsx").status_code == 403
