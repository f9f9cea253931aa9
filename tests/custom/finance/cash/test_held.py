"""Money of a static code: nobody knows who paid; the settlement goes on, the cashier assigns it later (3.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from app.custom.finance.cash.settlements import held
from app.generated.bank_account import BankAccount
from app.generated.channel_settlement import ChannelSettlement
from app.generated.open_receipt import OpenReceipt
from app.generated.payment import Payment
from app.generated.voucher import Voucher
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError, Forbidden
from tests.custom.equipment.repair.test_at_once import together
from tests.custom.finance.cash.channel import Channel
from tests.custom.finance.cash.statements import Traded
from tests.custom.finance.cash.test_settlements import (
    LEDGER,
    merchant,
    paid,
    statuses,
    step,
    traded,
    uploaded,
)
from tests.custom.finance.cash.till import Till

D = Decimal
pytestmark = pytest.mark.database


@pytest.fixture
def channel(channels: dict[str, Channel]) -> Channel:
    return channels["wechat"]


@pytest.fixture
def account(till: Till, channel: Channel) -> BankAccount:
    return merchant(till, channel.name)


@pytest.fixture
def settled(till: Till, channel: Channel, account: BankAccount) -> ChannelSettlement:
    """A day with one payment of ours and one of the code at the gate, settled."""
    ours = paid(till, channel)
    gate = Traded("4200077", "1900000001202603041", "300.00", "1.80", "2026-03-04 11:00:00")
    made = step(till, uploaded(till, account, [traded(ours), gate]), "match")
    assert (made.matched, made.unknown, made.missing) == (1, 1, 0)
    assert statuses(till) == ["matched", "unknown"]
    return step(till, made, "settle")


def receipt(till: Till) -> OpenReceipt:
    return till.session.scalars(select(OpenReceipt)).one()


def assign(till: Till, customer: int) -> OpenReceipt:
    return records.transition(
        till.cashier, OpenReceipt, receipt(till).id, "assign", {"customer": customer}
    )


def balance(till: Till, code: str) -> Decimal:
    """Debit less credit over all vouchers."""
    found = D(0)
    for id in till.session.scalars(select(Voucher.id).where(Voucher.deleted_at.is_(None))).all():
        found += sum((D(dr) - D(cr) for of, dr, cr in till.lines(id) if of == code), D(0))
    return found


def test_a_trade_that_nobody_ordered_is_held_and_hinders_no_settlement(
    till: Till, channel: Channel, settled: ChannelSettlement
) -> None:
    found = receipt(till)
    assert (found.state, found.amount, found.trade_no) == ("open", 300, "4200077")
    held_by = till.session.scalars(select(Voucher.id).where(Voucher.event == "receipt_held")).one()
    assert till.lines(held_by) == [("101201", "300.00", "0.00"), ("224105", "0.00", "300.00")]
    assert balance(till, LEDGER["wechat"]) == 0, "what the channel kept went to the bank"
    till.must_tie()


def test_the_cashier_assigns_it_and_it_is_a_payment_like_any_other(
    till: Till, settled: ChannelSettlement
) -> None:
    payer = till.desk.pays("车主")
    bill = till.bill(payer, "276.53")
    done = assign(till, payer.id)
    payment = till.session.get(Payment, done.payment_id)
    assert (done.state, payment.state, payment.allocated, payment.prepaid) == (
        "assigned", "reconciled", D("276.53"), D("23.47"),
    )  # fmt: skip
    assert (payment.channel_trade_no, payment.settlement_id, payment.channel_fee) == (
        "4200077", settled.id, D("1.80"),
    )  # fmt: skip
    assert till.again(bill).state == "paid"
    assert till.lines(done.voucher_id) == [("224105", "300.00", "0.00"), ("101201", "0.00", "300.00")]  # fmt: skip
    assert (balance(till, "224105"), balance(till, LEDGER["wechat"])) == (0, 0)
    assert statuses(till) == ["matched", "matched"]
    till.must_tie()
    with pytest.raises(AppError):
        assign(till, payer.id)


def test_what_is_assigned_a_month_later_is_booked_in_the_month_of_the_payment(
    till: Till, settled: ChannelSettlement, at: time_machine.Coordinates
) -> None:
    payer = till.desk.pays("车主")
    at.move_to(dt.datetime.fromisoformat("2026-04-02T10:00:00+08:00"))
    done = assign(till, payer.id)
    payment = till.session.get(Payment, done.payment_id)
    dates = [till.session.get(Voucher, id).date for id in (done.voucher_id, payment.voucher_id)]
    assert dates == [dt.date(2026, 3, 4)] * 2, "at the end of March the channel holds it once"


def test_one_receipt_assigned_twice_at_once_is_one_payment(
    till: Till, settled: ChannelSettlement
) -> None:
    payers = [till.desk.pays("车主"), till.desk.pays("别人", 1)]
    held_id, cashier = receipt(till).id, till.desk.town.logins["郑出纳"]
    till.session  # noqa: B018

    def give(which: int) -> Callable[[Context], Any]:
        given = {"customer": payers[which].id}
        return lambda ctx: records.transition(ctx, OpenReceipt, held_id, "assign", given)

    refused = together(give(0), give(1), by=[cashier] * 2)
    assert sorted(one is None for one in refused) == [False, True]
    assert (balance(till, "224105"), balance(till, LEDGER["wechat"])) == (0, 0)
    till.must_tie()


def test_who_owes_the_very_amount_is_suggested(till: Till, settled: ChannelSettlement) -> None:
    payer, other = till.desk.pays("车主"), till.desk.pays("别人", 1)
    till.bill(payer, "300")
    till.bill(other, "301")
    assert [one.id for one in held.likely(till.cashier, {"id": receipt(till).id})] == [payer.id]


def test_only_the_cashier_assigns(till: Till, settled: ChannelSettlement) -> None:
    payer = till.desk.pays("车主")
    given: dict[str, Any] = {"customer": payer.id}
    with pytest.raises(Forbidden):
        records.transition(
            till.desk.accountant, OpenReceipt, receipt(till).id, "assign", given
        )  # fmt: skip


def test_an_order_of_ours_that_was_lost_is_no_unknown_payer(
    till: Till, account: BankAccount
) -> None:
    lost = Traded("4200078", "SK20260304-000099-abc", "5.00", "0.03", "2026-03-04 11:00:00")
    made = step(till, uploaded(till, account, [lost]), "match")
    assert (made.unknown, made.missing) == (0, 1)
