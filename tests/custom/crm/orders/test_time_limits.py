"""1.4, 4.4: the clocks of a work order: due, warning, breach, escalation, each told once (O4.*)."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.custom.crm import working_calendar
from app.generated.calendar_day import CalendarDay
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.project import Project
from app.generated.sla_policy import SlaPolicy
from app.generated.work_order import WorkOrder
from app.generated.working_hours import WorkingHours
from app.runtime import calendar, jobs, notify, records
from app.runtime.errors import RuleViolation, ValidationFailed
from app.runtime.sla import sweep
from app.runtime.system import Notification, SlaClock
from tests.custom.crm.pictures import photo
from tests.custom.crm.town import Town


@pytest.fixture
def town(town: Town) -> Town:
    """With a resident, a head of department, a project manager and a general manager."""
    town.resident()
    head = town.staff("eng_mgr", "ENG", name="周经理")
    manager = town.staff("dept_mgr", "GM", name="郑经理")
    town.staff("gm", "GM", name="金总")
    with records.writing(town.ctx):
        town.ctx.update(town.ctx.get(Department, town.departments["ENG"].id), head=head.id)
        town.ctx.update(town.ctx.get(Project, town.project.id), manager=manager.id)
    return town


def order(town: Town, summary: str = "插座漏电冒火花") -> WorkOrder:
    """By default an emergency: 240 minutes round the clock."""
    return records.create(
        town.as_("王小明"), WorkOrder, {"summary": summary, "unit": town.units[0].id}
    )


def told(town: Town, name: str) -> list[tuple[str, int]]:
    return [
        (row.template, row.params["percent"])
        for row in reversed(notify.inbox(town.as_(name)))
        if row.template.startswith("sla.")
    ]


def sla_state(town: Town, one: WorkOrder) -> str | None:
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    return town.ctx.get(WorkOrder, one.id).sla_state


def later(town: Town, at: time_machine.Coordinates, minutes: float) -> None:
    at.shift(dt.timedelta(minutes=minutes, seconds=1))
    sweep.sweep(town.visitor())


def test_at_80_percent_technician_and_dispatcher_are_warned(
    town: Town, at: time_machine.Coordinates
) -> None:
    one = order(town)
    later(town, at, 191)
    assert sla_state(town, one) == "ok"
    later(town, at, 1)
    assert sla_state(town, one) == "warn"
    assert told(town, "张水工") == [("sla.warning", 80)]
    assert told(town, "高调度") == [("sla.warning", 80)]
    assert told(town, "周经理") == []


def test_the_breach_climbs_the_ladder_one_by_one(town: Town, at: time_machine.Coordinates) -> None:
    one = order(town)
    later(town, at, 241)
    assert sla_state(town, one) == "breached"
    assert told(town, "周经理") == [("sla.breach", 100)]
    assert told(town, "郑经理") == []
    later(town, at, 120)
    assert told(town, "郑经理") == [("sla.breach", 150)]
    later(town, at, 120)
    assert told(town, "金总") == [("sla.breach", 200)]


def test_looking_again_tells_nothing_twice(town: Town, at: time_machine.Coordinates) -> None:
    order(town)
    later(town, at, 241)
    before = len(town.ctx.session.scalars(select(Notification)).all())
    later(town, at, 1)
    later(town, at, 1)
    town.ctx.session.rollback()
    assert len(town.ctx.session.scalars(select(Notification)).all()) == before


def test_an_answer_in_time_is_met_and_a_late_one_is_missed(
    town: Town, at: time_machine.Coordinates
) -> None:
    in_time, late = order(town), order(town, "次卧的灯在漏电")
    technician = town.as_("张水工")
    for one, minutes in ((in_time, 100), (late, 200)):
        at.shift(dt.timedelta(minutes=minutes))
        records.transition(technician, WorkOrder, one.id, "start", {"arrival_code": "YX-3-2-1501"})
        _resolve(town, one)
    assert (sla_state(town, in_time), sla_state(town, late)) == ("met", "missed")


def _resolve(town: Town, one: WorkOrder) -> None:
    records.transition(
        town.as_("张水工"),
        WorkOrder,
        one.id,
        "resolve",
        {"result": "好了", "cause": "老化", "after_photos": [photo(town.logins["张水工"])]},
    )


def test_the_response_clock_stops_at_acceptance(town: Town) -> None:
    one = order(town)
    row = town.ctx.session.scalars(
        select(SlaClock).where(SlaClock.record_id == one.id, SlaClock.clock == "respond")
    ).one()
    assert (row.status, row.calendar, row.target_minutes) == ("met", "always", 5)


def test_what_nobody_accepts_in_time_is_told_to_the_dispatcher(
    town: Town, at: time_machine.Coordinates
) -> None:
    """p3: 30 working minutes to respond."""
    one = order(town, "楼下的猫在叫")
    assert one.state == "new"
    later(town, at, 25)
    assert told(town, "高调度") == [("sla.warning", 80)]


def test_another_priority_sets_the_clock_anew(town: Town) -> None:
    one = order(town, "厨房水管漏水")
    changed = records.update(town.as_("csr"), WorkOrder, one.id, {"priority": "p1"})
    assert changed.resolve_due == town.ctx.now + dt.timedelta(minutes=240)


def test_a_priority_without_a_policy_has_no_limits_and_not_the_old_ones(town: Town) -> None:
    one = order(town)
    with records.writing(town.ctx):
        for policy in town.ctx.query(select(SlaPolicy).where(SlaPolicy.priority == "p4")):
            town.ctx.delete(policy)
    changed = records.update(town.as_("csr"), WorkOrder, one.id, {"priority": "p4"})
    assert (changed.policy_id, changed.resolve_due, changed.sla_state) == (None, None, None)
    again = records.update(town.as_("csr"), WorkOrder, one.id, {"priority": "p1"})
    assert again.resolve_due == town.ctx.now + dt.timedelta(minutes=240)


def test_what_was_answered_while_it_had_no_limits_is_not_late_afterwards(town: Town) -> None:
    one = order(town, "楼下的猫在叫")
    assert one.state == "new"
    with records.writing(town.ctx):
        for policy in town.ctx.query(select(SlaPolicy).where(SlaPolicy.priority == "p4")):
            town.ctx.delete(policy)
    desk = town.as_("csr")
    records.update(desk, WorkOrder, one.id, {"priority": "p4"})
    given = {"category": town.categories["consult"].id, "priority": "p4"}
    records.transition(desk, WorkOrder, one.id, "accept", given)
    records.update(desk, WorkOrder, one.id, {"priority": "p1"})
    clocks = {
        row.clock: row.status
        for row in town.ctx.session.scalars(
            select(SlaClock).where(SlaClock.record_id == one.id).order_by(SlaClock.id)
        )
    }
    assert (clocks["respond"], clocks["resolve"]) == ("void", "ok")


def test_an_order_on_hold_that_somebody_else_takes_over_runs_again(
    town: Town, at: time_machine.Coordinates
) -> None:
    """Forty minutes on hold move the due time by forty minutes."""
    town.technician("李水工", {"electric": 3, "plumbing": 3})
    one = order(town)
    due, first = one.resolve_due, str(one.assignee_name)
    records.transition(town.as_(first), WorkOrder, one.id, "start", {"arrival_code": "YX-3-2-1501"})
    records.transition(
        town.as_(first),
        WorkOrder,
        one.id,
        "hold",
        {"hold_reason": "external", "resume_at": town.ctx.now + dt.timedelta(hours=5)},
    )
    at.shift(dt.timedelta(minutes=40))
    done = records.transition(town.as_("dispatcher"), WorkOrder, one.id, "reassign", note="请假")
    assert done.state == "assigned"
    assert done.resolve_due == due + dt.timedelta(minutes=40)
    assert (done.hold_reason, done.resume_at) == (None, None)


def test_a_long_weekend_is_no_working_time(town: Town, at: time_machine.Coordinates) -> None:
    """O4.2's holiday: p3 asked on Saturday 2026-02-14 17:00 (a make-up workday) with 1440 minutes:
    60 left that day, three days of 450 from Tuesday 02-24, 30 on Friday."""
    at.move_to("2026-02-14T17:00:00+08:00")
    one = order(town, "厨房水管漏水")
    assert one.resolve_due == dt.datetime.fromisoformat("2026-02-27T09:30:00+08:00")


def test_the_calendar_table_comes_before_the_built_in_one(town: Town) -> None:
    """A rest day declared by the company moves the limit by a day."""
    town.ctx_create(CalendarDay, date=dt.date(2026, 3, 5), kind="rest", source="manual")
    jobs.run_due()
    one = order(town, "厨房水管漏水")
    assert one.resolve_due == dt.datetime.fromisoformat("2026-03-10T11:30:00+08:00")


def test_other_working_hours_count_from_the_table(town: Town) -> None:
    """09:00–17:00 without a break: 480 minutes a day."""
    with records.writing(town.ctx):
        hours = town.ctx.query(select(WorkingHours).where(WorkingHours.mode == "working")).one()
        town.ctx.update(hours, windows=[["09:00", "17:00"]])
    jobs.run_due()
    counted = calendar.named("working")
    start = dt.datetime.fromisoformat("2026-03-04T16:00:00+08:00")
    assert counted.add_work(start, 120) == dt.datetime.fromisoformat("2026-03-05T10:00:00+08:00")


@pytest.mark.parametrize(
    "windows",
    [[], [["18:00", "09:00"]], [["09:00", "12:00"], ["11:00", "18:00"]], [["9"]], {"a": 1}],
)
def test_working_hours_that_make_no_sense_are_refused(town: Town, windows: object) -> None:
    hours = town.ctx.query(select(WorkingHours)).first()
    assert hours is not None
    with pytest.raises((RuleViolation, ValidationFailed)) as refused:
        records.update(town.ctx, WorkingHours, hours.id, {"windows": windows})
    assert refused.value.errors[0].field == "windows"


def test_windows_are_read_as_times() -> None:
    assert working_calendar.parse_windows([["09:00", "12:00"]]) == ((dt.time(9), dt.time(12)),)


def test_who_has_left_is_not_told(town: Town, at: time_machine.Coordinates) -> None:
    order(town)
    with records.writing(town.ctx):
        town.ctx.update(town.ctx.get(Employee, town.employees["周经理"].id), login=None)
    later(town, at, 241)
    assert told(town, "周经理") == []
