"""Who does an inspection: whom the plan names, else the keeper, else who has the skill and the least to do (2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from app.custom.crm.orders.assignment import Candidate as Person
from app.custom.crm.orders.assignment import Job, skill_fit
from app.custom.crm.orders.candidates import AT_WORK, BUSY
from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.inspection_task import InspectionTask
from app.generated.role_project import RoleProject
from app.generated.skill import Skill
from app.generated.work_order import WorkOrder
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context

from .. import categories

OPEN = ("issued", "doing")
DOES_INSPECTIONS = ("technician", "eng_mgr")


@dataclass(slots=True)
class Hand:
    """Somebody who may be given inspections. `load`: open inspections and work orders, those of this run too."""

    id: int
    emp_no: str
    name: str
    technician: bool = False
    projects: set[int] = field(default_factory=set)
    levels: dict[int, int] = field(default_factory=dict)
    certified: set[int] = field(default_factory=set)
    load: int = 0

    def fits(self, job: Job) -> bool:
        """Skill and certificate; the shift says nothing about a task of some days ahead."""
        if job.skill is None:
            return True
        person = Person(self.id, self.emp_no, level=self.levels.get(job.skill, 0))
        if job.certificate_mandatory and job.skill not in self.certified:
            return False
        return skill_fit(job, person) is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the people are read for: a task, and whom somebody names for it."""

    project_id: int
    category_id: int | None
    plan_assignee: int | None = None
    keeper_id: int | None = None


def asked_of(task: InspectionTask, employee_id: int) -> Asked:
    """A task for this person."""
    return Asked(task.project_id, task.category_id, employee_id)


class Hands:
    """The people of these projects as they are now, by a handful of statements for any number of tasks."""

    def __init__(self, ctx: Context, tree: categories.Tree, tasks: Sequence[Any]) -> None:
        self._tree = tree
        self._mandatory: set[int] = set()
        wanted = {
            id for task in tasks for id in (task.plan_assignee, task.keeper_id) if id is not None
        }
        self._people = self._read(ctx, wanted, {task.project_id for task in tasks})
        self._count(ctx)

    def choose(self, task: Any) -> Hand | None:
        """None: nobody of the project fits."""
        for named in (task.plan_assignee, task.keeper_id):
            if named in self._people:
                return self._taken(self._people[named])
        best = next(iter(self.fitting(task)), None)
        return self._taken(best) if best is not None else None

    def fitting(self, task: Any) -> list[Hand]:
        """The technicians of the project who have the skill, the least busy first."""
        job = self._job(task.category_id)
        found = (
            hand
            for hand in self._people.values()
            if hand.technician and task.project_id in hand.projects and hand.fits(job)
        )
        return sorted(found, key=lambda hand: (hand.load, hand.emp_no))

    def refusal(self, category_id: int | None, id: int) -> tuple[str, str] | None:
        """Why a person whom somebody names cannot do it, in both languages; None: he can."""
        if id not in self._people:
            return "不是维修人员，无法执行巡检", "is no technician and cannot do inspections"
        job = self._job(category_id)
        if job.certificate_mandatory and job.skill not in self._people[id].certified:
            return "没有有效的上岗证，不能执行", "holds no valid certificate for it"
        return None

    def _taken(self, hand: Hand) -> Hand:
        hand.load += 1
        return hand

    def _job(self, category_id: int | None) -> Job:
        asked = self._tree.skill(category_id)
        if asked is None:
            return Job()
        skill, level = asked
        return Job(skill=skill, level=level, certificate_mandatory=skill in self._mandatory)

    def _read(self, ctx: Context, wanted: set[int], projects: set[int]) -> dict[int, Hand]:
        """Those that are named, and every technician of the projects; only who works here and can log in."""
        does = (
            select(User.id)
            .join(User.roles)
            .where(Role.name.in_(DOES_INSPECTIONS), User.active.is_(True))
        )
        served = select(RoleProject.user_id).where(
            RoleProject.project_id.in_(projects), RoleProject.deleted_at.is_(None)
        )
        rows = ctx.session.execute(
            select(
                Employee.id, Employee.emp_no, Employee.name, Employee.project_id, Employee.login_id
            )
            .where(
                Employee.state.in_(AT_WORK),
                Employee.deleted_at.is_(None),
                Employee.login_id.in_(does),
                Employee.id.in_(wanted)
                | Employee.project_id.in_(projects)
                | Employee.login_id.in_(served),
            )
            .order_by(Employee.emp_no)
        ).all()
        people = {row.id: Hand(row.id, str(row.emp_no), row.name) for row in rows}
        of_login = {row.login_id: people[row.id] for row in rows}
        for row in rows:
            if row.project_id is not None:
                people[row.id].projects.add(row.project_id)
        for user, project in ctx.session.execute(
            select(RoleProject.user_id, RoleProject.project_id).where(
                RoleProject.user_id.in_(of_login), RoleProject.deleted_at.is_(None)
            )
        ):
            of_login[user].projects.add(project)
        technicians = (
            select(User.id).join(User.roles).where(Role.name == "technician", User.id.in_(of_login))
        )
        for user in ctx.session.scalars(technicians):
            of_login[user].technician = True
        return people

    def _count(self, ctx: Context) -> None:
        """Skills, and what everybody has to do already."""
        self._mandatory = set(
            ctx.session.scalars(select(Skill.id).where(Skill.mandatory_cert.is_(True)))
        )
        for row in ctx.session.execute(
            select(
                EmployeeSkill.employee_id, EmployeeSkill.skill_id, EmployeeSkill.level,
                EmployeeSkill.certificate_no, EmployeeSkill.valid_to,
            ).where(
                EmployeeSkill.employee_id.in_(self._people), EmployeeSkill.deleted_at.is_(None)
            )
        ):  # fmt: skip
            hand = self._people[row.employee_id]
            hand.levels[row.skill_id] = row.level
            if row.certificate_no and (row.valid_to is None or row.valid_to >= ctx.today):
                hand.certified.add(row.skill_id)
        for entity, states in ((InspectionTask, OPEN), (WorkOrder, BUSY)):
            for id, number in _open(ctx, entity, states, self._people):
                self._people[id].load += number


def _open(
    ctx: Context, entity: Any, states: Sequence[str], people: Iterable[int]
) -> Iterable[tuple[int, int]]:
    rows = ctx.session.execute(
        select(entity.assignee_id, func.count())
        .where(
            entity.assignee_id.in_(list(people)),
            entity.state.in_(states),
            entity.deleted_at.is_(None),
        )
        .group_by(entity.assignee_id)
    )
    return [(id, int(number)) for id, number in rows]
