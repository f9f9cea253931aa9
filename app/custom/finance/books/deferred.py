"""Revenue that was billed for later months: its own account, a row for each run and month, revenue when the month comes (3.1, 3.2).

    voucher of the run   Dr 1122 gross    Cr revenue (months up to that of the voucher), deferred (later months), VAT (whole)
    each month end       Dr deferred      Cr revenue

What a run defers is shared out over its months as a whole, for all bills of the same days together: a run of 100 000
bills makes as many rows as there are later months. A bill that is reduced later has rows of its own, negative ones.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

from sqlalchemy import select

from app.generated.account import Account
from app.generated.amortisation import Amortisation
from app.generated.bill import Bill
from app.generated.bill_run import BillRun
from app.generated.fee_item import FeeItem
from app.runtime import money, records
from app.runtime.context import Context

from . import sums

NOTHING = Decimal(0)
AUDIT = "deferred revenue"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfRun:
    """Net and VAT of all bills of a run, in yuan; `later`: period → what of the net belongs to it and is deferred."""

    net: Decimal
    vat: Decimal
    later: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def deferred(self) -> Decimal:
        return sum(self.later.values(), NOTHING)

    @property
    def earned(self) -> Decimal:
        """What is revenue at once."""
        return self.net - self.deferred


def shares(net: Decimal, first: dt.date, last: dt.date) -> dict[str, Decimal]:
    """Period → what of an amount for the days from first to last falls to it, to the 分; the sum is the amount.

    Whole months weigh the same, the rest by its days: 2026-03-17 to 06-30 weighs 15/31, 1, 1, 1. Largest remainder,
    the earlier month first (O9: 3302.75 over 12 months → 11 × 275.23 + 275.22).
    """
    weights = dict(_weights(first, last))
    common = lcm(*(one.denominator for one in weights.values()))
    parts = money.allocate(net, [int(one * common) for one in weights.values()])
    return dict(zip(weights, parts, strict=True))


def _weights(first: dt.date, last: dt.date) -> Iterator[tuple[str, Fraction]]:
    day = first
    while day <= last:
        length = calendar.monthrange(day.year, day.month)[1]
        end = day.replace(day=length)
        yield f"{day:%Y-%m}", Fraction((min(end, last) - day).days + 1, length)
        day = end + DAY


def of_run(ctx: Context, run: BillRun, period: str, *, spread: bool) -> OfRun:
    """What the bills of the run come to, and what of it belongs to months after `period`. Two statements.

    `spread`: whether the voucher rule knows deferred revenue; without it everything is revenue at once, as is what the
    run collects on behalf of others or as a deposit.
    """
    rows = ctx.session.execute(
        select(Bill.period_from, Bill.period_to, sums.total(Bill.net), sums.total(Bill.vat))
        .where(Bill.run_id == run.id, Bill.deleted_at.is_(None))
        .group_by(Bill.period_from, Bill.period_to)
        .order_by(Bill.period_from, Bill.period_to)
    ).all()
    later: dict[str, Decimal] = {}
    if spread and any(f"{last:%Y-%m}" > period for _, last, *_ in rows) and _is_revenue(ctx, run):
        for first, last, net, _ in rows:
            for month, share in shares(Decimal(net), first, last).items():
                if month > period and share:
                    later[month] = later.get(month, NOTHING) + share
    return OfRun(
        sum((Decimal(row[2]) for row in rows), NOTHING),
        sum((Decimal(row[3]) for row in rows), NOTHING),
        dict(sorted(later.items())),
    )


def _is_revenue(ctx: Context, run: BillRun) -> bool:
    return (
        ctx.session.scalar(
            select(Account.category)
            .join(FeeItem, FeeItem.revenue_account_id == Account.id)
            .where(FeeItem.id == run.fee_item_id, FeeItem.agency.is_not(True))
        )
        == "pl"
    )


def keep(ctx: Context, run: BillRun, later: Mapping[str, Decimal]) -> None:
    """A row for each later month of a run; its voucher is made in the same transaction."""
    _make(ctx, (row(run, month, net) for month, net in later.items()))


def take_off(ctx: Context, run: BillRun, bill: Bill, months: Mapping[str, Decimal]) -> None:
    """So much less for this bill in these months."""
    _make(
        ctx,
        (
            {**row(run, month, -net), "bill_id": bill.id, "customer_id": bill.customer_id}
            for month, net in months.items()
            if net
        ),
    )


def row(run: BillRun, month: str, net: Decimal) -> dict[str, Any]:
    """The columns of a month of a run."""
    return {
        "run_id": run.id,
        "project_id": run.project_id,
        "fee_item_id": run.fee_item_id,
        "net": net,
        "from_period": month,
        "months": 1,
        "recognised": NOTHING,
    }


def _make(ctx: Context, rows: Iterable[Mapping[str, Any]]) -> None:
    records.write_set(ctx, Amortisation, rows, action="make", audit=AUDIT)


def undo_run(ctx: Context, run: BillRun) -> Decimal:
    """Nothing of this run is deferred any more; returns what of it had become revenue by month ends."""
    rows = ctx.session.execute(
        select(Amortisation.id, Amortisation.recognised)
        .where(Amortisation.run_id == run.id, Amortisation.deleted_at.is_(None))
        .order_by(Amortisation.id)
        .with_for_update(key_share=True)
    ).all()
    records.write_set(
        ctx, Amortisation, [{"id": one.id, "net": NOTHING, "recognised": NOTHING} for one in rows],
        action="each", audit="bill run reversed",
    )  # fmt: skip
    return sum((one.recognised or NOTHING for one in rows), NOTHING)
