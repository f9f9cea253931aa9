"""What the law asks of special equipment holds whichever way somebody goes around it (2.1, 2.2, 2.4)."""

from __future__ import annotations

import datetime as dt

import pytest

from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.runtime import jobs, records
from app.runtime.errors import AppError, RuleViolation
from tests.custom.equipment.plant import LAWFUL, Plant


def lift(plant: Plant, valid_to: dt.date | None = dt.date(2030, 1, 1)) -> Equipment:
    return plant.device("1号梯", "lift", inspection_valid_to=valid_to)


def step(plant: Plant, device: Equipment, name: str, note: str = "") -> None:
    records.transition(plant.manager, Equipment, device.id, name, note=note)


@pytest.mark.parametrize("valid_to", [None, dt.date(2026, 3, 3)])
def test_a_lift_without_inspection_does_not_leave_standby(
    plant: Plant, valid_to: dt.date | None
) -> None:
    device = lift(plant)
    step(plant, device, "standby")
    plant.runs_out(device, valid_to)
    with pytest.raises(AppError, match="statutory inspection"):
        step(plant, device, "run")
    assert plant.again(device).state == "standby"


def test_a_lift_runs_again_on_the_last_day_of_its_inspection(plant: Plant) -> None:
    device = lift(plant, plant.town.ctx.today)
    step(plant, device, "standby")
    step(plant, device, "run")
    assert plant.again(device).state == "running"


def test_a_statutory_test_is_not_skipped_where_no_interval_is_prescribed(plant: Plant) -> None:
    with records.writing(plant.town.ctx):
        plant._category("boiler", "锅炉", special=True, life_years=20)
    device = plant.device("锅炉", "boiler", reg_code="C-B1", **LAWFUL)
    plan = plant.plan(device, kind="calibrate", interval=1, unit="year")
    (task,) = plant.tasks(plan)
    with pytest.raises(RuleViolation, match="not skipped"):
        records.transition(plant.manager, InspectionTask, task.id, "skip", note="忙")


def test_a_stop_for_a_minute_skips_no_lawful_care(plant: Plant) -> None:
    device = lift(plant)
    plan = plant.plan(device, kind="maintain", interval=15, unit="day", lead_days=0)
    for turn in (1, 2):
        step(plant, device, "stop", "检修")
        step(plant, device, "restart")
        jobs.run_due()
        today = plant.town.ctx.today
        (due,) = plant.tasks(plan, "planned", "issued")
        assert (due.nominal_key, due.due_on) == (f"r{today}.{turn}", today)
    assert plant.again(device).next_due_on == plant.town.ctx.today


def test_a_pump_that_comes_back_makes_nothing_up(plant: Plant) -> None:
    device = plant.device()
    plan = plant.plan(device, kind="maintain", interval=15, unit="day", lead_days=0)
    step(plant, device, "stop", "检修")
    step(plant, device, "restart")
    jobs.run_due()
    assert plant.tasks(plan, "planned", "issued") == []
