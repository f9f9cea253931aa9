"""Contracts, issued things, history, leavers of the last years; two who begin, three who go, two changes under way (4.1, 4.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.custom.crm.demo.names import Names
from app.custom.crm.demo.staff import PROBATION, TERM, graded
from app.custom.people.employees import onboarding
from app.custom.people.leaving import standard
from app.custom.people.leaving.law import earliest_day
from app.generated.company import Company as Firm
from app.generated.employee import Employee
from app.generated.employee_asset import EmployeeAsset
from app.generated.employment_contract import EmploymentContract
from app.generated.job_change import JobChange
from app.generated.position_role import PositionRole
from app.generated.resignation import Resignation

from . import going

SEED = 20260105
LEAVERS = {"small": 24, "full": 48}
"""24 a year (domain.md §7)."""
ROLES = {
    "GMGR": ("gm",), "MGR": ("dept_mgr",), "CSR": ("csr",), "TECH": ("technician",), "HRST": ("hr",),
}  # fmt: skip
"""Finance has three separate roles at one position: its people get theirs by hand."""
THINGS = {
    "TECH": (("冲击钻", "tool", "350.00"), ("绝缘工具箱", "tool", "480.00"), ("工服", "uniform", "160.00")),
    "GUARD": (("执勤服", "uniform", "220.00"), ("对讲机", "it", "300.00")),
    "CLEANER": (("保洁服", "uniform", "90.00"),),
    "CSR": (("前台钥匙", "key", "20.00"),),
}  # fmt: skip
REASONS = ("个人发展", "回乡照顾家人", "薪资原因", "身体原因", "离家太远")
LOCAL_WAGE = Decimal(9000)


def build(company: Company) -> None:
    """After the machines and the money: what stands in the books is untouched."""
    random = Random(SEED)  # noqa: S311 - invented data, not secrets
    ctx, bulk = company.bulk.ctx, company.bulk
    firm = ctx.session.scalars(select(Firm).order_by(Firm.id).limit(1)).one()
    ctx.update(firm, local_wage=LOCAL_WAGE)
    onboarding.templates(ctx)
    standard.templates(ctx)
    for position, roles in ROLES.items():
        for role in roles:
            bulk.add(PositionRole, position_id=company.rules.positions[position], role=role)
    staff = ctx.session.execute(
        select(Employee.id, Employee.position_id, Employee.department_id, Employee.project_id, Employee.grade, Employee.base_pay, Employee.hired_on, Employee.contract_from)
        .order_by(Employee.id)
    ).all()  # fmt: skip
    # Tables are written in the order of their first row: those who left before what names them.
    _left(company, random, len(staff))
    _papers(company, staff)
    _things(company, staff)
    bulk.flush()
    going.begin(company)
    going.go(company)
    going.changes(company)
    company.step(
        f"{LEAVERS[company.size]} 名离职员工，在办入离职 5 件", "leavers; two begin, three go"
    )


def _at(company: Company, day: dt.date) -> dt.datetime:
    return company.at(day, 9)


def _papers(company: Company, staff: Sequence[Any]) -> None:
    """Every contract that was signed, and the line with which each history begins."""
    bulk = company.bulk
    last: dict[int, int] = {}
    signed = sorted(
        (him.hired_on + TERM * n, him, n)
        for him in staff
        for n in range((him.contract_from - him.hired_on) // TERM + 1)
    )
    for day, him, n in signed:
        last[day.year] = last.get(day.year, 0) + 1
        bulk.add(
            EmploymentContract, contract_no=f"HT{day.year}-{last[day.year]:05d}", employee_id=him.id,
            kind="fixed", starts_on=day, ends_on=day + TERM, signed_on=day, renewal=n + 1, created_at=_at(company, day),
        )  # fmt: skip
    bulk.continue_numbers(
        EmploymentContract, "contract_no", last.get(company.today.year, 0), day=company.today
    )
    for him in sorted(staff, key=lambda one: (one.hired_on, one.id)):
        bulk.add(JobChange, **_line(him, "hire", him.hired_on, "入职", _no(him.hired_on, him.id)), created_at=_at(company, him.hired_on))  # fmt: skip
    bulk.continue_numbers(JobChange, "change_no", 500, day=company.today)


def _no(day: dt.date, place: int) -> str:
    return f"RD{day.year}-{place:05d}"


def _line(him: Any, kind: str, day: dt.date, reason: str, number: str) -> dict[str, Any]:
    return {
        "change_no": number, "employee_id": him.id, "kind": kind, "effective_on": day, "reason": reason,
        "suggested": False, "reviewed": True, "to_department_id": him.department_id, "to_position_id": him.position_id,
        "to_project_id": him.project_id, "to_grade": him.grade, "to_pay": him.base_pay, "state": "effective",
    }  # fmt: skip


def _things(company: Company, staff: Sequence[Any]) -> None:
    """What everybody was given on his second day."""
    names = {id: code for code, id in company.rules.positions.items()}
    keepers = {"tool": "ENG", "it": "IT"}
    for him in staff:
        for item, kind, value in THINGS.get(names[him.position_id], ()):
            company.bulk.add(
                EmployeeAsset, employee_id=him.id, item=item, kind=kind, value=Decimal(value),
                issued_on=him.hired_on + dt.timedelta(days=1), state="issued",
                keeper_dept_id=company.rules.departments[keepers.get(kind, "GM")],
            )  # fmt: skip


def _left(company: Company, random: Random, known: int) -> None:
    """Guards and cleaners mostly, two a month, each with his notice and the end of his history."""
    bulk, names = company.bulk, Names(random)
    last: dict[int, int] = {}
    total = LEAVERS[company.size]
    for n in range(total):
        day = company.today - dt.timedelta(days=20 + (total - 1 - n) * 15)
        position = ("GUARD", "CLEANER", "GUARD", "CSR", "TECH")[n % 5]
        department = {"GUARD": "YX-ORD", "CLEANER": "JX-CLEAN", "CSR": "KC-CS", "TECH": "HX-ENG"}[
            position
        ]
        project = company.town.projects[department[:2]]
        grade, pay = graded(position, random.randint(1, 6))
        born = names.birth_date(least=22, most=55, today=company.today)
        hired = day - dt.timedelta(days=random.randint(200, 2000))
        name = names.person()
        number = known + n + 1
        id = bulk.add(
            Employee, emp_no=f"E{number:05d}", name=name, gender=random.choice("mf"), birth_date=born,
            id_no=names.id_number(born), phone=f"1998{number:07d}", education="高中",
            department_id=company.rules.departments[department], position_id=company.rules.positions[position],
            project_id=project, grade=grade, base_pay=pay, hired_on=hired, probation_to=hired + PROBATION,
            contract_from=hired, contract_to=hired + TERM, left_on=day, hours_system="comprehensive",
            on_call=False, state="left", created_at=_at(company, hired),
        )  # fmt: skip
        him = _Leaver(id, company.rules.departments[department], company.rules.positions[position], project, grade, pay)  # fmt: skip
        bulk.add(JobChange, **_line(him, "hire", hired, "入职", _no(hired, number)), created_at=_at(company, hired))  # fmt: skip
        last[day.year] = last.get(day.year, 0) + 1
        notice = day - dt.timedelta(days=32)
        number_of_notice = f"LZ{day.year}-{last[day.year]:05d}"
        bulk.add(
            Resignation, req_no=number_of_notice, employee_id=id, employee_name=name,
            department_id=him.department_id, kind="expire" if n % 6 == 5 else "voluntary",
            initiative="employee" if n % 6 == 5 else None, notice_on=notice,
            earliest_on=earliest_day(notice, on_probation=False), last_day=day, waiver=False,
            reason=REASONS[n % len(REASONS)], stay_offered=False, settled=True, paid_on=day,
            access_ended_at=company.at(day + dt.timedelta(days=1), 0), certificate_on=day + dt.timedelta(days=1),
            state="completed", created_at=_at(company, notice),
        )  # fmt: skip
        bulk.add(JobChange, **_line(him, "leave", day, f"离职 {number_of_notice}", _no(day, 250 + number)), created_at=_at(company, day))  # fmt: skip
    bulk.continue_numbers(Employee, "emp_no", known + total, day=company.today)
    bulk.continue_numbers(Resignation, "req_no", last.get(company.today.year, 0), day=company.today)


class _Leaver:
    """As `_line` reads an employee."""

    def __init__(
        self, id: int, department: int, position: int, project: int, grade: int, pay: Decimal
    ) -> None:
        self.id, self.department_id, self.position_id = id, department, position
        self.project_id, self.grade, self.base_pay = project, grade, pay
