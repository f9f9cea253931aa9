"""What is due, set aside in the database: tasks and places in the series are made of it there, not row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    Table,
    exists,
    insert,
    literal,
    select,
)

from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.runtime.context import Context

PLACES = ("last_nominal_on", "last_hours", "next_on", "next_hours")
"""Columns of a stop that say where its series stands."""
SAID = (
    "nominal_key", "nominal_on", "due_on", "late_after", "state", "result", "remark", "overdue",
)  # fmt: skip
"""Columns of a task that the calculation says."""


@contextmanager
def tables(
    ctx: Context, due: Sequence[dict[str, Any]], places: Sequence[dict[str, Any]]
) -> Iterator[tuple[Table, Table]]:
    """Two temporary tables, filled and gone at the end: the tasks that are due, the places of the stops."""
    known = MetaData()
    task: Any = InspectionTask.__table__
    stop: Any = PlanStop.__table__
    made = Table(
        "_due_tasks", known, Column("place", Integer, primary_key=True), Column("stop_id", Integer),
        *(Column(name, task.c[name].type) for name in SAID), prefixes=["TEMPORARY"],
    )  # fmt: skip
    place = Table(
        "_due_places", known, Column("stop_id", Integer, primary_key=True),
        *(Column(name, stop.c[name].type) for name in PLACES), prefixes=["TEMPORARY"],
    )  # fmt: skip
    connection = ctx.session.connection()
    known.create_all(connection, checkfirst=False)
    for table, rows in ((made, due), (place, places)):
        if rows:
            connection.execute(insert(table), rows)
    yield made, place
    known.drop_all(connection, checkfirst=False)


def tasks_of(due: Table) -> Any:
    """The rows of the tasks, by column; without those that are there, of a device that came back to its route."""
    stop, plan, device, task = PlanStop, MaintenancePlan, Equipment, InspectionTask
    there = exists().where(
        task.plan_id == stop.plan_id,
        task.equipment_id == stop.equipment_id,
        task.nominal_key == due.c.nominal_key,
        task.deleted_at.is_(None),
    )
    return (
        select(
            stop.plan_id, stop.equipment_id, device.name.label("equipment_name"), device.location,
            device.category_id, device.project_id, plan.kind, stop.sort_no, plan.standard_min,
            literal(0).label("told_level"), *(due.c[name] for name in SAID),
        )
        .join(due, due.c.stop_id == stop.id)
        .join(plan, plan.id == stop.plan_id)
        .join(device, device.id == stop.equipment_id)
        .where(~there)
        .order_by(due.c.place)
    )  # fmt: skip


def values_of(place: Table) -> dict[str, Any]:
    """Each stop its own place."""
    return {
        name: select(place.c[name])
        .where(place.c.stop_id == PlanStop.id)
        .correlate(PlanStop)
        .scalar_subquery()
        for name in PLACES
    }


def devices_of(place: Table) -> Any:
    """The devices of these stops."""
    return select(PlanStop.equipment_id).join(place, place.c.stop_id == PlanStop.id)
