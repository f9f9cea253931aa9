"""Spare parts in the books: what is received is stock, what repairs use is cost (3.1, domain.md §4.9).

Only where books are kept: the workshop goes on without them.
"""

from __future__ import annotations

from decimal import Decimal

from app.custom.equipment.stock import moves as moves  # works out the amount: its hook comes first
from app.generated.spare_move import SpareMove, spare_move_hooks
from app.runtime import clock
from app.runtime.context import Context

from . import periods
from .posting import post_event


@spare_move_hooks.on_create
def move_in_the_books(move: SpareMove, ctx: Context) -> None:
    """Received from a supplier; used, given back or missed at a count: a return is red."""
    amount = move.amount or Decimal(0)
    if not amount or not periods.are_kept(ctx):
        return
    on = clock.local(move.created_at or ctx.now).date()
    aux = {"project": move.project_id}
    if move.kind == "receive":
        amounts = {"amount": amount, "net": amount}
        post_event(ctx, "parts_received", move, on=on, amounts=amounts, aux=aux)
    else:
        post_event(ctx, "repair_parts", move, on=on, amounts={"amount": -amount}, aux=aux)
