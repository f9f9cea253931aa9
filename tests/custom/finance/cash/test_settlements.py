"""A channel's statement is read to the last line, compared with what we booked, and settled into the books (3.1)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.finance.cash.settlements import comparing, statement
from app.generated.account import Account
from app.generated.bank_account import BankAccount
from app.generated.channel_settlement import ChannelSettlement
from app.generated.channel_trade import ChannelTrade
from app.generated.payment import Payment
from app.runtime import files, jobs, records
from app.runtime.errors import AppError, RuleViolation
from tests.custom.finance.cash.channel import Channel
from tests.custom.finance.cash.statements import Traded, alipay, as_workbook, wechat
from tests.custom.finance.cash.test_online import begun
from tests.custom.finance.cash.till import Till

D = Decimal
WRITE: dict[str, Callable[..., bytes]] = {"wechat": wechat, "alipay": alipay}
LEDGER = {"wechat": "101201", "alipay": "101202"}
PAYS = [
    Traded("4200001", "SK1", "100.00", "0.60"),
    Traded("4200002", "SK2", "31.50", "0.19"),
    Traded("4200001", "TK202603-000001", "20.00", "-0.12", refund_no="TK202603-000001", refund_id="503001"),
]  # fmt: skip


# -- reading -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["wechat", "alipay"])
@pytest.mark.parametrize("book", [False, True])
def test_a_statement_is_read_line_by_line(name: str, book: bool) -> None:
    content, file = WRITE[name](PAYS), "对账单.csv"
    if book:
        content = as_workbook(content, "utf-8" if name == "wechat" else "gbk")
        file = "对账单.xlsx"
    found = statement.read(name, content, file)
    refund_id = "503001" if name == "wechat" else "TK202603-000001"
    assert [(one.kind, one.trade_no, one.out_trade_no, one.amount, one.fee) for one in found] == [
        ("pay", "4200001", "SK1", D("100.00"), D("0.60")),
        ("pay", "4200002", "SK2", D("31.50"), D("0.19")),
        ("refund", refund_id, "TK202603-000001", D("20.00"), D("-0.12")),
    ]
    assert {one.at.isoformat() for one in found} == {"2026-03-04T01:30:00+00:00"}


@pytest.mark.parametrize("name", ["wechat", "alipay"])
def test_a_statement_that_lost_a_line_is_refused(name: str) -> None:
    with pytest.raises(RuleViolation, match="not complete"):
        statement.read(name, WRITE[name](PAYS, cut=1), "a.csv")


@pytest.mark.parametrize("name", ["wechat", "alipay"])
def test_a_statement_without_its_totals_is_refused(name: str) -> None:
    encoding = "utf-8" if name == "wechat" else "gbk"
    lines = WRITE[name](PAYS).decode(encoding).splitlines()
    with pytest.raises(RuleViolation, match="not complete"):
        statement.read(
            name, "\n".join(lines[: 4 if name == "wechat" else 8]).encode(encoding), "a.csv"
        )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("wechat", "`100.00", "`1OO"), ("wechat", "`SUCCESS", "`MAYBE"), ("alipay", "交易\t", "红包\t"), ("wechat", "`2026-03-04", "`gestern")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_row(name: str, old: str, new: str) -> None:
    encoding = "utf-8" if name == "wechat" else "gbk"
    content = WRITE[name](PAYS).decode(encoding).replace(old, new, 1).encode(encoding)
    with pytest.raises(RuleViolation, match=r"Row \d"):
        statement.read(name, content, "a.csv")


def test_the_statement_of_the_other_channel_is_told_apart() -> None:
    with pytest.raises(RuleViolation, match="header"):
        statement.read("wechat", alipay(PAYS), "a.csv")


# -- with our own ------------------------------------------------------------------------------------


@pytest.fixture
def account(till: Till, channel: Channel) -> BankAccount:
    return merchant(till, channel.name)


def merchant(till: Till, channel: str) -> BankAccount:
    ledger = till.session.scalar(select(Account.id).where(Account.code == LEDGER[channel]))
    return till.desk.town.ctx_create(
        BankAccount, code=channel, name=channel, kind=channel, account=ledger
    )


def paid(till: Till, channel: Channel, amount: str = "276.53") -> Payment:
    """A resident's payment of a bill, booked."""
    payer = till.desk.customer(f"业主{amount}")
    payment = channel.started(begun(till, till.bill(payer, amount), channel.name))
    channel.tell(channel.paid(payment))
    return till.again(payment)


def traded(payment: Payment, fee: str = "1.66", **changed: str) -> Traded:
    return Traded(
        changed.get("trade_no", payment.channel_trade_no or "4299999"), payment.out_trade_no or "",
        changed.get("amount", f"{payment.amount:.2f}"), fee, changed.get("at", "2026-03-04 10:00:00"),
    )  # fmt: skip


def uploaded(
    till: Till, account: BankAccount, trades: Sequence[Traded], on: str = "2026-03-04"
) -> ChannelSettlement:
    ctx = till.desk.accountant
    kept = files.store(ctx, io.BytesIO(WRITE[account.kind](trades)), "对账单.csv")
    given: dict[str, Any] = {
        "channel": account.kind,
        "account": account.id,
        "on": on,
        "document": kept.id,
    }
    return records.create(ctx, ChannelSettlement, given)


def step(till: Till, settlement: ChannelSettlement, name: str) -> ChannelSettlement:
    records.transition(till.desk.accountant, ChannelSettlement, settlement.id, name)
    return till.again(settlement)


def statuses(till: Till) -> list[str]:
    return list(
        till.session.scalars(
            select(ChannelTrade.status)
            .where(ChannelTrade.deleted_at.is_(None))
            .order_by(ChannelTrade.id)
        )
    )


def test_a_statement_that_agrees_is_settled_bank_fee_and_channel(
    till: Till, channel: Channel, account: BankAccount
) -> None:
    payments = [paid(till, channel), paid(till, channel, "300.00")]
    made = uploaded(till, account, [traded(payments[0]), traded(payments[1], "1.80")])
    assert (made.trades, made.gross, made.fee, made.net) == (2, D("576.53"), D("3.46"), D("573.07"))
    made = step(till, made, "match")
    assert (made.matched, made.missing, made.surplus) == (2, 0, 0)
    made = step(till, made, "settle")
    assert till.lines(made.voucher_id) == [
        ("1002", "573.07", "0.00"), ("5603", "3.46", "0.00"), (LEDGER[channel.name], "0.00", "576.53"),
    ]  # fmt: skip
    found = [till.again(one) for one in payments]
    assert {(one.state, one.settlement_id) for one in found} == {("reconciled", made.id)}
    assert [one.channel_fee for one in found] == [D("1.66"), D("1.80")]
    till.must_tie()


def test_what_only_one_side_has_is_counted_and_not_settled(
    till: Till, channel: Channel, account: BankAccount
) -> None:
    ours, both = paid(till, channel), paid(till, channel, "300.00")
    made = uploaded(
        till,
        account,
        [traded(both), Traded("4299999", "SK-nobody", "5.00", "0.03", "2026-03-04 11:00:00")],
    )
    made = step(till, made, "match")
    assert (made.matched, made.missing, made.surplus, statuses(till)) == (
        1,
        1,
        1,
        ["matched", "open"],
    )
    assert comparing.surplus(till.ctx, made) == [ours.id]
    with pytest.raises(AppError, match="entered first"):
        step(till, made, "settle")
    assert till.again(both).state == "settled"


def test_another_amount_and_another_trade_differ(
    till: Till, channel: Channel, account: BankAccount
) -> None:
    first, second = paid(till, channel), paid(till, channel, "300.00")
    made = uploaded(
        till, account, [traded(first, amount="276.52"), traded(second, trade_no="4288888")]
    )
    assert step(till, made, "match").missing == 2
    assert statuses(till) == ["differs", "differs"]


def test_what_the_channel_has_and_we_missed_is_asked_for_and_booked(
    till: Till, channel: Channel, account: BankAccount
) -> None:
    payer = till.desk.pays("业主")
    payment = channel.started(begun(till, till.bill(payer), channel.name))
    channel.paid(payment)
    trade = channel.at.trades.get(channel.name, payment.out_trade_no or "")
    assert trade is not None
    made = uploaded(till, account, [traded(payment, trade_no=trade.trade_no)])
    assert step(till, made, "match").missing == 1
    jobs.run_due()
    assert till.again(payment).state == "settled"
    assert step(till, made, "match").missing == 0


def test_a_refund_is_part_of_the_day(till: Till, channel: Channel, account: BankAccount) -> None:
    payment = paid(till, channel)
    made = uploaded(
        till, account,
        [traded(payment), Traded(payment.channel_trade_no or "", "TK-9", "20.00", "-0.12", "2026-03-04 11:00:00", "TK-9", "503009")],
    )  # fmt: skip
    assert (made.gross, made.fee, made.net) == (D("256.53"), D("1.54"), D("254.99"))
    assert step(till, made, "match").missing == 1


def test_a_trade_is_settled_on_one_day_alone(
    till: Till, channel: Channel, account: BankAccount
) -> None:
    payment = paid(till, channel)
    uploaded(till, account, [traded(payment)])
    with pytest.raises(AppError, match="are not of 2026-03-03"):
        uploaded(till, account, [traded(payment)], on="2026-03-03")
    again = [traded(payment, at="2026-03-03 10:00:00")]
    with pytest.raises(AppError, match="stands in the statement of 2026-03-04"):
        uploaded(till, account, again, on="2026-03-03")
    with pytest.raises(AppError, match="twice"):
        uploaded(
            till, account, [Traded("1", "a", "1.00", at="2026-03-02 10:00:00")] * 2, on="2026-03-02"
        )
    assert len(statuses(till)) == 1


def test_a_wrong_file_is_corrected_until_it_is_settled(
    till: Till, channel: Channel, account: BankAccount
) -> None:
    payment = paid(till, channel)
    made = uploaded(till, account, [Traded("4299999", "SK-x", "5.00", at="2026-03-04 11:00:00")])
    ctx = till.desk.accountant
    kept = files.store(ctx, io.BytesIO(WRITE[channel.name]([traded(payment)])), "again.csv")
    records.update(ctx, ChannelSettlement, made.id, {"document": kept.id})
    made = till.again(made)
    assert (made.trades, made.gross, len(statuses(till))) == (1, D("276.53"), 1)
    step(till, step(till, made, "match"), "settle")
    with pytest.raises(AppError, match="stays as it is"):
        records.update(till.desk.accountant, ChannelSettlement, made.id, {"on": "2026-03-03"})


def test_the_statement_of_another_merchant_is_refused(
    till: Till, channels: dict[str, Channel]
) -> None:
    account = merchant(till, "wechat")
    ctx = till.desk.accountant
    kept = files.store(ctx, io.BytesIO(wechat(PAYS[:1], mchid="1900999999")), "a.csv")
    given = {"channel": "wechat", "account": account.id, "on": "2026-03-04", "document": kept.id}
    with pytest.raises(AppError, match="merchant 1900999999"):
        records.create(ctx, ChannelSettlement, given)
    assert till.session.scalars(select(ChannelSettlement.id)).all() == []
