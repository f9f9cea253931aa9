"""Movements of parts: received and counted by the engineering manager, used and returned by repairs (2.4).

The part's row is held, so that of two who take the last one the second is refused. The stock is never below zero.
"""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from app.custom.crm import people
from app.generated.spare_move import SpareMove, spare_move_hooks
from app.generated.spare_part import SparePart
from app.runtime import money, notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from .valuation import NotEnough, Stock, cost

notify.kind("spare_part", zh="备件", en="Spare parts")
notify.template(
    "spare_part.low",
    zh="备件 {code} {part} 只剩 {stock} {uom}，低于安全库存 {min_stock}，请采购。",
    en="{code} {part}: only {stock} {uom} left, less than the safety stock of {min_stock}; please order.",
    title=message(zh="备件 {code} 低于安全库存", en="{code} is below its safety stock"),
)

BY_HAND = ("receive", "count")


def held(ctx: Context, part_id: int) -> SparePart:
    """The part as it is now, nobody else's until the transaction ends."""
    ctx.session.flush()
    part: SparePart = ctx.query(
        select(SparePart)
        .where(SparePart.id == part_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    return part


@spare_move_hooks.check
def movement_is_possible(move: SpareMove, ctx: Context) -> None:
    """By hand parts come in or are counted; repairs take and return them."""
    if ctx.by_person and move.kind not in BY_HAND:
        raise RuleViolation(
            "领用和退回请在报修单的备件栏登记 / Parts are used and returned on the repair order.",
            field="kind",
        )
    if move.quantity == 0:
        raise RuleViolation("数量不能为 0 / The quantity cannot be 0.", field="quantity")
    if move.kind == "receive":
        if move.quantity < 0:
            raise RuleViolation(
                "入库数量须大于 0；少了请用“盘点” / What is received is more than 0; use “stock count” for less.",
                field="quantity",
            )
        if move.unit_cost is None:
            raise RuleViolation(
                "入库须填写单价 / Write what one costs when parts are received.", field="unit_cost"
            )


@spare_move_hooks.on_create
def post(move: SpareMove, ctx: Context) -> None:
    """Quantity and value of the stock move together; the line says how they stand afterwards."""
    part = held(ctx, move.part_id)
    was_low = bool(part.low)
    before = Stock(part.stock or Decimal(0), part.stock_value or Decimal(0))
    after, amount = _moved(move, part, before)
    move.project_id = part.project_id
    move.amount = amount
    if move.unit_cost is None or move.quantity < 0:
        # What goes out goes at the average, whatever price was typed.
        move.unit_cost = money.rounded(amount / move.quantity)
    move.stock_after = after.quantity
    average = after.average if after.average is not None else part.unit_cost
    move.cost_after = average
    part = ctx.update(part, stock=after.quantity, stock_value=after.value, unit_cost=average)
    if part.low and not was_low:
        _warn(part, move, ctx)


def _moved(move: SpareMove, part: SparePart, before: Stock) -> tuple[Stock, Decimal]:
    """(the stock afterwards, what it gained or lost)."""
    if move.quantity < 0:
        try:
            after, amount = before.take(-move.quantity)
        except NotEnough:
            raise RuleViolation(
                f"{part.code} {part.name} 库存只有 {plain(before.quantity)} {part.uom}，不够 {plain(-move.quantity)} / "
                f"Only {plain(before.quantity)} {part.uom} of {part.code} {part.name} are in stock, "
                f"not {plain(-move.quantity)}.",
                field="quantity",
                code="not_in_stock",
            ) from None
        return after, -amount
    amount = move.amount if move.amount is not None else _worth(move, part, before)
    return before.add(move.quantity, amount), amount


def _worth(move: SpareMove, part: SparePart, before: Stock) -> Decimal:
    """What comes in: at its price; what is found at a count: at the average, or as the part cost last."""
    unit = move.unit_cost
    if unit is None:
        unit = before.average if before.average is not None else part.unit_cost
    if unit is None:
        raise RuleViolation(
            "此备件还没有均价，请填写单价 / This part has no average yet: write what one costs.",
            field="unit_cost",
        )
    return cost(move.quantity, unit)


def _warn(part: SparePart, move: SpareMove, ctx: Context) -> None:
    ctx.notify(
        people.holders(ctx, "eng_mgr", part.project_id),
        "spare_part.low",
        dedup_key=f"spare_part:{part.id}:low:{move.id}",
        record=part,
        code=part.code,
        part=part.name,
        uom=part.uom,
        stock=plain(part.stock or Decimal(0)),
        min_stock=plain(part.min_stock or Decimal(0)),
    )


def plain(quantity: Decimal) -> str:
    """2.00 → 2, 2.50 → 2.5."""
    text = f"{quantity:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
