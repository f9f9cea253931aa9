"""The daily count: each payment in one count, differences explained and booked, checked by another (3.1)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.generated.cash_count import CashCount
from app.generated.customer import Customer
from app.runtime import records
from app.runtime.errors import AppError, Forbidden, NotFound
from tests.custom.finance.cash.test_refunds import approve, ask, pay
from tests.custom.finance.cash.till import Till

D = Decimal
DAY = 24 * 3600


@pytest.fixture
def payer(till: Till) -> Customer:
    return till.desk.pays("业主")


def count(till: Till, counted: str, **values: Any) -> CashCount:
    given = {"project": till.desk.town.project.id, "counted": counted, **values}
    return records.create(till.cashier, CashCount, given)


def submit(till: Till, made: CashCount) -> CashCount:
    return records.transition(till.cashier, CashCount, made.id, "submit")


def check(till: Till, made: CashCount) -> CashCount:
    return records.transition(till.desk.accountant, CashCount, made.id, "check")


def test_the_drawer_is_counted_and_what_went_to_the_bank_is_booked(
    till: Till, payer: Customer, at: Any
) -> None:
    paid = till.pay(payer, "300")
    till.pay(payer, "50", "pos", channel_trade_no="P-1")
    refund = pay(till, approve(till, ask(till, paid, "prepaid", "40")))
    made = count(till, "60", banked="200")
    assert (made.opening, made.received, made.refunded, made.expected, made.difference) == (
        0, 300, 40, 60, 0,
    )  # fmt: skip
    assert (made.payments, made.on) == (1, till.ctx.today)
    made = check(till, submit(till, made))
    assert till.lines(made.voucher_id) == [("1002", "200.00", "0.00"), ("1001", "0.00", "200.00")]
    assert till.again(paid).cash_count_id == till.again(refund).cash_count_id == made.id
    assert till.again(refund).state == "closed"
    at.shift(DAY)
    till.pay(payer, "10")
    after = count(till, "70")
    assert (after.opening, after.received, after.refunded, after.expected) == (60, 10, 0, 70)


def test_what_comes_after_the_count_falls_into_the_next(
    till: Till, payer: Customer, at: Any
) -> None:
    till.pay(payer, "300")
    first = submit(till, count(till, "300"))
    late = till.pay(payer, "20")
    check(till, first)
    assert till.again(late).cash_count_id is None
    at.shift(DAY)
    second = count(till, "320")
    assert (second.opening, second.received, second.expected) == (300, 20, 320)
    submit(till, second)
    assert till.again(late).cash_count_id == second.id


def test_money_that_came_since_the_draft_is_in_the_count(till: Till, payer: Customer) -> None:
    till.pay(payer, "300")
    made = count(till, "350")
    till.pay(payer, "50")
    assert submit(till, made).expected == 350


def test_a_difference_is_explained_and_booked(till: Till, payer: Customer) -> None:
    till.pay(payer, "300")
    made = count(till, "290.50")
    with pytest.raises(AppError, match=r"explain -9\.50") as refused:
        submit(till, made)
    assert refused.value.errors[0].field == "reason"
    records.update(till.cashier, CashCount, made.id, {"reason": "找零差错"})
    made = check(till, submit(till, made))
    assert till.lines(made.voucher_id) == [("5711", "9.50", "0.00"), ("1001", "0.00", "9.50")]


def test_a_day_is_counted_once_and_in_turn(till: Till, payer: Customer, at: Any) -> None:
    till.pay(payer, "300")
    yesterday = count(till, "0", on="2026-03-03")
    today = count(till, "300")
    with pytest.raises(AppError, match="not checked yet"):
        submit(till, today)
    assert (yesterday.received, today.received) == (0, 300)
    check(till, submit(till, yesterday))
    check(till, submit(till, today))
    with pytest.raises(AppError):
        count(till, "0")
    with pytest.raises(AppError, match="no day before"):
        count(till, "0", on="2026-03-01")
    with pytest.raises(AppError, match="not counted yet"):
        count(till, "0", on="2026-03-05")


def test_what_is_sent_back_is_counted_anew(till: Till, payer: Customer) -> None:
    paid = till.pay(payer, "300")
    made = submit(till, count(till, "300"))
    with pytest.raises(AppError, match="sent back first"):
        records.update(till.cashier, CashCount, made.id, {"counted": "310"})
    with pytest.raises((Forbidden, NotFound)):
        records.transition(till.cashier, CashCount, made.id, "check")
    records.transition(till.desk.accountant, CashCount, made.id, "send_back", note="重点")
    assert till.again(paid).cash_count_id is None
    records.update(till.cashier, CashCount, made.id, {"counted": "310", "reason": "多出 10 元"})
    made = check(till, submit(till, made))
    assert till.lines(made.voucher_id) == [("1001", "10.00", "0.00"), ("5301", "0.00", "10.00")]
