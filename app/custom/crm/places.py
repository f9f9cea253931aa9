"""Full numbers of units and paths of departments: computed names that rights and people go by (P1)."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.building import Building
from app.generated.department import Department, department_hooks
from app.generated.project import Project
from app.generated.unit import Unit, unit_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

NAMED_BY = {"building", "entrance", "room_no"}


def full_number(project: str, building: str, entrance: str | None, room: str) -> str:
    """`YX-3-2-1501`; without an entrance `KC-1-0801`."""
    return "-".join(part for part in (project, building, entrance, room) if part)


@unit_hooks.check
def unit_stands_in_a_building_of_its_project(unit: Unit, ctx: Context) -> None:
    """A unit and its building are of one project."""
    building = ctx.get(Building, unit.building_id)
    if building.project_id != unit.project_id:
        raise RuleViolation(
            "该楼栋不属于所选项目 / This building is not in the chosen project.", field="building"
        )


@unit_hooks.on_create
def number_the_unit(unit: Unit, ctx: Context) -> None:
    """Give the unit its full number, which owners and technicians use."""
    building = ctx.get(Building, unit.building_id)
    project = ctx.get(Project, unit.project_id)
    unit.full_no = full_number(project.code, building.code, unit.entrance, unit.room_no)


@unit_hooks.on_update
def number_the_unit_again(unit: Unit, ctx: Context) -> None:
    """A changed building, entrance or room changes the full number too."""
    if NAMED_BY & set(ctx.changes):
        number_the_unit(unit, ctx)


@department_hooks.on_create
def place_the_department(department: Department, ctx: Context) -> None:
    """`/GM/ENG/YX-ENG/`: whoever heads a department sees what is below its path."""
    parent = ctx.get(Department, department.parent_id) if department.parent_id else None
    department.path = f"{parent.path if parent else '/'}{department.code}/"


@department_hooks.on_update
def place_the_department_again(department: Department, ctx: Context) -> None:
    """A moved or renamed department takes everything below it along."""
    if not {"parent", "code"} & set(ctx.changes):
        return
    place_the_department(department, ctx)
    ctx.session.flush()
    below = select(Department).where(
        Department.parent_id == department.id, Department.deleted_at.is_(None)
    )
    for child in ctx.query(below).all():
        _place_branch(child, str(department.path), ctx)


def _place_branch(department: Department, above: str, ctx: Context) -> None:
    department.path = f"{above}{department.code}/"
    ctx.session.flush()
    below = select(Department).where(
        Department.parent_id == department.id, Department.deleted_at.is_(None)
    )
    for child in ctx.query(below).all():
        _place_branch(child, department.path, ctx)
