"""The maintenance plans that suggestions are about: how long their interval is, whom they serve, what the law says (2.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from app.generated.equipment import Equipment
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.runtime.context import Context

from .intervals import DAYS

USUAL_MINUTES = 30
"""What a maintenance takes where neither its plan nor anybody who did it says."""


@dataclass(slots=True)
class Plan:
    """A plan as a suggestion sees it; `devices`: id → (category, model)."""

    id: int
    project: int
    equipment: int | None
    interval: int
    unit: str
    minutes: int
    weekdays: int = 0
    devices: dict[int, tuple[int, str]] = field(default_factory=dict)

    @property
    def models(self) -> set[str]:
        return {model for _category, model in self.devices.values()}

    @property
    def categories(self) -> set[int]:
        return {category for category, _model in self.devices.values()}

    def days(self, hours_a_day: float = 24.0) -> int:
        """The interval in days."""
        return days_of(self.interval, self.unit, self.weekdays, hours_a_day)


def days_of(interval: int, unit: str, weekdays: int = 0, hours_a_day: float = 24.0) -> int:
    """An interval in days: months of 30, quarters of 90, years of 365; run hours at their pace; weeks by their days."""
    if unit == "hours":
        return max(1, round(interval / hours_a_day))
    return max(1, round(interval * DAYS[unit] / max(1, weekdays)))


def of_category(ctx: Context, category: int) -> list[Plan]:
    """The active maintenance plans of a category: it covers them, their device is of it, or no stop of a lower id is."""
    first = (
        select(PlanStop.plan_id, func.min(Equipment.category_id).label("category"))
        .join(Equipment, Equipment.id == PlanStop.equipment_id)
        .where(PlanStop.deleted_at.is_(None), PlanStop.active.is_(True))
        .group_by(PlanStop.plan_id)
        .subquery()
    )
    own = select(Equipment.id).where(Equipment.category_id == category)
    mine = case(
        (MaintenancePlan.covers == "category", MaintenancePlan.category_id == category),
        (MaintenancePlan.covers == "equipment", MaintenancePlan.equipment_id.in_(own)),
        else_=first.c.category == category,
    )
    rows = ctx.session.execute(
        select(
            MaintenancePlan.id, MaintenancePlan.project_id, MaintenancePlan.covers,
            MaintenancePlan.equipment_id, MaintenancePlan.interval, MaintenancePlan.unit,
            MaintenancePlan.standard_min, MaintenancePlan.weekdays,
        )
        .outerjoin(first, first.c.plan_id == MaintenancePlan.id)
        .where(
            MaintenancePlan.kind == "maintain", MaintenancePlan.state == "active",
            MaintenancePlan.deleted_at.is_(None), mine,
        )
        .order_by(MaintenancePlan.id)
    )  # fmt: skip
    found = {
        row.id: Plan(
            row.id, row.project_id, row.equipment_id if row.covers == "equipment" else None,
            row.interval, row.unit, row.standard_min or USUAL_MINUTES,
            len(row.weekdays or ()),
        )
        for row in rows
    }  # fmt: skip
    for plan, devices in served(ctx, MaintenancePlan.id.in_(list(found))).items():
        found[plan].devices = devices
    return [plan for plan in found.values() if plan.devices]


def served(ctx: Context, which: ColumnElement[bool]) -> Mapping[int, dict[int, tuple[int, str]]]:
    """Plan → its devices with category and model: its stops, and the device that it is about."""
    stops = (
        select(PlanStop.plan_id, PlanStop.equipment_id)
        .where(PlanStop.deleted_at.is_(None), PlanStop.active.is_(True))
        .subquery()
    )
    rows = ctx.session.execute(
        select(MaintenancePlan.id, Equipment.id, Equipment.category_id, Equipment.model)
        .outerjoin(stops, stops.c.plan_id == MaintenancePlan.id)
        .join(
            Equipment,
            or_(
                Equipment.id == stops.c.equipment_id,
                and_(
                    MaintenancePlan.covers == "equipment",
                    Equipment.id == MaintenancePlan.equipment_id,
                ),
            ),
        )
        .where(which, Equipment.deleted_at.is_(None))
        .order_by(MaintenancePlan.id, Equipment.id)
    )
    found: dict[int, dict[int, tuple[int, str]]] = {}
    for plan, device, category, model in rows:
        found.setdefault(plan, {})[device] = (category, model)
    return found
