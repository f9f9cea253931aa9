"""Parts on a repair order: every line, and every change of it, is a movement of the stock (2.4)."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from app.generated.repair_order import RepairOrder
from app.generated.repair_part import RepairPart, repair_part_hooks
from app.generated.spare_move import SpareMove
from app.generated.spare_part import SparePart
from app.runtime import money
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .valuation import share

WORKED_ON = ("repairing", "waiting_part")


def _is_worked_on(line: RepairPart, ctx: Context) -> None:
    # Held: who finishes the order at this moment is either before this line, or after it.
    state = ctx.session.scalar(
        select(RepairOrder.state)
        .where(RepairOrder.id == line.repair_order_id)
        .with_for_update(key_share=True)
    )
    if state not in WORKED_ON:
        raise RuleViolation(
            "只有维修中或等备件的报修单能登记备件 / "
            "Parts are written down while the device is being repaired or waits for a part.",
            field="part",
        )


@repair_part_hooks.check
def line_is_possible(line: RepairPart, ctx: Context) -> None:
    """While the repair goes on; a line stays with its order."""
    _is_worked_on(line, ctx)
    if ctx.operation.action != "create" and "repair_order" in ctx.changes:
        raise RuleViolation(
            "备件行不能移到其他报修单：请删除后重新登记 / "
            "A part stays with its order: take it off and write it down on the other one.",
            field="repair_order",
        )
    if ctx.operation.action == "create" or "part" in ctx.changes:
        part = ctx.get(SparePart, line.part_id)
        if part.active is False:
            raise RuleViolation(
                f"备件 {part.code} 已停用 / {part.code} is not used any more.", field="part"
            )


@repair_part_hooks.on_create
def use(line: RepairPart, ctx: Context) -> None:
    """Out of the stock, at the moving average."""
    _priced(line, _issue(ctx, line, line.part_id, line.quantity))


@repair_part_hooks.on_update
def use_more_or_less(line: RepairPart, ctx: Context) -> None:
    """The difference moves; another part is all of this one back and all of that one out."""
    changed = ctx.changes
    if "part" in changed:
        before, quantity = changed["part"][0], changed.get("quantity", (line.quantity,))[0]
        _return(ctx, line, before, quantity, line.amount or Decimal(0))
        _priced(line, _issue(ctx, line, line.part_id, line.quantity))
    elif "quantity" in changed:
        before, now = changed["quantity"]
        amount = line.amount or Decimal(0)
        if now > before:
            _priced(line, amount + _issue(ctx, line, line.part_id, now - before))
        else:
            back = share(amount, before - now, before)
            _return(ctx, line, line.part_id, before - now, back)
            _priced(line, amount - back)


@repair_part_hooks.on_delete
def put_back(line: RepairPart, ctx: Context) -> None:
    """Back into the stock for what it went out at."""
    _is_worked_on(line, ctx)
    _return(ctx, line, line.part_id, line.quantity, line.amount or Decimal(0))


def _issue(ctx: Context, line: RepairPart, part_id: int, quantity: Decimal) -> Decimal:
    """What it is worth, in yuan."""
    move = ctx.create(
        SpareMove, part=part_id, kind="issue", quantity=-quantity, repair_order=line.repair_order_id
    )
    return -(move.amount or Decimal(0))


def _return(
    ctx: Context, line: RepairPart, part_id: int, quantity: Decimal, amount: Decimal
) -> None:
    ctx.create(
        SpareMove,
        part=part_id,
        kind="return",
        quantity=quantity,
        amount=amount,
        repair_order=line.repair_order_id,
    )


def _priced(line: RepairPart, amount: Decimal) -> None:
    line.amount = amount
    line.unit_cost = money.rounded(amount / line.quantity)
