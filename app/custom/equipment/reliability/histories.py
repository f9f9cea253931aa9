"""The histories of many devices, read in order of the devices: two statements, nothing held but the device at hand (2.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.generated.repair_order import RepairOrder
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.system import TransitionLog
from app.runtime.types import MoneyType, UtcDateTime

from .spans import Failure, History, Maintenance, Stay

RESTORED = ("repaired", "closed")
"""States of a repair order whose fault is over."""
DONE = ("done", "verified")
OUT = ("stopped", "scrapping", "scrapped")
"""States in which a device is not in service."""
AT_ONCE = 2000


@dataclass(slots=True)
class Device:
    """What pooling and figures ask of one device."""

    id: int
    project: int
    category: int
    model: str
    history: History


def devices(ctx: Context, which: ColumnElement[bool]) -> Iterator[Device]:
    """Every device of the condition (on Equipment) with what happened to it. Read inside a transaction: jobs have one."""
    rows = ctx.session.execute(
        select(
            Equipment.id, Equipment.project_id, Equipment.category_id, Equipment.model,
            Equipment.in_service_on, Equipment.created_at, Equipment.state, Equipment.updated_at,
        ).where(which, Equipment.deleted_at.is_(None)).order_by(Equipment.id),
        execution_options={"yield_per": AT_ONCE},
    )  # fmt: skip
    happened = groupby(
        ctx.session.execute(_events(which), execution_options={"yield_per": AT_ONCE}),
        key=lambda row: row.equipment,
    )
    of, events = next(happened, (None, iter(())))
    for row in rows:
        history = History(midnight(row.in_service_on), row.created_at)
        while of is not None and of < row.id:
            of, events = next(happened, (None, iter(())))
        if of == row.id:
            for event in events:
                _add(history, event)
        if row.state in OUT and not any(stay.until is None for stay in history.out):
            # Its log does not say since when: an imported or a planted device.
            history.out.append(Stay(row.updated_at, None))
        yield Device(row.id, row.project_id, row.category_id, row.model, history)


def midnight(day: dt.date) -> dt.datetime:
    """When a day begins here."""
    return dt.datetime.combine(day, dt.time(), clock.zone()).astimezone(dt.UTC)


def counted() -> ColumnElement[bool]:
    """Repair orders that are failures: marked as one, restored, not cancelled."""
    return and_(
        RepairOrder.failure.is_(True),
        RepairOrder.state.in_(RESTORED),
        RepairOrder.finished_at.is_not(None),
        RepairOrder.deleted_at.is_(None),
    )


def _add(history: History, event: Any) -> None:
    if event.kind == "failure":
        cost = event.cost if event.cost is not None else Decimal(0)
        history.failures.append(Failure(event.at, event.until, cost, event.minutes))
    elif event.kind == "open":
        history.open_fault = min(history.open_fault or event.at, event.at)
    elif event.kind == "maintained":
        history.maintained.append(Maintenance(event.at, event.minutes))
    elif event.kind == "out":
        history.out.append(Stay(event.at, None))
    elif history.out and history.out[-1].until is None:
        history.out[-1] = Stay(history.out[-1].since, event.at)


def _events(which: ColumnElement[bool]) -> Select[Any]:
    """Rows (equipment, kind, at, until, cost, minutes) of every kind, device by device, in order of time."""
    chosen = select(Equipment.id).where(which, Equipment.deleted_at.is_(None))
    no_time = cast(null(), UtcDateTime())
    no_cost = cast(null(), MoneyType())
    no_minutes = cast(null(), Integer())

    def kind(name: str) -> Any:
        return literal(name, String(12)).label("kind")

    failures = select(
        RepairOrder.equipment_id.label("equipment"), kind("failure"), RepairOrder.fault_at.label("at"),
        RepairOrder.finished_at.label("until"), RepairOrder.total_cost.label("cost"),
        RepairOrder.down_min.label("minutes"),
    ).where(counted(), RepairOrder.equipment_id.in_(chosen))  # fmt: skip
    open_faults = select(
        RepairOrder.equipment_id, kind("open"), RepairOrder.fault_at, no_time, no_cost, no_minutes
    ).where(
        RepairOrder.failure.is_(True),
        RepairOrder.state.not_in((*RESTORED, "cancelled")),
        RepairOrder.deleted_at.is_(None),
        RepairOrder.equipment_id.in_(chosen),
    )
    maintained = select(
        InspectionTask.equipment_id, kind("maintained"), InspectionTask.finished_at, no_time, no_cost,
        func.coalesce(InspectionTask.labor_min, InspectionTask.standard_min),
    ).where(
        InspectionTask.kind == "maintain",
        InspectionTask.state.in_(DONE),
        InspectionTask.finished_at.is_not(None),
        InspectionTask.deleted_at.is_(None),
        InspectionTask.equipment_id.in_(chosen),
    )  # fmt: skip
    went_out = TransitionLog.to_state.in_(OUT)
    stays = select(
        TransitionLog.record_id,
        case((went_out, "out"), else_="in").label("kind"),
        TransitionLog.at, no_time, no_cost, no_minutes,
    ).where(
        TransitionLog.entity == Equipment.key(),
        TransitionLog.record_id.in_(chosen),
        or_(
            and_(went_out, func.coalesce(TransitionLog.from_state, "").not_in(OUT)),
            and_(TransitionLog.from_state.in_(OUT), TransitionLog.to_state.not_in(OUT)),
        ),
    )  # fmt: skip
    events = union_all(failures, open_faults, maintained, stays).subquery()
    return select(events).order_by(events.c.equipment, events.c.at, events.c.kind)
