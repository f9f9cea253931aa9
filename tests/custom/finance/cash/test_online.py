"""Payments by WeChat Pay and Alipay: once, for the right order, amount and merchant, or not at all (3.1)."""

from __future__ import annotations

import datetime as dt
import threading
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from app.custom.finance.cash import gateway
from app.custom.finance.cash.online import paying
from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.payment import Payment
from app.generated.prepayment_entry import PrepaymentEntry
from app.generated.voucher import Voucher
from app.generated.voucher_rule import VoucherRule
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from app.runtime.system import AuditLog, Notification
from tests.custom.finance.cash.channel import DONE, Channel, tell
from tests.custom.finance.cash.till import Till

D = Decimal


@pytest.fixture
def customer(till: Till) -> Customer:
    return till.desk.pays("业主")


@pytest.fixture
def bill(till: Till, customer: Customer) -> Bill:
    return till.bill(customer)


def begun(till: Till, bill: Bill, channel: str) -> Payment:
    """As the portal does, by the system."""
    with records.writing(till.ctx):
        made = till.ctx.create(
            Payment, channel=channel, customer=bill.customer_id, project=bill.project_id,
            amount=bill.balance, rule="chosen", chosen=[bill.id],
        )  # fmt: skip
        till.ctx.transition(made, "submit")
    return till.again(made)


@pytest.fixture
def payment(till: Till, bill: Bill, channel: Channel) -> Payment:
    return channel.started(begun(till, bill, channel.name))


def vouchers(till: Till) -> int:
    return till.session.scalar(
        select(func.count()).where(Voucher.event == "payment_settled", Voucher.deleted_at.is_(None))
    )


def alerts(till: Till, name: str = "payment.refused") -> list[Any]:
    return list(till.session.scalars(select(Notification).where(Notification.template == name)))


def kept(till: Till) -> list[str]:
    rows = till.session.scalars(select(AuditLog).where(AuditLog.action == "payment:refused"))
    return [row.diff["why"] for row in rows]


def nothing_booked(till: Till, payment: Payment, bill: Bill) -> bool:
    payment, bill = till.again(payment), till.again(bill)
    return (payment.state, bill.state, vouchers(till)) == ("pending", "open", 0)


# -- what is right -----------------------------------------------------------------------------------


def test_who_pays_sees_the_bill_settled(
    till: Till, channel: Channel, payment: Payment, bill: Bill
) -> None:
    answer = channel.tell(channel.paid(payment))
    assert (answer.status, answer.body) == (200, DONE[channel.name])
    payment = till.again(payment)
    assert (payment.state, payment.paid_at, till.again(bill).state) == (
        "settled",
        till.ctx.now,
        "paid",
    )
    assert payment.channel_trade_no
    assert payment.receipt_no
    assert till.lines(payment.voucher_id)[0][1] == "276.53"
    till.must_tie()


def test_the_same_notice_ten_times_is_one_payment(
    till: Till, channel: Channel, payment: Payment
) -> None:
    said = channel.paid(payment)
    assert {channel.tell(said).body for _ in range(10)} == {DONE[channel.name]}
    assert vouchers(till) == 1
    assert kept(till) == []


def test_notices_at_the_same_moment_are_one_payment(
    till: Till, channel: Channel, payment: Payment
) -> None:
    said, answers = channel.paid(payment), []
    threads = [
        threading.Thread(target=lambda: answers.append(channel.tell(said))) for _ in range(4)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [one.body for one in answers] == [DONE[channel.name]] * 4
    assert vouchers(till) == 1


def test_what_arrives_after_the_order_was_closed_is_booked_and_told(
    till: Till, channel: Channel, payment: Payment, bill: Bill
) -> None:
    said = channel.paid(payment)
    with records.writing(till.ctx):
        till.ctx.transition(till.ctx.get(Payment, payment.id), "fail")
    till.pay(till.again(bill).customer, "276.53")
    assert channel.tell(said).status == 200
    payment = till.again(payment)
    assert (payment.state, payment.allocated, payment.prepaid) == ("settled", D(0), D("276.53"))
    assert till.session.scalar(select(PrepaymentEntry.balance)) == D("276.53")
    assert len(alerts(till, "payment.late")) == 1
    till.must_tie()


# -- what is wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"amount": 27652}, "wrong_amount"),
        ({"amount": 27654}, "wrong_amount"),
        ({"merchant": "1900999999"}, "wrong_merchant"),
        ({"app": "wx999"}, "wrong_merchant"),
        ({"currency": "USD"}, "wrong_currency"),
        ({"order": "SK20260304-999999-aaaaaa"}, "unknown_order"),
        ({"order": ""}, "unknown_order"),
    ],
)
def test_what_does_not_agree_is_refused_kept_and_told_once(
    till: Till, channel: Channel, payment: Payment, bill: Bill, changed: dict[str, Any], why: str
) -> None:
    said = channel.forged(payment, **changed)
    for _ in range(2):
        answer = channel.tell(said)
        assert answer.status == 422
        assert answer.body != DONE[channel.name]
    assert nothing_booked(till, payment, bill)
    assert kept(till) == [why, why]
    assert len(alerts(till)) == 1


def test_another_trade_of_a_payment_that_is_booked_is_told(
    till: Till, channel: Channel, payment: Payment
) -> None:
    channel.tell(channel.paid(payment))
    assert channel.tell(channel.forged(payment, trade="4200009")).status == 422
    assert (kept(till), vouchers(till)) == (["paid_twice"], 1)


def test_a_notice_of_the_other_channel_is_no_notice_of_this_order(
    till: Till, channels: dict[str, Channel], bill: Bill
) -> None:
    payment = channels["wechat"].started(begun(till, bill, "wechat"))
    other = channels["alipay"]
    trade = channels["wechat"].at.trades.pay("wechat", payment.out_trade_no or "")
    assert trade is not None
    assert other.tell(other.words.notice(trade)).status == 422
    assert nothing_booked(till, payment, bill)
    assert kept(till) == ["unknown_order"]


def test_a_notice_that_was_touched_is_not_the_channels(
    till: Till, channel: Channel, payment: Payment, bill: Bill
) -> None:
    said = channel.paid(payment)
    bodies = [said.body.replace(b"276", b"1"), said.body[:-1], b"", b"{}", b"a=1&a=2", b"\xff\xfe"]
    if channel.name == "wechat":
        bodies[0] = said.body.replace(b"ciphertext", b"ciphertexf")
    bodies += [b"[]", b'{"resource": 1}', b'{"resource": {"algorithm": "AEAD_AES_256_GCM"}}']
    for body in bodies:
        assert tell(channel.name, said.headers, body).status == 401
    assert nothing_booked(till, payment, bill)
    assert len(alerts(till, "payment.forged")) == 1


@pytest.mark.parametrize("name", ["Serial", "Timestamp", "Nonce", "Signature", "Signature-Type"])
def test_every_header_of_wechat_counts(
    till: Till, channels: dict[str, Channel], bill: Bill, name: str
) -> None:
    channel = channels["wechat"]
    payment = channel.started(begun(till, bill, "wechat"))
    said = channel.paid(payment)
    for value in ("", "0", "x" * 300):
        assert tell("wechat", {**said.headers, f"Wechatpay-{name}": value}, said.body).status == 401
    assert nothing_booked(till, payment, bill)


def test_an_old_notice_of_wechat_is_a_replay(
    till: Till, channels: dict[str, Channel], bill: Bill, at: time_machine.Coordinates
) -> None:
    channel = channels["wechat"]
    payment = channel.started(begun(till, bill, "wechat"))
    said = channel.paid(payment)
    at.shift(dt.timedelta(minutes=6))
    assert channel.tell(said).status == 401
    assert nothing_booked(till, payment, bill)


def test_what_the_books_refuse_is_booked_nowhere_and_asked_for_again(
    till: Till, channel: Channel, payment: Payment, bill: Bill
) -> None:
    said = channel.paid(payment)
    rule = till.session.scalars(
        select(VoucherRule).where(VoucherRule.event == "payment_settled")
    ).one()
    records.transition(till.desk.manager, VoucherRule, rule.id, "archive")
    assert channel.tell(said).status == 422
    assert nothing_booked(till, payment, bill)
    assert kept(till) == ["not_booked"]


# -- by itself ---------------------------------------------------------------------------------------


def watched(at: time_machine.Coordinates, minutes: int) -> None:
    at.shift(dt.timedelta(minutes=minutes))
    with Context.system() as ctx, records.writing(ctx):
        paying.watch(ctx)
    jobs.run_due()


def test_a_payment_whose_notice_got_lost_is_asked_for(
    till: Till, channel: Channel, payment: Payment, at: time_machine.Coordinates
) -> None:
    channel.paid(payment)
    watched(at, 2)
    assert till.again(payment).state == "settled"


def test_nobody_pays_after_half_an_hour(
    till: Till, channel: Channel, payment: Payment, at: time_machine.Coordinates
) -> None:
    watched(at, 30)
    assert till.again(payment).state == "failed"
    assert channel.at.trades.pay(channel.name, payment.out_trade_no or "") is None


def test_who_pays_in_the_last_moment_is_booked(
    till: Till, channel: Channel, payment: Payment, at: time_machine.Coordinates
) -> None:
    channel.paid(payment)
    watched(at, 31)
    assert till.again(payment).state == "settled"


def test_a_channel_that_does_not_answer_closes_nothing(
    till: Till, channel: Channel, payment: Payment, at: time_machine.Coordinates
) -> None:
    channel.at.server.shutdown()
    channel.at.server.server_close()
    at.shift(dt.timedelta(minutes=31))
    with pytest.raises(RuleViolation, match="does not answer"):
        paying.end(till.ctx, payment.id)
    assert till.again(payment).state == "pending"


# -- giving back -------------------------------------------------------------------------------------


def test_a_refund_is_given_once_whatever_its_number_is_asked(
    channel: Channel, payment: Payment
) -> None:
    channel.tell(channel.paid(payment))
    gate, order = gateway.of(channel.name), payment.out_trade_no or ""
    first = gate.refund("TK202603-000001", order, D("100.00"), D("276.53"), "多收")
    again = gate.refund("TK202603-000001", order, D("100.00"), D("276.53"), "多收")
    assert first == again
    assert (first.state, bool(first.channel_no)) == ("done", True)
    over = gate.refund("TK202603-000002", order, D("176.54"), D("276.53"), "多收")
    assert (over.state, bool(over.why)) == ("refused", True)
    trade = channel.at.trades.get(channel.name, order)
    assert trade is not None
    assert trade.refunded == 10000
