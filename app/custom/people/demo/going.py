"""What is under way in the demo, made by the people who would do it: nothing here goes around a rule."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.custom.finance.demo.people import acting
from app.generated.employee import Employee
from app.generated.employee_asset import EmployeeAsset
from app.generated.job_change import JobChange
from app.generated.offboarding_task import OffboardingTask
from app.generated.onboarding_task import OnboardingTask
from app.generated.resignation import Resignation

ABOUT_A_MONTH = dt.timedelta(days=30)


def begin(company: Company) -> None:
    """One begins in three days with half of his papers, one has begun to come in a week."""
    places = company.rules
    for days, name, position, department, project in (
        (3, "卫新航", "TECH", "YX-ENG", "YX"),
        (7, "安小禾", "CSR", "KC-CS", "KC"),
    ):
        hr = acting(company, "hr", company.at(company.today - dt.timedelta(days=4), 10))
        first = company.today + dt.timedelta(days=days)
        made = hr.create(
            Employee, name=name, gender="m" if days == 3 else "f", phone=f"199700000{days:02d}",
            department=places.departments[department], position=places.positions[position],
            project=company.town.projects[project], manager=company.crew.heads[places.departments[department]],
            grade=3, base_pay="6200.00", hired_on=first, contract_from=first, contract_to=first + dt.timedelta(days=1095),
        )  # fmt: skip
        if days == 3:
            tasks = company.bulk.ctx.session.scalars(
                select(OnboardingTask.id)
                .where(OnboardingTask.employee_id == made, OnboardingTask.kind == "document")
                .order_by(OnboardingTask.id)
            ).all()
            for task in tasks:
                hr.step(OnboardingTask, task, "finish")


def go(company: Company) -> None:
    """One waits for his department, one is being cleared, one is settled and has some days left."""
    people = company.crew.people
    guard = company.crew.by_login["employee"].id
    cleaners = [one for one in people if one.department == "JX-CLEAN"]
    service = [one for one in people if one.department == "YX-CS"]
    _notice(company, service[-1].id, said=2, left=29, reason="考上研究生")
    cleared = _notice(company, guard, said=12, left=20, reason="回乡照顾家人", by="employee")
    _accepted(company, cleared, guard, said=12)
    settled = _notice(company, cleaners[-1].id, said=26, left=5, reason="身体原因")
    _accepted(company, settled, cleaners[-1].id, said=26)
    _clear(company, settled)
    fin = acting(company, "fin_mgr", company.at(company.today - dt.timedelta(days=1), 15))
    fin.step(Resignation, settled, "approve_settlement")


def _notice(
    company: Company, employee: int, *, said: int, left: int, reason: str, by: str = "hr"
) -> int:
    """`said` days ago, `left` days to go."""
    day = company.today - dt.timedelta(days=said)
    who = acting(company, by, company.at(day, 9))
    values = {"employee": employee} if by == "hr" else {}
    last = company.today + dt.timedelta(days=left)
    made = who.create(Resignation, reason=reason, notice_on=day, last_day=last, **values)
    if last < day + ABOUT_A_MONTH:
        hr = acting(company, "hr", company.at(day, 10))
        hr.step(Resignation, made, "waive", note="同意提前")
    who.step(Resignation, made, "submit")
    return made


def _accepted(company: Company, asked: int, employee: int, *, said: int) -> None:
    """By the general manager the day after, by HR the day after that."""
    first = company.today - dt.timedelta(days=said - 1)
    acting(company, "gm", company.at(first, 9)).step(Resignation, asked, "manager_ok")
    acting(company, "hr", company.at(first + dt.timedelta(days=1), 9)).step(
        Resignation, asked, "hr_ok"
    )


def _clear(company: Company, asked: int) -> None:
    """Uniform back, everything that blocks is done."""
    ctx = company.bulk.ctx
    at = company.at(company.today - dt.timedelta(days=3), 16)
    hr = acting(company, "hr", at)
    leaver = ctx.get(Resignation, asked).employee_id
    for asset in ctx.session.scalars(
        select(EmployeeAsset.id).where(
            EmployeeAsset.employee_id == leaver, EmployeeAsset.state == "issued"
        )
    ).all():
        hr.step(EmployeeAsset, asset, "give_back")
    tasks = ctx.session.scalars(
        select(OffboardingTask.id)
        .where(
            OffboardingTask.resignation_id == asked,
            OffboardingTask.blocking.is_(True),
            OffboardingTask.state.in_(("todo", "doing", "blocked")),
        )
        .order_by(OffboardingTask.id)
    ).all()
    for task in tasks:
        hr.step(OffboardingTask, task, "finish")


def changes(company: Company) -> None:
    """A promotion for the general manager to decide, and a raise that is approved for the first of next month."""
    today = company.today
    techs = [one.id for one in company.crew.people if one.department == "YX-ENG"]
    hr = acting(company, "hr", company.at(today - dt.timedelta(days=3), 11))
    session = company.bulk.ctx.session
    grade = session.scalar(select(Employee.grade).where(Employee.id == techs[2])) or 3
    promotion = hr.create(
        JobChange, employee=techs[2], kind="promote" if grade < 6 else "pay", to_grade=min(grade + 1, 6),
        to_pay="9000.00", effective_on=today + dt.timedelta(days=10), reason="连续两个季度考核为 A",
    )  # fmt: skip
    hr.step(JobChange, promotion, "submit")
    first = (today.replace(day=28) + dt.timedelta(days=5)).replace(day=1)
    raised = hr.create(
        JobChange, employee=techs[3], kind="pay", to_pay="8200.00", effective_on=first, reason="取得电梯安全管理员证",
    )  # fmt: skip
    hr.step(JobChange, raised, "submit")
    acting(company, "gm", company.at(today - dt.timedelta(days=1), 11)).step(JobChange, raised, "approve")  # fmt: skip
