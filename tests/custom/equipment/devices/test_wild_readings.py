"""Readings and alarms that cannot be: refused at the field, or bounded in what they bring (2.2, 2.3)."""

from __future__ import annotations

import datetime as dt

import pytest

from app.generated.equipment_alarm import EquipmentAlarm
from app.generated.equipment_reading import EquipmentReading
from app.runtime import records
from app.runtime.errors import RuleViolation
from tests.custom.equipment.plant import Plant


def test_no_counter_shows_more_than_a_hundred_years(plant: Plant) -> None:
    device = plant.device()
    with pytest.raises(RuleViolation) as refused:
        records.create(
            plant.manager, EquipmentReading, {"equipment": device.id, "hours": 99_999_999}
        )
    assert refused.value.errors[0].field == "hours"


@pytest.mark.parametrize("catchup", ["all", "latest"])
def test_one_reading_brings_a_hundred_tasks_at_most(plant: Plant, catchup: str) -> None:
    device = plant.device()
    plan = plant.plan(device, kind="maintain", interval=1, unit="hours", catchup=catchup)
    records.create(plant.manager, EquipmentReading, {"equipment": device.id, "hours": 800_000})
    tasks = plant.tasks(plan)
    assert len(tasks) == 100
    assert tasks[-1].nominal_key == "h800000"
    (stop,) = plant.stops(plan)
    assert stop.next_hours == 800_001


def test_an_alarm_of_a_clock_that_was_never_set_is_refused(plant: Plant) -> None:
    device = plant.device()
    with pytest.raises(RuleViolation) as refused:
        records.create(
            plant.town.ctx,
            EquipmentAlarm,
            {
                "external_id": "1", "device": str(device.equip_no), "fault_code": "E1",
                "severity": "s2", "at": dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
            },
        )  # fmt: skip
    assert refused.value.errors[0].field == "at"
    assert plant.again(device).state == "running"
