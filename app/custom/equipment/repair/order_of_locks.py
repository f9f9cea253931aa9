"""Whoever changes a repair waits in one order: device → project → technicians → order. So nobody waits in a circle.

The device first: a fault report, an alarm, a device that moves and every step that settles the device come by it, and
whoever has it has the orders of the device too. Then the right to give work in the project (`candidates.lock`), then the
technicians by id, whose load is counted. An acceptance has no device to settle; it goes on to the work order, which
comes before the device when a repair is begun from it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from app.generated.equipment import Equipment
from app.generated.repair_order import RepairOrder, repair_order_hooks
from app.runtime.context import Context

NO_DEVICE = ("accept", "wait_part", "part_arrived", "pass_acceptance")
"""Steps that leave the device as it is."""


@repair_order_hooks.holds
def device_comes_first(ids: Sequence[int], step: str, ctx: Context) -> None:
    """Before the rows of the orders, their devices."""
    if step not in NO_DEVICE:
        hold_devices_of(ctx, ids)


def hold_devices_of(ctx: Context, ids: Collection[int]) -> None:
    """The devices of these orders are nobody else's until the transaction ends."""
    mine = select(RepairOrder.equipment_id).where(RepairOrder.id.in_(ids))
    if ctx.session.get_bind().dialect.name == "postgresql":
        # Columns alone: what the session knows of the device stays as it is.
        ctx.session.execute(
            select(Equipment.id)
            .where(Equipment.id.in_(mine))
            .order_by(Equipment.id)
            .with_for_update(of=Equipment, key_share=True)
        ).all()
