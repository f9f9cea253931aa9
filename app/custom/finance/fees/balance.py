"""What a bill still asks for, and the only ways in which money changes that (3.1).

    owed(ctx, [bill.id], on=day)          locks the bills in the order of their ids; what each asks for on that day
    apply(ctx, bill, principal, late)     money arrived: refused when it is more than the bill asks for
    take_back(ctx, bill, principal, late) money went back: refused when it is more than was paid

Amounts in yuan, Decimal. Both keep paid, late_paid, balance, late_fee, paid_on, overdue and the state; both belong to the
caller's transaction, and the caller writes the PaymentAllocation beside it (before or after: late fees do not mind).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.generated.bill import Bill
from app.generated.fee_item import FeeItem
from app.generated.payment_allocation import PaymentAllocation
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import late as late_fees
from .late import NOTHING, Part, Terms

OPEN = ("open", "partial")
TAKES_BACK = ("partial", "paid")


@dataclass(frozen=True, slots=True)
class Owed:
    """A locked bill, and what it asks for: principal and late fee in yuan; `late_first`: the late fee is settled first."""

    bill: Bill
    principal: Decimal
    late: Decimal
    accrued: Decimal
    late_first: bool
    grace_days: int

    @property
    def total(self) -> Decimal:
        return self.principal + self.late


def owed(ctx: Context, bills: Iterable[int], *, on: dt.date | None = None) -> dict[int, Owed]:
    """Bill id → what it asks for on that day (today); nobody else changes these bills until the transaction ends.

    Three statements, whatever the number. Late fees are counted up to `on`, less what was waived.
    """
    day = on or ctx.today
    ids = sorted(set(bills))
    ctx.session.flush()
    found = ctx.query(
        select(Bill)
        .where(Bill.id.in_(ids), Bill.deleted_at.is_(None))
        .order_by(Bill.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    items = {
        item.id: item
        for item in ctx.query(
            select(FeeItem).where(FeeItem.id.in_({bill.fee_item_id for bill in found}))
        )
    }
    paid = _paid_parts(ctx, ids)
    return {
        bill.id: _owed(bill, items[bill.fee_item_id], paid.get(bill.id, []), day) for bill in found
    }


def asked(ctx: Context, bills: Iterable[int], *, on: dt.date | None = None) -> dict[int, Decimal]:
    """Bill id → what it asks for on that day (today), late fee included; for pages: nothing is locked, three statements.

    Whoever calls has judged that the person may see these bills.
    """
    day = on or ctx.today
    ids = sorted(set(bills))
    found = ctx.session.scalars(
        select(Bill).where(Bill.id.in_(ids), Bill.deleted_at.is_(None))
    ).all()
    wanted = {bill.fee_item_id for bill in found}
    items = {
        one.id: one for one in ctx.session.scalars(select(FeeItem).where(FeeItem.id.in_(wanted)))
    }
    paid = _paid_parts(ctx, ids)
    return {
        bill.id: _owed(bill, items[bill.fee_item_id], paid.get(bill.id, []), day).total
        for bill in found
    }


def _paid_parts(ctx: Context, ids: list[int]) -> dict[int, list[Part]]:
    """What was paid of the principal. Asked for by a condition, SQLite would read that part of all bills that ever were."""
    rows = ctx.session.execute(
        select(
            PaymentAllocation.bill_id, PaymentAllocation.part, PaymentAllocation.amount,
            PaymentAllocation.on,
        ).where(PaymentAllocation.bill_id.in_(ids), PaymentAllocation.deleted_at.is_(None))
    )  # fmt: skip
    found: dict[int, list[Part]] = {}
    for row in rows:
        if row.part == "principal":
            found.setdefault(row.bill_id, []).append(Part(row.amount, row.on))
    return found


def _owed(bill: Bill, item: FeeItem, paid: list[Part], day: dt.date) -> Owed:
    terms = terms_of(item)
    accrued = _late_of(bill, terms, paid, day) if bill.state in (*OPEN, "paid") else NOTHING
    late = max(accrued - (bill.late_paid or NOTHING), NOTHING)
    principal = bill.balance or NOTHING
    if bill.state not in OPEN:
        principal = late = NOTHING
    return Owed(bill, principal, late, accrued, bool(item.late_first), terms.grace_days)


def terms_of(item: FeeItem) -> Terms:
    """How late fees of this item are counted."""
    return Terms(item.late_rate, item.late_cap, item.grace_days or 0)


def _late_of(bill: Bill, terms: Terms, paid: list[Part], day: dt.date) -> Decimal:
    """Less what was waived, and never less than what was paid of it."""
    principal = bill.amount - (bill.discount or NOTHING)
    counted = late_fees.accrued(principal, bill.due_on, day, paid, terms)
    return max(counted - (bill.late_waived or NOTHING), bill.late_paid or NOTHING)


def apply(
    ctx: Context,
    bill: Bill,
    principal: Decimal,
    late: Decimal = NOTHING,
    *,
    on: dt.date | None = None,
) -> Bill:
    """Settle so much of the bill. Raises RuleViolation (`overpaid`, `not_open`) when it asks for less."""
    day = on or ctx.today
    now = owed(ctx, [bill.id], on=day)[bill.id]
    bill = now.bill
    _must_be_an_amount(principal, late)
    if bill.state not in OPEN:
        raise RuleViolation(
            f"账单 {bill.bill_no} 已不需要缴费 / {bill.bill_no} asks for nothing any more.",
            code="not_open",
        )
    if principal > now.principal or late > now.late:
        raise RuleViolation(
            f"超过账单 {bill.bill_no} 的未收金额：本金 {now.principal} 元，违约金 {now.late} 元 / "
            f"More than {bill.bill_no} asks for: principal {now.principal}, late fee {now.late} CNY.",
            code="overpaid",
        )
    settles, values = _after(now, principal, late, day, ctx.today)
    bill = ctx.update(bill, **values)
    return ctx.transition(bill, "pay_full" if settles else "pay_part")


def _after(
    now: Owed, principal: Decimal, late: Decimal, day: dt.date, today: dt.date
) -> tuple[bool, dict[str, Any]]:
    """Whether that settles the bill, and what its fields are then."""
    bill = now.bill
    left = now.principal - principal
    settles = left == 0 and now.late == late
    return settles, {
        "paid": (bill.paid or NOTHING) + principal,
        "balance": left,
        "late_fee": now.accrued,
        "late_paid": (bill.late_paid or NOTHING) + late,
        "paid_on": day if settles else None,
        "overdue": not settles and late_fees.is_overdue(bill.due_on, today, now.grace_days),
    }


def apply_many(
    ctx: Context, now: Mapping[int, Owed], shares: Iterable[Share], *, on: dt.date
) -> None:
    """`apply` for many bills by a few statements: `now` of `owed` on that day, in this transaction, and shares of `split` of it."""
    steps: dict[str, list[dict[str, Any]]] = {"pay_full": [], "pay_part": []}
    for share in shares:
        settles, values = _after(now[share.bill], share.principal, share.late, on, ctx.today)
        steps["pay_full" if settles else "pay_part"].append({"id": share.bill, **values})
    for step, rows in steps.items():
        records.write_set(ctx, Bill, rows, action="step", step=step, audit="bills settled")


def take_back(
    ctx: Context,
    bill: Bill,
    principal: Decimal,
    late: Decimal = NOTHING,
    *,
    on: dt.date | None = None,
) -> Bill:
    """Open so much of the bill again. Raises RuleViolation (`not_paid`) when less was paid."""
    now = owed(ctx, [bill.id], on=on)[bill.id]
    bill = now.bill
    _must_be_an_amount(principal, late)
    paid = (bill.paid or NOTHING) - principal
    late_paid = (bill.late_paid or NOTHING) - late
    if bill.state not in TAKES_BACK or paid < 0 or late_paid < 0:
        raise RuleViolation(
            f"账单 {bill.bill_no} 没有收过这么多：本金 {bill.paid or 0} 元，违约金 {bill.late_paid or 0} 元 / "
            f"Less was paid on {bill.bill_no}: principal {bill.paid or 0}, late fee {bill.late_paid or 0} CNY.",
            code="not_paid",
        )
    bill = ctx.update(
        bill,
        paid=paid,
        balance=(bill.balance or NOTHING) + principal,
        late_paid=late_paid,
        paid_on=None,
        overdue=late_fees.is_overdue(bill.due_on, ctx.today, now.grace_days),
    )
    return ctx.transition(bill, "leave_part" if paid or late_paid else "take_back")


def _must_be_an_amount(principal: Decimal, late: Decimal) -> None:
    if principal < 0 or late < 0 or not principal + late:
        raise ValueError(f"{principal} and {late} are no amounts to settle.")


def split(
    now: Mapping[int, Owed], amount: Decimal, order: Iterable[int]
) -> tuple[list[Share], Decimal]:
    """How an amount settles the bills in that order: (shares, what is left over). Pure but for the given bills.

    Inside a bill principal before late fee, or the other way round where its item says so. O8.13: 1000 on three of
    276.53 leaves 170.41.
    """
    shares, left = [], amount
    for id in order:
        one = now[id]
        first, second = (one.late, one.principal) if one.late_first else (one.principal, one.late)
        a = min(left, first)
        b = min(left - a, second)
        if a + b:
            shares.append(Share(id, b, a) if one.late_first else Share(id, a, b))
        left -= a + b
    return shares, left


@dataclass(frozen=True, slots=True)
class Share:
    """What of a payment goes to a bill, in yuan."""

    bill: int
    principal: Decimal
    late: Decimal
