"""4.1: a checklist for who begins, an account by his position, contracts and certificates that run out, things he was issued."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import time_machine
from sqlalchemy import String, func, select, type_coerce

from app.custom.people.employees import accounts, onboarding, reminders
from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.employment_contract import EmploymentContract
from app.generated.job_change import JobChange
from app.generated.onboarding_item import OnboardingItem
from app.generated.position import Position
from app.generated.position_role import PositionRole
from app.generated.role_project import RoleProject
from app.runtime import records
from app.runtime.accounts import changes, person
from app.runtime.errors import AppError, Forbidden
from app.runtime.system import AuditLog, Notification
from tests.custom.finance.books.office import refused
from tests.custom.people.folk import BOSS, HR, TODAY, Folk
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database
ADMIN = "吴管理"


@pytest.fixture
def newcomer(folk: Folk) -> Employee:
    """Hired by HR for today."""
    return records.create(
        folk.as_(HR), Employee,
        {
            "name": "新来者", "phone": "13800007777", "department": folk.department("ENG"),
            "position": folk.person().position_id, "project": folk.town.project.id, "base_pay": "5000",
        },
    )  # fmt: skip


def told(folk: Folk, template: str) -> int:
    found: int = folk.session.scalar(
        select(func.count()).select_from(Notification).where(Notification.template == template)
    )
    return found


# -- the checklist ------------------------------------------------------------------------------------


def test_a_new_employee_has_a_checklist_with_owners_and_days(
    folk: Folk, newcomer: Employee
) -> None:
    tasks = folk.checklist(newcomer)
    assert len(tasks) == len(onboarding.STANDARD)
    first = tasks[0]
    assert (first.gate, first.due_on, first.owner_id) == ("begin", TODAY - dt.timedelta(3), folk.town.logins[HR])  # fmt: skip
    assert told(folk, "people.onboarding_task") == sum(task.owner_id is not None for task in tasks)


def test_templates_are_for_a_position_and_a_department_with_those_below(folk: Folk) -> None:
    paths = {1: "/GM/", 2: "/GM/ENG/", 3: "/GM/CS/"}
    item = lambda **values: OnboardingItem(item="x", **values)  # noqa: E731
    items = [item(), item(department_id=1), item(department_id=3), item(position_id=7), item(position_id=8)]  # fmt: skip
    him = Employee(department_id=2, position_id=7)
    assert onboarding.chosen(items, him, paths) == [items[0], items[1], items[3]]


def test_he_begins_with_papers_and_contract_and_is_confirmed_after_training(
    folk: Folk, newcomer: Employee
) -> None:
    assert "签订劳动合同" in str(
        refused(folk.step, newcomer, "begin", HR).message.in_language("zh")
    )
    for task in folk.checklist(newcomer):
        if task.gate == "begin":
            folk.step(task, "finish", HR)
    him = folk.step(newcomer, "begin", HR, probation_to=dt.date(2026, 8, 31))
    assert "入职与安全培训" in str(refused(folk.step, him, "confirm", HR).message.in_language("zh"))
    for task in folk.checklist(him):
        if task.gate == "confirm":
            folk.step(task, "finish", HR)
    assert folk.step(him, "confirm", HR).state == "regular"


def test_another_first_day_moves_what_is_still_to_do(folk: Folk, newcomer: Employee) -> None:
    before = folk.checklist(newcomer)[-1].due_on
    records.update(folk.as_(HR), Employee, newcomer.id, {"hired_on": TODAY + dt.timedelta(7)})
    assert folk.checklist(newcomer)[-1].due_on == before + dt.timedelta(7)


# -- accounts -----------------------------------------------------------------------------------------


@pytest.fixture
def admin(folk: Folk) -> str:
    folk.town.staff("sysadmin", "GM", name=ADMIN)
    return ADMIN


def test_the_administrator_opens_an_account_with_the_roles_of_the_position(
    folk: Folk, admin: str, newcomer: Employee
) -> None:
    with records.writing(folk.ctx):
        post = folk.ctx.create(Position, code="TECH", name="维修技工", headcount=3)
        folk.ctx.create(PositionRole, position=post.id, role="technician")
        folk.ctx.update(newcomer, position=post.id)
    opened = accounts.open_for(folk.as_(admin), newcomer.id)
    assert opened.roles == ("employee", "technician")
    who = person.load(opened.user)
    assert who is not None
    assert who.roles == {"employee", "technician"}
    assert folk.session.scalar(
        select(RoleProject.project_id).where(RoleProject.user_id == opened.user)
    )
    assert next(t for t in folk.checklist(newcomer) if t.kind == "account").state == "done"
    with records.writing(folk.ctx):
        changes.use_link(folk.ctx, opened.key, "Neue-Lange-Losung-77")
    with pytest.raises(AppError, match="has an account"):
        accounts.open_for(folk.as_(admin), newcomer.id)


def test_hr_opens_no_accounts_and_grants_nothing(folk: Folk, newcomer: Employee) -> None:
    with pytest.raises(AppError, match="system administrator"):
        accounts.open_for(folk.as_(HR), newcomer.id)
    with pytest.raises(Forbidden):
        records.create(folk.as_(HR), PositionRole, {"position": newcomer.position_id, "role": "gm"})


def test_a_position_has_no_separate_roles_and_not_ones_own(folk: Folk, admin: str) -> None:
    own = folk.person(admin).position_id
    with pytest.raises(AppError, match="own position"):
        records.create(folk.as_(admin), PositionRole, {"position": own, "role": "hr"})
    with records.writing(folk.ctx):
        post = folk.ctx.create(Position, code="FIN", name="财务", headcount=1)
    records.create(folk.as_(admin), PositionRole, {"position": post.id, "role": "cashier"})
    with pytest.raises(AppError, match="may not hold both"):
        records.create(folk.as_(admin), PositionRole, {"position": post.id, "role": "accountant"})


# -- what runs out ------------------------------------------------------------------------------------


def remind(folk: Folk) -> None:
    with records.writing(folk.ctx):
        reminders.remind(folk.ctx)


def test_hr_the_person_and_his_manager_hear_of_each_step_once(
    folk: Folk, at: time_machine.Coordinates
) -> None:
    him = folk.person()
    with records.writing(folk.ctx):
        folk.ctx.update(
            him, contract_to=TODAY + dt.timedelta(61), manager=folk.town.employees["赵经理"].id
        )
    remind(folk)
    assert told(folk, "people.contract_ends") == 0
    for days, count in ((1, 3), (0, 3), (30, 6), (23, 9), (8, 9)):
        at.shift(dt.timedelta(days=days))
        remind(folk)
        assert told(folk, "people.contract_ends") == count


def test_a_certificate_is_told_and_a_renewed_one_no_longer(folk: Folk) -> None:
    with records.writing(folk.ctx):
        row = folk.session.scalars(
            select(EmployeeSkill).where(EmployeeSkill.employee_id == folk.person().id)
        ).first()
        folk.ctx.update(row, valid_to=TODAY + dt.timedelta(20))
    remind(folk)
    assert told(folk, "people.certificate_ends") == 2
    with records.writing(folk.ctx):
        folk.ctx.update(row, valid_to=TODAY + dt.timedelta(1000))
    remind(folk)
    assert told(folk, "people.certificate_ends") == 2


def test_the_end_of_probation_suggests_a_confirmation_once(folk: Folk, newcomer: Employee) -> None:
    folk.checklist_done(newcomer)
    folk.step(newcomer, "begin", HR, probation_to=TODAY + dt.timedelta(29))
    remind(folk)
    remind(folk)
    found = folk.session.scalars(select(JobChange).where(JobChange.kind == "regular")).all()
    assert [(one.state, one.effective_on) for one in found] == [
        ("suggested", TODAY + dt.timedelta(30))
    ]
    folk.step(folk.step(found[0], "take_up", HR, effective_on=TODAY), "approve", BOSS)
    assert folk.session.get(Employee, newcomer.id).state == "regular"


def test_a_renewed_contract_moves_the_dates_of_the_employee(folk: Folk) -> None:
    him = folk.person()
    first = {"employee": him.id, "starts_on": dt.date(2023, 6, 2), "ends_on": dt.date(2026, 6, 30)}
    records.create(folk.as_(HR), EmploymentContract, first)
    with pytest.raises(AppError, match="overlaps"):
        records.create(folk.as_(HR), EmploymentContract, {**first, "starts_on": TODAY})
    again = records.create(
        folk.as_(HR), EmploymentContract,
        {"employee": him.id, "kind": "open", "starts_on": dt.date(2026, 7, 1)},
    )  # fmt: skip
    assert again.renewal == 2
    assert (folk.person().contract_from, folk.person().contract_to) == (dt.date(2026, 7, 1), None)


# -- sensitive fields ---------------------------------------------------------------------------------


def test_pay_number_and_bank_account_are_masked_on_screen_rest_export_search_and_log(
    folk: Folk, staff: Callable[..., Visitor]
) -> None:
    him = folk.person()
    secrets = {
        "id_no": "11010519491231002X",
        "bank_account": "6222021234567890123",
        "base_pay": "7123.45",
    }
    records.update(
        folk.as_(HR), Employee, him.id, {k: v for k, v in secrets.items() if k != "base_pay"}
    )
    with records.writing(folk.ctx):
        folk.ctx.update(him, base_pay="7123.45")
    hr = staff(HR)
    for path in (
        f"/employee/show/{him.id}", "/employee/list/", f"/api/v1/employee/{him.id}",
        f"/search?q={secrets['bank_account'][:8]}", "/api/v1/employee/export",
        f"/people/chart?department={him.department_id}",
    ):  # fmt: skip
        answer = hr.open(path)
        assert answer.status == 200, path
        for value in (*secrets.values(), "7,123.45", "712345"):
            assert value not in answer.text, path
    logged = " ".join(str(row) for row in folk.session.scalars(select(AuditLog.diff)))
    assert not [value for value in (*secrets.values(), "712345") if value in logged]
    table = Employee.__table__.c
    raw = folk.session.execute(
        select(type_coerce(table.base_pay, String)).where(table.id == him.id)
    )
    assert "7123" not in str(raw.scalar())


# -- pages --------------------------------------------------------------------------------------------


def test_the_chart_shows_a_branch_and_what_is_vacant(
    folk: Folk, staff: Callable[..., Visitor]
) -> None:
    eng = folk.department("ENG")
    page = staff(HR).open(f"/people/chart?department={eng}").text
    assert "张水工" in page
    assert "工程部" in page
    assert "编制与空缺" in page
    closed = staff(HR).open("/people/chart").text
    assert "张水工" not in closed


def test_a_task_is_done_with_one_press_on_the_phone(
    folk: Folk, newcomer: Employee, staff: Callable[..., Visitor]
) -> None:
    hr = staff(HR)
    task = folk.checklist(newcomer)[0]
    assert task.item in hr.open("/people/tasks").text
    assert hr.press("完成").sees("已完成")
    assert folk.checklist(newcomer)[0].state == "done"


def test_the_account_page_shows_the_link_once(
    folk: Folk, admin: str, newcomer: Employee, staff: Callable[..., Visitor]
) -> None:
    visitor = staff(admin)
    assert "开通账号" in visitor.open(f"/people/account/{newcomer.id}").text
    assert "/login/link/" in visitor.press("开通账号").text
    assert "/login/link/" not in visitor.open(f"/people/account/{newcomer.id}").text


def test_the_pages_take_the_same_statements_whatever_there_is(
    folk: Folk,
    staff: Callable[..., Visitor],
    newcomer: Employee,
    statements: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    hr, counts = staff(HR), []
    path = f"/people/chart?department={folk.department('ENG')}"
    for _ in range(2):
        hr.open(path)
        with statements() as seen:
            hr.open(path)
            hr.open("/people/tasks")
        counts.append(len(seen))
        for n in range(3):
            folk.town.staff("technician", "ENG", name=f"新{n}{len(counts)}")
    assert counts[0] == counts[1]
