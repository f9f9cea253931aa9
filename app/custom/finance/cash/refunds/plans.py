"""What a refund takes back: from what was paid ahead, from which bills, or a deposit. Reckoned alike when it is asked for and when it is paid."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.custom.finance.fees import moving_out
from app.generated.bill import Bill
from app.generated.fee_item import FeeItem
from app.generated.payment import Payment
from app.generated.prepayment_entry import PrepaymentEntry
from app.generated.refund import Refund
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import allocation, offsets, prepayment

NOTHING = Decimal(0)
UNDER_WAY = ("requested", "calculated", "approved")
DONE = ("paid", "closed")
Parts = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes back, in yuan. `bills`: bill → principal and late fee; `calc` says how a move-out was reckoned."""

    prepaid: Decimal = NOTHING
    deposit: Decimal = NOTHING
    bills: dict[int, Parts] = field(default_factory=dict)
    calc: dict[str, Any] | None = None

    @property
    def amount(self) -> Decimal:
        of_bills = sum((sum(parts.values(), NOTHING) for parts in self.bills.values()), NOTHING)
        return self.prepaid + self.deposit + of_bills


def plan(ctx: Context, refund: Refund, payment: Payment) -> Plan:
    """For the amount of the refund; a move-out works out its own. Raises RuleViolation at `amount` when that is not there."""
    if refund.kind == "move_out":
        return _move_out(ctx, refund, payment)
    amount = refund.amount or NOTHING
    if refund.kind == "deposit":
        return Plan(deposit=_within(amount, _deposit(ctx, refund, payment)))
    ahead = _ahead(ctx, payment)
    if refund.kind == "prepaid":
        return Plan(prepaid=_within(amount, ahead))
    return _mistake(ctx, payment, amount, ahead)


def left_of(ctx: Context, refund: Refund, payment: Payment) -> Decimal:
    """Of the payment, less what went back and what other refunds under way ask for."""
    ctx.session.flush()
    asked = ctx.session.scalar(
        select(func.sum(Refund.amount, type_=Refund.amount.type)).where(
            Refund.payment_id == payment.id,
            Refund.state.in_(UNDER_WAY),
            Refund.id != (refund.id or 0),
            Refund.deleted_at.is_(None),
        )
    )
    return payment.amount - (payment.refunded or NOTHING) - (asked or NOTHING)


def _within(amount: Decimal, most: Decimal) -> Decimal:
    if amount > most:
        raise too_much(most)
    return amount


def too_much(most: Decimal) -> RuleViolation:
    """At the amount."""
    most = max(most, NOTHING)
    return RuleViolation(
        f"这笔收款按此类型最多可退 {most} 元 / Of this payment at most {most} CNY can go back that way.",
        field="amount",
        code="too_much",
    )


def _ahead(ctx: Context, payment: Payment) -> Decimal:
    """Of what this payment left over, what did not go back and is not used up. An offset brought nothing: what it gave back is not its own."""
    if payment.channel == offsets.CHANNEL:
        return NOTHING
    went = ctx.session.scalar(
        select(func.sum(PrepaymentEntry.delta, type_=PrepaymentEntry.delta.type))
        .join(Refund, Refund.id == PrepaymentEntry.refund_id)
        .where(Refund.payment_id == payment.id, PrepaymentEntry.deleted_at.is_(None))
    )
    mine = (payment.prepaid or NOTHING) + (went or NOTHING)
    held = prepayment.left(ctx, payment.customer_id, payment.project_id).get(None, NOTHING)
    return max(min(mine, held), NOTHING)


def _deposit(ctx: Context, refund: Refund, payment: Payment) -> Decimal:
    """Deposits that this payment paid, less what went back of them; their bills stay paid."""
    paid = allocation.of_payment(ctx, payment.id)
    deposits = _deposits(ctx, list(paid))
    went = ctx.session.scalar(
        select(func.sum(Refund.amount, type_=Refund.amount.type)).where(
            Refund.payment_id == payment.id,
            Refund.kind == "deposit",
            Refund.state.in_(DONE),
            Refund.id != (refund.id or 0),
            Refund.deleted_at.is_(None),
        )
    )
    whole = sum((paid[id]["principal"] for id in deposits), NOTHING)
    return whole - (went or NOTHING)


def _deposits(ctx: Context, bills: list[int]) -> set[int]:
    return set(
        ctx.session.scalars(
            select(Bill.id)
            .join(FeeItem, FeeItem.id == Bill.fee_item_id)
            .where(Bill.id.in_(bills), FeeItem.kind == "deposit")
        )
    )


def _mistake(ctx: Context, payment: Payment, amount: Decimal, ahead: Decimal) -> Plan:
    """First what it left over, then the bill that it settled last: its late fee before its principal."""
    paid = allocation.of_payment(ctx, payment.id)
    deposits = _deposits(ctx, list(paid))
    prepaid = min(amount, ahead)
    left = amount - prepaid
    bills: dict[int, Parts] = {}
    for id, parts in paid.items():
        if id in deposits or not left:
            continue
        late = min(left, parts["late"])
        principal = min(left - late, parts["principal"])
        if late + principal:
            bills[id] = {"principal": principal, "late": late}
        left -= late + principal
    if left:
        raise too_much(amount - left)
    return Plan(prepaid=prepaid, bills=bills)


def _move_out(ctx: Context, refund: Refund, payment: Payment) -> Plan:
    """Of each home or space whose bills this payment paid: what is unused, as far as it was paid by this payment."""
    if refund.move_out_on is None:
        return Plan()
    paid = allocation.of_payment(ctx, payment.id)
    places = ctx.session.execute(
        select(Bill.customer_id, Bill.unit_id, Bill.parking_id)
        .where(Bill.id.in_(list(paid)))
        .distinct()
    ).all()
    bills: dict[int, Parts] = {}
    items = []
    for customer, unit, parking in sorted(places, key=str):
        if unit is None and parking is None:
            continue
        for back in moving_out.settle(
            ctx, customer=customer, unit=unit, parking=None if unit else parking,
            on=refund.move_out_on,
        ):  # fmt: skip
            items.append(back.calc)
            for id, amount in back.bills.items():
                part = min(amount, paid.get(id, {}).get("principal", NOTHING))
                if part:
                    bills[id] = {"principal": part, "late": NOTHING}
    calc = {"on": refund.move_out_on.isoformat(), "items": items}
    return Plan(bills=bills, calc=calc)
