"""2.5, domain.md §7: lives that are known are found again in the records, and the advice fits them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import select

from app.custom.crm.demo.bulk import Bulk
from app.custom.equipment.categories import tree
from app.custom.equipment.demo import failures
from app.custom.equipment.reliability import keeping, suggesting, words
from app.generated.maintenance_advice import MaintenanceAdvice
from app.generated.repair_order import RepairOrder
from app.runtime import records
from tests.custom.equipment.reliability.plant import Plant

pytestmark = pytest.mark.database

SINCE = dt.date(2024, 3, 4)
FLEETS = {"pump": ("pump", 40, 30), "lift": ("lift_door", 20, 15), "camera": ("camera", 60, 90)}
"""Category → breed, devices, days between two maintenances."""


@pytest.fixture
def fleet(plant: Plant) -> Plant:
    """Two years of pumps, lift doors and cameras, maintained as planned."""
    bulk = Bulk(plant.ctx, now=plant.ctx.now)
    random = Random(20260101)
    start = plant.ctx.now - dt.timedelta(days=730)
    for category, (breed, number, days) in FLEETS.items():
        ids = plant.devices(number, category, in_service_on=SINCE)
        plan = plant.plan(ids, days, standard_min=40)
        care = {
            id: [start + dt.timedelta(days=days * k + place % days) for k in range(1, 730 // days)]
            for place, id in enumerate(ids)
        }
        plant.maintained(plan, care)
        for id in ids:
            device = {
                "id": id, "name": category, "location": "B1", "project_id": plant.project,
                "category_id": plant.categories[category],
            }  # fmt: skip
            failures.write(
                bulk, random, device, failures.BREEDS[breed], since=start, maintained=care[id]
            )
    failures.number(bulk)
    with records.writing(plant.ctx):
        bulk.flush()
    return plant


def test_known_lives_are_found_again_and_cameras_run_to_failure(fleet: Plant) -> None:
    """Each β within 0.4 of what the failures were drawn from; every order has a number of its own."""
    with records.writing(fleet.ctx):
        keeping.keep_project(fleet.ctx, fleet.project, "2026-02")
        for category in fleet.categories.values():
            suggesting.suggest_for(fleet.ctx, "2026-02", tree(fleet.ctx), category)
    said = {
        one.category.code: one
        for one in fleet.ctx.query(select(MaintenanceAdvice).order_by(MaintenanceAdvice.id))
        if one.category is not None
    }
    camera = said["camera"]
    assert (camera.kind, camera.pooled) == ("run_to_failure", "model")
    assert camera.beta is not None
    assert abs(camera.beta - Decimal("1.0")) < Decimal("0.4")
    assert "坏了再修" in words.read(camera.explanation or "", "zh")
    # Lifts keep to the law whatever their life; nothing is to be changed.
    assert "lift" not in said
    pump = said["pump"]
    assert pump.kind == "interval"
    assert pump.beta is not None
    assert abs(pump.beta - Decimal("2.5")) < Decimal("0.4")
    assert pump.eta_h is not None
    assert abs(pump.eta_h - 2000) < 300

    orders = fleet.ctx.query(select(RepairOrder)).all()
    assert len({one.repair_no for one in orders}) == len(orders) > 100
    assert all(one.fault_at < (one.finished_at or one.fault_at) <= fleet.ctx.now for one in orders)
