"""1.4: requests come in once, whatever channel repeats them."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from sqlalchemy import func, select

from app.custom.crm.orders import intake
from app.generated.work_order import WorkOrder
from app.generated.work_order_event import WorkOrderEvent
from app.runtime import notify, records
from app.runtime.errors import RuleViolation, ValidationFailed
from tests.custom.crm.town import Town


def orders(town: Town) -> int:
    town.ctx.session.rollback()
    return int(town.ctx.session.scalar(select(func.count()).select_from(WorkOrder)) or 0)


def leak(town: Town, **values: object) -> dict[str, object]:
    return {"summary": "厨房水管漏水", "unit": town.units[0].id, **values}


def test_a_replayed_delivery_is_the_same_order(town: Town) -> None:
    device = town.visitor()
    alarm = leak(town, source="iot", external_id="sensor-7/1")
    first, second = intake.submit(device, alarm), intake.submit(device, alarm)
    assert (first.became, second.became) == ("created", "replayed")
    assert first.order.id == second.order.id
    assert orders(town) == 1


def test_the_same_id_of_another_channel_is_another_order(town: Town) -> None:
    device = town.visitor()
    intake.submit(device, leak(town, source="iot", external_id="1"))
    other = intake.submit(
        device, {**leak(town, source="email", external_id="1"), "summary": "客厅的灯不亮"}
    )
    assert other.became == "created"


def test_the_same_trouble_again_becomes_a_comment(town: Town) -> None:
    town.resident()
    me = town.as_("王小明")
    first = intake.submit(me, leak(town))
    again = intake.submit(me, leak(town, summary="厨房水管漏水！"))
    assert (again.became, again.order.id) == ("attached", first.order.id)
    assert orders(town) == 1
    texts = town.ctx.session.scalars(
        select(WorkOrderEvent.text).where(WorkOrderEvent.kind == "comment")
    ).all()
    assert texts == ["再次来报：厨房水管漏水！ / Reported again: 厨房水管漏水！"]
    assert "work_order.attached" in [row.template for row in notify.inbox(me)]


def test_another_trouble_in_the_same_home_is_another_order(town: Town) -> None:
    town.resident()
    me = town.as_("王小明")
    intake.submit(me, leak(town))
    assert intake.submit(me, leak(town, summary="客厅的灯不亮")).became == "created"


def test_after_two_days_it_is_a_new_order(town: Town, at: time_machine.Coordinates) -> None:
    town.resident()
    intake.submit(town.as_("王小明"), leak(town))
    at.shift(dt.timedelta(hours=49))
    assert intake.submit(town.as_("王小明"), leak(town)).became == "created"


def test_a_repetition_within_a_week_is_more_urgent(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    first = intake.submit(town.as_("王小明"), leak(town)).order
    at.shift(dt.timedelta(days=3))
    second = intake.submit(town.as_("王小明"), leak(town)).order
    assert (first.priority, second.priority) == ("p3", "p2")


def test_an_elderly_person_alone_comes_first(town: Town) -> None:
    town.resident(living_alone_elderly=True)
    assert intake.submit(town.as_("王小明"), leak(town)).order.priority == "p2"


def test_danger_is_an_emergency_on_the_spot(town: Town) -> None:
    """p1: 240 minutes round the clock."""
    town.resident()
    order = intake.submit(town.as_("王小明"), leak(town, summary="插座漏电冒火花")).order
    assert order.priority == "p1"
    assert order.resolve_due == town.ctx.now + dt.timedelta(minutes=240)


def test_a_duplicate_that_staff_or_a_client_creates_directly_ends_as_one(town: Town) -> None:
    town.resident()
    first = intake.submit(town.as_("王小明"), leak(town)).order
    double = records.create(
        town.as_("csr"), WorkOrder, leak(town, source="desk", project=town.project.id)
    )
    assert (double.state, double.duplicate_of_id) == ("rejected", first.id)


def test_ten_requests_a_day_are_enough(town: Town, at: time_machine.Coordinates) -> None:
    town.resident()
    for number in range(10):
        records.create(
            town.as_("王小明"), WorkOrder, leak(town, summary=f"第 {number} 件完全不同的小事")
        )
    with pytest.raises(RuleViolation, match="hotline"):
        records.create(town.as_("王小明"), WorkOrder, leak(town, summary="又一件事"))
    at.shift(dt.timedelta(days=1))
    assert records.create(town.as_("王小明"), WorkOrder, leak(town, summary="第二天的事")).id


def test_the_same_request_a_third_time_today_is_refused(town: Town) -> None:
    town.resident()
    for _ in range(2):
        order = records.create(town.as_("王小明"), WorkOrder, leak(town))
        if order.state != "rejected":
            records.transition(town.as_("王小明"), WorkOrder, order.id, "cancel", note="暂时不用")
    with pytest.raises(RuleViolation, match="same request"):
        records.create(town.as_("王小明"), WorkOrder, leak(town))


def test_the_desk_is_not_limited(town: Town) -> None:
    known = town.resident()
    for number in range(12):
        records.create(
            town.as_("csr"),
            WorkOrder,
            leak(
                town,
                source="desk",
                customer=known.id,
                project=town.project.id,
                summary=f"前台登记的第 {number} 件事情",
            ),
        )
    assert orders(town) == 12


def test_a_request_without_words_is_refused_at_the_field(town: Town) -> None:
    town.resident()
    with pytest.raises(ValidationFailed) as refused:
        intake.submit(town.as_("王小明"), {"unit": town.units[0].id, "summary": ""})
    assert [error.field for error in refused.value.errors] == ["summary"]


def test_nobody_is_asked_to_come_on_a_day_that_is_over(town: Town) -> None:
    town.resident()
    me = town.as_("王小明")
    for past in (me.now - dt.timedelta(days=1), dt.datetime(1899, 1, 1, tzinfo=dt.UTC)):
        with pytest.raises(RuleViolation) as problem:
            intake.submit(me, leak(town, appointment_at=past))
        assert [error.field for error in problem.value.errors] == ["appointment_at"]
    assert orders(town) == 0
    assert intake.submit(me, leak(town, appointment_at=me.now)).became == "created"


def test_what_nobody_can_classify_waits_for_the_dispatcher(town: Town) -> None:
    town.resident()
    order = intake.submit(town.as_("王小明"), leak(town, summary="楼下的猫在叫")).order
    assert (order.state, order.category_id) == ("new", None)
    assert "work_order.to_dispatch" in [
        row.template for row in notify.inbox(town.as_("dispatcher"))
    ]


def test_the_dispatcher_classifies_and_the_rest_follows(town: Town) -> None:
    town.resident()
    order = intake.submit(town.as_("王小明"), leak(town, summary="楼下的猫在叫")).order
    done = records.transition(
        town.as_("dispatcher"),
        WorkOrder,
        order.id,
        "accept",
        {"category": town.categories["water"].id, "priority": "p2"},
    )
    assert (done.state, done.priority) == ("assigned", "p2")
    assert done.resolve_due == town.ctx.now + dt.timedelta(minutes=480)
