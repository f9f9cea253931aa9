"""Which bills a payment settles, and how (domain.md §3.8, §4.8): the oldest first or those that were chosen; the rest is paid ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.custom.finance.books.posting import Part
from app.custom.finance.fees import balance
from app.generated.bill import Bill
from app.generated.payment import Payment
from app.generated.payment_allocation import PaymentAllocation
from app.runtime import records
from app.runtime.context import Context

from .shares import late_parts, vat_between

NOTHING = Decimal(0)
AUDIT = "allocation of a payment"


@dataclass(frozen=True, slots=True)
class Settled:
    """What of a payment (negative: of a refund) belongs to a bill, and what that is in the books; yuan."""

    bill: int
    customer: int
    project: int
    principal: Decimal
    late: Decimal
    late_net: Decimal
    late_vat: Decimal
    vat_due: Decimal

    @property
    def total(self) -> Decimal:
        return self.principal + self.late

    def part(self) -> Part:
        """Its own lines of the voucher."""
        return Part(
            {"principal": self.principal, "late": self.late_net},
            {"customer": self.customer, "project": self.project},
        )


def order_of(ctx: Context, payment: Payment) -> list[int]:
    """Ids of the bills that it may settle, the oldest first: those that were chosen, else every open one of the customer."""
    if payment.rule == "chosen":
        return [bill.id for bill in sorted(payment.chosen, key=lambda one: (one.due_on, one.id))]
    return open_bills(ctx, [payment.customer_id]).get((payment.customer_id, payment.project_id), [])


def open_bills(ctx: Context, customers: Iterable[int]) -> dict[tuple[int, int], list[int]]:
    """(customer, project) → ids of what he still owes there, the oldest due day first. One statement."""
    rows = ctx.session.execute(
        select(Bill.customer_id, Bill.project_id, Bill.id)
        .where(
            Bill.customer_id.in_(set(customers)),
            Bill.state.in_(balance.OPEN),
            Bill.deleted_at.is_(None),
        )
        .order_by(Bill.customer_id, Bill.due_on, Bill.id)
    )
    found: dict[tuple[int, int], list[int]] = {}
    for customer, project, id in rows:
        found.setdefault((customer, project), []).append(id)
    return found


def settled(bill: Bill, principal: Decimal, late: Decimal) -> Settled:
    """Of a bill as it stands before its share is applied, or (negative amounts) before it is taken back."""
    gross = bill.amount - (bill.discount or NOTHING)
    paid = bill.paid or NOTHING
    net, vat = late_parts(abs(late), bill.tax_rate)
    sign = -1 if late < 0 else 1
    return Settled(
        bill.id, bill.customer_id, bill.project_id, principal, late, sign * net, sign * vat,
        vat_between(bill.vat or NOTHING, gross, paid, paid + principal),
    )  # fmt: skip


def settle(ctx: Context, payment: Payment, *, on: dt.date) -> tuple[list[Settled], Decimal]:
    """Settle the bills of a payment as far as it reaches: (the shares, what is left over). The bills are locked here."""
    order = order_of(ctx, payment)
    now = balance.owed(ctx, order, on=on)
    shares, left = balance.split(now, payment.amount, order)
    found = [settled(now[one.bill].bill, one.principal, one.late) for one in shares]
    write(ctx, [(payment.id, one) for one in found], on=on)
    for one in found:
        balance.apply(ctx, now[one.bill].bill, one.principal, one.late, on=on)
    return found, left


def write(
    ctx: Context, pairs: Iterable[tuple[int, Settled]], *, on: dt.date, refund: int | None = None
) -> None:
    """The allocations: (payment, share); principal and late fee are a row each."""
    records.write_set(
        ctx, PaymentAllocation,
        (
            {
                "payment_id": payment, "bill_id": one.bill, "customer_id": one.customer,
                "project_id": one.project, "part": part, "amount": amount, "on": on,
                "refund_id": refund,
            }
            for payment, one in pairs
            for part, amount in (("principal", one.principal), ("late", one.late))
            if amount
        ),
        action="make", audit=AUDIT,
    )  # fmt: skip


def totals(found: Iterable[Settled]) -> Mapping[str, Decimal]:
    """The amounts of an event: principal, late, late_vat, vat_due."""
    sums: dict[str, Decimal] = dict.fromkeys(("principal", "late", "late_vat", "vat_due"), NOTHING)
    for one in found:
        sums["principal"] += one.principal
        sums["late"] += one.late_net
        sums["late_vat"] += one.late_vat
        sums["vat_due"] += one.vat_due
    return sums


def of_payment(ctx: Context, payment: int) -> dict[int, dict[str, Decimal]]:
    """Bill → part → what of this payment still lies on it, the bill that was settled last first."""
    ctx.session.flush()
    row: Any = PaymentAllocation
    rows = ctx.session.execute(
        select(row.bill_id, row.part, row.amount)
        .where(row.payment_id == payment, row.deleted_at.is_(None))
        .order_by(row.id)
    ).all()
    found: dict[int, dict[str, Decimal]] = {}
    for bill, part, amount in rows:
        parts = found.setdefault(bill, {"principal": NOTHING, "late": NOTHING})
        parts[part] += amount
    return dict(reversed([(bill, parts) for bill, parts in found.items() if any(parts.values())]))
