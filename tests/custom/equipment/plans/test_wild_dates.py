"""A mistyped year is refused at its field: nothing breaks, and no tasks are made by the ten thousand (2.1, 2.2)."""

from __future__ import annotations

import datetime as dt

import pytest

from app.runtime.errors import RuleViolation
from tests.custom.equipment.plant import Plant


@pytest.mark.parametrize("day", [dt.date(9990, 1, 1), dt.date(2037, 1, 1)])
def test_a_device_comes_into_service_within_ten_years(plant: Plant, day: dt.date) -> None:
    with pytest.raises(RuleViolation) as refused:
        plant.device(in_service_on=day, interval=1, interval_unit="day")
    assert refused.value.errors[0].field == "in_service_on"


@pytest.mark.parametrize("day", [dt.date(9990, 1, 1), dt.date(1900, 1, 1)])
def test_a_plan_begins_within_reach_of_today(plant: Plant, day: dt.date) -> None:
    with pytest.raises(RuleViolation) as refused:
        plant.plan(plant.device(), unit="day", anchor_on=day, catchup="all")
    assert refused.value.errors[0].field == "anchor_on"


def test_a_plan_that_makes_up_the_latest_only_may_count_from_long_ago(plant: Plant) -> None:
    plan = plant.plan(plant.device(), unit="day", anchor_on=dt.date(1990, 1, 1), lead_days=0)
    assert [task.due_on for task in plant.tasks(plan)] == [plant.town.ctx.today]
