"""The device follows its repair orders: its state is the worst that the open ones ask for, its downtime their union (2.3, 2.4).

One downtime is one stay: from the first fault until the last repair that held the device down, however many orders
there were meanwhile. A false report takes its part back, and the whole row when nothing else held the device.
Every change holds the row of the device, so that of two orders the second sees what the first did.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import and_, or_, select

from app.custom.equipment.devices.lawful import is_valid
from app.generated.equipment import Equipment
from app.generated.equipment_downtime import EquipmentDowntime
from app.generated.repair_order import RepairOrder
from app.runtime.context import Context
from app.runtime.system import TransitionLog

from .notices import DOWN

OPEN = ("reported", "dispatched", "accepted", "repairing", "waiting_part")
WORKED_ON = ("repairing", "waiting_part")
DONE = ("repaired", "closed")
STANDS_STILL = ("fault", "repairing")
OUT = ("stopped", "scrapping", "scrapped")
"""The device was out of service before: a fault changes nothing, and no downtime counts."""

Restored = Literal["running", "standby", "stopped"]
RESTORED: dict[Restored, Literal["restore", "restore_spare", "retire"]] = {
    "running": "restore",
    "standby": "restore_spare",
    "stopped": "retire",
}
WORST: tuple[Restored, ...] = ("stopped", "standby", "running")


@dataclass(frozen=True, slots=True)
class Hold:
    """What one order does to its device. `since`: from when it holds the device down; None: it runs on."""

    id: int
    number: str
    state: str
    since: dt.datetime | None
    until: dt.datetime | None
    after: Restored | None


def held(ctx: Context, equipment_id: int) -> Equipment:
    """The device as it is now, nobody else's until the transaction ends."""
    ctx.session.flush()
    device: Equipment = ctx.query(
        select(Equipment)
        .where(Equipment.id == equipment_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    return device


def held_since(order: Any) -> dt.datetime | None:
    """s1 and s2: since it failed. Else since the repair began, when that needs the device stopped."""
    if order.severity in DOWN:
        at: dt.datetime = order.fault_at
        return at
    return order.started_at if order.stops_device else None


def settle(ctx: Context, equipment_id: int, *, why: str = "") -> None:
    """Bring state and downtime of the device in line with its orders. `why`: the note of the change, a number."""
    device = held(ctx, equipment_id)
    orders = _orders(ctx, equipment_id, RepairOrder.state.in_(OPEN))
    holding = [order for order in orders if order.since is not None]
    first = min((order.since for order in holding if order.since), default=None)
    stays = _stays(ctx, equipment_id, first)
    if not stays and (not holding or device.state in OUT):
        return
    begin = min([stay.from_at for stay in stays] + ([first] if first else []))
    done = _orders(ctx, equipment_id, RepairOrder.state.in_(DONE), RepairOrder.finished_at > begin)
    counted = [order for order in (*holding, *done) if order.since is not None]
    if holding:
        _go_on(ctx, device, stays, counted)
        _move(ctx, device, _down(holding), why)
    else:
        _end(ctx, device, stays, counted)
        _restore(ctx, device, [order.after for order in counted if order.after], why)


def _orders(ctx: Context, equipment_id: int, *conditions: Any) -> list[Hold]:
    order = RepairOrder
    rows = ctx.session.execute(
        select(
            order.id, order.repair_no, order.state, order.severity, order.fault_at, order.started_at,
            order.finished_at, order.stops_device, order.equipment_after,
        )
        .where(order.equipment_id == equipment_id, order.deleted_at.is_(None), *conditions)
        .order_by(order.id)
    )  # fmt: skip
    return [
        Hold(
            row.id, row.repair_no, row.state, held_since(row), row.finished_at, row.equipment_after
        )
        for row in rows
    ]


def open_orders(ctx: Context, equipment_id: int) -> list[Hold]:
    """The orders of the device that are not repaired yet, the oldest first."""
    return _orders(ctx, equipment_id, RepairOrder.state.in_(OPEN))


# -- downtime -------------------------------------------------------------------------------------


def _stays(ctx: Context, equipment_id: int, since: dt.datetime | None) -> list[EquipmentDowntime]:
    """The open stay of the device, and those that reach beyond `since`: a repair that failed was never over."""
    stay = EquipmentDowntime
    touched: Any = stay.to_at.is_(None)
    if since is not None:
        touched = or_(touched, stay.to_at > since)
    return list(
        ctx.query(
            select(stay)
            .where(
                and_(stay.equipment_id == equipment_id, touched),
                stay.reason == "fault",
                stay.deleted_at.is_(None),
            )
            .order_by(stay.from_at, stay.id)
        )
    )


def _go_on(
    ctx: Context, device: Equipment, stays: Sequence[EquipmentDowntime], counted: Iterable[Hold]
) -> None:
    cause = min(counted, key=lambda order: (order.since or ctx.now, order.id))
    values = {"from_at": cause.since, "repair_order": cause.id}
    if stays:
        for more in stays[1:]:
            ctx.delete(more)
        ctx.update(stays[0], **values, to_at=None, minutes=None)
    else:
        ctx.create(
            EquipmentDowntime,
            equipment=device.id,
            project=device.project_id,
            reason="fault",
            **values,
        )
    if device.fault_since != cause.since:
        ctx.update(device, fault_since=cause.since)


def _end(
    ctx: Context, device: Equipment, stays: Sequence[EquipmentDowntime], counted: Sequence[Hold]
) -> None:
    """Until the last repair; what only false reports began is taken back."""
    for more in stays if not counted else stays[1:]:
        ctx.delete(more)
    if counted:
        cause = min(counted, key=lambda order: (order.since or ctx.now, order.id))
        since, until = cause.since or ctx.now, max(order.until or ctx.now for order in counted)
        ctx.update(
            stays[0],
            from_at=since,
            to_at=until,
            minutes=minutes(since, until),
            repair_order=cause.id,
        )
    if device.fault_since is not None:
        ctx.update(device, fault_since=None)


def minutes(since: dt.datetime, until: dt.datetime) -> int:
    """Whole minutes between two moments."""
    return int((until - since).total_seconds() // 60)


# -- state ----------------------------------------------------------------------------------------


def _down(holding: Iterable[Hold]) -> str:
    """Somebody is at it: in repair; else down."""
    return "repairing" if any(order.state in WORKED_ON for order in holding) else "fault"


def _move(ctx: Context, device: Equipment, target: str, why: str) -> None:
    if device.state != target and device.state not in OUT:
        ctx.transition(device, "repair" if target == "repairing" else "fault", note=why)


def _restore(ctx: Context, device: Equipment, after: Sequence[Restored], why: str) -> None:
    """To what the technicians said, the worst of it; after false reports to what it was."""
    if device.state not in STANDS_STILL:
        return
    target = min(after, key=WORST.index) if after else _before(ctx, device)
    if target == "running" and not may_run(device, ctx):
        target = "stopped"
    ctx.transition(device, RESTORED[target], note=why)


def leave(ctx: Context, order: RepairOrder) -> None:
    """A device that ran all the time is put aside after the repair, when the technician says so."""
    device = held(ctx, order.equipment_id)
    aside = order.equipment_after in ("standby", "stopped") and device.state in (
        "running",
        "standby",
    )
    if aside and order.equipment_after != device.state:
        step = RESTORED[order.equipment_after or "stopped"]
        ctx.transition(device, step, note=str(order.repair_no))


def may_run(device: Equipment, ctx: Context) -> bool:
    """Special equipment runs with a valid statutory inspection only."""
    return not device.special or is_valid(device.inspection_valid_to, ctx.today)


def _before(ctx: Context, device: Equipment) -> Restored:
    """What the device was before it went down."""
    found = ctx.session.scalar(
        select(TransitionLog.from_state)
        .where(
            TransitionLog.entity == Equipment.key(),
            TransitionLog.record_id == device.id,
            TransitionLog.from_state.in_(("running", "standby")),
            TransitionLog.to_state.in_(STANDS_STILL),
        )
        .order_by(TransitionLog.id.desc())
        .limit(1)
    )
    return "standby" if found == "standby" else "running"
