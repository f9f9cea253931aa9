"""1.4 and 1.3: a resident's request goes the whole way (domain.md §3.2)."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from app.custom.crm.surveys import ratings
from app.generated.employee import Employee
from app.generated.work_order import WorkOrder
from app.generated.work_order_event import WorkOrderEvent
from app.runtime import filters, jobs, notify, query, records
from app.runtime.audit import history
from app.runtime.context import Context
from app.runtime.errors import Forbidden, NotFound, RuleViolation, ValidationFailed
from tests.custom.crm.pictures import photo
from tests.custom.crm.town import Town

LEAK = {"summary": "厨房水管漏水", "description": "水槽下面一直在滴水"}


def report(town: Town, who: str = "王小明", **values: object) -> WorkOrder:
    """A request through the portal."""
    given = {**LEAK, "unit": town.units[0].id, **values}
    return records.create(town.as_(who), WorkOrder, given)


def test_a_request_is_classified_prioritised_accepted_and_assigned_by_itself(town: Town) -> None:
    town.resident()
    order = report(town)
    assert order.state == "assigned"
    assert order.category_id == town.categories["water"].id
    assert order.priority == "p3"
    assert order.assignee_id == town.employees["张水工"].id
    assert order.assignee_name == "张水工"
    assert order.department_id == town.departments["ENG"].id
    assert order.order_no == "GD20260304-0001"
    assert order.project_id == town.project.id
    assert order.contact_name == "王小明"
    assert order.responded_at is not None


def test_its_time_limit_counts_working_time(town: Town) -> None:
    """p3: 1440 working minutes from Wednesday 10:00 end on Monday 11:30."""
    town.resident()
    order = report(town)
    assert order.resolve_due == dt.datetime.fromisoformat("2026-03-09T11:30:00+08:00")
    assert order.sla_state == "ok"


def test_the_resident_follows_every_step_and_sees_no_internal_line(town: Town) -> None:
    town.resident()
    order = report(town)
    work(town, order)
    seen = lines(town.as_("王小明"), order)
    assert [line.split(" / ")[0] for line in seen] == [
        "已提交：厨房水管漏水",
        "已受理",
        "已派给 张水工",
        "张水工 已到场",
        "已完成：更换三角阀",
    ]


def lines(ctx: Context, order: WorkOrder) -> list[str]:
    page = query.rows(
        ctx,
        WorkOrderEvent,
        where=filters.parse(WorkOrderEvent, ctx.actor, [("work_order", str(order.id))]),
        columns=["text"],
        sort=["id"],
        limit=50,
    )
    return [row["text"] for row in page.items]


def work(town: Town, order: WorkOrder) -> None:
    """The technician comes, works, and is done."""
    technician = town.as_("张水工")
    records.transition(
        technician, WorkOrder, order.id, "start", {"arrival_code": town.units[0].full_no}
    )
    records.transition(
        technician,
        WorkOrder,
        order.id,
        "resolve",
        {"result": "更换三角阀", "cause": "老化", "after_photos": [photo(town.logins["张水工"])]},
    )


def test_each_step_is_told_to_the_resident(town: Town) -> None:
    town.resident()
    order = report(town)
    work(town, order)
    told = [row.template for row in reversed(notify.inbox(town.as_("王小明")))]
    assert told == [
        "registration.welcome",
        "work_order.new",
        "work_order.accepted",
        "work_order.assigned",
        "work_order.in_progress",
        "work_order.resolved",
    ]


def test_the_technician_is_told_that_the_order_is_his(town: Town) -> None:
    town.resident()
    report(town)
    [told] = notify.inbox(town.as_("张水工"))
    assert told.template == "work_order.for_you"
    assert notify.text(told, "zh") == "新工单 GD20260304-0001（普通）：厨房水管漏水"
    assert notify.text(told, "en") == "A work order for you, GD20260304-0001 (Normal): 厨房水管漏水"


def test_the_resident_confirms_and_rates(town: Town) -> None:
    town.resident()
    order = report(town)
    work(town, order)
    closed = records.transition(town.as_("王小明"), WorkOrder, order.id, "confirm", {"rating": 5})
    assert (closed.state, closed.rating, closed.sla_state) == ("closed", 5, "met")
    technician = town.ctx.get(Employee, town.employees["张水工"].id)
    assert technician.rating_avg == 5


def test_after_72_silent_hours_it_closes_by_itself(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    order = report(town)
    work(town, order)
    at.shift(dt.timedelta(hours=71, minutes=8))
    jobs.run_due()
    assert now_is(town, order).state == "resolved"
    at.shift(dt.timedelta(hours=1))
    jobs.run_due()
    assert now_is(town, order).state == "closed"


def test_an_order_that_cannot_close_stops_no_other(
    town: Town, at: time_machine.Coordinates, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.resident()
    bad, good = (
        report(town),
        report(town, unit=town.units[0].id, summary="阳台水管漏水", description=None),
    )
    for order in (bad, good):
        work(town, order)
    real = ratings.after_closing

    def fails_for_one(ctx: Context, order: WorkOrder) -> None:
        if order.id == bad.id:
            raise RuleViolation("坏了 / Broken.")
        real(ctx, order)

    monkeypatch.setattr(ratings, "after_closing", fails_for_one)
    at.shift(dt.timedelta(hours=72, minutes=8))
    jobs.run_due()
    assert (now_is(town, bad).state, now_is(town, good).state) == ("resolved", "closed")


def now_is(town: Town, order: WorkOrder) -> WorkOrder:
    """The order as it is stored at this moment."""
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    return town.ctx.get(WorkOrder, order.id)


def test_work_begins_only_at_the_right_door(town: Town) -> None:
    town.resident()
    order = report(town)
    with pytest.raises(RuleViolation, match="YX-3-2-1501"):
        records.transition(
            town.as_("张水工"), WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1502"}
        )
    with pytest.raises(RuleViolation, match="photo"):
        records.transition(town.as_("张水工"), WorkOrder, order.id, "start")


def test_a_finished_work_has_a_photo_where_the_category_wants_one(town: Town) -> None:
    town.resident()
    order = report(town)
    technician = town.as_("张水工")
    records.transition(technician, WorkOrder, order.id, "start", {"arrival_code": "yx-3-2-1501 "})
    with pytest.raises(RuleViolation, match="photo"):
        records.transition(
            technician, WorkOrder, order.id, "resolve", {"result": "好了", "cause": "老化"}
        )


def test_a_technician_works_only_his_own_orders(town: Town) -> None:
    town.resident()
    town.technician("李电工", {"electric": 3})
    order = report(town)
    with pytest.raises(NotFound):
        records.transition(
            town.as_("李电工"), WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"}
        )


def test_the_full_phone_number_is_on_the_order_only_while_it_is_open(town: Town) -> None:
    town.resident()
    order = report(town)
    assert order.site_phone == "13900000001"
    work(town, order)
    records.transition(town.as_("王小明"), WorkOrder, order.id, "confirm", {})
    assert now_is(town, order).site_phone == "139****0001"
    told = history.timeline(town.as_("technician"), WorkOrder, order.id).events
    assert any("site_phone" in event.changes for event in told)
    assert "13900000001" not in str([event.changes for event in told])


def test_a_price_is_quoted_and_accepted_before_the_work_goes_on(
    town: Town, at: time_machine.Coordinates
) -> None:
    """The clock waits while the customer thinks: 2 working hours later it is due 2 hours later."""
    town.resident()
    town.technician("王师傅", {})
    order = report(town, summary="请帮忙安装晾衣架", description="")
    assert order.chargeable
    technician = town.as_(str(order.assignee_name))
    records.transition(technician, WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"})
    due = now_is(town, order).resolve_due
    records.transition(technician, WorkOrder, order.id, "quote", {"quote": "80.00"})
    at.shift(dt.timedelta(hours=1))
    done = records.transition(town.as_("王小明"), WorkOrder, order.id, "approve_quote")
    assert done.state == "in_progress"
    assert due is not None
    assert done.resolve_due == due + dt.timedelta(hours=1)


def test_a_free_category_has_no_price(town: Town) -> None:
    town.resident()
    order = report(town)
    technician = town.as_("张水工")
    records.transition(technician, WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"})
    with pytest.raises(RuleViolation, match="free of charge"):
        records.transition(technician, WorkOrder, order.id, "quote", {"quote": "80.00"})


def test_a_hold_stops_the_clock_and_ends_by_itself(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    order = report(town)
    technician = town.as_("张水工")
    records.transition(technician, WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"})
    until = town.ctx.now + dt.timedelta(hours=1)
    held = records.transition(
        technician,
        WorkOrder,
        order.id,
        "hold",
        {"hold_reason": "waiting_part", "resume_at": until},
    )
    assert (held.state, held.hold_count) == ("on_hold", 1)
    at.shift(dt.timedelta(hours=1, minutes=5))
    jobs.run_due()
    assert now_is(town, order).state == "in_progress"
    # Monday 11:30 plus 65 working minutes, lunch between.
    assert now_is(town, order).resolve_due == dt.datetime.fromisoformat("2026-03-09T14:05:00+08:00")


def test_a_hold_of_more_than_a_day_is_for_the_dispatcher(town: Town) -> None:
    town.resident()
    order = report(town)
    technician = town.as_("张水工")
    records.transition(technician, WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"})
    long = {
        "hold_reason": "waiting_part",
        "resume_at": town.ctx.now + dt.timedelta(hours=48),
    }
    with pytest.raises(RuleViolation, match="dispatcher"):
        records.transition(technician, WorkOrder, order.id, "hold", long)
    held = records.transition(town.as_("高调度"), WorkOrder, order.id, "hold_longer", long)
    assert held.state == "on_hold"


def test_reopening_gives_half_the_time_and_is_counted(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    order = report(town)
    work(town, order)
    again = records.transition(town.as_("王小明"), WorkOrder, order.id, "reopen", note="还在滴水")
    assert (again.state, again.reopen_count, again.resolved_at) == ("in_progress", 1, None)
    assert again.resolve_due == dt.datetime.fromisoformat("2026-03-05T16:00:00+08:00")


def test_after_a_week_a_closed_order_is_not_reopened(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    order = report(town)
    work(town, order)
    records.transition(town.as_("王小明"), WorkOrder, order.id, "confirm", {"rating": 4})
    at.shift(dt.timedelta(days=8))
    with pytest.raises(RuleViolation, match="7 days"):
        records.transition(town.as_("王小明"), WorkOrder, order.id, "reopen", note="又坏了")


def test_a_resident_cancels_before_the_work_begins_and_says_why(town: Town) -> None:
    town.resident()
    order = report(town)
    with pytest.raises(ValidationFailed):
        records.transition(town.as_("王小明"), WorkOrder, order.id, "cancel")
    done = records.transition(town.as_("王小明"), WorkOrder, order.id, "cancel", note="自己修好了")
    assert (done.state, done.site_phone) == ("cancelled", "139****0001")


def test_a_neighbour_sees_nothing(town: Town) -> None:
    town.resident()
    town.resident("赵六", "13900000002", unit=1)
    order = report(town)
    with pytest.raises(NotFound):
        query.get(town.as_("赵六"), WorkOrder, order.id)


def test_a_resident_does_not_choose_priority_or_channel(town: Town) -> None:
    town.resident()
    with pytest.raises((Forbidden, ValidationFailed)):
        report(town, priority="p1")
    with pytest.raises((Forbidden, ValidationFailed)):
        report(town, source="hotline")


def test_a_resident_asks_for_his_own_home_only(town: Town) -> None:
    town.resident()
    with pytest.raises((ValidationFailed, RuleViolation)):
        report(town, unit=town.units[2].id)
