"""What follows from a choice stands there at once: the rhythm of a category, the project of a building or a device (2.1, 2.2)."""

from __future__ import annotations

from typing import Any

# What follows is compared with the fields at once: all tables that they name must be there, whoever imports this first.
import app.generated.models  # noqa: F401
from app.forms.follows import follows
from app.generated.building import Building
from app.generated.equipment import Equipment
from app.generated.equipment_category import EquipmentCategory
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.repair_order import RepairOrder
from app.generated.work_order import WorkOrder
from app.runtime import query
from app.runtime.context import Context

from .. import categories
from ..plans.nominal import longest_days


@follows(Equipment, "category", ["service_life_years", "interval", "interval_unit"])
def care_of(ctx: Context, category: int) -> dict[str, Any]:
    """How long such a device lives, and how often it is looked after."""
    known = query.get(ctx, EquipmentCategory, category)
    return {
        "service_life_years": known.get("life_years"),
        "interval": known.get("default_interval"),
        "interval_unit": known.get("default_unit"),
    }


@follows(MaintenancePlan, "category", ["interval", "unit"])
def rhythm_of(ctx: Context, category: int) -> dict[str, Any]:
    """The rhythm of the category, else of the nearest one above it; else once a month, and never less than the law asks."""
    tree = categories.tree(ctx)
    cap = tree.cap(category)
    for one in tree.above(category):
        known = query.get(ctx, EquipmentCategory, one)
        interval, unit = known.get("default_interval"), known.get("default_unit")
        if interval and unit and (cap is None or longest_days(interval, unit) <= cap):
            return {"interval": interval, "unit": unit}
    if cap is not None and cap < longest_days(1, "month"):
        return {"interval": cap, "unit": "day"}
    return {"interval": 1, "unit": "month"}


@follows(MaintenancePlan, "equipment", ["project", "interval", "unit"], instead_of="category")
def rhythm_of_a_device(ctx: Context, device: int) -> dict[str, Any]:
    """Its own rhythm, else that of its category; and its project."""
    known = query.get(ctx, Equipment, device)
    interval, unit = known.get("interval"), known.get("interval_unit")
    if interval and unit:
        return {**_project(known), "interval": interval, "unit": unit}
    category = known.get("category")
    return {**_project(known), **(rhythm_of(ctx, category["id"]) if category else {})}


@follows(Equipment, "building", ["project"])
def project_of_a_building(ctx: Context, building: int) -> dict[str, Any]:
    """A building stands in one project."""
    return _project(query.get(ctx, Building, building))


@follows(RepairOrder, "equipment", ["project"])
def project_of_a_device(ctx: Context, device: int) -> dict[str, Any]:
    """A device belongs to one project."""
    return _project(query.get(ctx, Equipment, device))


@follows(RepairOrder, "work_order", ["equipment", "description"])
def fault_of_an_order(ctx: Context, order: int) -> dict[str, Any]:
    """What the resident said is what is wrong, of the device that his order is about."""
    known = query.get(ctx, WorkOrder, order)
    device = known.get("equipment")
    return {"equipment": [device["id"]] if device else [], "description": known.get("summary")}


def _project(record: Any) -> dict[str, Any]:
    project = record.get("project")
    return {"project": [project["id"]] if project else []}
