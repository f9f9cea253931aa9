"""Computed names: full numbers of units, paths of departments."""

from __future__ import annotations

import pytest

from app.generated.building import Building
from app.generated.department import Department
from app.generated.unit import Unit
from app.runtime import records
from app.runtime.errors import RuleViolation, ValidationFailed
from tests.custom.crm.town import Town


def test_a_unit_is_called_by_project_building_entrance_and_room(town: Town) -> None:
    assert town.units[0].full_no == "YX-3-2-1501"


def test_a_unit_without_an_entrance_has_three_parts(town: Town) -> None:
    made = town.ctx_create(
        Unit,
        project=town.project.id,
        building=town.building.id,
        room_no="0801",
        gross_area=60,
    )
    assert made.full_no == "YX-3-0801"


def test_another_room_number_is_another_full_number(town: Town) -> None:
    with records.writing(town.ctx):
        unit = town.ctx.update(town.ctx.get(Unit, town.units[0].id), room_no="1599")
        assert unit.full_no == "YX-3-2-1599"


def test_two_units_cannot_have_one_door(town: Town) -> None:
    with pytest.raises(ValidationFailed):
        town.ctx_create(
            Unit,
            project=town.project.id,
            building=town.building.id,
            entrance="2",
            room_no="1501",
            gross_area=60,
        )


def test_a_building_of_another_project_is_refused(town: Town) -> None:
    from datetime import date

    from app.generated.project import Project

    other = town.ctx_create(
        Project, code="KC", name="科创", kind="office", contract_from=date(2024, 1, 1)
    )
    building = town.ctx_create(Building, project=other.id, code="1")
    with pytest.raises(RuleViolation, match="not in the chosen project"):
        town.ctx_create(
            Unit,
            project=town.project.id,
            building=building.id,
            room_no="1",
            gross_area=60,
        )


def test_the_path_of_a_department_goes_down_from_the_top(town: Town) -> None:
    assert town.departments["ENG"].path == "/GM/ENG/"


def test_a_moved_department_takes_its_branch_along(town: Town) -> None:
    child = town.ctx_create(
        Department, code="YX-ENG", name="云溪工程", kind="eng", parent=town.departments["ENG"].id
    )
    with records.writing(town.ctx):
        town.ctx.update(
            town.ctx.get(Department, town.departments["ENG"].id), parent=town.departments["CS"].id
        )
        assert town.ctx.get(Department, child.id).path == "/GM/CS/ENG/YX-ENG/"


def test_a_department_is_not_below_itself(town: Town) -> None:
    with pytest.raises(ValidationFailed) as refused, records.writing(town.ctx):
        town.ctx.update(
            town.ctx.get(Department, town.departments["GM"].id),
            parent=town.departments["ENG"].id,
        )
    assert [(error.field, error.code) for error in refused.value.errors] == [("parent", "circle")]


def test_a_unit_is_lived_in_when_somebody_moves_in(town: Town) -> None:
    with records.writing(town.ctx):
        unit = town.ctx.get(Unit, town.units[0].id)
        town.ctx.transition(unit, "hand_over", delivered_on=town.ctx.today)
    town.resident()
    town.ctx.session.expire_all()
    assert town.ctx.get(Unit, town.units[0].id).state == "occupied"
