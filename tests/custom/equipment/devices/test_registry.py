"""2.1: what a device must say, and what it gets by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.generated.building import Building
from app.generated.equipment import Equipment
from app.generated.project import Project
from app.generated.role_project import RoleProject
from app.runtime import records
from app.runtime.errors import RuleViolation, ValidationFailed
from tests.custom.equipment.plant import MANAGER, Plant


def fields(call: Any, *args: Any, **values: Any) -> list[str]:
    with pytest.raises((RuleViolation, ValidationFailed)) as caught:
        call(*args, **values)
    return [error.field for error in caught.value.errors]


@pytest.fixture
def other(plant: Plant) -> Project:
    """Another project of the same manager."""
    with records.writing(plant.town.ctx):
        made = plant.town.ctx.create(
            Project, code="QH", name="清河苑", kind="residential", contract_from=dt.date(2024, 1, 1)
        )
        plant.town.ctx.create(RoleProject, user=plant.town.logins[MANAGER], project=made.id)
    return made


def test_the_end_of_its_life_follows_from_first_day_and_years(plant: Plant) -> None:
    pump = plant.device(in_service_on=dt.date(2024, 2, 29), service_life_years=10)
    assert pump.expires_on == dt.date(2034, 2, 28)
    changed = records.update(plant.manager, Equipment, pump.id, {"service_life_years": 12})
    assert changed.expires_on == dt.date(2036, 2, 29)


def test_the_years_come_from_the_category(plant: Plant) -> None:
    lift = plant.device("1号梯", "lift")
    assert (lift.service_life_years, lift.expires_on) == (15, dt.date(2039, 3, 4))


def test_each_label_has_a_token_that_nobody_can_guess(plant: Plant) -> None:
    tokens = {plant.device(f"{number}号泵").qr_token for number in range(3)}
    assert len(tokens) == 3
    assert all(token is not None and len(token) >= 22 for token in tokens)


def test_numbers_count_within_the_project(plant: Plant, other: Project) -> None:
    assert plant.device().equip_no == "SB-YX-0001"
    assert plant.device("2号泵", project=other.id).equip_no == "SB-QH-0001"


@pytest.mark.parametrize("code", [None, "   "])
def test_special_equipment_has_its_code(plant: Plant, code: str | None) -> None:
    assert fields(plant.device, "1号梯", "lift", reg_code=code) == ["reg_code"]


def test_a_part_stands_in_the_project_of_its_whole(plant: Plant, other: Project) -> None:
    whole = plant.device()
    assert fields(plant.device, "电机", parent=whole.id, project=other.id) == ["parent"]


def test_a_device_is_no_part_of_itself(plant: Plant) -> None:
    whole = plant.device()
    part = plant.device("电机", parent=whole.id)
    bearing = plant.device("轴承", parent=part.id)
    for id in (whole.id, part.id, bearing.id):
        assert fields(records.update, plant.manager, Equipment, whole.id, {"parent": id}) == [
            "parent"
        ]


def test_parts_go_to_another_project_with_their_whole(plant: Plant, other: Project) -> None:
    whole = plant.device()
    part = plant.device("电机", parent=whole.id)
    records.update(plant.manager, Equipment, whole.id, {"project": other.id})
    assert plant.again(part).project_id == other.id


def test_a_building_is_of_the_same_project(plant: Plant, other: Project) -> None:
    with records.writing(plant.town.ctx):
        tower = plant.town.ctx.create(Building, project=other.id, code="9", name="9栋")
    assert fields(plant.device, building=tower.id) == ["building"]
