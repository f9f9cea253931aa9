"""A resident reads his bills, pays them in the demo's wallet and sees the result; nobody else's money is touched (3.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from app.custom.finance.cash.online import channels
from app.custom.finance.cash.online.sandbox import gateways
from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.invoice import Invoice
from app.generated.payment import Payment
from app.runtime import jobs, notify
from app.runtime.accounts import settings as accounts
from tests.custom.finance.cash.channel import Channel, made_once
from tests.custom.finance.cash.till import Till
from tests.support.people import People
from tests.support.site import served
from tests.support.visitor import Visitor

D = Decimal
NAME = "钱住户"


@pytest.fixture
def customer(till: Till) -> Customer:
    """Somebody with a login in the first unit."""
    return till.desk.town.resident(NAME, "13900000501")


@pytest.fixture
def bills(till: Till, customer: Customer) -> list[Bill]:
    return [till.bill(customer, "276.53"), till.bill(customer, "300.00", item="parking")]


@pytest.fixture
def resident(app: Flask, till: Till, customer: Customer, people: People) -> Visitor:
    return Visitor(people.browser(app, till.desk.town.logins[NAME]))


@pytest.fixture
def demo(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The application as `make run` starts it, served; the address."""
    monkeypatch.setitem(app.config, "DOUGONG", replace(app.config["DOUGONG"], demo=True))
    before, ways = accounts.current(), notify.channels.settings()
    accounts.use(replace(before, demo=True))
    monkeypatch.setattr("app.custom.finance.cash.online.sandbox.keys.made", made_once)
    with served(app) as address:
        notify.use(notify.channels.Settings(public_url=address))
        yield address
    accounts.use(before)
    notify.use(ways)
    gateways.stop()


def begin(resident: Visitor, bills: list[Bill], way: str) -> Visitor:
    ids = [bill.id for bill in bills]
    resident.open("/portal/bills/pay?" + "&".join(f"bill={id}" for id in ids))
    return resident.press(way, bill=ids)


@pytest.mark.database
@pytest.mark.parametrize(
    ("way", "on"), [("微信", "演示：打开模拟支付"), ("支付宝", "打开支付宝支付")]
)
def test_a_resident_pays_in_the_demo_and_sees_the_result(
    till: Till, resident: Visitor, bills: list[Bill], demo: str, way: str, on: str
) -> None:
    assert resident.open("/portal/bills").sees("276.53", "300.00")
    assert begin(resident, bills, way).sees("576.53 元", "待支付")
    resident.press(on)
    assert resident.sees("仅用于演示", "576.53")
    resident.press("支付 576.53 元")
    assert resident.sees("待支付")
    jobs.run_due()
    assert resident.open(resident.path).sees("已到账", "收据号", "已缴账单")
    assert {till.again(bill).state for bill in bills} == {"paid"}
    assert resident.open("/portal/bills").sees("没有未缴的账单")
    till.must_tie()


def test_the_wallet_is_not_there_in_earnest(resident: Visitor, bills: list[Bill]) -> None:
    for path in ("/portal/sandbox/alipay?x=1", "/portal/sandbox/wechat/SK20260304-000001-abcdef"):
        assert resident.open(path).status == 404
    with pytest.raises(gateways.NoSandbox):
        gateways.sandbox()
    assert channels.offered() == []
    assert not resident.open("/portal/bills").sees("去缴费")


@pytest.mark.database
def test_the_arithmetic_of_a_bill_is_told_in_words(
    till: Till, resident: Visitor, customer: Customer
) -> None:
    till.desk.area(0, "98.76")
    till.desk.assign(customer=customer.id)
    till.desk.posted()
    bill = till.desk.bills()[-1]
    assert resident.open(f"/portal/bills/{bill.id}").sees("98.76 ㎡ × 2.8 元", "276.53")


@pytest.mark.database
def test_what_was_paid_shows_its_bills_and_its_receipt(
    till: Till, resident: Visitor, bills: list[Bill], channels: dict[str, Channel]
) -> None:
    begin(resident, bills[:1], "微信")
    payment = till.session.query(Payment).one()
    resident.open(f"/portal/payments/{payment.id}")
    channels["wechat"].tell(channels["wechat"].paid(payment))
    assert resident.open(f"/portal/payments/{payment.id}/state").sees("已到账")
    settled = resident.open(f"/portal/payments/{payment.id}")
    assert settled.page.select_one(f'a[href="/portal/receipts/{payment.id}.pdf"]')
    assert resident.open(f"/portal/bills/{bills[0].id}").sees("缴费记录", payment.payment_no)


def test_the_late_fee_of_today_is_asked_for_before_the_night_has_counted_it(
    till: Till, resident: Visitor, customer: Customer, channels: dict[str, Channel]
) -> None:
    late = till.bill(customer, "1000.00", due=dt.date(2026, 1, 3))
    assert resident.open("/portal/bills").sees("1018.00")
    begin(resident, [late], "微信")
    assert till.session.query(Payment).one().amount == D("1018.00")


@pytest.mark.database
def test_an_amount_that_changed_meanwhile_is_shown_before_it_is_paid(
    till: Till, resident: Visitor, bills: list[Bill], channels: dict[str, Channel]
) -> None:
    resident.open(f"/portal/bills/pay?bill={bills[0].id}")
    resident.press("微信", total="270.00")
    assert resident.status == 422
    assert resident.sees("已变为 276.53 元")
    assert till.session.query(Payment).count() == 0


@pytest.mark.database
def test_beginning_anew_ends_the_payment_before(
    till: Till, resident: Visitor, bills: list[Bill], channels: dict[str, Channel]
) -> None:
    begin(resident, bills[:1], "微信")
    begin(resident, bills, "支付宝")
    found = {one.channel: one for one in till.session.query(Payment)}
    assert (found["wechat"].state, found["alipay"].state) == ("failed", "pending")
    assert channels["wechat"].at.trades.pay("wechat", found["wechat"].out_trade_no or "") is None


def test_who_paid_the_payment_before_is_told_that_nothing_is_left(
    till: Till, resident: Visitor, bills: list[Bill], channels: dict[str, Channel]
) -> None:
    begin(resident, bills[:1], "微信")
    first = till.session.query(Payment).one()
    channels["wechat"].paid(first)
    begin(resident, bills[:1], "支付宝")
    assert resident.status == 422
    assert till.again(first).state == "settled"
    assert till.session.query(Payment).count() == 1


def test_who_gives_up_or_asks_sees_what_the_channel_says(
    till: Till, resident: Visitor, bills: list[Bill], channels: dict[str, Channel]
) -> None:
    begin(resident, bills[:1], "微信")
    payment = till.session.query(Payment).one()
    assert resident.press("我已付款").sees("待支付")
    channels["wechat"].paid(payment)
    assert resident.press("放弃支付").sees("已到账")
    begin(resident, bills[1:], "微信")
    assert resident.press("放弃支付").sees("未支付", "没有收到付款")


def test_a_channel_that_does_not_answer_is_said_on_the_page(
    till: Till, resident: Visitor, bills: list[Bill], channels: dict[str, Channel]
) -> None:
    at = channels["wechat"].at
    at.server.shutdown()
    at.server.server_close()
    assert begin(resident, bills[:1], "微信").sees("没有回应", "请勿重复支付")


@pytest.mark.database
def test_nobody_sees_or_pays_for_a_stranger(
    app: Flask,
    till: Till,
    people: People,
    bills: list[Bill],
    channels: dict[str, Channel],
    resident: Visitor,
) -> None:
    begin(resident, bills[:1], "微信")
    payment = till.session.query(Payment).one()
    till.desk.town.resident("孙邻居", "13900000502", 1)
    other = Visitor(people.browser(app, till.desk.town.logins["孙邻居"]))
    assert other.open(f"/portal/bills/{bills[0].id}").status == 404
    assert other.open(f"/portal/payments/{payment.id}").status == 404
    assert (
        other.open(f"/portal/payments/back?out_trade_no={payment.out_trade_no}").path
        == "/portal/bills"
    )
    other.open("/portal/me")
    token = other.page.find("input", {"name": "csrf_token"})["value"]  # type: ignore[index]
    for path in (f"/portal/payments/{payment.id}/ask", f"/portal/payments/{payment.id}/end"):
        assert other.client.post(path, data={"csrf_token": token}).status_code == 404
    given = {"csrf_token": token, "bill": bills[1].id, "total": "300.00", "channel": "wechat"}
    assert other.client.post("/portal/bills/pay", data=given).status_code == 422
    assert till.again(payment).state == "pending"


HOOKS = [("wechat", "application/json"), ("alipay", "text/plain; charset=utf-8")]


@pytest.mark.parametrize(("name", "kind"), HOOKS)
def test_a_notice_comes_by_http_without_a_login_and_is_answered_in_the_channels_words(
    app: Flask, till: Till, bills: list[Bill], resident: Visitor, channels: dict[str, Channel],
    name: str, kind: str,
) -> None:  # fmt: skip
    begin(resident, bills[:1], {"wechat": "微信", "alipay": "支付宝"}[name])
    payment = till.session.query(Payment).one()
    channel = channels[name]
    channel.started(payment)
    said = channel.paid(payment)

    def sent(body: bytes) -> Any:
        return app.test_client().post(f"/hooks/{name}", data=body, headers=dict(said.headers))

    assert sent(said.body[1:]).status_code == 401
    assert sent(b"x" * 200_000).status_code == 413
    answer = sent(said.body)
    assert (answer.status_code, answer.content_type) == (200, kind)
    assert till.again(payment).state == "settled"


def test_a_resident_asks_for_the_invoice_of_a_bill_that_he_has_paid(
    till: Till, resident: Visitor, bills: list[Bill], customer: Customer
) -> None:
    bill = bills[0]
    assert "申请发票" not in resident.open(f"/portal/bills/{bill.id}").words
    assert resident.open(f"/portal/bills/{bill.id}/invoice").status == 404
    till.pay(customer, "276.53", rule="chosen", chosen=[bill.id])
    resident.open(f"/portal/bills/{bill.id}").press("申请发票")
    assert resident.page.find("input", {"name": "billed_to"})["value"] == NAME  # type: ignore[index]
    resident.press("申请", kind="special", tax_no="")
    assert (resident.status, "税号" in resident.words) == (422, True)
    resident.press("申请", kind="normal", billed_to="雅信租客公司")
    assert resident.sees("已申请，申请号", "雅信租客公司", "276.53")
    (invoice,) = till.session.query(Invoice).all()
    assert (invoice.gross, invoice.customer_id) == (D("276.53"), customer.id)
    assert "申请发票" not in resident.words
    assert resident.open(f"/portal/bills/{bill.id}/invoice").status == 404
