"""Who pays when and how: payments with what they settle and their vouchers, day by day (domain.md §7: 92 % in time)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from sqlalchemy import func, select

from app.custom.crm.demo import Company
from app.custom.crm.demo.bulk import Bulk
from app.generated.accounting_period import AccountingPeriod
from app.generated.bank_account import BankAccount
from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.payment import Payment
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.generated.voucher_rule import VoucherRule
from app.runtime import clock
from app.runtime.context import Context

from ..books import periods
from ..cash import allocation, prepayment, receipt_numbers
from ..fees import balance
from . import paths

EVENT = "payment_settled"
CHANNELS, WEIGHTS = ("wechat", "alipay", "bank", "cash", "pos"), (53, 22, 12, 8, 5)
FEES = {"wechat": Decimal("0.006"), "alipay": Decimal("0.006"), "pos": Decimal("0.0038")}
"""What the channel keeps of the amount."""
IN_TIME, LATE = 0.82, 0.11
"""Shares of customers; the rest does not pay."""
AHEAD = 0.03
"""Of the payments bring money for later bills as well."""
ONLINE = ("wechat", "alipay")
Payer = tuple[int, int]
"""Customer and project."""


@dataclass(frozen=True)
class Till:
    """Where a channel's money goes: bank account and ledger account."""

    id: int
    account: int


@dataclass
class Money:
    """The payments of the demo, in the order of their days."""

    company: Company
    random: Random
    accounts: Mapping[str, int]
    plan: dict[dt.date, list[Payer]] = field(default_factory=lambda: defaultdict(list))
    count: int = 0

    def __post_init__(self) -> None:
        session = self.company.bulk.ctx.session
        tills = {
            one.kind: Till(one.id, one.account_id) for one in session.scalars(select(BankAccount))
        }
        self.tills = {
            "wechat": tills["wechat"], "alipay": tills["alipay"], "cash": tills["cash"],
            "bank": tills["bank"], "pos": tills["bank"],
        }  # fmt: skip
        self.rule = session.scalar(select(VoucherRule.id).where(VoucherRule.event == EVENT))
        self.demo = session.scalar(
            select(Customer.id).where(Customer.login_id == self.company.logins["customer"])
        )
        self.habits: dict[int, float] = {}

    def expect(self, first: dt.date) -> None:
        """Decide when the payers of the bills made on that day come."""
        rows = self.company.bulk.ctx.session.execute(
            select(Bill.customer_id, Bill.project_id, func.min(Bill.due_on))
            .where(Bill.created_at >= _at(first, 0), Bill.state == "open")
            .group_by(Bill.customer_id, Bill.project_id)
            .order_by(Bill.customer_id, Bill.project_id)
        )
        for customer, project, due in rows:
            habit = self.habits.setdefault(customer, self.random.random())
            if customer == self.demo:
                # He settled the last quarter by telephone; what he owes now waits for him.
                day = due - dt.timedelta(days=4)
                if day + dt.timedelta(days=100) < self.company.today:
                    self.plan[day].append((customer, project))
                continue
            if habit > IN_TIME + LATE:
                continue
            if habit < IN_TIME:
                day = due - dt.timedelta(
                    days=self.random.randint(0, max((due - first).days - 1, 0))
                )
            else:
                day = due + dt.timedelta(days=self.random.randint(5, 55))
            if day < self.company.today:
                self.plan[day].append((customer, project))

    def come(self, first: dt.date, last: dt.date) -> None:
        """Everybody who pays from the first to the last day."""
        for day in sorted(one for one in self.plan if first <= one <= last):
            self._day(day, list(dict.fromkeys(self.plan.pop(day))))

    def _day(self, day: dt.date, payers: list[Payer]) -> None:
        bulk = Bulk(self.company.bulk.ctx, now=_at(day, 9))
        ctx = bulk.ctx.at(_at(day, 20))
        bills = allocation.open_bills(ctx, [customer for customer, _ in payers])
        now = balance.owed(ctx, [id for payer in payers for id in bills.get(payer, ())], on=day)
        period, dated = periods.open_for(ctx, day)
        pairs: list[tuple[int, allocation.Settled]] = []
        shares: list[balance.Share] = []
        ahead: list[dict[str, Any]] = []
        for place, payer in enumerate(payers):
            ids = bills.get(payer, [])
            owed = sum((now[id].total for id in ids), Decimal(0))
            if not owed:
                continue
            more = (
                Decimal(self.random.choice((200, 500, 1000)))
                if self.random.random() < AHEAD
                else Decimal(0)
            )
            mine, _ = balance.split(now, owed, ids)
            found = [
                allocation.settled(now[one.bill].bill, one.principal, one.late) for one in mine
            ]
            at = _at(day, 8) + dt.timedelta(minutes=780 * place // len(payers))
            payment = self._payment(ctx, bulk, payer, at, owed, more, found, period, dated)
            shares += mine
            pairs += [(payment, one) for one in found]
            if more:
                held = prepayment.left(ctx, *payer).get(None, Decimal(0))
                ahead.append(
                    {
                        **prepayment.row(*payer, more, held + more, None, {"payment": payment}),
                        "at": at,
                    }
                )
        bulk.flush()
        allocation.write(ctx, pairs, on=day)
        balance.apply_many(ctx, now, shares, on=day)
        for row in ahead:
            prepayment.write(ctx, [row], at=row["at"])

    def _payment(
        self,
        ctx: Context,
        bulk: Bulk,
        payer: Payer,
        at: dt.datetime,
        owed: Decimal,
        more: Decimal,
        found: list[allocation.Settled],
        period: AccountingPeriod,
        dated: dt.date,
    ) -> int:
        customer, project = payer
        channel = self.random.choices(CHANNELS, WEIGHTS)[0]
        if customer == self.demo:
            channel = "wechat"
        till = self.tills[channel]
        amount = owed + more
        # The places of both are needed by the other.
        voucher = bulk.add(
            Voucher, period_id=period.id, date=dated, word="ji", summary=f"收款入账 {dated}",
            attachments=0, event=EVENT, source_type="payment", source_id=0, source_key="",
            rule_id=self.rule, has_cash=True, state="checked", debit=amount, credit=amount,
            created_at=at,
        )  # fmt: skip
        self.count += 1
        trade = f"{at:%Y%m%d}{self.count:08d}"
        payment = bulk.add(
            Payment, payment_no=paths.number(self.company, Payment, "payment_no", at),
            channel=channel, customer_id=customer, project_id=project, amount=amount,
            allocated=owed, prepaid=more, refunded=Decimal(0), rule="oldest",
            out_trade_no=f"YA{trade}" if channel in ONLINE else None,
            channel_trade_no=None if channel == "cash" else f"{channel[:2].upper()}{trade}",
            channel_fee=_fee(amount, channel), account_id=till.id, voucher_id=voucher,
            receipt_no=receipt_numbers.next_number(ctx, project, clock.local(at).date()),
            paid_at=at, created_at=at, state="settled",
            created_by_id=None if channel in ONLINE else self.company.logins["cashier"],
        )  # fmt: skip
        bulk.rows(Voucher)[-1]["source_id"] = payment
        self._lines(bulk, voucher, payer, till, amount, more, found, at)
        by, step = (None, "settle") if channel in ONLINE else ("cashier", "receive")
        steps = (("create", "created", at, by), (step, "settled", at, by))
        paths.walked(self.company, Payment, payment, *steps, into=bulk)
        return payment

    def _lines(
        self,
        bulk: Bulk,
        voucher: int,
        payer: Payer,
        till: Till,
        amount: Decimal,
        more: Decimal,
        found: list[allocation.Settled],
        at: dt.datetime,
    ) -> None:
        """By the rule of the event: debit where the money is, credit what it settles."""
        customer, project = payer
        number = 0

        def line(
            account: int,
            debit: Decimal,
            credit: Decimal,
            cashflow: str | None,
            summary: str,
            **aux: int,
        ) -> None:
            nonlocal number
            if not debit + credit:
                return
            number += 1
            bulk.add(
                VoucherLine, voucher_id=voucher, line=number, account_id=account, debit=debit,
                credit=credit, summary=summary, cashflow=cashflow, created_at=at,
                **{f"{name}_id": aux.get(name) for name in ("customer", "project", "department", "employee", "fee_item")},
            )  # fmt: skip

        none = Decimal(0)
        sales = "op_in_sales"
        whose = {"customer": customer, "project": project}
        line(till.account, amount, none, None, "收款")
        line(
            self.accounts["1122"],
            none,
            sum((one.principal for one in found), none),
            sales,
            "核销应收",
            **whose,
        )
        line(
            self.accounts["5301"],
            none,
            sum((one.late_net for one in found), none),
            sales,
            "违约金",
            **whose,
        )
        tax = sum((one.late_vat for one in found), none)
        line(self.accounts["22210107"], none, tax, sales, "违约金销项税额")
        line(self.accounts["2203"], none, more, sales, "预收", **whose)


def _fee(amount: Decimal, channel: str) -> Decimal | None:
    rate = FEES.get(channel)
    return None if rate is None else (amount * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), clock.zone()).astimezone(dt.UTC)
