"""1.4: the right person, from what the database says about people now (domain.md §4.3)."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.custom.crm import candidates
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
from app.runtime.errors import AppError, RuleViolation, ValidationFailed
from tests.custom.crm.town import Town
from tests.support.people import People
from tests.support.visitor import Visitor


@pytest.fixture
def town(town: Town) -> Town:
    """With a resident."""
    town.resident()
    return town


def leak(town: Town, **values: object) -> WorkOrder:
    given = {"summary": "厨房水管漏水", "unit": town.units[0].id, **values}
    return records.create(town.as_("王小明"), WorkOrder, given)


def off(town: Town, name: str) -> None:
    """Take somebody off the roster of today."""
    with records.writing(town.ctx):
        for row in town.ctx.query(
            select(Roster).where(Roster.employee_id == town.employees[name].id)
        ):
            town.ctx.update(row, shift=None)


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


def test_a_declined_order_goes_to_somebody_else(town: Town) -> None:
    town.technician("李水工", {"plumbing": 3})
    order = leak(town)
    first = str(order.assignee_name)
    records.transition(town.as_(first), WorkOrder, order.id, "decline", note="没有工具")
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    again = town.ctx.get(WorkOrder, order.id)
    assert again.state == "assigned"
    assert again.assignee_name == ({"张水工", "李水工"} - {first}).pop()


def test_declined_by_everybody_it_waits_for_the_dispatcher(town: Town) -> None:
    order = leak(town)
    done = records.transition(town.as_("张水工"), WorkOrder, order.id, "decline", note="不会修")
    assert (done.state, done.assignee_id) == ("accepted", None)


def test_a_technician_passes_his_order_on_to_the_next_best(town: Town) -> None:
    town.technician("李水工", {"plumbing": 3})
    order = leak(town)
    first = str(order.assignee_name)
    done = records.transition(town.as_(first), WorkOrder, order.id, "reassign", note="太远了")
    assert (done.state, done.reassign_count) == ("assigned", 1)
    assert done.assignee_name != first
    assert "work_order.taken_away" in [row.template for row in notify.inbox(town.as_(first))]


def begun(town: Town) -> WorkOrder:
    """An order that 张水工 works on; 李水工 could do it too."""
    order = leak(town)
    records.transition(
        town.as_("张水工"), WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"}
    )
    town.technician("李水工", {"plumbing": 3})
    return order


@pytest.mark.parametrize("who", ["dispatcher", "周经理"])
@pytest.mark.parametrize("held", [False, True])
def test_the_work_of_somebody_who_left_goes_to_somebody_else(
    town: Town, who: str, held: bool
) -> None:
    town.staff("eng_mgr", "ENG", name="周经理")
    order = begun(town)
    if held:
        given = {"hold_reason": "external", "resume_at": town.ctx.now + dt.timedelta(hours=2)}
        records.transition(town.as_("张水工"), WorkOrder, order.id, "hold", given)
    with records.writing(town.ctx):
        account = town.ctx.session.get(User, town.logins["张水工"])
        assert account is not None
        account.active = False
    step = "reassign" if who == "dispatcher" else "reassign_over_limit"
    done = records.transition(town.as_(who), WorkOrder, order.id, step, note="离职")
    assert (done.state, done.assignee_name, done.reassign_count) == ("assigned", "李水工", 1)
    started = records.transition(
        town.as_("李水工"), WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"}
    )
    assert started.state == "in_progress"


def test_who_takes_over_shows_that_he_is_on_site_himself(town: Town) -> None:
    order = begun(town)
    records.transition(town.as_("dispatcher"), WorkOrder, order.id, "reassign", note="请假")
    with pytest.raises(RuleViolation, match="Scan the unit's code"):
        records.transition(town.as_("李水工"), WorkOrder, order.id, "start")


def test_a_technician_does_not_pass_on_what_he_has_begun(town: Town) -> None:
    order = begun(town)
    with pytest.raises(AppError):
        records.transition(town.as_("张水工"), WorkOrder, order.id, "reassign", note="太远了")


def test_whoever_has_the_order_is_not_given_it_again(town: Town) -> None:
    town.technician("李水工", {"plumbing": 2})
    order = leak(town)
    with pytest.raises(RuleViolation, match="has it already") as refused:
        records.transition(
            town.as_("dispatcher"),
            WorkOrder,
            order.id,
            "reassign",
            {"assignee": order.assignee_id},
            note="换人",
        )
    assert refused.value.errors[0].field == "assignee"
    town.ctx.session.rollback()
    assert town.ctx.get(WorkOrder, order.id).reassign_count == 0


def test_an_emptied_assignee_means_the_next_best(town: Town) -> None:
    town.technician("李水工", {"plumbing": 2})
    order = leak(town)
    done = records.transition(
        town.as_("dispatcher"), WorkOrder, order.id, "reassign", {"assignee": None}, note="换人"
    )
    assert (done.assignee_name, done.reassign_count) == ("李水工", 1)
    assert "work_order.taken_away" in [row.template for row in notify.inbox(town.as_("张水工"))]


def test_the_dialog_says_what_an_empty_assignee_means(
    app: Flask, town: Town, people: People
) -> None:
    order = leak(town)
    desk = Visitor(people.browser(app, town.logins["dispatcher"]))
    assert desk.open(f"/work_order/transition/{order.id}/reassign").sees("转单时留空")


def test_an_order_with_its_timeline_is_edited_by_who_may_change_only_the_order(
    app: Flask, town: Town, people: People
) -> None:
    order = leak(town)
    page = Visitor(people.browser(app, town.logins["csr"])).open(f"/work_order/edit/{order.id}")
    assert page.page.find("input", {"name": "events-0-_id"})
    page.send(summary="厨房和浴室都漏水")
    assert page.path == f"/work_order/show/{order.id}", page.words
    town.ctx.session.rollback()
    assert town.ctx.get(WorkOrder, order.id).summary == "厨房和浴室都漏水"


def test_after_three_times_only_the_manager_reassigns(town: Town) -> None:
    town.technician("李水工", {"plumbing": 3})
    town.staff("eng_mgr", "ENG", name="周经理")
    order = leak(town)
    for _ in range(3):
        order = records.transition(
            town.as_(str(order.assignee_name)), WorkOrder, order.id, "reassign", note="换人"
        )
    with pytest.raises(RuleViolation, match="manager"):
        records.transition(town.as_("dispatcher"), WorkOrder, order.id, "reassign", note="换人")
    done = records.transition(
        town.as_("周经理"),
        WorkOrder,
        order.id,
        "reassign_over_limit",
        {"assignee": town.employees["张水工"].id},
        note="我来定",
    )
    assert done.reassign_count == 4


def test_the_dispatcher_cannot_assign_to_somebody_who_does_not_fit(town: Town) -> None:
    off(town, "张水工")
    order = leak(town)
    with pytest.raises(RuleViolation, match="not on shift") as refused:
        records.transition(
            town.as_("dispatcher"),
            WorkOrder,
            order.id,
            "assign",
            {"assignee": town.employees["张水工"].id},
        )
    assert refused.value.errors[0].field == "assignee"


def test_nobody_sets_the_assignee_by_an_ordinary_edit(town: Town) -> None:
    order = leak(town)
    with pytest.raises(ValidationFailed, match="assignee"):
        records.update(
            town.as_("dispatcher"),
            WorkOrder,
            order.id,
            {"assignee": town.employees["高调度"].id},
        )


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
