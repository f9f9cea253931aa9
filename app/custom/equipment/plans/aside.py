"""What is due, set aside in the database: tasks and places in the series are made of it there, not row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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

from .making import Due

PLACES = ("last_nominal_on", "last_hours", "next_on", "next_hours")
"""Columns of a stop that say where its series stands."""
SAID = (
    "nominal_key", "nominal_on", "due_on", "late_after", "state", "result", "remark", "overdue",
)  # fmt: skip
"""Columns of a task that the calculation says."""


@dataclass(frozen=True, slots=True)
class Aside:
    """`stops`: which series each stop belongs to; `places`, `tasks`: what is due of each series, a row or a few."""

    stops: Table
    places: Table
    tasks: Table

    def tasks_due(self) -> Any:
        """The rows of the tasks, by column; without those that are there, of a device that came back to its route."""
        stop, plan, device, task = PlanStop, MaintenancePlan, Equipment, InspectionTask
        due = self.tasks.c
        there = exists().where(
            task.plan_id == stop.plan_id,
            task.equipment_id == stop.equipment_id,
            task.nominal_key == due.nominal_key,
            task.deleted_at.is_(None),
        )
        return (
            select(
                stop.plan_id, stop.equipment_id, device.name.label("equipment_name"),
                device.location, device.category_id, device.project_id, plan.kind, stop.sort_no,
                plan.standard_min, literal(0).label("told_level"), *(due[name] for name in SAID),
            )
            .join(self.stops, self.stops.c.stop_id == stop.id)
            .join(self.tasks, due.series == self.stops.c.series)
            .join(plan, plan.id == stop.plan_id)
            .join(device, device.id == stop.equipment_id)
            .where(~there)
            .order_by(stop.id, due.place)
        )  # fmt: skip

    def ids(self) -> Any:
        """The stops that move on."""
        return select(self.stops.c.stop_id)

    def devices(self) -> Any:
        """Their devices."""
        return select(PlanStop.equipment_id).where(PlanStop.id.in_(self.ids()))

    def values(self) -> dict[str, Any]:
        """Where each of them stands then."""
        return {
            name: select(self.places.c[name])
            .join(self.stops, self.stops.c.series == self.places.c.series)
            .where(self.stops.c.stop_id == PlanStop.id)
            .correlate(PlanStop)
            .scalar_subquery()
            for name in PLACES
        }


def _tables() -> tuple[MetaData, Aside]:
    """Made once, so that statements over them are compiled once; every connection has rows of its own in them."""
    known = MetaData()
    task: Any = InspectionTask.__table__
    stop: Any = PlanStop.__table__
    number = [Column("series", Integer, index=True)]
    return known, Aside(
        Table(
            "_due_stops", known, Column("stop_id", Integer, primary_key=True),
            Column("series", Integer), prefixes=["TEMPORARY"],
        ),
        Table(
            "_due_places", known, Column("series", Integer, primary_key=True),
            *(Column(name, stop.c[name].type) for name in PLACES), prefixes=["TEMPORARY"],
        ),
        Table(
            "_due_tasks", known, Column("place", Integer, primary_key=True), *number,
            *(Column(name, task.c[name].type) for name in SAID), prefixes=["TEMPORARY"],
        ),
    )  # fmt: skip


KNOWN, ASIDE = _tables()


@contextmanager
def aside(ctx: Context, series: Sequence[Due], stops: Sequence[tuple[int, int]]) -> Iterator[Aside]:
    """Temporary tables, gone at the end. `stops`: (stop, place in `series`) of those that something is due of."""
    connection = ctx.session.connection()
    KNOWN.create_all(connection, checkfirst=False)
    for table, rows in (
        (ASIDE.stops, [{"stop_id": stop, "series": number} for stop, number in stops]),
        (ASIDE.places, [{"series": n, **due.place} for n, due in enumerate(series) if due.place]),
        (ASIDE.tasks, [{"series": n, **row} for n, due in enumerate(series) for row in due.rows]),
    ):
        if rows:
            connection.execute(insert(table), rows)
    yield ASIDE
    KNOWN.drop_all(connection, checkfirst=False)
