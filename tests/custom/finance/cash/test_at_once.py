"""What two do with the same money at the same moment: one is told, nothing is paid, refunded or used twice (3.1)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from app.custom.finance.cash import payments
from app.generated.bank_account import BankAccount
from app.generated.bank_line import BankLine
from app.generated.customer import Customer
from app.generated.invoice import Invoice
from app.generated.payment import Payment
from app.generated.refund import Refund
from app.generated.voucher import Voucher
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError
from tests.custom.equipment.repair.test_at_once import together
from tests.custom.finance.cash.test_bank import account, line
from tests.custom.finance.cash.test_refunds import approve, ask
from tests.custom.finance.cash.till import Till

__all__ = ["account"]  # a fixture
D = Decimal
pytestmark = pytest.mark.database


@pytest.fixture
def payer(till: Till) -> Customer:
    return till.desk.pays("业主")


@pytest.fixture
def cashiers(till: Till) -> list[int]:
    """Two at the same counter."""
    other = till.desk.town.staff("cashier", "GM", name="冯出纳")
    assert other.login_id is not None
    return [till.desk.town.logins["郑出纳"], other.login_id]


def steps(till: Till, *acts: tuple[type[Any], int, str]) -> list[Callable[[Context], Any]]:
    """Each a step of a record; what was read before is let go, so that nobody waits for the test."""
    till.session  # noqa: B018

    def act(entity: type[Any], id: int, name: str) -> Callable[[Context], Any]:
        return lambda ctx: records.transition(ctx, entity, id, name)

    return [act(*one) for one in acts]


@pytest.mark.parametrize("rule", ["oldest", "chosen"])
def test_two_cashiers_take_the_same_bill_and_one_is_told(
    till: Till, payer: Customer, cashiers: list[int], at: Any, rule: str
) -> None:
    bill = till.bill(payer)
    chosen = {"rule": rule, "chosen": [bill.id]} if rule == "chosen" else {}
    made = [till.payment(payer, "276.53", **chosen) for _ in range(2)]
    at.shift(60)
    acts = steps(till, *((Payment, one.id, "receive") for one in made))
    refused = together(*acts, by=cashiers)
    told = [one for one in refused if one is not None]
    assert len(told) == 1
    assert told[0].code in ("settled_meanwhile", "not_open")
    assert till.again(bill).paid == D("276.53")
    assert till.prepaid(payer) == 0
    assert sorted(till.again(one).state for one in made) == ["created", "settled"]
    till.must_tie()


def test_one_payment_received_twice_is_received_once(
    till: Till, payer: Customer, cashiers: list[int]
) -> None:
    made = till.payment(payer, "100")
    acts = steps(till, *[(Payment, made.id, "receive")] * 2)
    refused = together(*acts, by=cashiers)
    assert sorted(one is None for one in refused) == [False, True]
    assert till.prepaid(payer) == 100
    till.must_tie()


def test_a_notice_that_comes_ten_times_at_once_is_booked_once(till: Till, payer: Customer) -> None:
    made = till.payment(payer, "100", "wechat")
    moment = till.ctx.now
    till.session  # noqa: B018

    def hear(_: Context) -> None:
        with Context.system() as ctx, records.writing(ctx):
            payments.settle(
                ctx, ctx.get(Payment, made.id), channel_trade_no="T-1", fee=None, at=moment
            )

    refused: list[AppError | None] = []
    for _ in range(2):
        refused += together(*[hear] * 5, by=[till.desk.town.logins["郑出纳"]] * 5)
    assert refused == [None] * 10
    assert till.prepaid(payer) == 100
    vouchers = select(func.count()).select_from(Voucher).where(Voucher.source_id == made.id)
    assert till.session.scalar(vouchers.where(Voucher.event == "payment_settled")) == 1


def test_two_refunds_at_once_give_back_what_is_there_once(
    till: Till, payer: Customer, cashiers: list[int]
) -> None:
    one, other = till.pay(payer, "100"), till.pay(payer, "50")
    till.bill(payer, "60")
    asked = [approve(till, ask(till, paid, "prepaid", "50")) for paid in (one, other)]
    till.pay(payer, "60", "offset")
    acts = steps(till, *((Refund, refund.id, "pay") for refund in asked))
    refused = together(*acts, by=cashiers)
    assert sorted(one is None for one in refused) == [False, True]
    assert till.prepaid(payer) == 40
    till.must_tie()


def test_money_paid_ahead_is_used_once(till: Till, payer: Customer, cashiers: list[int]) -> None:
    till.pay(payer, "100")
    till.bill(payer, "200")
    made = [till.payment(payer, "80", "offset") for _ in range(2)]
    acts = steps(till, *((Payment, one.id, "receive") for one in made))
    refused = together(*acts, by=cashiers)
    assert sorted(one is None for one in refused) == [False, True]
    assert till.prepaid(payer) == 20
    till.must_tie()


def test_a_bill_is_in_one_invoice_of_two(till: Till, payer: Customer) -> None:
    bill = till.bill(payer)
    till.pay(payer, "276.53")
    given = {"customer": payer.id, "bills": [bill.id], "billed_to": "业主"}
    till.session  # noqa: B018

    def request(ctx: Context) -> None:
        records.create(ctx, Invoice, given)

    refused = together(request, request, by=[till.desk.town.logins["周会计"]] * 2)
    assert sorted(one is None for one in refused) == [False, True]
    assert till.again(bill).invoiced == D("276.53")


def test_what_stands_behind_two_lines_is_matched_to_one(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    paid = till.pay(payer, "10", "bank", channel_trade_no="x")
    lines = [line(till, account, "10.00", ref) for ref in ("L1", "L2")]
    till.session  # noqa: B018

    def match(which: int) -> Callable[[Context], Any]:
        given = {"voucher": paid.voucher_id}
        return lambda ctx: records.transition(ctx, BankLine, lines[which].id, "match", given)

    refused = together(match(0), match(1), by=[till.desk.town.logins["周会计"]] * 2)
    assert sorted(one is None for one in refused) == [False, True]
    assert sorted(till.again(one).state for one in lines) == ["matched", "open"]
