"""2.2: run hours never fall unless the counter was replaced, and make what is due by them (O5.7)."""

from __future__ import annotations

import datetime as dt
import threading
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from app.generated.equipment import Equipment
from app.generated.equipment_reading import EquipmentReading
from app.generated.maintenance_plan import MaintenancePlan
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.errors import AppError, RuleViolation
from tests.custom.equipment.plant import MECHANIC, Plant


def read(plant: Plant, device: Equipment, hours: object, **values: Any) -> EquipmentReading:
    given = {"equipment": device.id, "hours": hours, **values}
    return records.create(plant.mechanic, EquipmentReading, given)


def by_hours(plant: Plant, device: Equipment, **values: Any) -> MaintenancePlan:
    return plant.plan(device, interval=500, unit="hours", kind="maintain", **values)


def keys(plant: Plant, plan: MaintenancePlan, *states: str) -> list[str]:
    return [task.nominal_key for task in plant.tasks(plan, *states)]


def test_hours_add_up_on_the_device(plant: Plant) -> None:
    pump = plant.device()
    assert [read(plant, pump, hours).added for hours in (480, "510.5")] == [480, Decimal("30.5")]
    assert plant.again(pump).run_hours == Decimal("510.5")
    assert plant.again(pump).read_on == plant.town.ctx.now


def test_a_reading_never_falls(plant: Plant) -> None:
    pump = plant.device()
    read(plant, pump, 480)
    with pytest.raises(RuleViolation, match="less than the 480") as caught:
        read(plant, pump, 470)
    assert [error.field for error in caught.value.errors] == ["hours"]
    assert plant.again(pump).run_hours == 480


def test_a_new_counter_begins_at_zero_and_the_hours_go_on(plant: Plant) -> None:
    pump = plant.device()
    read(plant, pump, 480)
    read(plant, pump, 20, replaced=True)
    read(plant, pump, 50)
    assert plant.again(pump).run_hours == 530


@pytest.mark.parametrize("minutes", [-60, 10])
def test_a_reading_is_neither_before_the_last_nor_in_the_future(plant: Plant, minutes: int) -> None:
    pump = plant.device()
    read(plant, pump, 480)
    moment = plant.town.ctx.now + dt.timedelta(minutes=minutes)
    with pytest.raises(RuleViolation) as caught:
        read(plant, pump, 490, read_at=moment)
    assert [error.field for error in caught.value.errors] == ["read_at"]


def test_five_hundred_hours_make_one_task(plant: Plant) -> None:
    """O5.7: 480 → 510."""
    pump = plant.device()
    read(plant, pump, 480)
    plan = by_hours(plant, pump)
    assert keys(plant, plan) == []
    read(plant, pump, 510)
    jobs.run_due()
    assert keys(plant, plan, "issued") == ["h500"]
    assert plant.tasks(plan)[0].assignee_name == MECHANIC


@pytest.mark.parametrize(
    ("catchup", "made", "skipped"),
    [("all", ["h500", "h1000", "h1500"], []), ("latest", ["h500", "h1500"], ["h1000"])],
)
def test_hours_that_were_passed_are_made_up_as_the_plan_says(
    plant: Plant, catchup: str, made: list[str], skipped: list[str]
) -> None:
    """O5.7: 510 → 1,600."""
    pump = plant.device()
    read(plant, pump, 480)
    plan = by_hours(plant, pump, catchup=catchup)
    read(plant, pump, 510)
    read(plant, pump, 1600)
    assert keys(plant, plan, "planned", "issued") == made
    assert keys(plant, plan, "skipped") == skipped
    assert plant.stops(plan)[0].next_hours == 2000


def test_the_night_makes_no_hours_twice(plant: Plant, at: time_machine.Coordinates) -> None:
    pump = plant.device()
    plan = by_hours(plant, pump)
    read(plant, pump, 510)
    at.shift(dt.timedelta(days=1))
    jobs.run_due()
    assert keys(plant, plan) == ["h500"]


def test_hours_that_are_fixed_count_from_zero_when_the_plan_is_changed(plant: Plant) -> None:
    pump = plant.device()
    read(plant, pump, 480)
    plan = by_hours(plant, pump)
    records.update(plant.manager, MaintenancePlan, plan.id, {"interval": 250})
    read(plant, pump, 800)
    assert keys(plant, plan, "planned") == ["h750"]


def test_two_readings_at_once_are_compared_with_each_other(plant: Plant) -> None:
    pump = plant.device()
    read(plant, pump, 100)
    ready, outcomes = threading.Barrier(2), []

    def work(hours: int) -> None:
        with Context.system() as ctx:
            ready.wait()
            try:
                records.create(ctx, EquipmentReading, {"equipment": pump.id, "hours": hours})
                outcomes.append(hours)
            except AppError:
                outcomes.append(0)

    workers = [threading.Thread(target=work, args=(hours,)) for hours in (200, 200)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert outcomes == [200, 200]
    assert plant.again(pump).run_hours == 200


def test_a_device_that_reads_itself_is_told_apart(plant: Plant) -> None:
    pump = plant.device()
    town = plant.town
    town.staff("integrator", "ENG", name="网关")
    given = {"equipment": pump.id, "hours": 10}
    made = records.create(town.as_("网关"), EquipmentReading, given)
    assert (made.source, read(plant, pump, 11).source) == ("iot", "person")
