"""Money at the counter and through channels: bills, prepayment, receipt and voucher together, once, or nothing (3.1)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from app.custom.finance.cash import merging
from app.generated.account import Account
from app.generated.bank_account import BankAccount
from app.generated.company import Company
from app.generated.customer import Customer
from app.generated.fee_item import FeeItem
from app.generated.payment import Payment
from app.generated.prepayment_entry import PrepaymentEntry
from app.generated.voucher import Voucher
from app.generated.voucher_rule import VoucherRule
from app.runtime import records
from app.runtime.context import Operation
from app.runtime.errors import AppError
from tests.custom.finance.cash.till import Till

D = Decimal


@pytest.fixture
def payer(till: Till) -> Customer:
    return till.desk.pays("业主")


def test_cash_settles_the_oldest_bills_and_the_rest_is_paid_ahead_o8_13(
    till: Till, payer: Customer
) -> None:
    bills = [till.bill(payer, due=dt.date(2026, month, 28)) for month in (5, 4, 3)]
    paid = till.pay(payer, "1000")
    assert (paid.state, paid.allocated, paid.prepaid) == ("settled", D("829.59"), D("170.41"))
    assert [bill for bill, _, _ in till.allocations(paid)] == [one.id for one in reversed(bills)]
    assert {till.again(one).state for one in bills} == {"paid"}
    assert till.prepaid(payer) == D("170.41")
    assert till.lines(paid.voucher_id) == [
        ("1001", "1000.00", "0.00"), ("1122", "0.00", "829.59"), ("2203", "0.00", "170.41"),
    ]  # fmt: skip
    assert paid.receipt_no == f"SJ2026-{till.desk.town.project.code}-000001"
    till.must_tie()


def test_chosen_bills_are_settled_and_no_others(till: Till, payer: Customer) -> None:
    first, second = till.bill(payer), till.bill(payer)
    paid = till.pay(payer, "300", rule="chosen", chosen=[second.id])
    assert (till.again(first).state, till.again(second).state) == ("open", "paid")
    assert paid.prepaid == D("23.47")
    till.must_tie()


def test_a_part_of_a_bill_leaves_the_rest_open(till: Till, payer: Customer) -> None:
    bill = till.bill(payer)
    paid = till.pay(payer, "100", "bank", channel_trade_no="B-1")
    assert (till.again(bill).state, till.again(bill).balance, paid.prepaid) == (
        "partial", D("176.53"), 0,
    )  # fmt: skip
    assert till.lines(paid.voucher_id) == [("1002", "100.00", "0.00"), ("1122", "0.00", "100.00")]


def test_a_late_fee_is_received_with_its_vat_o8_8(till: Till, payer: Customer, at: Any) -> None:
    bill = till.bill(payer, "829.59", due=dt.date(2026, 1, 31))
    at.move_to(dt.datetime(2026, 5, 20, 2, tzinfo=dt.UTC))
    paid = till.pay(payer, "856.72")
    assert till.allocations(paid) == [
        (bill.id, "principal", D("829.59")), (bill.id, "late", D("27.13")),
    ]  # fmt: skip
    assert till.lines(paid.voucher_id) == [
        ("1001", "856.72", "0.00"), ("1122", "0.00", "829.59"), ("5301", "0.00", "25.59"),
        ("22210107", "0.00", "1.54"),
    ]  # fmt: skip
    assert (till.again(bill).state, till.again(bill).late_paid) == ("paid", D("27.13"))
    till.must_tie()


def test_the_late_fee_comes_first_where_the_item_says_so(
    till: Till, payer: Customer, at: Any
) -> None:
    item = till.desk.items["property"]
    records.update(till.ctx, FeeItem, item.id, {"late_first": True})
    bill = till.bill(payer, "829.59", due=dt.date(2026, 1, 31))
    at.move_to(dt.datetime(2026, 5, 20, 2, tzinfo=dt.UTC))
    paid = till.pay(payer, "100")
    assert till.allocations(paid) == [
        (bill.id, "principal", D("72.87")), (bill.id, "late", D("27.13")),
    ]  # fmt: skip


def test_vat_is_due_with_the_money_where_the_company_says_so(till: Till, payer: Customer) -> None:
    company = till.session.scalars(select(Company)).one()
    records.update(till.ctx, Company, company.id, {"vat_point": "receipt"})
    till.bill(payer)
    first, second = till.pay(payer, "100"), till.pay(payer, "176.53")
    assert till.lines(first.voucher_id)[2:] == [
        ("222110", "5.66", "0.00"), ("22210107", "0.00", "5.66"),
    ]  # fmt: skip
    assert till.lines(second.voucher_id)[2:] == [
        ("222110", "9.99", "0.00"), ("22210107", "0.00", "9.99"),
    ]  # fmt: skip
    till.must_tie()


def test_money_goes_to_the_account_of_the_project(till: Till, payer: Customer) -> None:
    wanted = {"code": "ICBC", "name": "工行", "kind": "bank", "account": account(till, "101201")}
    mine = records.create(till.ctx, BankAccount, wanted)
    shown = till.pay(payer, "10", "pos", channel_trade_no="P-1")
    assert till.lines(shown.voucher_id)[0][0] == "101201"
    with pytest.raises(AppError, match="does not take") as refused:
        till.payment(payer, "10", account=mine.id)
    assert refused.value.errors[0].field == "account"


def account(till: Till, code: str) -> int:
    found: int = till.session.scalars(select(Account.id).where(Account.code == code)).one()
    return found


def test_a_transfer_needs_the_banks_number_and_it_counts_once(till: Till, payer: Customer) -> None:
    with pytest.raises(AppError, match="reference") as refused:
        till.payment(payer, "10", "bank")
    assert refused.value.errors[0].field == "channel_trade_no"
    till.pay(payer, "10", "bank", channel_trade_no="B-1")
    with pytest.raises(AppError):
        till.payment(payer, "10", "bank", channel_trade_no="B-1")
    till.pay(payer, "10", "pos", channel_trade_no="B-1")
    assert till.prepaid(payer) == 20


def test_a_bill_that_is_settled_is_not_chosen_again(till: Till, payer: Customer) -> None:
    bill = till.bill(payer)
    till.pay(payer, "276.53")
    with pytest.raises(AppError, match="asks for nothing") as refused:
        till.payment(payer, "276.53", rule="chosen", chosen=[bill.id])
    assert refused.value.errors[0].field == "chosen"
    with pytest.raises(AppError, match="Choose the bills"):
        till.payment(payer, "276.53", rule="chosen")


def test_who_was_slower_is_told_and_nothing_is_taken_twice(
    till: Till, payer: Customer, at: Any
) -> None:
    bill = till.bill(payer)
    one = till.payment(payer, "276.53")
    other = till.payment(payer, "276.53")
    chosen = till.payment(payer, "276.53", rule="chosen", chosen=[bill.id])
    at.shift(60)
    till.receive(one)
    with pytest.raises(AppError, match=one.payment_no):
        till.receive(other)
    with pytest.raises(AppError, match=one.payment_no):
        till.receive(chosen)
    assert till.again(other).state == till.again(chosen).state == "created"
    assert till.prepaid(payer) == 0
    till.must_tie()


def test_nothing_is_written_when_the_books_refuse(till: Till, payer: Customer) -> None:
    bill = till.bill(payer)
    made = till.payment(payer, "500")
    rule = till.session.scalars(
        select(VoucherRule).where(VoucherRule.event == "payment_settled")
    ).one()
    records.transition(till.desk.manager, VoucherRule, rule.id, "archive")
    with pytest.raises(AppError, match="voucher rule"):
        till.receive(made)
    made = till.again(made)
    assert (made.state, made.receipt_no, made.paid_at, made.allocated) == ("created", None, None, 0)
    assert (till.again(bill).state, till.prepaid(payer)) == ("open", 0)
    assert till.session.scalar(select(func.count()).select_from(PrepaymentEntry)) == 0


def test_a_received_payment_is_not_rewritten(till: Till, payer: Customer) -> None:
    paid = till.pay(payer, "10")
    with pytest.raises(AppError, match="not changed"):
        records.update(till.cashier, Payment, paid.id, {"amount": "20"})
    assert records.update(till.cashier, Payment, paid.id, {"note": "补打收据"}).note == "补打收据"
    waiting = till.payment(payer, "10")
    assert records.update(till.cashier, Payment, waiting.id, {"amount": "20"}).amount == 20


def test_receipt_numbers_have_no_gaps(till: Till, payer: Customer) -> None:
    till.bill(payer, "50")
    numbers = [till.pay(payer, "10").receipt_no for _ in range(3)]
    with pytest.raises(AppError):
        till.receive(till.payment(payer, "60", "offset"))
    numbers.append(till.pay(payer, "10").receipt_no)
    assert [number[-6:] for number in numbers if number] == ["000001", "000002", "000003", "000004"]


# -- by a channel -------------------------------------------------------------------------------------


def online(till: Till, payer: Customer, amount: str = "276.53") -> Payment:
    return till.payment(payer, amount, "wechat")


@pytest.mark.parametrize("state", ["created", "pending", "failed"])
def test_a_channels_notice_settles_once_however_often_it_comes(
    till: Till, payer: Customer, state: str
) -> None:
    bill = till.bill(payer)
    made = online(till, payer)
    if state != "created":
        with records.writing(till.ctx):
            moved = till.ctx.transition(made, "submit")
            if state == "failed":
                till.ctx.transition(moved, "fail")
    for _ in range(3):
        made = till.settle(made)
    assert (made.state, made.channel_trade_no, made.channel_fee) == (
        "settled",
        "4200001",
        D("0.60"),
    )
    assert till.again(bill).state == "paid"
    assert till.lines(made.voucher_id)[0] == ("101201", "276.53", "0.00")
    assert till.session.scalar(
        select(func.count()).select_from(Voucher).where(Voucher.event == "payment_settled")
    ) == 1  # fmt: skip
    with pytest.raises(AppError, match="4200001"):
        till.settle(made, "4200002")
    till.must_tie()


def test_a_late_notice_counts_the_late_fee_of_the_day_of_payment(
    till: Till, payer: Customer, at: Any
) -> None:
    till.bill(payer, "829.59", due=dt.date(2026, 1, 31))
    made = online(till, payer, "856.72")
    at.move_to(dt.datetime(2026, 5, 25, 2, tzinfo=dt.UTC))
    made = till.settle(made, at=dt.datetime(2026, 5, 20, 15, 59, tzinfo=dt.UTC))
    assert (made.allocated, made.prepaid) == (D("856.72"), 0)


def test_a_settled_payment_is_the_systems_act_alone(till: Till, payer: Customer) -> None:
    made = online(till, payer)
    with pytest.raises(AppError):
        records.transition(till.cashier, Payment, made.id, "settle")
    with pytest.raises(AppError, match="channel's notice"):
        till.receive(made)
    assert till.again(made).state == "created"


# -- profiles that become one -------------------------------------------------------------------------


@pytest.mark.parametrize("money", ["owed", "ahead"])
def test_a_profile_with_money_is_not_merged_away(till: Till, payer: Customer, money: str) -> None:
    kept = till.desk.pays("邻居", 1)
    merge = Operation(action="transition", transition="merge")

    def judge() -> None:
        doubled = till.session.get(Customer, payer.id)
        with till.ctx.session.no_autoflush:
            doubled.merged_into_id = kept.id
            merging.owes_and_owns_nothing(doubled, till.ctx.within(merge))

    judge()
    if money == "owed":
        till.bill(payer)
    else:
        till.pay(payer, "10")
    with pytest.raises(AppError, match="unpaid bills"):
        judge()
    if money == "owed":
        till.pay(payer, "276.53")
    else:
        till.bill(payer, "10")
        till.pay(payer, "10", "offset")
    judge()
