"""What a reduced bill takes back of its later months: less to recognise, and the rest out of revenue (3.1, 3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select

from app.custom.finance.books import deferred
from app.custom.finance.books.posting import post_event
from app.generated.amortisation import Amortisation
from app.generated.bill import Bill
from app.generated.bill_run import BillRun
from app.runtime.context import Context

from .formulas.amounts import vat

NOTHING = Decimal(0)


def unwind(ctx: Context, bill: Bill, less: Decimal, *, unused: bool) -> Decimal:
    """Take `less` (net, yuan) off the bill; returns what of it comes off the deferred revenue, already written down.

    A reduction of the whole bill falls on all its months alike; what goes back because the payer moved out (`unused`) is
    taken from the last month backwards. Months that are revenue already stay, their part is the caller's.
    """
    if bill.run_id is None or less <= 0:
        return NOTHING
    left = _left(ctx, bill)
    if not left:
        return NOTHING
    found = _from_the_end(left, less) if unused else _alike(bill, left, less)
    deferred.take_off(ctx, ctx.get(BillRun, bill.run_id), bill, found)
    return sum(found.values(), NOTHING)


def _left(ctx: Context, bill: Bill) -> dict[str, Decimal]:
    """Month → what of the bill is still deferred for it."""
    ctx.session.flush()
    row = Amortisation
    rows = ctx.session.execute(
        select(row.from_period, row.net, row.bill_id, row.last_period)
        .where(
            row.run_id == bill.run_id,
            row.bill_id.is_(None) | (row.bill_id == bill.id),
            row.deleted_at.is_(None),
        )
        .order_by(row.from_period)
    ).all()
    waiting = {one.from_period for one in rows if one.bill_id is None and one.last_period is None}
    net = vat(bill.amount, bill.tax_rate)[0] if bill.tax_rate else bill.amount
    whole = deferred.shares(net, bill.period_from, bill.period_to)
    left = {month: share for month, share in whole.items() if month in waiting}
    for one in rows:
        if one.bill_id is not None and one.from_period in left:
            left[one.from_period] += one.net
    return {month: share for month, share in left.items() if share > 0}


def _from_the_end(left: Mapping[str, Decimal], less: Decimal) -> dict[str, Decimal]:
    found = {}
    for month in sorted(left, reverse=True):
        found[month] = min(left[month], less)
        less -= found[month]
    return found


def _alike(bill: Bill, left: Mapping[str, Decimal], less: Decimal) -> dict[str, Decimal]:
    parts = deferred.shares(less, bill.period_from, bill.period_to)
    return {month: min(parts[month], most) for month, most in left.items()}


def reverse_run(ctx: Context, run: BillRun) -> None:
    """The run is reversed: what its voucher deferred goes with the voucher, what month ends recognised is taken back here."""
    recognised = deferred.undo_run(ctx, run)
    if not recognised:
        return
    post_event(
        ctx, "prepay_amortise", run, on=ctx.today, key="reversed", amounts={"earned": -recognised},
        aux={"project": run.project_id, "fee_item": run.fee_item_id},
    )  # fmt: skip
