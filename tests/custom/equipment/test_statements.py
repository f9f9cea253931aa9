"""2.1–2.5: pages and answers of equipment take the same statements for two rows and for eighteen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask

from app.generated.maintenance_plan import MaintenancePlan
from app.runtime import jobs, records
from tests.custom.equipment.plant import MANAGER, MECHANIC, Plant
from tests.custom.equipment.repair.workshop import Workshop
from tests.custom.equipment.stock.test_parts import part
from tests.support.people import People

pytestmark = pytest.mark.database

LISTS = (
    "equipment",
    "maintenance_plan",
    "inspection_task",
    "repair_order",
    "spare_part",
    "plan_stop",
)
MANAGED = (
    *(f"/{name}/list/" for name in LISTS),
    "/equipment/calendar/", "/inspection_task/calendar/", "/inspection_task/kanban/",
    "/equipment/show/{device}", "/maintenance_plan/show/{plan}", "/repair_order/show/{order}",
    "/inspection_task/show/{task}", "/spare_part/show/{part}", "/reliability",
    *(f"/api/v1/{name}" for name in LISTS), "/api/v1/equipment/{device}",
)  # fmt: skip
MINE = ("/today/", "/today/inspection_task/{task}", "/inspection_task/list/", "/repair_order/list/")
MOST = 16


@pytest.fixture
def workshop(plant: Plant) -> Workshop:
    return Workshop(plant).staffed()


def grow(workshop: Workshop, plan: Any, numbers: range) -> None:
    """Devices with parts below them, tasks of one plan, a repair each, spare parts."""
    plant = workshop.plant
    above = None
    for number in numbers:
        device = plant.device(f"{number}号泵", **({"parent": above} if above else {}))
        above = above or device.id
        workshop.report(device, severity="s3", description=f"{number}")
        part(workshop, ("2", "10"), code=f"P-{number}")
    jobs.run_due()
    records.transition(plant.manager, MaintenancePlan, plan.id, "generate")
    jobs.run_due()


def test_pages_of_equipment_cost_the_same_for_few_and_for_many(
    workshop: Workshop,
    app: Flask,
    people: People,
    statements: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    plant = workshop.plant
    plan = plant.plan(covers="category", category=plant.categories["pump"].id)
    grow(workshop, plan, range(2))
    (order, *_), (task, *_) = workshop.orders(), plant.tasks(plan, "issued")
    ids = {
        "device": order.equipment_id, "plan": plan.id, "order": order.id, "task": task.id, "part": 1,
    }  # fmt: skip
    seen_by = [
        (people.browser(app, plant.town.logins[name]), [url.format(**ids) for url in urls])
        for name, urls in ((MANAGER, MANAGED), (MECHANIC, MINE))
    ]

    def cost() -> dict[str, int]:
        found = {}
        for client, urls in seen_by:
            for url in urls:
                with statements() as seen:
                    answer = client.get(url)
                assert answer.status_code == 200, (url, answer.status)
                found[url] = len(seen)
        return found

    cost()  # what a person's first page asks once
    few = cost()
    grow(workshop, plan, range(2, 18))
    assert cost() == few
    assert {url: count for url, count in few.items() if count > MOST} == {}
