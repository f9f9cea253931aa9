"""A charged order that is done has its bill at once, for the quote that the customer accepted (1.4 → 3.1)."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import func, select

from app.custom.crm import people
from app.generated.bill import Bill
from app.generated.fee_item import FeeItem
from app.generated.work_order import WorkOrder, work_order_hooks
from app.runtime.context import Context

from . import notices  # noqa: F401 - its templates
from .single import bill_one


@work_order_hooks.on_transition("resolve")
def bill_the_quote(order: WorkOrder, ctx: Context) -> None:
    """In the transaction of the step. A dearer quote after a reopening is billed for the difference; whoever charges hears of what cannot be billed."""
    if not order.chargeable or not order.quote:
        return
    item = _item(ctx)
    if item is None or order.customer_id is None:
        ctx.notify(
            people.holders(ctx, "accountant", order.project_id), "bill.not_made",
            dedup_key=f"bill not made {order.id}", record=order, order_no=order.order_no,
            quote=str(order.quote),
        )  # fmt: skip
        return
    first = _first(ctx, order)
    due = order.quote - (_billed(ctx, first) if first is not None else Decimal(0))
    if due <= 0:
        return
    bill_one(
        ctx, item, project=order.project_id, customer=order.customer_id, unit=order.unit_id,
        amount=due, calc={"formula": "quote", "order": order.order_no, "quote": str(order.quote)},
        work_order=order.id if first is None else None,
        adjusts=None if first is None else first.id,
    )  # fmt: skip


def _item(ctx: Context) -> FeeItem | None:
    """有偿维修: the fee item of charged repairs."""
    found: FeeItem | None = ctx.query(
        select(FeeItem)
        .where(FeeItem.kind == "repair", FeeItem.active.is_not(False), FeeItem.deleted_at.is_(None))
        .order_by(FeeItem.code)
        .limit(1)
    ).first()
    return found


def _first(ctx: Context, order: WorkOrder) -> Bill | None:
    found: Bill | None = ctx.query(
        select(Bill).where(
            Bill.work_order_id == order.id, Bill.standing.is_(True), Bill.deleted_at.is_(None)
        )
    ).first()
    return found


def _billed(ctx: Context, first: Bill) -> Decimal:
    """Of the order so far, in yuan: its bill and what was added to it."""
    more = ctx.session.scalar(
        select(func.sum(Bill.amount, type_=Bill.amount.type)).where(
            Bill.adjusts_id == first.id, Bill.standing.is_(True), Bill.deleted_at.is_(None)
        )
    )
    return first.amount + (more or Decimal(0))
