"""2.1: what runs out is told in time, each step once (O5.8)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from app.custom.equipment.devices import reminders
from app.custom.equipment.devices.reminders import INSPECTION, LIFE, WARRANTY
from app.generated.equipment import Equipment
from app.runtime import notify, records
from app.runtime.database import Database
from tests.custom.equipment.plant import MANAGER, MECHANIC, Plant
from tests.support.statements import heard

DAY = dt.date(2026, 5, 31)


@pytest.mark.parametrize(
    ("deadline", "today", "step"),
    [
        (INSPECTION, "2026-03-31", None),
        (INSPECTION, "2026-04-01", 60),
        (INSPECTION, "2026-04-30", 60),
        (INSPECTION, "2026-05-01", 30),
        (INSPECTION, "2026-05-24", 7),
        (INSPECTION, "2026-05-31", 7),
        (INSPECTION, "2026-06-01", 0),
        (INSPECTION, "2026-07-01", None),
        (LIFE, "2025-05-30", None),
        (LIFE, "2025-05-31", 12),
        (LIFE, "2025-11-30", 6),
        (LIFE, "2026-04-29", 6),
        (LIFE, "2026-04-30", 1),
        (LIFE, "2026-06-01", None),
        (WARRANTY, "2026-05-01", 30),
    ],
)
def test_a_step_begins_so_long_before_the_day(
    deadline: reminders.Deadline, today: str, step: int | None
) -> None:
    assert deadline.step(DAY, dt.date.fromisoformat(today)) == step


def run(plant: Plant) -> None:
    with records.writing(plant.town.ctx):
        reminders.remind(plant.town.ctx)


def told(plant: Plant, name: str = MANAGER) -> list[Any]:
    rows = notify.inbox(plant.town.as_(name))
    return [row for row in rows if row.template.startswith("equipment.")]


def test_each_step_of_a_statutory_inspection_is_told_once(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    until = plant.town.ctx.today + dt.timedelta(days=61)
    plant.device("1号梯", "lift", inspection_valid_to=until)
    counts = []
    for days in (0, 1, 1, 29, 1, 22, 1, 7, 1):
        at.shift(dt.timedelta(days=days))
        run(plant)
        counts.append(len(told(plant)))
    assert counts == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert told(plant)[0].template == "equipment.inspection_over"


def test_the_keeper_is_told_too(plant: Plant) -> None:
    soon = plant.town.ctx.today + dt.timedelta(days=20)
    plant.device(warranty_to=soon, keeper=plant.town.employees[MECHANIC].id)
    run(plant)
    assert [row.template for row in told(plant, MECHANIC)] == ["equipment.warranty_ends"]
    assert told(plant, MECHANIC)[0].params["left"] == 20


def test_another_date_begins_anew(plant: Plant) -> None:
    today = plant.town.ctx.today
    lift = plant.device("1号梯", "lift", inspection_valid_to=today + dt.timedelta(days=5))
    run(plant)
    passed = {"inspection_valid_to": today + dt.timedelta(days=58)}
    records.update(plant.manager, Equipment, lift.id, passed)
    run(plant)
    assert len(told(plant)) == 2


def test_the_end_of_a_life_is_told_months_before(plant: Plant) -> None:
    plant.device(in_service_on=dt.date(2016, 9, 1))
    run(plant)
    assert [row.template for row in told(plant)] == ["equipment.life_ends"]


def test_a_device_out_of_service_has_no_warranty_to_think_of(plant: Plant) -> None:
    soon = plant.town.ctx.today + dt.timedelta(days=20)
    pump = plant.device(warranty_to=soon)
    records.transition(plant.manager, Equipment, pump.id, "stop", note="大修")
    run(plant)
    assert told(plant) == []


def test_forty_devices_take_as_many_statements_as_one(plant: Plant, database: Database) -> None:
    counts = []
    for number in (1, 20):
        for one in range(number):
            plant.device(
                f"泵{number}-{one}", warranty_to=plant.town.ctx.today + dt.timedelta(days=20)
            )
        with heard(database) as statements:
            run(plant)
        counts.append(len(statements))
    assert counts[1] == counts[0]
