"""2.4: the device and its downtime follow the repair orders alone (domain.md §3.6, §3.7)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from app.generated.equipment import Equipment
from app.generated.repair_order import RepairOrder
from app.runtime import records
from app.runtime.errors import AppError, Forbidden, InvalidState, RuleViolation
from tests.custom.equipment.repair.workshop import (
    DONE,
    MANAGER,
    MECHANIC,
    REPORTER,
    SECOND,
    Workshop,
)


def hours(at: time_machine.Coordinates, number: float) -> None:
    at.shift(dt.timedelta(hours=number))


def refused(call: Any, *args: Any, **values: Any) -> AppError:
    with pytest.raises(RuleViolation) as caught:
        call(*args, **values)
    return caught.value


def stays(workshop: Workshop) -> list[tuple[int | None, bool]]:
    """(minutes, open) of the downtimes that count."""
    return [(stay.minutes, stay.to_at is None) for stay in workshop.downtimes()]


def test_from_the_fault_to_the_repair(workshop: Workshop, at: time_machine.Coordinates) -> None:
    order = workshop.report()
    hours(at, 1)
    workshop.step(order, "accept")
    workshop.step(order, "start")
    assert workshop.device(order).state == "repairing"
    hours(at, 2)
    done = workshop.step(order, "finish", **DONE)
    device = workshop.device(order)
    assert (done.down_min, device.state, device.fault_since) == (180, "running", None)
    assert stays(workshop) == [(180, False)]
    assert sorted(workshop.told()[-2:]) == sorted([(REPORTER, "to_accept"), (MANAGER, "to_accept")])


def test_the_repair_may_be_over_before_it_is_written_down(
    workshop: Workshop, at: time_machine.Coordinates
) -> None:
    order = workshop.report()
    hours(at, 1)
    workshop.step(order, "accept")
    workshop.step(order, "start")
    hours(at, 2)
    now = workshop.plant.town.ctx.now
    for wrong in (dt.timedelta(hours=1), dt.timedelta(hours=-2.5)):
        error = refused(workshop.step, order, "finish", **DONE, finished_at=now + wrong)
        assert {one.field for one in error.errors} == {"finished_at"}
    done = workshop.step(order, "finish", **DONE, finished_at=now - dt.timedelta(hours=1))
    assert done.down_min == 120
    assert stays(workshop) == [(120, False)]


@pytest.mark.parametrize("after", ["running", "standby", "stopped"])
def test_the_device_is_what_the_technician_says(workshop: Workshop, after: str) -> None:
    order = workshop.report()
    workshop.repaired(order, equipment_after=after)
    assert workshop.device(order).state == after


@pytest.mark.parametrize(("stops", "state"), [(True, "repairing"), (False, "running")])
def test_a_slight_fault_stops_the_device_only_when_the_repair_needs_it(
    workshop: Workshop, at: time_machine.Coordinates, stops: bool, state: str
) -> None:
    order = workshop.report(severity="s3")
    hours(at, 1)
    workshop.step(order, "accept")
    workshop.step(order, "start", stops_device=stops)
    assert workshop.device(order).state == state
    hours(at, 1)
    done = workshop.step(order, "finish", **DONE)
    assert workshop.device(order).state == "running"
    assert done.down_min == (60 if stops else 0)
    assert stays(workshop) == ([(60, False)] if stops else [])


def test_a_running_device_may_be_put_aside_after_a_slight_repair(workshop: Workshop) -> None:
    order = workshop.report(severity="s4")
    workshop.repaired(order, equipment_after="stopped")
    assert workshop.device(order).state == "stopped"


@pytest.mark.parametrize("before", ["running", "standby"])
def test_a_false_report_takes_everything_back(
    workshop: Workshop, at: time_machine.Coordinates, before: str
) -> None:
    device = workshop.plant.device()
    if before == "standby":
        records.transition(workshop.as_(MANAGER), Equipment, device.id, "standby")
    order = workshop.report(device)
    hours(at, 1)
    cancelled = workshop.step(order, "cancel", MANAGER, note="误报")
    assert (workshop.again(device).state, cancelled.failure) == (before, False)
    assert workshop.again(device).fault_since is None
    assert stays(workshop) == []
    assert {who for who, what in workshop.told() if what == "cancelled"} == {
        MECHANIC, SECOND, REPORTER,
    }  # fmt: skip


def test_a_misjudged_severity_takes_its_downtime_back(workshop: Workshop) -> None:
    order = workshop.report()
    records.update(workshop.as_(MANAGER), RepairOrder, order.id, {"severity": "s3"})
    assert (workshop.device(order).state, stays(workshop)) == ("running", [])
    records.update(workshop.as_(MANAGER), RepairOrder, order.id, {"severity": "s1"})
    assert (workshop.device(order).state, stays(workshop)) == ("fault", [(None, True)])


def test_the_wrong_device_is_put_right(workshop: Workshop) -> None:
    wrong, right = workshop.plant.device("1号泵"), workshop.plant.device("2号泵")
    order = workshop.report(wrong)
    records.update(workshop.as_(MANAGER), RepairOrder, order.id, {"equipment": right.id})
    assert [workshop.again(one).state for one in (wrong, right)] == ["running", "fault"]
    assert [stay.equipment_id for stay in workshop.downtimes()] == [right.id]
    workshop.step(order, "accept")
    error = refused(
        records.update, workshop.as_(MANAGER), RepairOrder, order.id, {"equipment": wrong.id}
    )
    assert [one.field for one in error.errors] == ["equipment"]


def test_of_several_orders_the_worst_holds(
    workshop: Workshop, at: time_machine.Coordinates
) -> None:
    device = workshop.plant.device()
    first = workshop.report(device, description="漏水")
    hours(at, 1)
    second = workshop.report(device, description="跳闸")
    workshop.report(device, description="掉漆", severity="s4")
    workshop.repaired(first, equipment_after="standby")
    assert workshop.again(device).state == "fault"
    assert stays(workshop) == [(None, True)]
    hours(at, 1)
    workshop.repaired(second, workshop.technician(second))
    assert workshop.again(device).state == "standby"
    assert stays(workshop) == [(120, False)]


def test_a_false_first_report_leaves_the_downtime_of_the_second(
    workshop: Workshop, at: time_machine.Coordinates
) -> None:
    device = workshop.plant.device()
    first = workshop.report(device, description="漏水")
    hours(at, 1)
    second = workshop.report(device, description="跳闸")
    workshop.step(first, "cancel", MANAGER, note="误报")
    (stay,) = workshop.downtimes()
    assert (workshop.again(device).state, stay.from_at, stay.repair_order_id) == (
        "fault", second.fault_at, second.id,
    )  # fmt: skip


def test_a_repair_that_is_not_accepted_was_none(
    workshop: Workshop, at: time_machine.Coordinates
) -> None:
    order = workshop.report()
    hours(at, 1)
    workshop.repaired(order)
    hours(at, 1)
    again = workshop.step(order, "fail_acceptance", REPORTER, note="还在漏")
    assert (again.state, again.rework_count, again.finished_at) == ("repairing", 1, None)
    assert workshop.device(order).state == "repairing"
    assert stays(workshop) == [(None, True)]
    assert workshop.told()[-1] == (MECHANIC, "sent_back")
    hours(at, 1)
    done = workshop.step(order, "finish", **DONE)
    assert (done.down_min, stays(workshop)) == (180, [(180, False)])
    assert workshop.step(order, "pass_acceptance", MANAGER).state == "closed"


def test_passed_on_in_the_middle_the_device_waits(workshop: Workshop) -> None:
    order = workshop.report()
    workshop.step(order, "accept")
    workshop.step(order, "start")
    workshop.step(order, "redispatch", MANAGER, note="下班")
    assert (workshop.device(order).state, workshop.technician(order)) == ("fault", SECOND)
    workshop.repaired(order, SECOND)
    assert workshop.device(order).state == "running"


def test_a_device_out_of_service_stays_so(workshop: Workshop) -> None:
    device = workshop.plant.device()
    records.transition(workshop.as_(MANAGER), Equipment, device.id, "stop", {}, note="检修")
    order = workshop.report(device)
    workshop.repaired(order)
    assert (workshop.again(device).state, stays(workshop)) == ("stopped", [])


# -- what people may not do -----------------------------------------------------------------------


def test_a_device_with_an_open_repair_is_not_stopped_over_it(workshop: Workshop) -> None:
    device = workshop.plant.device()
    order = workshop.report(device, severity="s3")
    error = refused(
        records.transition, workshop.as_(MANAGER), Equipment, device.id, "stop", {}, note="停"
    )
    assert str(order.repair_no) in str(error)


@pytest.mark.parametrize("step", ["run", "restore", "stop", "standby", "fault", "repair"])
def test_nobody_switches_a_broken_device_on_by_hand(workshop: Workshop, step: str) -> None:
    order = workshop.report()
    with pytest.raises((Forbidden, InvalidState)):
        records.transition(workshop.as_(MANAGER), Equipment, order.equipment_id, step, {}, note="x")
    assert workshop.device(order).state == "fault"


@pytest.mark.parametrize("valid_to", [None, "2026-03-03"])
def test_a_lift_runs_only_with_a_valid_inspection(workshop: Workshop, valid_to: str | None) -> None:
    lift = workshop.plant.device("1号梯", "lift")
    workshop.plant.runs_out(lift, dt.date.fromisoformat(valid_to) if valid_to else None)
    order = workshop.report(lift)
    error = refused(workshop.repaired, order)
    assert [one.field for one in error.errors] == ["equipment_after"]
    workshop.step(order, "finish", **DONE, equipment_after="stopped")
    assert workshop.again(lift).state == "stopped"
    error = refused(records.transition, workshop.as_(MANAGER), Equipment, lift.id, "restart", {})
    assert "inspection" in str(error)
    records.update(workshop.as_(MANAGER), Equipment, lift.id, {"inspection_valid_to": "2026-03-04"})
    restarted = records.transition(workshop.as_(MANAGER), Equipment, lift.id, "restart", {})
    assert restarted.state == "running"


def test_nobody_accepts_his_own_repair(workshop: Workshop) -> None:
    """Not even when he reported it himself."""
    device = workshop.plant.device()
    order = records.create(
        workshop.as_(MECHANIC), RepairOrder,
        {"equipment": device.id, "severity": "s2", "description": "漏水"},
    )  # fmt: skip
    workshop.repaired(order, workshop.technician(order))
    with pytest.raises((Forbidden, RuleViolation)):
        workshop.step(order, "pass_acceptance", workshop.technician(order))
    assert workshop.step(order, "pass_acceptance", MANAGER).state == "closed"


def test_what_is_repaired_keeps_its_story(workshop: Workshop) -> None:
    order = workshop.report()
    workshop.repaired(order)
    for field, value in (("severity", "s4"), ("fault_at", "2026-03-04T08:00:00+08:00")):
        error = refused(
            records.update, workshop.as_(MANAGER), RepairOrder, order.id, {field: value}
        )
        assert [one.field for one in error.errors] == [field]


def test_waiting_for_a_part_is_told_to_who_orders_it(workshop: Workshop) -> None:
    order = workshop.report()
    workshop.step(order, "accept")
    workshop.step(order, "start")
    error = refused(workshop.step, order, "wait_part", waiting_for="机封", part_due_on="2026-03-01")
    assert [one.field for one in error.errors] == ["part_due_on"]
    workshop.step(order, "wait_part", waiting_for="机封", part_due_on="2026-03-10")
    assert workshop.told()[-1] == (MANAGER, "waiting")
    assert workshop.device(order).state == "repairing"
    assert workshop.step(order, "part_arrived").state == "repairing"
