"""Who could take a job now: skills, duty, load and place, from a handful of statements (1.4, 2.3)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select

from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.project import Project
from app.generated.role_project import RoleProject
from app.generated.roster import Roster
from app.generated.shift import Shift
from app.generated.skill import Skill
from app.generated.ticket_category import TicketCategory
from app.generated.work_order import WorkOrder
from app.runtime import clock
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context
from app.runtime.entity import Entity

from . import repeats
from .assignment import ELSEWHERE, NEIGHBOUR, SAME_PROJECT, Candidate, Job

BUSY = ("assigned", "in_progress", "on_hold", "quoted")
AT_WORK = ("probation", "regular", "leaving")
UNRATED = Decimal(4)

BURDENS: list[tuple[Any, Sequence[str]]] = [(WorkOrder, BUSY)]
"""What keeps people busy: entities with an `assignee`, and the states in which they wait for him."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A job with what is needed to look for people: kind of department, project, and who carries such jobs out."""

    job: Job
    skill: Skill | None
    department_kind: str | None
    project: Project
    roles: Sequence[str] = ("technician", "csr")


def demand(ctx: Context, order: WorkOrder) -> Demand:
    """What the order's category asks of a person."""
    project = ctx.get(Project, order.project_id)
    if order.category_id is None:
        return Demand(Job(urgent=order.priority == "p1"), None, None, project)
    category = ctx.get(TicketCategory, order.category_id)
    skill = ctx.get(Skill, category.skill_id) if category.skill_id else None
    job = Job(
        skill=skill.id if skill else None,
        level=category.level or 1,
        certificate_mandatory=bool(skill and skill.mandatory_cert),
        urgent=order.priority == "p1",
    )
    return Demand(job, skill, ctx.get(Department, category.department_id).kind, project)


def candidates(
    ctx: Context,
    wanted: Demand,
    *,
    besides: Entity | None = None,
    only: int | None = None,
    to_assign: bool = True,
) -> list[Candidate]:
    """People who carry orders out, of the right kind of department, as they stand now.

    `besides`: the record that is being given, which is no load yet. `only`: just this one. Not `to_assign`: they are only shown, and nobody waits for that.
    """
    statement = (
        select(Employee, Department.kind, Project.district)
        .join(Department, Department.id == Employee.department_id)
        .outerjoin(Project, Project.id == Employee.project_id)
        .where(Employee.deleted_at.is_(None))
    )
    if only is not None:
        statement = statement.where(Employee.id == only)
    else:
        statement = statement.where(
            Employee.login_id.in_(_workers(wanted.roles)), Employee.state.in_(AT_WORK)
        )
        if wanted.department_kind is not None:
            statement = statement.where(Department.kind == wanted.department_kind)
    rows = ctx.session.execute(statement.order_by(Employee.emp_no)).all()
    ids = [employee.id for employee, _, _ in rows]
    if to_assign:
        _hold(ctx, ids)
    levels, valid = _skills(ctx, ids, wanted.job.skill)
    shifts, leave = _duty(ctx, ids)
    load = _busy(ctx, ids, besides)
    today = _assigned_today(ctx, besides)
    served = _served(ctx, [employee.login_id for employee, _, _ in rows], wanted.project.id)
    return [
        Candidate(
            id=employee.id,
            emp_no=str(employee.emp_no),
            name=employee.name,
            active=employee.state in AT_WORK,
            on_shift=employee.id in shifts,
            on_call=bool(employee.on_call),
            on_leave=employee.id in leave,
            in_scope=employee.project_id == wanted.project.id or employee.login_id in served,
            level=levels.get(employee.id, 0),
            certificate_valid=employee.id in valid,
            load=load.get(employee.id, 0),
            today=today.get(employee.id, 0),
            proximity=_proximity(employee.project_id, district, wanted.project),
            rating=employee.rating_avg or UNRATED,
        )
        for employee, _, district in rows
    ]


def _workers(roles: Sequence[str]) -> Select[int]:
    """Open accounts whose role lets them carry such a job out; a manager on the roster is none."""
    return select(User.id).join(User.roles).where(Role.name.in_(roles), User.active.is_(True))


def _hold(ctx: Context, ids: list[int]) -> None:
    """Until this transaction ends nobody else counts the load of these people.

    The lock of a project is not enough: a technician of two projects would be chosen in both at once.
    SQLite has one writer at a time already.
    """
    if ids and ctx.session.get_bind().dialect.name == "postgresql":
        ctx.session.execute(
            select(Employee.id)
            .where(Employee.id.in_(ids))
            .order_by(Employee.id)
            .with_for_update(key_share=True)
        ).all()


def _skills(ctx: Context, ids: list[int], skill: int | None) -> tuple[dict[int, int], set[int]]:
    """Level of the wanted skill, and whose certificate for it is valid today."""
    if skill is None or not ids:
        return {}, set()
    rows = ctx.session.execute(
        select(
            EmployeeSkill.employee_id,
            EmployeeSkill.level,
            EmployeeSkill.certificate_no,
            EmployeeSkill.valid_to,
        ).where(
            EmployeeSkill.employee_id.in_(ids),
            EmployeeSkill.skill_id == skill,
            EmployeeSkill.deleted_at.is_(None),
        )
    ).all()
    levels = {employee: level for employee, level, _, _ in rows}
    valid = {
        employee
        for employee, _, number, until in rows
        if number and (until is None or until >= ctx.today)
    }
    return levels, valid


def _duty(ctx: Context, ids: list[int]) -> tuple[set[int], set[int]]:
    """Who is on shift at this moment, and who is on leave today. Yesterday's night shift counts."""
    if not ids:
        return set(), set()
    now = clock.local(ctx.now)
    days = (now.date() - dt.timedelta(days=1), now.date())
    rows = ctx.session.execute(
        select(Roster.employee_id, Roster.date, Roster.on_leave, Shift.starts, Shift.ends)
        .outerjoin(Shift, Shift.id == Roster.shift_id)
        .where(Roster.employee_id.in_(ids), Roster.date.in_(days), Roster.deleted_at.is_(None))
    ).all()
    on_shift: set[int] = set()
    on_leave: set[int] = set()
    for employee, date, leave, starts, ends in rows:
        if leave:
            if date == now.date():
                on_leave.add(employee)
        elif starts is not None and is_on_shift(now, date, starts, ends):
            on_shift.add(employee)
    return on_shift - on_leave, on_leave


def is_on_shift(now: dt.datetime, date: dt.date, starts: dt.time, ends: dt.time) -> bool:
    """Does the shift of `date` cover the local moment? A shift that ends before it begins ends tomorrow."""
    begin = dt.datetime.combine(date, starts, now.tzinfo)
    end = dt.datetime.combine(date, ends, now.tzinfo)
    if end <= begin:
        end += dt.timedelta(days=1)
    return begin <= now < end


def _busy(ctx: Context, ids: list[int], besides: Entity | None) -> Counter[int]:
    """Employee → jobs of every kind that he has not finished."""
    found: Counter[int] = Counter()
    if not ids:
        return found
    for entity, states in BURDENS:
        rows = ctx.session.execute(
            select(entity.assignee_id, func.count())
            .where(
                entity.assignee_id.in_(ids),
                entity.state.in_(states),
                entity.id != _id_of(besides, entity),
                entity.deleted_at.is_(None),
            )
            .group_by(entity.assignee_id)
        )
        for employee, number in rows:
            found[employee] += int(number)
    return found


def _id_of(record: Entity | None, entity: Any) -> int:
    """Ids begin with 1."""
    return record.id if isinstance(record, entity) else 0


def _assigned_today(ctx: Context, besides: Entity | None) -> Counter[int]:
    """Employee → orders that were assigned to him today.

    Of everybody: the index on the time finds a day's orders, one on people would go through all that they ever did.
    """
    rows = ctx.session.scalars(
        select(WorkOrder.assignee_id).where(
            WorkOrder.assigned_at >= repeats.today_of(ctx),
            WorkOrder.id != _id_of(besides, WorkOrder),
            WorkOrder.deleted_at.is_(None),
        )
    )
    return Counter(employee for employee in rows if employee is not None)


def _served(ctx: Context, logins: list[int | None], project_id: int) -> set[int]:
    """Which of these accounts work for the project."""
    known = [login for login in logins if login is not None]
    return set(
        ctx.session.scalars(
            select(RoleProject.user_id).where(
                RoleProject.user_id.in_(known),
                RoleProject.project_id == project_id,
                RoleProject.deleted_at.is_(None),
            )
        )
    )


def _proximity(project_id: int | None, district: str | None, wanted: Project) -> Decimal:
    if project_id == wanted.id:
        return SAME_PROJECT
    return NEIGHBOUR if district and district == wanted.district else ELSEWHERE
