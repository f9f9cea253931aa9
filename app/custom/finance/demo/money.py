"""Who pays when and how: payments with what they settle and their vouchers, day by day (domain.md §7: 92 % in time)."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from sqlalchemy import func, select

from app.custom.crm.demo import Company
from app.custom.crm.demo.bulk import Bulk
from app.generated.bank_account import BankAccount
from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.payment import Payment
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import clock

from ..cash import allocation, prepayment, receipt_numbers
from ..fees import balance
from . import paths
from .debtors import Debtors
from .receipts import Receipt, Receipts, Till
from .scale import Scale

CHANNELS, WEIGHTS = ("wechat", "alipay", "bank", "cash", "pos"), (55, 22, 11, 8, 4)
FEES = {"wechat": Decimal("0.006"), "alipay": Decimal("0.006"), "pos": Decimal("0.0038")}
"""What the channel keeps of the amount."""
LATE = 0.06
"""Of the others come after the due day."""
AHEAD = 0.03
"""Of the payments bring money for later bills as well."""
ONLINE = ("wechat", "alipay")
Payer = tuple[int, int]
"""Customer and project."""


@dataclass
class Money:
    """The payments of the demo, in the order of their days."""

    company: Company
    random: Random
    accounts: Mapping[str, int]
    much: Scale
    owing: Debtors
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
        self.demo = session.scalar(
            select(Customer.id).where(Customer.login_id == self.company.logins["customer"])
        )

    def expect(self, first: dt.date) -> None:
        """Decide when the payers of the bills made on that day come, and who owes from before, in the first month."""
        rows = self.company.bulk.ctx.session.execute(
            select(Bill.customer_id, Bill.project_id, func.min(Bill.due_on))
            .where(Bill.created_at >= _at(first, 0), Bill.state == "open")
            .group_by(Bill.customer_id, Bill.project_id)
            .order_by(Bill.customer_id, Bill.project_id)
        )
        for customer, project, due in rows:
            day = self._day_of(customer, first, due)
            if day is not None and day < self.company.today:
                self.plan[day].append((customer, project))
        if first == self.much.begun:
            for one in self.owing.lately:
                self.plan[first + dt.timedelta(days=self.random.randint(3, 27))].append(
                    (one.customer, one.project)
                )

    def _day_of(self, customer: int, first: dt.date, due: dt.date) -> dt.date | None:
        if customer == self.demo:
            # He settled the last quarter by telephone; what he owes now waits for him.
            day = due - dt.timedelta(days=4)
            return day if day + dt.timedelta(days=100) < self.company.today else None
        if self.owing.pays_nothing(customer, first):
            return None
        if self.owing.is_slow(customer):
            # In spring and in autumn, whatever has come together.
            month = next(m for m in (5, 11, 17) if m >= first.month)
            day = dt.date(first.year + month // 12, month % 12, self.random.randint(8, 27))
            return day if day > first else None
        if self.random.random() < LATE:
            return due + dt.timedelta(days=self.random.randint(5, 55))
        return due - dt.timedelta(days=self.random.randint(0, max((due - first).days - 1, 0)))

    def come(self, first: dt.date, last: dt.date) -> None:
        """Everybody who pays from the first to the last day."""
        bulk = Bulk(self.company.bulk.ctx, now=_at(first, 9))
        bulk.begin_with(Voucher, VoucherLine, Payment)
        receipts = Receipts(self.company, bulk, self.accounts, merged=self.much.merged)
        settled: list[tuple[dt.date, list[tuple[int, allocation.Settled]]]] = []
        ahead: list[dict[str, Any]] = []
        for day in sorted(one for one in self.plan if first <= one <= last):
            payers = list(dict.fromkeys(self.plan.pop(day)))
            found = self._day(day, payers)
            self._write(bulk, day, found)
            receipts.day(day, found)
            settled.append((day, [(one.payment, part) for one in found for part in one.parts]))
            ahead += [self._ahead(one) for one in found if one.more]
        bulk.flush()
        for day, pairs in settled:
            allocation.write(bulk.ctx.at(_at(day, 20)), pairs, on=day)
        for row in ahead:
            self._pay_ahead(row)

    def _day(self, day: dt.date, payers: list[Payer]) -> list[Receipt]:
        """What these pay: everything that they owe that day. Their bills are settled."""
        ctx = self.company.bulk.ctx.at(_at(day, 20))
        bills = allocation.open_bills(ctx, [customer for customer, _ in payers])
        now = balance.owed(ctx, [id for payer in payers for id in bills.get(payer, ())], on=day)
        shares: list[balance.Share] = []
        found: list[Receipt] = []
        for place, (customer, project) in enumerate(payers):
            ids = bills.get((customer, project), [])
            owed = sum((now[id].total for id in ids), Decimal(0))
            if not owed:
                continue
            mine, _ = balance.split(now, owed, ids)
            shares += mine
            parts = [
                allocation.settled(now[one.bill].bill, one.principal, one.late) for one in mine
            ]
            channel = self.random.choices(CHANNELS, WEIGHTS)[0]
            more = self.random.choice((200, 500, 1000)) if self.random.random() < AHEAD else 0
            found.append(
                Receipt(
                    0, customer, project, "wechat" if customer == self.demo else channel,
                    _at(day, 8) + dt.timedelta(minutes=780 * place // len(payers)), owed,
                    Decimal(more), parts,
                )
            )  # fmt: skip
        balance.apply_many(ctx, now, shares, on=day)
        return found

    def _write(self, bulk: Bulk, day: dt.date, found: list[Receipt]) -> None:
        """The payments of a day, numbered as they came."""
        ctx = bulk.ctx.at(_at(day, 20))
        numbers = iter(paths.numbers(self.company, Payment, "payment_no", day, len(found)))
        of_project = Counter(one.project for one in found)
        slips = {
            project: iter(receipt_numbers.next_numbers(ctx, project, day, count))
            for project, count in sorted(of_project.items())
        }
        for one in found:
            self.count += 1
            trade = f"{one.at:%Y%m%d}{self.count:08d}"
            online, channel = one.channel in ONLINE, one.channel
            matched = day < self.much.matched and channel != "cash"
            one.till = self.tills[channel]
            one.payment = bulk.add(
                Payment, payment_no=next(numbers), channel=channel, customer_id=one.customer,
                project_id=one.project, amount=one.owed + one.more, allocated=one.owed,
                prepaid=one.more, refunded=Decimal(0), rule="oldest",
                out_trade_no=f"YA{trade}" if online else None,
                channel_trade_no=None if channel == "cash" else f"{channel[:2].upper()}{trade}",
                channel_fee=_fee(one.owed + one.more, channel), account_id=one.till.id,
                voucher_id=None, receipt_no=next(slips[one.project]), paid_at=one.at,
                created_at=one.at, state="reconciled" if matched else "settled",
                created_by_id=None if online else self.company.logins["cashier"],
            )  # fmt: skip
            one.row = bulk.rows(Payment)[-1]
            self._walked(bulk, one, matched)

    def _walked(self, bulk: Bulk, one: Receipt, matched: bool) -> None:
        by, step = (None, "settle") if one.channel in ONLINE else ("cashier", "receive")
        steps = [("create", "created", one.at, by), (step, "settled", one.at, by)]
        if matched:
            steps.append(("reconcile", "reconciled", one.at + dt.timedelta(days=1), None))
        paths.walked(self.company, Payment, one.payment, *steps, into=bulk)

    def _ahead(self, one: Receipt) -> dict[str, Any]:
        return {"payer": (one.customer, one.project), "more": one.more, "payment": one.payment, "at": one.at}  # fmt: skip

    def _pay_ahead(self, row: Mapping[str, Any]) -> None:
        ctx, (customer, project) = self.company.bulk.ctx, row["payer"]
        held = prepayment.left(ctx, customer, project).get(None, Decimal(0))
        entry = prepayment.row(
            customer, project, row["more"], held + row["more"], None, {"payment": row["payment"]}
        )
        prepayment.write(ctx, [entry], at=row["at"])


def _fee(amount: Decimal, channel: str) -> Decimal | None:
    rate = FEES.get(channel)
    return None if rate is None else (amount * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), clock.zone()).astimezone(dt.UTC)
