"""What a payer gets back when he moves out (3.1): what was billed ahead and paid, less what was used until his last day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, or_, select

from app.generated.bill import Bill
from app.generated.fee_assignment import FeeAssignment
from app.generated.fee_item import FeeItem
from app.generated.meter import Meter
from app.generated.meter_reading import MeterReading
from app.generated.payment_allocation import PaymentAllocation
from app.generated.refund import Refund
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .formulas import span
from .formulas.amounts import refund
from .formulas.exact import half_up

BY_TIME = ("area", "fixed", "manual")
METERED = ("meter", "tier")


@dataclass(frozen=True, slots=True)
class Back:
    """One fee item: yuan that go back; of each unused bill how much (`bills`: id → yuan, their sum is `amount`); the arithmetic."""

    fee_item: int
    amount: Decimal
    bills: dict[int, Decimal]
    calc: dict[str, Any]


def settle(
    ctx: Context, *, customer: int, on: dt.date, unit: int | None = None, parking: int | None = None
) -> list[Back]:
    """What goes back for each fee item of the unit or space, `on` being the last day. It writes nothing.

    The item's policy decides about discounts: `lose` charges the used part at list price, `pro_rata` keeps the discount.
    Raises RuleViolation while a meter of the unit has no final reading.
    """
    _must_be_read(ctx, unit, on)
    rows = ctx.query(
        select(Bill)
        .where(
            Bill.customer_id == customer,
            Bill.unit_id == unit if unit is not None else Bill.parking_id == parking,
            Bill.standing.is_(True),
            # What went back whole at this move-out counts on: its discount was for all bills together.
            or_(Bill.paid != 0, Bill.id.in_(_given_back())),
            Bill.period_to >= on.replace(month=1, day=1),
            Bill.deleted_at.is_(None),
        )
        .order_by(Bill.fee_item_id, Bill.period_from, Bill.id)
    ).all()
    items = {
        item.id: item
        for item in ctx.query(
            select(FeeItem).where(
                FeeItem.id.in_({row.fee_item_id for row in rows}), FeeItem.formula.in_(BY_TIME),
                FeeItem.cycle != "once",
            )
        )
    }  # fmt: skip
    gave = _gave(ctx, [row.id for row in rows])
    found = []
    for id, item in items.items():
        back = _back([row for row in rows if row.fee_item_id == id], item, on, gave)
        if back is not None:
            found.append(back)
    return found


def _gave(ctx: Context, bills: list[int]) -> dict[int, Decimal]:
    """Bill → what went back at this move-out before, in yuan: its bill was reduced by as much."""
    row = PaymentAllocation
    rows = ctx.session.execute(
        _given_back().add_columns(row.amount).where(row.bill_id.in_(bills), row.part == "principal")
    )
    found: dict[int, Decimal] = {}
    for id, amount in rows:
        found[id] = found.get(id, Decimal(0)) - amount
    return found


def _given_back() -> Select[int]:
    """Bills of which something went back at a move-out."""
    return (
        select(PaymentAllocation.bill_id)
        .join(Refund, Refund.id == PaymentAllocation.refund_id)
        .where(PaymentAllocation.deleted_at.is_(None), Refund.kind == "move_out")
    )


def _back(bills: list[Bill], item: FeeItem, on: dt.date, gave: dict[int, Decimal]) -> Back | None:
    ahead = [bill for bill in bills if bill.period_to > on]
    if not ahead:
        return None
    # What was discounted with them this year belongs together: the discount was for all of it.
    discounted = {bill.id for bill in bills if (bill.discount or 0) > gave.get(bill.id, 0)}
    bills = [bill for bill in bills if bill.id in discounted or bill.period_to > on]
    before = sum((gave.get(bill.id, Decimal(0)) for bill in bills), Decimal(0))
    used = {bill.id: used_of(bill, on, item.proration, item.rounding or "fen") for bill in bills}
    billed = sum((bill.amount for bill in bills), Decimal(0))
    paid = before + sum((bill.paid or Decimal(0) for bill in bills), Decimal(0))
    total_used = sum(used.values(), Decimal(0))
    most = sum((bill.paid or Decimal(0) for bill in ahead), Decimal(0))
    amount = min(refund(billed, paid, total_used, item.discount_policy) - before, most)
    if amount <= 0:
        return None
    return Back(
        item.id, amount, _over(ahead, amount),
        {
            "policy": item.discount_policy, "on": on.isoformat(), "billed": str(billed),
            "paid": str(paid), "used": str(total_used), "before": str(before), "back": str(amount),
            "bills": [
                {"bill": bill.bill_no, "amount": str(bill.amount), "used": str(used[bill.id])}
                for bill in bills
            ],
        },
    )  # fmt: skip


def used_of(bill: Bill, on: dt.date, proration: str, rounding: str) -> Decimal:
    """Of a bill at list price until that day, in yuan: its own arithmetic for fewer days."""
    if bill.period_to <= on:
        return bill.amount
    if bill.period_from > on:
        return Decimal(0)
    whole = span.months(bill.period_from, bill.period_to, proration)
    used = span.months(bill.period_from, on, proration)
    exact = Fraction(str((bill.calc or {}).get("exact", bill.amount)))
    return half_up(exact * used / whole, rounding)


def _over(ahead: list[Bill], amount: Decimal) -> dict[int, Decimal]:
    """From the last bill backwards, never more than was paid on it."""
    left, found = amount, {}
    for bill in sorted(ahead, key=lambda one: one.period_from, reverse=True):
        part = min(left, bill.paid or Decimal(0))
        if part:
            found[bill.id] = part
        left -= part
    return found


def _must_be_read(ctx: Context, unit: int | None, on: dt.date) -> None:
    """Every meter that is charged for was read on the last day or after the period began."""
    if unit is None:
        return
    kinds = select(FeeItem.meter_kind).where(
        FeeItem.formula.in_(METERED),
        FeeItem.id.in_(
            select(FeeAssignment.fee_item_id).where(
                FeeAssignment.unit_id == unit,
                FeeAssignment.state == "active",
                or_(FeeAssignment.to_on.is_(None), FeeAssignment.to_on >= on),
                FeeAssignment.deleted_at.is_(None),
            )
        ),
    )
    read = (
        select(MeterReading.id)
        .where(
            MeterReading.meter_id == Meter.id,
            MeterReading.kind == "final",
            MeterReading.period == f"{on:%Y-%m}",
            MeterReading.state != "rejected",
            MeterReading.deleted_at.is_(None),
        )
        .exists()
    )
    missing = ctx.session.scalars(
        select(Meter.meter_no).where(
            Meter.unit_id == unit, Meter.kind.in_(kinds), Meter.active.is_not(False), ~read,
            Meter.deleted_at.is_(None),
        )
    ).all()  # fmt: skip
    if missing:
        names = "、".join(missing)
        raise RuleViolation(
            f"请先抄退房读数：{names} / Take the final reading first: {', '.join(missing)}."
        )
