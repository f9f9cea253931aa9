"""Statements of the bank: what came before is on record, the last days were imported; most is matched, some of each kind is open."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import or_, select

from app.custom.crm.demo import Company
from app.generated.bank_account import BankAccount
from app.generated.bank_line import BankLine
from app.generated.bill import Bill
from app.generated.channel_settlement import ChannelSettlement
from app.generated.customer import Customer
from app.generated.payment import Payment
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import clock
from app.runtime.imports import batch, columns, work
from app.runtime.imports.plan import Plan
from app.runtime.jobs import Progress

from ..books import sums
from ..cash.bank import working
from ..fees import balance
from . import books, paths, scale
from .people import acting

ON_THE_WAY = dt.timedelta(days=2)
"""The bank tells of the last days later."""
PAYERS = {"wechat": "财付通支付科技有限公司", "alipay": "支付宝（中国）网络技术有限公司"}
IMPORTED = scale.UNMATCHED - ON_THE_WAY
"""The days of the statement that came in last."""
MEMOS = {
    "cash_banked": "现金存款", "expense_paid": "转账支出", "payroll_paid": "代发工资",
    "channel_settled": "商户结算", "refund_paid": "退款", "manual": "缴款", "settlement_paid": "离职结算",
}  # fmt: skip
HEADS = ("账户", "日期", "金额", "余额", "对方", "摘要", "流水号")
TRANSFERS = 3
"""What one payer paid as one transfer."""


@dataclass(frozen=True)
class Line:
    """One line of the statement; `voucher`: what it is matched with by hand."""

    on: dt.date
    amount: Decimal
    ref: str
    name: str = ""
    memo: str = ""
    voucher: int | None = None


def build(company: Company) -> None:
    """After the payments of all months: lines, import, matching."""
    session = company.bulk.ctx.session
    account = session.scalars(select(BankAccount).where(BankAccount.kind == "bank")).first()
    if account is None:
        return
    together = _together(company, account)
    until = company.today - ON_THE_WAY
    since = until - IMPORTED
    lines = sorted(
        [*_payments(company, account, until, together), *_vouchers(company, account, until)],
        key=lambda one: (one.on, one.ref),
    )
    lines = _odd(lines, since, until)
    stand = _keep(company, account, [one for one in lines if one.on < since])
    _import(company, account, [one for one in lines if one.on >= since], stand)
    working.pair(company.bulk.ctx, account.id)


def _payments(
    company: Company, account: BankAccount, until: dt.date, together: Sequence[int]
) -> list[Line]:
    """A line for each transfer, one for the cards of a day, one for what one payer sent together."""
    rows = company.bulk.ctx.session.execute(
        select(Payment, Customer.name)
        .join(Customer, Customer.id == Payment.customer_id)
        .where(Payment.account_id == account.id, Payment.state == "settled")
        .order_by(Payment.id)
    ).all()
    found: list[Line] = []
    cards: dict[dt.date, list[Payment]] = defaultdict(list)
    one_transfer: list[tuple[Payment, str]] = []
    for payment, name in rows:
        day = clock.local(payment.paid_at or payment.created_at).date()
        if payment.id in together:
            one_transfer.append((payment, name))
        elif day > until:
            continue
        elif payment.channel == "pos":
            cards[day].append(payment)
        else:
            found.append(Line(day, payment.amount, payment.channel_trade_no or "", name, "物业费"))
    for day, some in cards.items():
        ref = some[0].channel_trade_no if len(some) == 1 else f"POS{day:%Y%m%d}"
        total = sum((one.amount for one in some), Decimal(0))
        found.append(Line(day, total, ref or "", "银联商务股份有限公司", "POS 清算"))
    if one_transfer:
        total = sum((one.amount for one, _ in one_transfer), Decimal(0))
        found.append(Line(until, total, f"HZ{until:%Y%m%d}001", one_transfer[0][1], "物业费三笔"))
    return found


def _vouchers(company: Company, account: BankAccount, until: dt.date) -> list[Line]:
    """Everything else that moved the account, and all that did in the months matched long ago; the last expense has not left it yet."""
    session = company.bulk.ctx.session
    matched = scale.of(company.size, company.today).matched
    net = sums.net(VoucherLine)
    rows = session.execute(
        select(Voucher.id, Voucher.date, Voucher.event, Voucher.source_id, net.label("net"))
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .where(
            VoucherLine.account_id == account.account_id,
            or_(Voucher.date < matched, Voucher.event.in_(MEMOS)),
        )
        .group_by(Voucher.id, Voucher.date, Voucher.event, Voucher.source_id)
        .having(net != 0)
        .order_by(Voucher.date, Voucher.id)
    ).all()
    channels = dict(session.execute(select(ChannelSettlement.id, ChannelSettlement.channel)).all())
    last = max((row.id for row in rows if row.event == "expense_paid"), default=None)
    found = []
    for row in rows:
        if row.date > until or row.id == last:
            continue
        stated = row.event == "channel_settled" and row.date >= matched
        channel = channels.get(row.source_id) if stated else None
        name = PAYERS.get(channel or "", "")
        day = row.date + dt.timedelta(days=1) if channel else row.date
        found.append(
            Line(
                day, row.net, f"YH{row.date:%Y%m%d}{row.id:07d}", name, MEMOS.get(row.event, "收款"),
                None if channel else row.id,
            )
        )  # fmt: skip
    return found


def _odd(lines: list[Line], since: dt.date, until: dt.date) -> list[Line]:
    """What a statement brings beside: charges, money of a stranger, a transfer of which a fee was kept on the way."""
    fee_day, other_day = since + dt.timedelta(days=6), since + dt.timedelta(days=1)
    transfers = [one for one in lines if one.on >= since and one.memo == "物业费"]
    if transfers:
        short = transfers[len(transfers) // 2]
        place = lines.index(short)
        lines[place] = Line(
            short.on, short.amount - 5, f"{short.ref}X", short.name, "物业费（扣汇款手续费）"
        )
    more = [
        Line(fee_day, Decimal("-35.00"), f"SF{fee_day:%Y%m%d}01", "示例银行东片支行", "账户管理费"),
        Line(fee_day, Decimal("-12.50"), f"SF{fee_day:%Y%m%d}02", "示例银行东片支行", "转账手续费"),
        Line(other_day, Decimal("2400.00"), f"HR{other_day:%Y%m%d}01", "周启明", "车位款"),
        Line(until, Decimal("618.27"), f"JX{until:%Y%m%d}01", "示例银行东片支行", "结息"),
    ]
    return sorted([*lines, *more], key=lambda one: (one.on, one.ref))


def _keep(company: Company, account: BankAccount, lines: Sequence[Line]) -> Decimal:
    """Lines of the months before; returns the balance after the last of them."""
    stand = Decimal(dict(books.OPENING)["1002"])
    for one in lines:
        stand += one.amount
        at = company.at(one.on, 18)
        state = "matched" if one.voucher else "open"
        made = company.bulk.add(
            BankLine, account_id=account.id, on=one.on, amount=one.amount, balance=stand,
            counterparty=one.name or None, memo=one.memo, ref_no=one.ref, state=state,
            voucher_id=one.voucher, matched_by="manual" if one.voucher else None, age_days=0,
            created_at=at, created_by_id=company.logins["accountant"],
        )  # fmt: skip
        if one.voucher:
            paths.walked(
                company, BankLine, made, ("create", "open", at, "accountant"),
                ("match", "matched", at, "accountant"),
            )  # fmt: skip
    company.bulk.flush()
    return stand


def _import(company: Company, account: BankAccount, lines: Sequence[Line], stand: Decimal) -> None:
    """The last statement comes in as the accountant brings it: uploaded, mapped, checked, written."""
    if not lines:
        return
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for one in lines:
        stand += one.amount
        writer.writerow(
            (account.name, one.on, f"{one.amount:.2f}", f"{stand:.2f}", one.name, one.memo, one.ref)
        )
    at = company.bulk.now - dt.timedelta(hours=3)
    who, system = acting(company, "accountant", at).ctx, company.bulk.ctx.at(at)
    name = f"银行对账单{company.today:%Y-%m}.csv"
    id = batch.upload(who, BankLine, out.getvalue().encode("utf-8-sig"), name)
    (sheet,) = batch.sheets_of(batch.find(who, id))
    found = columns.guess(who, BankLine, list(HEADS), earlier={})
    batch.prepare(who, id, Plan(sheet.name, sheet.first[0][0], found), list(HEADS))
    work.read(system, batch=id)
    _run(work.check, system, batch=id)
    batch.start(who, id)
    _run(work.run, system, batch=id, whole=False)
    ids = dict(company.bulk.ctx.session.execute(select(BankLine.ref_no, BankLine.id)).all())
    for one in lines:
        if one.voucher and one.ref in ids:
            acting(company, "accountant", at).step(
                BankLine, ids[one.ref], "match", {"voucher": one.voucher}
            )


def _run(chunked: object, ctx: object, **given: object) -> None:
    progress = Progress()
    while not progress.finished:
        progress = chunked(ctx, progress, **given)  # type: ignore[operator]


def _together(company: Company, account: BankAccount) -> list[int]:
    """Somebody who owed several bills pays three of them by one transfer; the cashier enters each by itself."""
    session = company.bulk.ctx.session
    rows = session.execute(
        select(Bill.customer_id, Bill.project_id, Bill.id)
        .where(Bill.state == "open", Bill.balance > 0)
        .order_by(Bill.customer_id, Bill.due_on, Bill.id)
    )
    owed: dict[tuple[int, int], list[int]] = defaultdict(list)
    for customer, project, bill in rows:
        owed[customer, project].append(bill)
    payer = next((key for key, some in owed.items() if len(some) >= TRANSFERS), None)
    if payer is None:
        return []
    day = company.today - ON_THE_WAY
    person = acting(company, "cashier", company.at(day, 10))
    found = []
    asked = balance.asked(person.ctx, owed[payer][:TRANSFERS])
    for place, amount in enumerate(asked.values(), start=1):
        made = person.create(
            Payment, customer=payer[0], project=payer[1], channel="bank", amount=amount,
            account=account.id, channel_trade_no=f"BA{day:%Y%m%d}9{place:07d}",
        )  # fmt: skip
        person.step(Payment, made, "receive")
        found.append(made)
    return found
