"""Money that goes back: by two people, never more than came, with bills, prepayment and books in step (3.1)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.finance.cash import gateway
from app.custom.finance.cash.gateway import RefundTrade
from app.custom.finance.fees import balance, moving_out
from app.generated.account import Account
from app.generated.bill import Bill
from app.generated.bill_reduction import BillReduction
from app.generated.customer import Customer
from app.generated.fee_item import FeeItem
from app.generated.payment import Payment
from app.generated.refund import Refund
from app.runtime import jobs, records
from app.runtime.errors import AppError, Forbidden, NotFound
from app.runtime.system import Notification
from tests.custom.finance.cash.till import Till

D = Decimal


@pytest.fixture
def payer(till: Till) -> Customer:
    return till.desk.pays("业主")


def ask(
    till: Till, payment: Payment, kind: str, amount: str | None = None, **values: Any
) -> Refund:
    given = {"payment": payment.id, "kind": kind, "amount": amount, "reason": "申请", **values}
    return records.create(till.desk.accountant, Refund, given)


def work_out(till: Till, refund: Refund) -> Refund:
    given = {"amount": refund.amount}
    return records.transition(till.desk.accountant, Refund, refund.id, "calculate", given)


def approve(till: Till, refund: Refund) -> Refund:
    return records.transition(till.desk.manager, Refund, work_out(till, refund).id, "approve")


def pay(till: Till, refund: Refund) -> Refund:
    return records.transition(till.cashier, Refund, refund.id, "pay")


def refunded(
    till: Till, payment: Payment, kind: str, amount: str | None = None, **values: Any
) -> Refund:
    return pay(till, approve(till, ask(till, payment, kind, amount, **values)))


def test_what_was_paid_ahead_goes_back(till: Till, payer: Customer) -> None:
    till.bill(payer)
    paid = till.pay(payer, "500")
    refund = refunded(till, paid, "prepaid", "100")
    assert refund.state == "paid"
    assert till.lines(refund.voucher_id) == [("2203", "100.00", "0.00"), ("1001", "0.00", "100.00")]
    assert (till.again(paid).refunded, till.prepaid(payer)) == (100, D("123.47"))
    with pytest.raises(AppError, match=r"at most 123\.47"):
        ask(till, paid, "prepaid", "123.48")
    till.must_tie()


def test_what_was_taken_by_mistake_opens_the_bill_again(till: Till, payer: Customer) -> None:
    bill = till.bill(payer)
    paid = till.pay(payer, "300")
    refund = refunded(till, paid, "mistake", "300")
    assert till.lines(refund.voucher_id) == [
        ("2203", "23.47", "0.00"), ("1122", "276.53", "0.00"), ("1001", "0.00", "300.00"),
    ]  # fmt: skip
    assert (till.again(bill).state, till.again(bill).balance) == ("open", D("276.53"))
    assert (till.again(paid).state, till.again(paid).refunded) == ("refunded", 300)
    assert till.allocations(paid)[-1] == (bill.id, "principal", D("-276.53"))
    till.must_tie()
    with pytest.raises(AppError, match="can go back"):
        ask(till, paid, "mistake", "0.01")


def test_a_late_fee_goes_back_with_its_vat(till: Till, payer: Customer, at: Any) -> None:
    till.bill(payer, "829.59", due=dt.date(2026, 1, 31))
    at.move_to(dt.datetime(2026, 5, 20, 2, tzinfo=dt.UTC))
    paid = till.pay(payer, "856.72")
    refund = refunded(till, paid, "mistake", "27.13")
    assert till.lines(refund.voucher_id) == [
        ("5301", "0.00", "-25.59"), ("22210107", "0.00", "-1.54"), ("1001", "0.00", "27.13"),
    ]  # fmt: skip
    till.must_tie()


def test_never_more_than_is_left_of_the_payment(till: Till, payer: Customer) -> None:
    till.bill(payer)
    paid = till.pay(payer, "276.53")
    ask(till, paid, "mistake", "200")
    with pytest.raises(AppError, match=r"at most 76\.53"):
        ask(till, paid, "mistake", "76.54")
    with pytest.raises(AppError, match="can go back"):
        ask(till, till.payment(payer, "10"), "mistake", "1")


def test_three_people_and_the_general_manager_for_large_ones(till: Till, payer: Customer) -> None:
    paid = till.pay(payer, "2000.01")
    asked = ask(till, paid, "prepaid", "2000.01")
    made = work_out(till, asked)
    for who in (till.desk.accountant, till.cashier):
        with pytest.raises((Forbidden, NotFound)):
            records.transition(who, Refund, made.id, "approve")
    with pytest.raises(AppError, match="Above 2000"):
        records.transition(till.desk.manager, Refund, made.id, "approve")
    boss = till.desk.fresh("王总")
    records.transition(boss, Refund, made.id, "approve_large")
    with pytest.raises((Forbidden, NotFound)):
        records.transition(till.desk.accountant, Refund, made.id, "pay")
    assert pay(till, made).state == "paid"
    assert till.again(paid).state == "refunded"


def test_what_was_used_meanwhile_is_not_paid_out(till: Till, payer: Customer) -> None:
    paid = till.pay(payer, "100")
    refund = approve(till, ask(till, paid, "prepaid", "100"))
    till.bill(payer, "60")
    till.pay(payer, "60", "offset")
    with pytest.raises(AppError, match="at most 40"):
        pay(till, refund)
    records.transition(till.desk.manager, Refund, refund.id, "reject", note="余额不足")
    assert refunded(till, paid, "prepaid", "40").state == "paid"
    till.must_tie()


def test_a_deposit_goes_back_and_its_bill_stays_paid(till: Till, payer: Customer) -> None:
    item = till.desk.item("deposit", "manual", tax=None, kind="deposit", agency=True)
    held = till.session.scalars(select(Account.id).where(Account.code == "224101")).one()
    records.update(till.ctx, FeeItem, item.id, {"revenue_account": held})
    bill = till.bill(payer, "1000", item="deposit")
    paid = till.pay(payer, "1000")
    with pytest.raises(AppError, match="at most 0"):
        ask(till, paid, "mistake", "1000")
    refund = refunded(till, paid, "deposit", "600")
    assert till.lines(refund.voucher_id) == [
        ("224101", "600.00", "0.00"), ("1001", "0.00", "600.00"),
    ]  # fmt: skip
    assert till.again(bill).state == "paid"
    with pytest.raises(AppError, match="at most 400"):
        ask(till, paid, "deposit", "400.01")
    till.must_tie()


# -- moving out ---------------------------------------------------------------------------------------


def a_year(till: Till, payer: Customer, *, less: bool = False) -> list[Bill]:
    """Twelve bills of 276.528 paid ahead at the beginning of 2026, less 5 % if wanted (O8.11)."""
    found = []
    for month in range(1, 13):
        bill = till.bill(payer, "276.53")
        first = dt.date(2026, month, 1)
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        with records.writing(till.ctx):
            bill = till.ctx.update(
                bill, period_from=first, period_to=last, period=f"{first:%Y-%m}",
                calc={"exact": "276.528"},
            )  # fmt: skip
        found.append(bill)
        if less:
            reduce(till, bill, "13.83" if month <= 8 else "13.82")
    return found


def reduce(till: Till, bill: Bill, amount: str) -> None:
    given = {"bill": bill.id, "kind": "discount", "amount": amount, "reason": "年付优惠"}
    asked = records.create(till.desk.accountant, BillReduction, given)
    records.transition(till.desk.manager, BillReduction, asked.id, "approve")


@pytest.mark.parametrize(
    ("less", "policy", "back"),
    [(False, "lose", "1204.24"), (True, "lose", "1038.32"), (True, "pro_rata", "1144.03")],
)
def test_who_moves_out_gets_back_what_he_did_not_use(
    till: Till, payer: Customer, at: Any, less: bool, policy: str, back: str
) -> None:
    records.update(till.ctx, FeeItem, till.desk.items["property"].id, {"discount_policy": policy})
    bills = a_year(till, payer, less=less)
    paid = till.pay(payer, "3152.44" if less else "3318.36")
    at.move_to(dt.datetime(2026, 8, 21, 2, tzinfo=dt.UTC))
    asked = ask(till, paid, "move_out", move_out_on="2026-08-20")
    assert (asked.amount, asked.calc["items"][0]["back"]) == (D(back), back)
    refund = pay(till, approve(till, asked))
    assert refund.amount == D(back)
    assert till.lines(refund.voucher_id) == [("1122", back, "0.00"), ("1001", "0.00", back)]
    assert sum(till.again(bill).balance for bill in bills) == 0
    assert till.again(bills[11]).state in ("paid", "waived")
    assert till.session.scalars(select(Refund.state)).all() == ["paid"]
    till.must_tie()
    with records.writing(till.ctx):
        unit = till.desk.town.units[0].id
        again = moving_out.settle(till.ctx, customer=payer.id, unit=unit, on=dt.date(2026, 8, 20))
    assert again == []
    with pytest.raises(AppError, match="nothing of this payment"):
        ask(till, paid, "move_out", move_out_on="2026-08-20")


def test_a_move_out_pays_the_amount_that_was_approved_and_no_other(
    till: Till, payer: Customer, at: Any
) -> None:
    a_year(till, payer)
    records.update(till.ctx, FeeItem, till.desk.items["property"].id, {"discount_policy": "lose"})
    paid = till.pay(payer, "2135.71")  # seven bills, and 200 of the eighth
    at.move_to(dt.datetime(2026, 8, 21, 2, tzinfo=dt.UTC))
    waiting = work_out(till, ask(till, paid, "move_out", move_out_on="2026-08-20"))
    assert waiting.amount == D("21.59")  # 200 − 178.41
    rest = till.pay(
        payer, "1182.65"
    )  # the rest of the year: the same refund would come to 98.12 now
    with pytest.raises(AppError, match=r"comes to 98\.12 CNY now"):
        records.transition(till.desk.manager, Refund, waiting.id, "approve")
    records.transition(till.desk.manager, Refund, waiting.id, "reject", note="已变")
    again = approve(till, ask(till, paid, "move_out", move_out_on="2026-08-20"))
    assert again.amount == D("98.12")
    refunded(till, rest, "mistake", "1182.65")
    with pytest.raises(AppError, match=r"comes to 21\.59 CNY now"):
        pay(till, again)
    till.must_tie()


def test_an_offset_that_goes_back_in_two_parts_keeps_what_is_paid_ahead(
    till: Till, payer: Customer
) -> None:
    till.pay(payer, "300")
    bill = till.bill(payer, "300")
    used = till.pay(payer, "300", "offset")
    for back, ahead in (("100", 100), ("200", 300)):
        refunded(till, used, "mistake", back)
        assert till.prepaid(payer) == ahead
        till.must_tie()
    assert till.again(bill).balance == 300


def test_an_offset_gives_back_to_what_was_paid_ahead(till: Till, payer: Customer) -> None:
    till.pay(payer, "300")
    bill = till.bill(payer)
    used = till.pay(payer, "276.53", "offset")
    with pytest.raises(AppError, match="brought it"):
        ask(till, used, "prepaid", "1")
    refund = refunded(till, used, "mistake", "276.53")
    assert till.prepaid(payer) == 300
    assert till.lines(refund.voucher_id) == [
        ("2203", "-276.53", "0.00"), ("1122", "0.00", "-276.53"),
    ]  # fmt: skip
    jobs.run_due()
    assert (till.again(refund).state, till.again(bill).state) == ("closed", "open")
    till.must_tie()


def test_an_invoiced_bill_needs_its_invoice_reversed_first(till: Till, payer: Customer) -> None:
    bill = till.bill(payer)
    paid = till.pay(payer, "276.53")
    with records.writing(till.ctx):
        till.ctx.update(bill, invoiced=bill.amount)
    with pytest.raises(AppError, match="reverse the invoice first"):
        ask(till, paid, "mistake", "276.53")


def test_an_invoice_that_was_quicker_than_the_refund_stops_it(
    till: Till, payer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    till.bill(payer)
    refund = approve(till, ask(till, till.pay(payer, "276.53"), "mistake", "276.53"))
    locked = balance.owed

    def owed(ctx: Any, bills: Any, **values: Any) -> Any:
        """Until the lock was there somebody else claimed the bill for an invoice."""
        found = locked(ctx, bills, **values)
        for one in found.values():
            one.bill.invoiced = one.bill.amount
        return found

    monkeypatch.setattr(balance, "owed", owed)
    with pytest.raises(AppError, match="reverse the invoice first"):
        pay(till, refund)
    monkeypatch.undo()
    assert pay(till, refund).state == "paid"


def test_a_refund_by_bank_leaves_the_bank(till: Till, payer: Customer) -> None:
    paid = till.pay(payer, "100")
    desk = till.desk.fresh("林客服")
    given = {
        "payment": paid.id, "kind": "prepaid", "amount": "100", "reason": "卡已注销", "original": False,
        "account_name": "业主", "bank_account": "6222020200112233445",
    }  # fmt: skip
    refund = pay(till, approve(till, records.create(desk, Refund, given)))
    assert till.lines(refund.voucher_id)[1] == ("1002", "0.00", "100.00")


def test_where_the_money_goes_is_not_changed_once_it_was_approved(
    till: Till, payer: Customer
) -> None:
    paid = till.pay(payer, "100")
    given = {
        "payment": paid.id, "kind": "prepaid", "amount": "100", "reason": "卡已注销", "original": False,
        "account_name": "业主", "bank_account": "6222020200112233445",
    }  # fmt: skip
    refund = records.create(till.desk.fresh("林客服"), Refund, given)
    other = {"bank_account": "6222020200112233447", "account_name": "张三"}
    work_out(till, refund)
    records.update(till.desk.fresh("林客服"), Refund, refund.id, {"account_name": "业主本人"})
    records.transition(till.desk.manager, Refund, refund.id, "approve")
    with pytest.raises(AppError, match="was approved"):
        records.update(till.desk.fresh("林客服"), Refund, refund.id, other)
    records.update(till.desk.fresh("林客服"), Refund, refund.id, {"reason": "银行卡已注销"})
    assert pay(till, refund).account_name == "业主本人"


# -- by the channel -------------------------------------------------------------------------------------


class Channel:
    """What the tests make a channel answer, and what it was asked."""

    def __init__(self) -> None:
        self.answers: list[RefundTrade] = []
        self.asked: list[tuple[str, str, Decimal, Decimal]] = []

    def refund(
        self, refund_no: str, out_trade_no: str, amount: Decimal, total: Decimal, reason: str
    ) -> RefundTrade:
        self.asked.append((refund_no, out_trade_no, amount, total))
        return self.answers.pop(0)


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch) -> Channel:
    made = Channel()
    monkeypatch.setitem(gateway._factories, "wechat", lambda: made)  # type: ignore[arg-type]
    return made


@pytest.fixture
def online(till: Till, payer: Customer) -> Payment:
    made = till.payment(payer, "100", "wechat")
    with records.writing(till.ctx):
        till.ctx.update(made, out_trade_no="OUT-1")
    return till.settle(made)


def test_the_channel_is_asked_under_one_number_until_it_has_paid(
    till: Till, online: Payment, channel: Channel, at: Any
) -> None:
    refund = refunded(till, online, "prepaid", "40")
    channel.answers = [
        RefundTrade("", "", "waiting"), RefundTrade("", "R-9", "done"),
    ]  # fmt: skip
    jobs.run_due()
    assert till.again(refund).state == "paid"
    at.shift(60)
    jobs.run_due()
    refund = till.again(refund)
    assert (refund.state, refund.channel_no) == ("closed", "R-9")
    assert channel.asked == [(refund.refund_no, "OUT-1", 40, 100)] * 2
    assert till.lines(refund.voucher_id)[1] == ("101201", "0.00", "40.00")


def test_what_a_channel_refuses_is_told_to_people(
    till: Till, online: Payment, channel: Channel
) -> None:
    refund = refunded(till, online, "prepaid", "40")
    channel.answers = [RefundTrade("", "", "refused", "余额不足")]
    jobs.run_due()
    assert till.again(refund).state == "paid"
    told = till.session.scalars(
        select(Notification.recipient_id).where(Notification.template == "refund.refused")
    ).all()
    assert set(told) == {till.desk.town.logins[name] for name in ("郑出纳", "吴经理")}


def test_a_channel_that_is_not_set_up_pays_nothing(
    till: Till, payer: Customer, online: Payment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(gateway._factories, "wechat", raising=False)
    refund = approve(till, ask(till, online, "prepaid", "40"))
    with pytest.raises(AppError, match="bank account"):
        pay(till, refund)
    assert till.again(refund).state == "approved"
