"""An unknown receipt goes back to whoever paid it: asked for, approved and paid by three people, whole and once (3.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import select, update

from app.custom.finance.cash.bank import by_hand, reconciliation, working  # noqa: F401 - their hooks
from app.custom.finance.cash.online.sandbox.trades import Trade
from app.forms import follows
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.bank_account import BankAccount
from app.generated.bank_line import BankLine
from app.generated.channel_settlement import ChannelSettlement
from app.generated.channel_trade import ChannelTrade
from app.generated.customer import Customer
from app.generated.open_receipt import OpenReceipt
from app.generated.project import Project
from app.generated.refund import Refund
from app.generated.role_project import RoleProject
from app.generated.voucher import Voucher
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.errors import AppError, Forbidden
from tests.custom.equipment.repair.test_at_once import together
from tests.custom.finance.cash.channel import Channel
from tests.custom.finance.cash.statements import Traded
from tests.custom.finance.cash.test_held import (
    account,
    assign,
    balance,
    channel,
    receipt,
    settled,
)
from tests.custom.finance.cash.test_settlements import LEDGER, step, uploaded
from tests.custom.finance.cash.till import Till

__all__ = ["account", "channel", "settled"]  # fixtures

GATE = "1900000001202603041"
OWED, WECHAT = "224105", LEDGER["wechat"]
BY_BANK = {"original": False, "bank_account": "6222020200112233445", "account_name": "路人甲"}
D = Decimal
pytestmark = pytest.mark.database


def ask(till: Till, **values: Any) -> Refund:
    given = {"kind": "unknown", "receipt": receipt(till).id, "reason": "扫错码", **values}
    return records.create(till.desk.accountant, Refund, given)


def step_of(ctx: Context, refund: Refund, name: str, note: str = "", **values: Any) -> Refund:
    return records.transition(ctx, Refund, refund.id, name, values, note=note)


def approved(till: Till, **values: Any) -> Refund:
    made = ask(till, **values)
    step_of(till.desk.accountant, made, "calculate", amount=made.amount)
    return step_of(till.desk.manager, made, "approve")


def given_back(till: Till, **values: Any) -> Refund:
    return till.pay_refund(approved(till, **values))


@pytest.fixture
def scanned(channel: Channel) -> None:
    """What the channel knows of the payment at the gate."""
    channel.at.trades.order(
        Trade("wechat", GATE, 30000, "", "", "", "paid", "4200077", "2026-03-04T03:00:00+00:00")
    )


@pytest.fixture
def bank(till: Till) -> BankAccount:
    ledger = till.session.scalar(select(Account.id).where(Account.code == "1002"))
    return till.desk.town.ctx_create(
        BankAccount, code="ICBC", name="工行", kind="bank", account=ledger
    )


@pytest.mark.usefixtures("scanned")
def test_the_channel_gives_it_back_and_its_next_statement_agrees(
    till: Till, settled: ChannelSettlement, account: BankAccount, at: time_machine.Coordinates
) -> None:
    refund = given_back(till)
    assert (refund.state, refund.amount, receipt(till).state) == ("paid", 300, "returned")
    assert till.lines(refund.voucher_id) == [(OWED, "300.00", "0.00"), (WECHAT, "0.00", "300.00")]
    jobs.run_due()
    refund = till.again(refund)
    assert refund.state == "closed"
    assert refund.channel_no
    at.move_to(dt.datetime.fromisoformat("2026-03-06T10:00:00+08:00"))
    back = Traded(
        "4200077", GATE, "300.00", "-1.80", "2026-03-05 09:00:00", str(refund.refund_no),
        refund.channel_no,
    )  # fmt: skip
    fair = Traded("4200079", "1900000001202603055", "500.00", "3.00", "2026-03-05 10:00:00")
    made = step(till, uploaded(till, account, [back, fair], "2026-03-05"), "match")
    assert (made.matched, made.missing, made.gross) == (1, 0, 200)
    step(till, made, "settle")
    assert balance(till, WECHAT) == 0, "the channel kept what it gave back from the day's money"
    assert balance(till, OWED) == -500, "only the new one is owed"
    till.must_tie()


def test_the_bank_gives_it_back_and_the_line_is_matched_by_itself(
    till: Till, settled: ChannelSettlement, bank: BankAccount, at: time_machine.Coordinates
) -> None:
    refund = given_back(till, **BY_BANK)
    assert till.lines(refund.voucher_id) == [(OWED, "300.00", "0.00"), ("1002", "0.00", "300.00")]
    given = {
        "account": bank.id, "on": dt.date(2026, 3, 4), "amount": "-300", "ref_no": "B1",
        "counterparty": "路人甲",
    }  # fmt: skip
    line = records.create(till.cashier, BankLine, given)
    at.shift(61)
    jobs.run_due()
    line = till.again(line)
    assert (line.state, line.refund_id) == ("matched", refund.id)
    table = reconciliation.table(till.ctx, bank.account_id, dt.date(2026, 3, 4))
    assert (table.book_out.count, table.bank_out.count) == (0, 0)
    assert balance(till, OWED) == 0
    trade = till.session.get(ChannelTrade, receipt(till).trade_id)
    assert (trade.status, trade.refund_id) == ("matched", refund.id), "the trade is explained"
    till.must_tie()


def test_whoever_asked_or_worked_it_out_does_not_approve_and_whoever_approved_does_not_pay(
    till: Till, settled: ChannelSettlement, bank: BankAccount
) -> None:
    chosen = follows.answer(till.desk.accountant, Refund, "receipt", receipt(till).id)
    assert chosen.values == {"kind": "unknown", "amount": 300}, "who chose it chose the whole"
    made = ask(till, **BY_BANK)
    step_of(till.desk.accountant, made, "calculate", amount=made.amount)
    for other in (till.desk.accountant, till.cashier):
        with pytest.raises(Forbidden):
            step_of(other, made, "approve")
    step_of(till.desk.manager, made, "approve")
    with pytest.raises(Forbidden):
        step_of(till.desk.manager, made, "pay")
    assert step_of(till.cashier, made, "pay").state == "paid"


def test_while_it_is_to_be_given_back_nobody_assigns_it_or_asks_for_it_again(
    till: Till, settled: ChannelSettlement, bank: BankAccount
) -> None:
    payer = till.desk.pays("车主")
    refund = approved(till, **BY_BANK)
    with pytest.raises(AppError):
        assign(till, payer.id)
    with pytest.raises(AppError, match="does not go back again") as refused:
        ask(till, **BY_BANK)
    assert refused.value.errors[0].field == "receipt"
    till.pay_refund(refund)
    with pytest.raises(AppError):
        assign(till, payer.id)
    with pytest.raises(AppError, match="does not go back again"):
        ask(till, **BY_BANK)
    assert balance(till, OWED) == 0


def test_what_is_not_approved_waits_for_its_payer_again(
    till: Till, settled: ChannelSettlement, bank: BankAccount
) -> None:
    payer = till.desk.pays("车主")
    refund = approved(till, **BY_BANK)
    step_of(till.desk.manager, refund, "reject", note="付款人已找到")
    assert receipt(till).state == "open"
    assert assign(till, payer.id).state == "assigned"
    with pytest.raises(AppError, match="does not go back again"):
        ask(till, **BY_BANK)
    assert balance(till, OWED) == 0


def test_asked_for_and_assigned_at_once_only_one_of_them_happens(
    till: Till, settled: ChannelSettlement, bank: BankAccount
) -> None:
    payer, held = till.desk.pays("车主"), receipt(till).id
    accountant, cashier = (till.desk.town.logins[name] for name in ("周会计", "郑出纳"))

    def back(ctx: Context) -> None:
        given = {"kind": "unknown", "receipt": held, "reason": "扫错码", **BY_BANK}
        records.create(ctx, Refund, given)

    def give(ctx: Context) -> None:
        records.transition(ctx, OpenReceipt, held, "assign", {"customer": payer.id})

    acts: list[Callable[[Context], Any]] = [back, give, back]
    refused = together(*acts, by=[accountant, cashier, accountant])
    assert sorted(one is None for one in refused) == [False, False, True]
    assert receipt(till).state in ("returning", "assigned")
    till.must_tie()


def test_one_refund_paid_twice_at_once_is_one_payment(
    till: Till, settled: ChannelSettlement, bank: BankAccount
) -> None:
    refund, cashier = approved(till, **BY_BANK), till.desk.town.logins["郑出纳"]

    def pay(ctx: Context) -> None:
        records.transition(ctx, Refund, refund.id, "pay")

    refused = together(pay, pay, by=[cashier] * 2)
    assert sorted(one is None for one in refused) == [False, True]
    assert balance(till, OWED) == 0
    made = till.session.scalars(select(Voucher.id).where(Voucher.event == "receipt_returned")).all()
    assert len(made) == 1


def test_what_is_paid_after_the_month_was_closed_is_booked_in_the_next(
    till: Till, settled: ChannelSettlement, bank: BankAccount
) -> None:
    refund = approved(till, **BY_BANK)
    with records.writing(till.ctx):
        till.ctx.session.execute(
            update(AccountingPeriod)
            .where(AccountingPeriod.period == "2026-03")
            .values(state="closed")
        )
    refund = till.pay_refund(refund)
    voucher = till.session.get(Voucher, refund.voucher_id)
    assert voucher.date == dt.date(2026, 4, 1)
    assert balance(till, OWED) == 0


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"amount": "200", **BY_BANK}, "amount", "as a whole: 300.00"),
        ({"receipt": None, **BY_BANK}, "receipt", "receipt"),
        ({"kind": "prepaid", **BY_BANK}, "payment", "payment"),
        ({"original": False}, "bank_account", "bank_account"),
    ],
)  # fmt: skip
def test_what_cannot_go_back_is_refused_at_its_field(
    till: Till, settled: ChannelSettlement, given: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(AppError, match=said) as refused:
        ask(till, **given)
    assert field in [one.field for one in refused.value.errors]
    assert receipt(till).state == "open"


def test_without_a_number_of_the_order_only_the_bank_gives_it_back(
    till: Till, settled: ChannelSettlement, bank: BankAccount
) -> None:
    with records.writing(till.ctx):
        till.ctx.session.execute(
            update(ChannelTrade).where(ChannelTrade.status == "unknown").values(out_trade_no=None)
        )
    with pytest.raises(AppError, match="no order number"):
        ask(till)
    assert ask(till, **BY_BANK).state == "requested"


# -- of whom it may become the money -------------------------------------------------------------------


@pytest.fixture
def of_one_project(till: Till, account: BankAccount) -> None:
    """The merchant belongs to the town's project."""
    with records.writing(till.ctx):
        till.ctx.update(account, project=till.desk.town.project.id)


@pytest.fixture
def stranger(till: Till) -> Customer:
    """Of another project, for which the cashier works too."""
    town = till.desk.town
    other = town.ctx_create(
        Project, code="QT", name="其他项目", kind="residential", contract_from=dt.date(2024, 1, 1)
    )
    town.ctx_create(RoleProject, user=town.logins["郑出纳"], project=other.id)
    return town.ctx_create(
        Customer, project=other.id, name="外人", phone="13900000001", source="desk"
    )


@pytest.mark.usefixtures("of_one_project")
def test_money_of_one_projects_merchant_is_not_assigned_to_a_customer_of_another(
    till: Till, stranger: Customer, settled: ChannelSettlement
) -> None:
    with pytest.raises(AppError, match="customer of another project") as refused:
        assign(till, stranger.id)
    assert (refused.value.errors[0].field, refused.value.errors[0].code) == ("customer", "other_project")  # fmt: skip
    assert receipt(till).state == "open"
    assert balance(till, OWED) == -300


@pytest.mark.usefixtures("of_one_project")
def test_who_owes_in_the_project_belongs_to_it_wherever_his_profile_is_kept(
    till: Till, stranger: Customer, settled: ChannelSettlement
) -> None:
    bill = till.bill(stranger, "300")
    assign(till, stranger.id)
    assert till.again(bill).state == "paid"
    till.must_tie()


def test_money_of_a_merchant_of_all_projects_is_anybodys(
    till: Till, stranger: Customer, settled: ChannelSettlement
) -> None:
    assert assign(till, stranger.id).state == "assigned"
