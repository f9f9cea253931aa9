"""The people of the demo and their orders: as many as promised, consistent (domain.md §7)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import func, select

from app.config import DEMO_PASSWORD
from app.custom.crm import demo as crm_demo
from app.custom.crm import normalise
from app.custom.crm.demo.logins import ROLES
from app.custom.crm.orders import dispatch
from app.generated.chat_session import ChatSession
from app.generated.customer import Customer
from app.generated.duplicate_review import DuplicateReview
from app.generated.employee import Employee
from app.generated.occupancy import Occupancy
from app.generated.parking_space import ParkingSpace
from app.generated.project import Project
from app.generated.registration import Registration
from app.generated.survey_response import SurveyResponse
from app.generated.unit import Unit
from app.generated.work_order import WorkOrder, work_order_workflow
from app.generated.work_order_event import WorkOrderEvent
from app.runtime import database, query, records, registry
from app.runtime.accounts import login
from app.runtime.accounts.users import User
from app.runtime.context import Context
from app.runtime.sla import sweep
from app.runtime.system import AuditLog, Notification, SlaClock, TransitionLog
from tests.custom.demo.conftest import fill
from tests.support.databases import Databases
from tests.support.worlds import World


def count(ctx: Context, entity: type, *where: object) -> int:
    statement = select(func.count()).select_from(entity).where(*where)  # type: ignore[arg-type]
    return int(ctx.session.scalar(statement) or 0)


def test_220_people_work_there(ctx: Context) -> None:
    at_work = Employee.state.in_(("probation", "regular", "leaving"))
    assert count(ctx, Employee, at_work) == 220


@pytest.mark.parametrize(
    ("entity", "number"),
    [
        (Project, 5),
        (Unit, 3000),
        (ParkingSpace, 1800),
        (Customer, 3400),
        (WorkOrder, 2000),
    ],
)
def test_it_is_as_large_as_promised(ctx: Context, entity: type, number: int) -> None:
    # The visits of service plans come beside what residents asked for.
    asked = [WorkOrder.source != "plan"] if entity is WorkOrder else []
    assert count(ctx, entity, *asked) == number


def test_somebody_of_every_role_can_log_in(as_role: Callable[[str], Context]) -> None:
    assert set(ROLES) == {role.name for role in registry.current().roles}
    for role in ROLES:
        assert role in as_role(role).actor.roles


def test_the_demo_customer_has_a_home_and_orders(as_role: Callable[[str], Context]) -> None:
    me = as_role("customer")
    homes = query.rows(me, Unit, columns=["full_no"], limit=5).items
    assert [home["full_no"] for home in homes] == ["YX-3-2-1501"]
    assert query.rows(me, WorkOrder, columns=["order_no"], limit=50).items


def test_the_demo_logins_find_something_to_do(as_role: Callable[[str], Context]) -> None:
    me = as_role("customer")
    chats = query.rows(me, ChatSession, columns=["state"], limit=9).items
    assert sorted(one["state"] for one in chats) == ["active", "closed"]
    orders = query.rows(me, WorkOrder, columns=["state"], limit=50).items
    assert {"closed", "resolved", "quoted"} <= {one["state"] for one in orders}
    asked = query.rows(me, SurveyResponse, columns=["survey", "submitted_at"], limit=9).items
    assert any(one["submitted_at"] is None and one["survey"]["title"] for one in asked)
    mine = query.rows(as_role("technician"), WorkOrder, columns=["state"], limit=500).items
    assert {"assigned", "in_progress"} <= {one["state"] for one in mine}
    forms = query.rows(as_role("csr"), Registration, columns=["state"], limit=9).items
    assert sorted(one["state"] for one in forms) == ["blocked", "done", "done", "waiting"]


def test_a_project_manager_sees_the_orders_of_his_project_only(ctx: Context) -> None:
    manager = login.authenticate("pm.hx", DEMO_PASSWORD) or 0
    with Context.for_user(manager) as me:
        seen = {
            row["project"]["title"]
            for row in query.rows(me, WorkOrder, columns=["project"], limit=200).items
        }
    assert seen == {"和兴里"}


def test_every_identity_number_has_its_check_digit_and_nobodys_area(ctx: Context) -> None:
    numbers = ctx.session.scalars(select(Customer.id_no).where(Customer.id_no.is_not(None))).all()
    assert len(numbers) > 1000
    assert all(normalise.id_is_valid(one) and str(one).startswith("999999") for one in numbers)


def test_duplicates_are_planted_and_queued(ctx: Context) -> None:
    assert count(ctx, Customer, Customer.state == "pending") == 40
    assert count(ctx, DuplicateReview, DuplicateReview.state == "open") > 20


def test_every_queue_has_something_in_it(ctx: Context) -> None:
    found = set(ctx.session.scalars(select(WorkOrder.state).distinct()))
    assert found == set(work_order_workflow.states)


def worked() -> list[registry.EntityEntry]:
    """The entities that have a workflow."""
    return [entry for entry in registry.current().entities() if entry.workflow is not None]


def test_every_history_is_one_that_the_workflow_allows(ctx: Context) -> None:
    allowed = {
        (entry.entity.key(), step.name, source, step.target)
        for entry in worked()
        for step in entry.workflow.all()
        for source in step.sources
    } | {
        (entry.entity.key(), "create", None, state)
        for entry in worked()
        for state in entry.workflow.beginnings
    }
    log = TransitionLog
    steps = ctx.session.execute(
        select(log.entity, log.transition, log.from_state, log.to_state).distinct()
    )
    assert {tuple(step) for step in steps} <= allowed


def test_the_last_step_of_a_history_is_the_state_of_its_record(ctx: Context) -> None:
    log = TransitionLog
    last = select(func.max(log.id).label("id")).group_by(log.entity, log.record_id).subquery()
    wrong = {}
    for entry in worked():
        model = entry.entity
        found = ctx.session.execute(
            select(model.id, model.state, log.to_state)
            .join(log, log.record_id == model.id)
            .join(last, last.c.id == log.id)
            .where(log.entity == model.key(), log.to_state != model.state)
        ).all()
        wrong |= {model.key(): found} if found else {}
    assert wrong == {}


def test_times_go_forward_and_none_is_in_the_future(ctx: Context) -> None:
    assert (
        count(
            ctx,
            WorkOrder,
            (WorkOrder.resolved_at < WorkOrder.created_at)
            | (WorkOrder.closed_at < WorkOrder.resolved_at)
            | (WorkOrder.closed_at > ctx.now),
        )
        == 0
    )
    assert count(ctx, WorkOrderEvent, WorkOrderEvent.at > ctx.now) == 0


def test_about_one_in_twelve_is_late(ctx: Context) -> None:
    missed = count(ctx, WorkOrder, WorkOrder.sla_state == "missed")
    assert 0.05 < missed / 2000 < 0.12


def test_satisfaction_is_about_four_point_three(ctx: Context) -> None:
    total, number = ctx.session.execute(
        select(func.sum(WorkOrder.rating), func.count(WorkOrder.rating))
    ).one()
    assert 4.1 < int(total or 0) / number < 4.5


def test_clocks_of_what_is_open_have_nothing_old_to_tell(ctx: Context) -> None:
    """The first sweep after the demo must not wake everybody for what is long past."""
    assert count(ctx, SlaClock, SlaClock.next_at < ctx.now) == 0
    before = count(ctx, Notification)
    with Context.system() as system:
        sweep.sweep(system)
    ctx.session.rollback()
    assert count(ctx, Notification) == before


def test_one_payer_a_home(ctx: Context) -> None:
    payers = (
        select(Occupancy.unit_id)
        .where(Occupancy.payer.is_(True), Occupancy.to_date.is_(None))
        .group_by(Occupancy.unit_id)
        .having(func.count() > 1)
    )
    assert ctx.session.scalars(payers).all() == []


def test_numbers_go_on_where_the_demo_ends(ctx: Context, as_role: Callable[[str], Context]) -> None:
    me = as_role("customer")
    last = ctx.session.scalar(
        select(func.max(WorkOrder.order_no)).where(WorkOrder.order_no.like("GD20260304-%"))
    )
    home = query.rows(me, Unit, columns=["id"], limit=1).items[0]
    with records.dry_run(me):
        made = records.create(me, WorkOrder, {"summary": "厨房水管爆裂漏水", "unit": home["id"]})
        assert made.order_no == f"GD20260304-{int(str(last)[-4:]) + 1:04d}"
        assert made.state == "assigned"


@pytest.mark.parametrize("hour", ["2026-03-04T03:30:00+08:00", "2026-03-07T20:00:00+08:00"])
def test_somebody_takes_a_leak_at_any_hour_in_every_project(ctx: Context, hour: str) -> None:
    with time_machine.travel(hour, tick=False):
        for project in ctx.session.scalars(select(Project.id)).all():
            with Context.system() as system, records.dry_run(system):
                made = system.create(
                    WorkOrder, source="desk", project=project, summary="公共区域水管漏水"
                )
                assert made.state == "assigned", project


@pytest.mark.parametrize("hour", ["2026-03-04T03:30:00+08:00", "2026-03-07T20:00:00+08:00"])
def test_a_new_leak_can_be_given_to_the_demo_technician_at_any_hour(
    as_role: Callable[[str], Context], hour: str
) -> None:
    with time_machine.travel(hour, tick=False):
        technician = as_role("technician").actor.value(("employee",))
        home = query.rows(as_role("customer"), Unit, columns=["id"], limit=1).items[0]
        with Context.system() as system, records.dry_run(system):
            order = system.create(
                WorkOrder, source="desk", unit=home["id"], summary="厨房水管漏水，地上都是水"
            )
            scored, refused = dispatch.judge(system, order, technician)
            assert (scored is not None, refused) == (True, [])


def test_everything_is_found_by_the_search_box(as_role: Callable[[str], Context]) -> None:
    desk = as_role("csr")
    assert query.rows(desk, Unit, columns=["full_no"], search="YX-3-2-1501", limit=5).items
    assert query.rows(desk, Customer, columns=["name"], search="王小明", limit=5).items
    assert query.rows(desk, WorkOrder, columns=["summary"], search="漏水", limit=5).items


def test_a_demo_that_breaks_off_leaves_an_empty_database(
    company: database.Database,
    world: World,
    databases: Databases,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its logins are written by then; what comes next fails, and the next attempt begins anew."""

    def fails(*_given: object, **_named: object) -> None:
        raise MemoryError

    monkeypatch.setattr(crm_demo.residents, "build", fails)
    url = databases.empty(tmp_path)
    try:
        with pytest.raises(MemoryError):
            fill(world, url)
        left = database.Database(url)
        database.activate(left)
        with Context.system() as ctx:
            assert [count(ctx, one) for one in (User, Employee, AuditLog)] == [0, 0, 0]
        left.dispose()
    finally:
        database.activate(company)
        databases.drop(url)
