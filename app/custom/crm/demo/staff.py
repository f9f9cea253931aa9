"""220 employees: managers, service, engineers on three shifts, guards, cleaners; logins for every role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.role_project import RoleProject
from app.generated.roster import Roster
from app.generated.shift import Shift

from .bulk import Bulk, Row
from .logins import Logins
from .names import Names
from .places import PLANS, Places
from .rules import POSITIONS, Rules

ALL = tuple(plan.code for plan in PLANS)
SHIFTS = (
    ("D", "早班", dt.time(8), dt.time(16), False),
    ("E", "中班", dt.time(16), dt.time(0), True),
    ("N", "夜班", dt.time(0), dt.time(8), False),
    ("O", "行政班", dt.time(9), dt.time(18), False),
)
ROSTER_BEFORE, ROSTER_AFTER = 14, 60
"""Days around today for which the roster is written."""

ENGINEERS = {"YX": 9, "JX": 7, "KC": 6, "BJ": 4, "HX": 4}
SERVICE = {"YX": 7, "JX": 5, "KC": 5, "BJ": 3, "HX": 3}
GUARDS = {"YX": 24, "JX": 20, "KC": 14, "BJ": 12, "HX": 10}
CLEANERS = {"YX": 18, "JX": 15, "KC": 11, "BJ": 9, "HX": 7}

# user name, position, department, roles besides `employee`, projects
MANAGERS = (
    ("gm", "GMGR", "GM", ("gm",), ALL),
    ("dept_mgr", "MGR", "CS", ("dept_mgr",), ALL),
    ("eng_mgr", "MGR", "ENG", ("eng_mgr",), ALL),
    ("fin_mgr", "MGR", "FIN", ("fin_mgr",), ALL),
    ("auditor", "MGR", "AUD", ("auditor",), ALL),
    ("sysadmin", "MGR", "IT", ("sysadmin",), ()),
    ("pm.yx", "MGR", "PM", ("dept_mgr",), ("YX",)),
    ("pm.jx", "MGR", "PM", ("dept_mgr",), ("JX",)),
    ("pm.kc", "MGR", "PM", ("dept_mgr",), ("KC",)),
    ("pm.bj", "MGR", "PM", ("dept_mgr",), ("BJ",)),
    ("pm.hx", "MGR", "PM", ("dept_mgr",), ("HX",)),
    ("mgr.order", "MGR", "ORD", ("dept_mgr",), ALL),
    ("mgr.clean", "MGR", "CLEAN", ("dept_mgr",), ALL),
)
OFFICE = (
    ("cashier", "FINST", "FIN", ("cashier",), ALL),
    ("accountant", "FINST", "FIN", ("accountant",), ALL),
    *((None, "FINST", "FIN", (), ()) for _ in range(6)),
    ("hr", "HRST", "HR", ("hr",), ALL),
    *((None, "HRST", "HR", (), ()) for _ in range(3)),
    ("csr", "CSR", "CS", ("csr",), ("YX", "JX", "BJ", "HX")),
    ("dispatcher", "CSR", "CS", ("dispatcher",), ALL),
)


TERM, PROBATION = dt.timedelta(days=3 * 365), dt.timedelta(days=90)


def graded(position: str, drawn: int) -> tuple[int, Decimal]:
    """A grade of the position's, and pay inside its band, by a number from 1 to 6."""
    low, high, least, _, most = next(row[4:] for row in POSITIONS if row[0] == position)
    grade = low + (drawn - 1) * (high - low + 1) // 6
    return grade, Decimal(least + (most - least) * drawn // 7 // 100 * 100)


def renewed(hired: dt.date, today: dt.date) -> dt.date:
    """The first day of the contract that runs now: three years each, signed again without a gap."""
    return hired + TERM * ((today - hired) // TERM)


@dataclass
class Person:
    """An employee as orders need him."""

    id: int
    emp_no: str
    name: str
    login: int | None
    project: str | None
    department: str
    skills: dict[str, int] = field(default_factory=dict)


@dataclass
class Staff:
    """Everybody; who takes orders in which project and department; heads of departments and projects."""

    people: list[Person] = field(default_factory=list)
    by_login: dict[str, Person] = field(default_factory=dict)
    takers: dict[tuple[str, str], list[Person]] = field(default_factory=dict)
    heads: dict[int, int] = field(default_factory=dict)
    managers: dict[int, int] = field(default_factory=dict)

    @property
    def names(self) -> dict[int, str]:
        """Employee → name."""
        return {person.id: person.name for person in self.people}


class Hiring:
    """Hires one after the other; the employee number counts along."""

    def __init__(
        self, bulk: Bulk, random: Random, names: Names, rules: Rules, places: Places, today: dt.date
    ) -> None:
        self.bulk, self.random, self.names = bulk, random, names
        self.rules, self.places, self.today = rules, places, today
        self.staff = Staff()
        self.logins = Logins(bulk.ctx.session)
        self._plans: list[tuple[Person, Row, str | None, tuple[str, ...]]] = []

    def hire(
        self,
        *,
        position: str,
        department: str,
        project: str | None = None,
        username: str | None = None,
        roles: Iterable[str] = (),
        projects: tuple[str, ...] = (),
        on_call: bool = False,
    ) -> Person:
        """One employee with his login, if he gets one."""
        number = len(self.staff.people) + 1
        emp_no = f"E{number:05d}"
        name = self.names.person()
        if username == "":
            username = emp_no.lower()
        if username:
            self.logins.add(username, name, [*roles, "employee"])
        born = self.names.birth_date(least=22, most=58, today=self.today)
        hired = self.today - dt.timedelta(days=self.random.randint(60, 3000))
        grade, pay = graded(position, self.random.randint(1, 6))
        signed = renewed(hired, self.today)
        id = self.bulk.add(
            Employee,
            emp_no=emp_no,
            name=name,
            gender=self.random.choice("mf"),
            birth_date=born,
            id_no=self.names.id_number(born),
            phone=self.names.phone(),
            education=self.random.choice(["高中", "大专", "本科"]),
            department_id=self.rules.departments[department],
            position_id=self.rules.positions[position],
            project_id=self.places.projects[project] if project else None,
            manager_id=None,
            manager_name=None,
            grade=grade,
            base_pay=pay,
            bank_account=f"62220219{number:011d}",
            hired_on=hired,
            probation_to=hired + PROBATION,
            contract_from=signed,
            contract_to=signed + TERM,
            hours_system="comprehensive" if position in ("GUARD", "TECH") else "standard",
            on_call=on_call,
            rating_avg=None,
            login_id=None,
            state="regular" if hired + PROBATION < self.today else "probation",
        )
        person = Person(id, emp_no, name, None, project, department)
        self.staff.people.append(person)
        row = self.bulk.rows(Employee)[-1]
        self._plans.append((person, row, username or None, projects))
        return person

    def give_logins(self) -> None:
        """Logins get their ids, employees and grants refer to them."""
        self.logins.add("integrator", "接口账号", ["integrator"])
        self.logins.flush()
        for person, row, username, projects in self._plans:
            if username is None:
                continue
            person.login = row["login_id"] = self.logins.ids[username]
            self.staff.by_login[username] = person
            for code in projects:
                self.grant(person.login, code)
        for code in ALL:
            self.grant(self.logins.ids["integrator"], code)

    def grant(self, user: int, code: str) -> None:
        """Open a project to a user."""
        self.bulk.add(RoleProject, user_id=user, project_id=self.places.projects[code])


def build(
    bulk: Bulk, random: Random, names: Names, rules: Rules, places: Places, *, today: dt.date
) -> tuple[Staff, Logins]:
    """Hire everybody, give logins, skills and a roster."""
    hiring = Hiring(bulk, random, names, rules, places, today)
    for username, position, department, roles, projects in (*MANAGERS, *OFFICE):
        hiring.hire(
            position=position,
            department=department,
            username=username,
            roles=roles,
            projects=projects,
        )
    for code in ALL:
        _hire_on_site(hiring, code)
    hiring.give_logins()
    _heads(bulk, hiring)
    shifts = {
        code: bulk.add(
            Shift,
            code=code,
            name=name,
            starts=starts,
            ends=ends,
            crosses_midnight=crosses,
            follows_calendar=code == "O",
        )
        for code, name, starts, ends, crosses in SHIFTS
    }
    for (code, department), people in hiring.staff.takers.items():
        _roster(
            bulk,
            people,
            shifts,
            today,
            round_the_clock=department != "CS",
            always=hiring.staff.by_login["technician"],
        )
        if department == "ENG":
            _skills(bulk, random, rules, people, today, project=code)
    return hiring.staff, hiring.logins


def _hire_on_site(hiring: Hiring, code: str) -> None:
    takers = hiring.staff.takers
    near = ("YX", "JX", "HX") if code in ("YX", "JX", "HX") else ("KC", "BJ")
    for number in range(ENGINEERS[code]):
        is_demo = code == "YX" and number == 0
        person = hiring.hire(
            position="TECH",
            department=f"{code}-ENG",
            project=code,
            username="technician" if is_demo else "",
            roles=["technician"],
            projects=near if is_demo else (code,),
            on_call=number < 2,
        )
        takers.setdefault((code, "ENG"), []).append(person)
    for number in range(SERVICE[code]):
        role = "dispatcher" if number == 0 else "csr"
        person = hiring.hire(
            position="CSR",
            department=f"{code}-CS",
            project=code,
            username="",
            roles=[role],
            projects=(code,),
        )
        if role == "csr":
            takers.setdefault((code, "CS"), []).append(person)
    for position, department, numbers in (
        ("GUARD", "ORD", GUARDS),
        ("CLEANER", "CLEAN", CLEANERS),
    ):
        for number in range(numbers[code]):
            is_lead = number < 3
            is_demo = code == "YX" and department == "ORD" and number == 5
            person = hiring.hire(
                position=position,
                department=f"{code}-{department}",
                project=code,
                username="" if is_lead else "employee" if is_demo else None,
                roles=["technician"] if is_lead else [],
                projects=(code,) if is_lead or is_demo else (),
            )
            if is_lead:
                takers.setdefault((code, department), []).append(person)


def _heads(bulk: Bulk, hiring: Hiring) -> None:
    """Departments and projects get their heads, people their managers."""
    from app.generated.department import Department
    from app.generated.project import Project

    people, names = hiring.staff.by_login, hiring.staff.names
    heads = {
        "GM": "gm",
        "PM": "gm",
        "CS": "dept_mgr",
        "ENG": "eng_mgr",
        "FIN": "fin_mgr",
        "AUD": "auditor",
        "IT": "sysadmin",
        "ORD": "mgr.order",
        "CLEAN": "mgr.clean",
        "HR": "hr",
    }
    for row in bulk.rows(Department):
        function = str(row["code"]).rpartition("-")[2]
        hiring.staff.heads[row["id"]] = people[heads[function]].id
        head = people[heads[function]]
        bulk.link(Department, row["id"], head_id=head.id, head_name=head.name)
    for row in bulk.rows(Project):
        manager = people[f"pm.{str(row['code']).lower()}"]
        hiring.staff.managers[row["id"]] = manager.id
        bulk.link(Project, row["id"], manager_id=manager.id, manager_name=manager.name)
    for row in bulk.rows(Employee):
        above = hiring.staff.heads[row["department_id"]]
        if above != row["id"]:
            row |= {"manager_id": above, "manager_name": names[above]}


def _skills(
    bulk: Bulk, random: Random, rules: Rules, people: list[Person], today: dt.date, *, project: str
) -> None:
    """Everybody can do the common work; licences are held by most, and some are about to expire."""
    for place, person in enumerate(people):
        levels = {
            "plumbing": random.randint(3, 5),
            "carpentry": random.randint(2, 5),
            "masonry": random.randint(3, 4),
            "weak_current": random.randint(2, 4),
            "hvac": random.randint(2, 4),
            "fire": random.randint(2, 4),
            "electric": random.randint(3, 5),
        }
        if place % 2 == 0:
            levels["lift"] = random.randint(3, 4)
        person.skills = levels
        for code, level in levels.items():
            licensed = code in ("electric", "lift", "hvac", "fire")
            lapsed = place % 6 == 5 and code == "electric"
            until = today + dt.timedelta(days=-20 if lapsed else random.randint(15, 900))
            bulk.add(
                EmployeeSkill,
                employee_id=person.id,
                skill_id=rules.skills[code],
                level=level,
                certificate_no=f"{project}{code[:2].upper()}{person.id:05d}" if licensed else None,
                valid_to=until if licensed else None,
                source="assess",
            )


def _roster(
    bulk: Bulk,
    people: list[Person],
    shifts: dict[str, int],
    today: dt.date,
    *,
    round_the_clock: bool,
    always: Person,
) -> None:
    """Three shifts that always have somebody on, people moving on every second day; office hours for service.

    From today on `always` has all three of every day: the demo technician can be given an order at whatever hour one tries it.
    What is over he worked as everybody does.
    """
    for days in range(-ROSTER_BEFORE, ROSTER_AFTER):
        day = today + dt.timedelta(days=days)
        turn = day.toordinal() // 2
        for place, person in enumerate(people):
            if person is always and days >= 0:
                for seq, code in enumerate("DEN", start=1):
                    _on_duty(bulk, person, day, shifts[code], seq=seq)
                continue
            if round_the_clock:
                slot = (place + turn) % len(people)
                # The first three slots are the three shifts; later ones repeat them, the last rests.
                rests = slot == len(people) - 1 and len(people) > 3
                shift = None if rests else shifts["DEN"[slot % 3]]
            else:
                rests = (place + day.toordinal()) % 7 >= 5 and len(people) > 2
                shift = None if rests else shifts["O"]
            _on_duty(bulk, person, day, shift)


def _on_duty(bulk: Bulk, person: Person, day: dt.date, shift: int | None, *, seq: int = 1) -> None:
    """One line of the roster; no shift is a day off."""
    bulk.add(Roster, employee_id=person.id, date=day, seq=seq, shift_id=shift, on_leave=False)


def rated(staff: Staff, averages: dict[int, Decimal], bulk: Bulk) -> None:
    """Keep each technician's average rating."""
    for row in bulk.rows(Employee):
        if row["id"] in averages:
            row["rating_avg"] = averages[int(row["id"])]
