"""1.1, §5: a home opens its project to its resident, and the resident to its project; the past stays closed."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.generated.building import Building
from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.project import Project
from app.generated.role_project import RoleProject
from app.generated.unit import Unit
from app.generated.work_order import WorkOrder
from app.generated.work_order_event import WorkOrderEvent
from app.runtime import query, records
from app.runtime.context import Context
from app.runtime.errors import AppError, Forbidden, NotFound
from tests.custom.crm.town import Town

pytestmark = pytest.mark.database


def sees(ctx: Context, entity: type, id: int) -> bool:
    """On his own page and in his list: both must say the same."""
    try:
        query.get(ctx, entity, id)
    except (NotFound, Forbidden):
        return False
    finally:
        listed = {row["id"] for row in query.rows(ctx, entity, columns=["id"]).items}
    assert id in listed
    return True


def second_home(town: Town, customer: Customer, **values: object) -> tuple[Unit, Occupancy]:
    """A flat in another project, whose own representative is 何客服; 钱客服 works for a third one."""
    with records.writing(town.ctx):
        projects = [
            town.ctx.create(
                Project,
                code=code,
                name=code,
                kind="office",
                contract_from=dt.date(2024, 1, 1),
            )
            for code in ("KC", "JX")
        ]
        building = town.ctx.create(Building, project=projects[0].id, code="1")
        unit = town.ctx.create(
            Unit, project=projects[0].id, building=building.id, room_no="0901", gross_area=60
        )
    for name, project in zip(("何客服", "钱客服"), projects, strict=True):
        town.staff("csr", "CS", name=name)
        with records.writing(town.ctx):
            for row in town.ctx.query(
                select(RoleProject).where(RoleProject.user_id == town.logins[name])
            ).all():
                town.ctx.delete(row)
            town.ctx.create(RoleProject, user=town.logins[name], project=project.id)
    given = {"approved": True, "from_date": town.ctx.today, **values}
    home = town.ctx_create(Occupancy, customer=customer.id, unit=unit.id, **given)
    return unit, home


def test_a_resident_of_two_projects_reads_both(town: Town) -> None:
    unit, _ = second_home(town, town.resident())
    me = town.as_("王小明")
    assert sees(me, Project, town.project.id)
    assert sees(me, Project, unit.project_id)
    assert sees(me, Building, unit.building_id)
    other = town.ctx.session.scalars(select(Project.id).where(Project.code == "JX")).one()
    assert not sees(me, Project, other)


def test_he_reports_a_fault_of_his_second_home_to_its_project(town: Town) -> None:
    unit, _ = second_home(town, town.resident())
    order = records.create(
        town.as_("王小明"), WorkOrder, {"summary": "电梯厅的灯不亮", "unit": unit.id}
    )
    assert order.project_id == unit.project_id
    assert sees(town.as_("何客服"), WorkOrder, order.id)


def test_customer_service_of_the_second_project_knows_him_and_the_third_does_not(
    town: Town,
) -> None:
    me = town.resident()
    second_home(town, me)
    assert sees(town.as_("林客服"), Customer, me.id)
    assert sees(town.as_("何客服"), Customer, me.id)
    assert not sees(town.as_("钱客服"), Customer, me.id)


def test_customer_service_reads_whoever_waits_for_the_approval_of_a_home(town: Town) -> None:
    me = town.resident()
    second_home(town, me, approved=False)
    assert sees(town.as_("何客服"), Customer, me.id)
    other = town.ctx.session.scalars(select(Project.id).where(Project.code == "KC")).one()
    assert not sees(town.as_("王小明"), Project, other)


def test_a_home_that_is_over_opens_nothing_on_either_side(
    town: Town, at: time_machine.Coordinates
) -> None:
    me = town.resident()
    unit, home = second_home(town, me)
    records.update(town.as_("何客服"), Occupancy, home.id, {"to_date": town.ctx.today})
    assert sees(town.as_("何客服"), Customer, me.id)
    at.shift(dt.timedelta(days=1))
    with records.writing(town.ctx):
        town.ctx.update(town.ctx.get(Occupancy, home.id), login=None)
    assert not sees(town.as_("何客服"), Customer, me.id)
    assert not sees(town.as_("王小明"), Project, unit.project_id)


def test_the_profile_is_changed_where_it_is_kept(town: Town) -> None:
    me = town.resident()
    second_home(town, me)
    with pytest.raises(AppError):
        records.update(town.as_("何客服"), Customer, me.id, {"name": "王大明"})


# -- the past of a home ---------------------------------------------------------------------------


def leak(town: Town, name: str) -> WorkOrder:
    return records.create(
        town.as_(name), WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id}
    )


def test_a_new_tenant_does_not_read_what_was_reported_before_him(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    before = leak(town, "王小明")
    at.shift(dt.timedelta(days=30))
    town.resident("赵六", "13900000002")
    tenant = town.as_("赵六")
    assert not sees(tenant, WorkOrder, before.id)
    assert query.rows(tenant, WorkOrderEvent, columns=["id"]).items == []
    with pytest.raises(AppError):
        records.create(tenant, WorkOrderEvent, {"work_order": before.id, "text": "看看"})


def test_who_lives_together_reads_what_is_reported_from_then_on(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    town.resident("赵六", "13900000002")
    shared = leak(town, "王小明")
    other = town.as_("赵六")
    assert sees(other, WorkOrder, shared.id)
    made = records.create(other, WorkOrderEvent, {"work_order": shared.id, "text": "还在漏"})
    assert sees(other, WorkOrderEvent, made.id)


def test_the_first_day_counts_from_its_local_midnight(
    town: Town, at: time_machine.Coordinates
) -> None:
    """00:30 in Shanghai is still yesterday in UTC."""
    town.resident()
    at.move_to("2026-03-05T00:30:00+08:00")
    early = leak(town, "王小明")
    at.move_to("2026-03-05T09:00:00+08:00")
    town.resident("赵六", "13900000002")
    assert sees(town.as_("赵六"), WorkOrder, early.id)


def test_his_own_orders_stay_his_when_he_has_moved_out(
    town: Town, at: time_machine.Coordinates
) -> None:
    me = town.resident()
    town.resident("赵六", "13900000002")
    own, shared = leak(town, "王小明"), leak(town, "赵六")
    with records.writing(town.ctx):
        home = town.ctx.query(select(Occupancy).where(Occupancy.customer_id == me.id)).one()
        town.ctx.update(home, to_date=town.ctx.today)
        at.shift(dt.timedelta(days=1))
        town.ctx.update(town.ctx.get(Occupancy, home.id), share=None, login=None)
    assert sees(town.as_("王小明"), WorkOrder, own.id)
    assert not sees(town.as_("王小明"), WorkOrder, shared.id)
