"""1.4: the right person, from what the database says about people now (domain.md §4.3)."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import select

from app.custom.crm.orders import candidates
from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.project import Project
from app.generated.role_project import RoleProject
from app.generated.roster import Roster
from app.generated.skill import Skill
from app.generated.ticket_category import TicketCategory
from app.generated.work_order import WorkOrder
from app.runtime import clock, notify, records
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context
from tests.custom.crm.orders.dispatching import leak, off
from tests.custom.crm.town import Town


@pytest.fixture
def town(town: Town) -> Town:
    """With a resident."""
    town.resident()
    return town


def test_the_better_skill_and_the_smaller_load_win(town: Town) -> None:
    town.technician("学徒", {"plumbing": 2})
    first = leak(town)
    assert first.assignee_name == "张水工"
    assert first.assign_score["parts"]["skill"] == "1.0000"


def test_one_level_below_is_taken_when_the_other_is_busy(town: Town) -> None:
    """0.7 of the skill beats a full load: 0.35·0.7 + … against 0.35 + 0.30·(1 − 6/8)."""
    apprentice = town.technician("学徒", {"plumbing": 2})
    for number in range(6):
        leak(town, unit=None, summary=f"第 {number} 处公共水管漏水")
    taken = leak(town)
    assert taken.assignee_id == apprentice.id


def test_nobody_gets_more_than_eight_open_orders(town: Town) -> None:
    for number in range(8):
        leak(town, unit=None, summary=f"第 {number} 处公共水管漏水")
    order = leak(town)
    assert (order.state, order.assignee_id) == ("accepted", None)


def test_without_a_candidate_the_dispatchers_are_alerted(town: Town) -> None:
    off(town, "张水工")
    order = leak(town)
    assert (order.state, order.assignee_id) == ("accepted", None)
    told = notify.inbox(town.as_("dispatcher"))[0]
    assert told.template == "work_order.nobody"
    assert (told.entity, told.record_id) == ("work_order", order.id)


def test_an_emergency_calls_somebody_on_call(town: Town) -> None:
    off(town, "张水工")
    with records.writing(town.ctx):
        town.ctx.update(town.ctx.get(Employee, town.employees["张水工"].id), on_call=True)
    assert leak(town, summary="厨房跑水").assignee_name == "张水工"
    assert leak(town).assignee_id is None


def test_a_manager_on_the_roster_and_a_closed_account_get_no_orders(town: Town) -> None:
    manager = town.technician("周经理", {"plumbing": 5})
    gone = town.technician("李水工", {"plumbing": 5})
    off(town, "张水工")
    with records.writing(town.ctx):
        session = town.ctx.session
        held = session.get(User, manager.login_id or 0)
        closed = session.get(User, gone.login_id or 0)
        assert held is not None
        assert closed is not None
        held.roles = list(session.scalars(select(Role).where(Role.name == "eng_mgr")))
        closed.active = False
    assert leak(town).assignee_id is None


@pytest.mark.database
def test_two_projects_at_once_do_not_overload_one_technician(town: Town) -> None:
    """He works for both; seven orders are open, so of two more that come at one moment he gets one."""
    with records.writing(town.ctx):
        other = town.ctx.create(
            Project, code="KC", name="科创大厦", kind="office", contract_from=dt.date(2024, 1, 1)
        )
        for name in ("张水工", "林客服", "高调度"):
            town.ctx.create(RoleProject, user=town.logins[name], project=other.id)
    for number in range(7):
        leak(town, unit=None, summary=f"第 {number} 处公共水管漏水")
    desk = town.logins["csr"]
    town.ctx.session.rollback()
    start = threading.Barrier(2)

    def ask(project: int) -> str:
        with Context.for_user(desk) as ctx:
            start.wait(timeout=30)
            made = records.create(
                ctx,
                WorkOrder,
                {"summary": "大堂水管漏水", "source": "desk", "project": project},
            )
            return str(made.state)

    with ThreadPoolExecutor(2) as pool:
        states = sorted(pool.map(ask, (town.project.id, other.id)))
    assert states == ["accepted", "assigned"]


def test_who_is_on_leave_is_not_called_even_for_an_emergency(town: Town) -> None:
    with records.writing(town.ctx):
        town.ctx.update(town.ctx.get(Employee, town.employees["张水工"].id), on_call=True)
        for row in town.ctx.query(select(Roster)):
            town.ctx.update(row, on_leave=True)
    assert leak(town, summary="厨房跑水").assignee_id is None


def test_a_mandatory_certificate_must_be_valid_today(town: Town) -> None:
    licence = town.skills["electric"]
    with records.writing(town.ctx):
        town.ctx.update(town.ctx.get(Skill, licence.id), mandatory_cert=True)
    assert leak(town, summary="客厅的灯不亮").assignee_id is None
    with records.writing(town.ctx):
        held = town.ctx.query(
            select(EmployeeSkill).where(EmployeeSkill.skill_id == licence.id)
        ).one()
        town.ctx.update(held, certificate_no="T-1", valid_to=town.ctx.today)
    assert leak(town, summary="卧室的灯不亮").assignee_name == "张水工"


def test_a_technician_of_another_project_is_not_asked(town: Town) -> None:
    with records.writing(town.ctx):
        other = town.ctx.create(
            Project,
            code="KC",
            name="科创大厦",
            kind="office",
            contract_from=dt.date(2024, 1, 1),
        )
        someone = town.ctx.get(Employee, town.employees["张水工"].id)
        town.ctx.update(someone, project=other.id)
        for grant in town.ctx.query(
            select(RoleProject).where(RoleProject.user_id == someone.login_id)
        ):
            town.ctx.delete(grant)
    assert leak(town).assignee_id is None


def test_a_neighbour_of_the_district_counts_half(town: Town) -> None:
    with records.writing(town.ctx):
        near = town.ctx.create(
            Project,
            code="JX",
            name="锦绣城",
            kind="residential",
            district="东片",
            contract_from=dt.date(2024, 1, 1),
        )
        someone = town.ctx.get(Employee, town.employees["张水工"].id)
        town.ctx.update(someone, project=near.id)
    order = leak(town)
    assert order.assign_score["parts"]["proximity"] == "0.5000"


def test_a_good_rating_helps_next_time(town: Town) -> None:
    """0.10 · rating/5: 5.0 against the unrated 4.0 decides between equals."""
    best = town.technician("李水工", {"plumbing": 3})
    with records.writing(town.ctx):
        town.ctx.update(town.ctx.get(Employee, best.id), rating_avg=Decimal("5.00"))
    assert leak(town).assignee_id == best.id


@pytest.mark.parametrize(
    ("moment", "on"),
    [
        ("2026-03-04T22:00:00+08:00", True),
        ("2026-03-05T05:59:00+08:00", True),
        ("2026-03-05T06:00:00+08:00", False),
        ("2026-03-04T21:59:00+08:00", False),
    ],
)
def test_a_night_shift_goes_on_after_midnight(moment: str, on: bool) -> None:
    now = dt.datetime.fromisoformat(moment)
    assert candidates.is_on_shift(now, dt.date(2026, 3, 4), dt.time(22), dt.time(6)) is on


def test_yesterdays_night_shift_is_still_asked_in_the_morning(
    town: Town, at: time_machine.Coordinates
) -> None:
    off(town, "张水工")
    with records.writing(town.ctx):
        night = town.ctx.create(
            type(town.shift), code="N", name="夜班", starts=dt.time(22), ends=dt.time(6)
        )
        row = town.ctx.query(
            select(Roster).where(Roster.date == clock.local(town.ctx.now).date())
        ).first()
        assert row is not None
        town.ctx.update(row, shift=night.id)
    at.move_to("2026-03-05T05:00:00+08:00")
    assert leak(town).assignee_name == "张水工"


def test_a_category_goes_to_the_projects_own_department(town: Town) -> None:
    own = town.ctx_create(
        type(town.departments["ENG"]),
        code="YX-ENG",
        name="云溪工程部",
        kind="eng",
        parent=town.departments["ENG"].id,
        project=town.project.id,
    )
    assert leak(town).department_id == own.id


def test_what_is_not_active_is_not_used_to_classify(town: Town) -> None:
    with records.writing(town.ctx):
        town.ctx.update(town.ctx.get(TicketCategory, town.categories["water"].id), active=False)
    assert leak(town).state == "new"
