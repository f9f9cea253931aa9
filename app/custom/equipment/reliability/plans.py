"""The maintenance plans that suggestions are about: how long their interval is, whom they serve, what the law says (2.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, CompoundSelect, case, func, select, union

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
    chosen = (
        select(MaintenancePlan.id)
        .outerjoin(first, first.c.plan_id == MaintenancePlan.id)
        .where(
            MaintenancePlan.kind == "maintain",
            MaintenancePlan.state == "active",
            MaintenancePlan.deleted_at.is_(None),
            mine,
        )
    )
    rows = ctx.session.execute(
        select(
            MaintenancePlan.id, MaintenancePlan.project_id, MaintenancePlan.covers,
            MaintenancePlan.equipment_id, MaintenancePlan.interval, MaintenancePlan.unit,
            MaintenancePlan.standard_min, MaintenancePlan.weekdays,
        ).where(MaintenancePlan.id.in_(chosen)).order_by(MaintenancePlan.id)
    )  # fmt: skip
    found = {
        row.id: Plan(
            row.id, row.project_id, row.equipment_id if row.covers == "equipment" else None,
            row.interval, row.unit, row.standard_min or USUAL_MINUTES,
            len(row.weekdays or ()),
        )
        for row in rows
    }  # fmt: skip
    for plan, devices in served(ctx, MaintenancePlan.id.in_(chosen)).items():
        found[plan].devices = devices
    return [plan for plan in found.values() if plan.devices]


def served(ctx: Context, which: ColumnElement[bool]) -> Mapping[int, dict[int, tuple[int, str]]]:
    """Plan → its devices with category and model: its stops, and the device that it is about."""
    pairs = _pairs(which).subquery()
    rows = ctx.session.execute(
        select(pairs.c.plan, Equipment.id, Equipment.category_id, Equipment.model)
        .join(Equipment, Equipment.id == pairs.c.device)
        .where(Equipment.deleted_at.is_(None))
        .order_by(pairs.c.plan, Equipment.id)
    )
    found: dict[int, dict[int, tuple[int, str]]] = {}
    for plan, device, category, model in rows:
        found.setdefault(plan, {})[device] = (category, model)
    return found


def is_served(which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a device (of Equipment) is one of such a plan."""
    return Equipment.id.in_(select(_pairs(which).subquery().c.device))


def _pairs(which: ColumnElement[bool]) -> CompoundSelect[tuple[int, int]]:
    """Rows (plan, device), each once."""
    stops = select(PlanStop.plan_id.label("plan"), PlanStop.equipment_id.label("device")).where(
        PlanStop.deleted_at.is_(None),
        PlanStop.active.is_(True),
        PlanStop.plan_id.in_(select(MaintenancePlan.id).where(which)),
    )
    own = select(MaintenancePlan.id, MaintenancePlan.equipment_id).where(
        which, MaintenancePlan.covers == "equipment"
    )
    return union(stops, own)
