"""A small town to test in: one project with homes, staff on duty, categories, time limits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.generated.building import Building
from app.generated.customer import Customer
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.occupancy import Occupancy
from app.generated.owner_record import OwnerRecord
from app.generated.phone_code import PhoneCode
from app.generated.position import Position
from app.generated.project import Project
from app.generated.role_project import RoleProject
from app.generated.roster import Roster
from app.generated.shift import Shift
from app.generated.skill import Skill
from app.generated.sla_policy import SlaPolicy
from app.generated.ticket_category import TicketCategory
from app.generated.unit import Unit
from app.generated.working_hours import WorkingHours
from app.runtime import records
from app.runtime.context import Context
from app.runtime.database import Database
from tests.support.people import People

CATEGORIES: dict[str, tuple[str, str, list[str], dict[str, Any]]] = {
    # code: department, name, keywords, more
    "water": (
        "ENG",
        "给排水",
        ["漏水", "水管", "跑水", "水龙头"],
        {"skill": "plumbing", "level": 3},
    ),
    "power": ("ENG", "电气", ["灯", "跳闸", "漏电", "插座"], {"skill": "electric", "level": 3}),
    "repair": ("ENG", "有偿维修", ["安装", "换锁"], {"chargeable": True, "default_priority": "p4"}),
    "consult": ("CS", "咨询", ["请问", "怎么办理"], {"needs_photo": False}),
    "complaint": ("CS", "投诉", ["投诉", "态度"], {"default_priority": "p2", "needs_photo": False}),
}
LIMITS = {
    "p1": (5, 240, "always"),
    "p2": (15, 480, "always"),
    "p3": (30, 1440, "working"),
    "p4": (120, 3150, "working"),
}
STAFF = {"林客服": ("csr", "CS"), "高调度": ("dispatcher", "CS")}
LATELY = 12
"""Contexts that keep their connection."""


@dataclass
class Town:
    """Everything by a short name; records belong to the system context `ctx`."""

    ctx: Context
    people: People
    project: Project = field(init=False)
    building: Building = field(init=False)
    units: list[Unit] = field(default_factory=list)
    departments: dict[str, Department] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)
    categories: dict[str, TicketCategory] = field(default_factory=dict)
    logins: dict[str, int] = field(default_factory=dict)
    employees: dict[str, Employee] = field(default_factory=dict)
    shift: Shift = field(init=False)
    position: Position = field(init=False)
    _contexts: list[Context] = field(default_factory=list)

    def build(self) -> Town:
        """The town as most tests want it."""
        with records.writing(self.ctx):
            self._places()
            self._organisation()
            self._service()
        for name, (role, department) in STAFF.items():
            self.staff(role, department, name=name)
        self.technician("张水工", {"plumbing": 3, "electric": 3})
        return self

    def found(self, database: Database) -> Town:
        """The same town where `build` has already been: everything is read, nothing written."""
        with database.read_session() as session:

            def by(entity: type[Any], key: str) -> dict[str, Any]:
                rows = session.scalars(select(entity).order_by(entity.id))
                return {getattr(row, key): row for row in rows}

            (self.project,) = by(Project, "code").values()
            (self.building,) = by(Building, "code").values()
            (self.position,) = by(Position, "code").values()
            self.shift = by(Shift, "code")["ALL"]
            self.units = list(by(Unit, "room_no").values())
            self.departments = by(Department, "code")
            self.skills = by(Skill, "code")
            self.categories = by(TicketCategory, "code")
            self.employees = by(Employee, "name")
        for name, employee in self.employees.items():
            role, _ = STAFF.get(name, ("technician", ""))
            self.logins[role] = self.logins[name] = employee.login_id
        return self

    def _places(self) -> None:
        create = self.ctx.create
        self.project = create(
            Project,
            code="YX",
            name="云溪花园",
            kind="residential",
            district="东片",
            contract_from=dt.date(2024, 1, 1),
        )
        self.building = create(Building, project=self.project.id, code="3", name="3栋")
        for room in ("1501", "1502", "1601"):
            self.units.append(
                create(
                    Unit,
                    project=self.project.id,
                    building=self.building.id,
                    entrance="2",
                    room_no=room,
                    gross_area=95,
                )
            )

    def _organisation(self) -> None:
        create = self.ctx.create
        for code, name, kind in (
            ("GM", "总经办", "gm"),
            ("ENG", "工程部", "eng"),
            ("CS", "客服部", "cs"),
        ):
            above = self.departments["GM"].id if self.departments else None
            self.departments[code] = create(
                Department, code=code, name=name, kind=kind, parent=above
            )
        self.position = create(Position, code="STAFF", name="员工", headcount=9)
        for code in ("plumbing", "electric"):
            self.skills[code] = create(Skill, code=code, name=code)
        self.shift = create(
            Shift,
            code="ALL",
            name="全天",
            starts=dt.time(0),
            ends=dt.time(0),
            crosses_midnight=True,
        )

    def _service(self) -> None:
        create = self.ctx.create
        hours = {
            mode: create(
                WorkingHours,
                code=mode,
                name=mode,
                mode=mode,
                windows=[["09:00", "12:00"], ["13:30", "18:00"]],
            )
            for mode in ("always", "working")
        }
        for level, (respond, resolve, mode) in LIMITS.items():
            create(
                SlaPolicy,
                code=level,
                priority=level,
                respond_min=respond,
                resolve_min=resolve,
                hours=hours[mode].id,
            )
        for code, (department, name, words, more) in CATEGORIES.items():
            values = dict(more)
            if "skill" in values:
                values["skill"] = self.skills[values["skill"]].id
            self.categories[code] = create(
                TicketCategory,
                code=code,
                name=name,
                department=self.departments[department].id,
                keywords=[{"term": word} for word in words],
                **values,
            )

    # -- people -----------------------------------------------------------------------------------

    def staff(self, role: str, department: str, *, name: str, **values: Any) -> Employee:
        """Somebody with a login, this role, and rights on the project."""
        login = self.people.user(role, "employee", username=name)
        with records.writing(self.ctx):
            employee = self.ctx.create(
                Employee,
                name=name,
                phone=f"1380000{login:04d}",
                department=self.departments[department].id,
                position=self.position.id,
                project=self.project.id,
                login=login,
                **values,
            )
            self.ctx.transition(employee, "confirm")
            self.ctx.create(RoleProject, user=login, project=self.project.id)
        self.logins.setdefault(role, login)
        self.logins[name] = login
        self.employees[name] = employee
        return employee

    def technician(
        self, name: str, skills: dict[str, int], *, on_shift: bool = True, **values: Any
    ) -> Employee:
        """A technician with these skill levels, on duty from yesterday until the day after tomorrow."""
        employee = self.staff("technician", "ENG", name=name, **values)
        with records.writing(self.ctx):
            for skill, level in skills.items():
                self.ctx.create(
                    EmployeeSkill,
                    employee=employee.id,
                    skill=self.skills[skill].id,
                    level=level,
                )
            for days in range(-1, 3):
                self.ctx.create(
                    Roster,
                    employee=employee.id,
                    date=self.ctx.today + dt.timedelta(days=days),
                    shift=self.shift.id if on_shift else None,
                )
        return employee

    def resident(
        self, name: str = "王小明", phone: str = "13900000001", unit: int = 0, **values: Any
    ) -> Customer:
        """An active customer with a login, living in the unit."""
        login = self.people.user("customer", username=phone)
        with records.writing(self.ctx):
            customer = self.ctx.create(
                Customer,
                project=self.project.id,
                name=name,
                phone=phone,
                login=login,
                source="desk",
                **values,
            )
            self.ctx.create(
                Occupancy, customer=customer.id, unit=self.units[unit].id, approved=True
            )
            self.ctx.transition(customer, "verify")
        self.logins[name] = login
        return customer

    def roster_entry(self, name: str, phone: str, unit: int = 0) -> None:
        """A line of the owners' list."""
        self.ctx_create(OwnerRecord, unit=self.units[unit].id, name=name, phone=phone)

    def prove_phone(self, token: str, phone: str) -> None:
        """The code that was sent for this form was typed."""
        self.ctx_create(
            PhoneCode,
            token=token,
            phone=phone,
            salt="0",
            expires_at=self.ctx.now,
            proved_at=self.ctx.now,
        )

    def ctx_create(self, entity: Any, **values: Any) -> Any:
        """Create as the system, in a transaction of its own."""
        with records.writing(self.ctx):
            return self.ctx.create(entity, **values)

    # -- acting -----------------------------------------------------------------------------------

    def as_(self, name: str) -> Context:
        """The context of somebody of the town, by role or by name."""
        return self.for_user(self.logins[name])

    def for_user(self, user_id: int | None) -> Context:
        """The context of a login."""
        assert user_id is not None
        return self._kept(Context.for_user(user_id))

    def visitor(self) -> Context:
        """The portal itself, as it acts for somebody who has not logged in."""
        return self._kept(Context.system(channel="portal"))

    def close(self) -> None:
        """Give all connections back."""
        for ctx in (*self._contexts, self.ctx):
            ctx.close()

    def _kept(self, ctx: Context) -> Context:
        self._contexts.append(ctx)
        # A pool has few connections, and a test may let many people act: whoever acted long ago reads anew
        # (a commit, as a rollback would forget the records that were read since).
        for old in self._contexts[:-LATELY]:
            old.session.commit()
        return ctx
