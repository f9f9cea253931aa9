"""2.2: an inspection from the scan to the verification, and what follows from it in the same transaction (§3.5)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from app.custom.equipment.tasks.doing import is_sampled
from app.generated.equipment import Equipment
from app.generated.equipment_reading import EquipmentReading
from app.generated.inspection_item import InspectionItem
from app.generated.inspection_task import InspectionTask, inspection_task_hooks
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.repair_order import RepairOrder
from app.runtime import jobs, notify, records
from app.runtime.errors import AppError, Forbidden, InvalidState, RuleViolation
from tests.custom.crm.pictures import photo
from tests.custom.equipment.plant import MANAGER, MECHANIC, Plant

GOOD = {"leak": "正常", "pressure": "0.4"}


def due(plant: Plant, device: Equipment | None = None, **values: Any) -> InspectionTask:
    """The first task of a new plan, which the mechanic has."""
    plan = plant.plan(device or plant.device(), **values)
    return plant.tasks(plan, "issued")[0]


def scan(plant: Plant, task: InspectionTask, code: str | None = None, **values: Any) -> Any:
    device = plant.session.get(Equipment, task.equipment_id)
    given = {"scan_code": device.qr_token if code is None else code, **values}
    return records.transition(plant.mechanic, InspectionTask, task.id, "start", given)


def item(plant: Plant, task: InspectionTask, code: str) -> InspectionItem:
    return plant.session.scalars(
        select(InspectionItem).where(InspectionItem.task_id == task.id, InspectionItem.code == code)
    ).one()


def answer(plant: Plant, task: InspectionTask, **values: Any) -> None:
    for code, value in values.items():
        given = value if isinstance(value, dict) else {"value": value}
        records.update(plant.mechanic, InspectionItem, item(plant, task, code).id, given)


def finish(plant: Plant, task: InspectionTask, **values: Any) -> InspectionTask:
    return records.transition(plant.mechanic, InspectionTask, task.id, "finish", values)


def done(plant: Plant, task: InspectionTask, **answers: Any) -> InspectionTask:
    scan(plant, task)
    answer(plant, task, **(answers or GOOD))
    return finish(plant, task)


def refused(call: Any, *args: Any, **values: Any) -> AppError:
    with pytest.raises(RuleViolation) as caught:
        call(*args, **values)
    return caught.value


def orders(plant: Plant) -> list[RepairOrder]:
    return list(plant.session.scalars(select(RepairOrder).order_by(RepairOrder.id)))


# -- in front of the device -----------------------------------------------------------------------


@pytest.mark.parametrize("code", ["{token}", "https://desk.example/q/equipment/{id}?k={token}"])
def test_the_code_of_the_label_proves_it(plant: Plant, code: str) -> None:
    task = due(plant)
    device = plant.session.get(Equipment, task.equipment_id)
    begun = scan(plant, task, code.format(token=device.qr_token, id=device.id))
    assert (begun.state, begun.scan_verified) == ("doing", True)
    assert begun.started_at == plant.town.ctx.now


@pytest.mark.parametrize("code", ["{no}", "/q/equipment/{id}"])
def test_what_anybody_can_type_needs_a_picture(plant: Plant, code: str) -> None:
    task = due(plant)
    device = plant.session.get(Equipment, task.equipment_id)
    typed = code.format(no=str(device.equip_no).lower(), id=device.id)
    error = refused(scan, plant, task, typed)
    assert [one.field for one in error.errors] == ["photos"]
    assert plant.again(task).state == "issued"
    begun = scan(plant, task, typed, photos=[photo(plant.town.logins[MECHANIC])])
    assert (begun.state, begun.scan_verified) == ("doing", False)


@pytest.mark.parametrize("code", ["SB-YX-9999", "/q/equipment/99", "2", "wrong token"])
def test_the_code_of_another_device_is_refused(plant: Plant, code: str) -> None:
    task = due(plant)
    error = refused(scan, plant, task, code, photos=[photo(plant.town.logins[MECHANIC])])
    assert [one.field for one in error.errors] == ["scan_code"]
    assert "SB-YX-0001" in str(error)


def test_without_a_code_nothing_begins(plant: Plant) -> None:
    error = refused(scan, plant, due(plant), "")
    assert [one.field for one in error.errors] == ["scan_code"]


def test_nobody_else_does_it(plant: Plant) -> None:
    task = due(plant)
    plant.town.technician("李电工", {"electric": 5})
    with pytest.raises((Forbidden, AppError)):
        records.transition(
            plant.town.as_("李电工"), InspectionTask, task.id, "start", {"scan_code": "x"}
        )
    assert plant.again(task).state == "issued"


# -- the checklist --------------------------------------------------------------------------------


def test_answers_are_judged_as_they_come(plant: Plant) -> None:
    task = due(plant)
    scan(plant, task)
    answer(plant, task, leak="正常", pressure="0.75", noise="异响")
    found = {
        code: (item(plant, task, code).value, item(plant, task, code).passed)
        for code in ("leak", "pressure", "noise")
    }
    assert found == {"leak": ("ok", True), "pressure": ("0.75", False), "noise": ("异响", False)}


def test_an_answer_can_be_taken_back_while_the_task_is_open(plant: Plant) -> None:
    task = due(plant)
    scan(plant, task)
    answer(plant, task, leak="异常")
    answer(plant, task, leak="")
    assert item(plant, task, "leak").passed is None


def test_answers_come_while_the_inspection_is_in_progress(plant: Plant) -> None:
    task = due(plant)
    with pytest.raises(InvalidState):
        answer(plant, task, leak="正常")
    done(plant, task)
    with pytest.raises(InvalidState):
        answer(plant, task, leak="异常")


def test_every_required_item_is_answered_before_the_end(plant: Plant) -> None:
    task = due(plant)
    scan(plant, task)
    answer(plant, task, leak="正常")
    assert "1 items" in str(refused(finish, plant, task))
    assert "压力" in str(refused(finish, plant, task))
    answer(plant, task, pressure="0.4")
    assert finish(plant, task).result == "normal"


def test_an_item_that_needs_a_picture_is_not_done_without(plant: Plant) -> None:
    task = due(plant)
    leak = item(plant, task, "leak")
    with records.writing(plant.town.ctx):
        plant.town.ctx.update(plant.again(leak), needs_photo=True)
    scan(plant, task)
    answer(plant, task, **GOOD)
    assert "有无渗漏" in str(refused(finish, plant, task))
    answer(plant, task, leak={"photo": [photo(plant.town.logins[MECHANIC])]})
    assert finish(plant, task).state == "done"


# -- what follows ---------------------------------------------------------------------------------


def test_a_good_inspection_opens_nothing(plant: Plant) -> None:
    ended = done(plant, due(plant))
    assert (ended.state, ended.result, ended.repair_order_id) == ("done", "normal", None)
    assert orders(plant) == []


def test_what_failed_is_one_repair_order_as_severe_as_the_worst(plant: Plant) -> None:
    task = due(plant)
    ended = done(plant, task, leak="异常", pressure={"value": "0.75", "remark": "表针抖动"})
    (order,) = orders(plant)
    assert (ended.result, ended.repair_order_id) == ("abnormal", order.id)
    assert (order.source, order.severity, order.inspection_id) == ("inspection", "s2", task.id)
    assert (order.equipment_id, order.project_id) == (task.equipment_id, task.project_id)
    assert order.reporter_id == plant.town.employees[MECHANIC].id
    assert "压力：0.75（要求 0.2–0.6 MPa） 表针抖动" in order.description


def test_when_the_end_is_refused_there_is_no_repair_order(plant: Plant) -> None:
    """One transaction: a later refusal takes the order back."""
    task = due(plant)
    scan(plant, task)
    answer(plant, task, leak="异常", pressure="0.4")

    def refuse(_task: InspectionTask, _ctx: Any) -> None:
        raise RuleViolation("不行 / No.")

    before = list(inspection_task_hooks._hooks)
    inspection_task_hooks.on_transition("finish")(refuse)
    try:
        refused(finish, plant, task)
    finally:
        inspection_task_hooks._hooks[:] = before
    assert orders(plant) == []
    assert plant.again(task).state == "doing"


def test_the_device_knows_when_it_was_maintained_and_when_again(plant: Plant) -> None:
    task = due(plant)
    done(plant, task)
    device = plant.session.get(Equipment, task.equipment_id)
    assert device.last_maintained_on == dt.date(2026, 3, 4)
    assert device.next_due_on == dt.date(2026, 3, 11)


def test_the_time_taken_is_counted_unless_it_is_typed(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    first = due(plant)
    scan(plant, first)
    answer(plant, first, **GOOD)
    at.shift(dt.timedelta(minutes=25))
    assert finish(plant, first).labor_min == 25


def test_a_late_end_is_on_record_as_late(plant: Plant, at: time_machine.Coordinates) -> None:
    task = due(plant)
    at.shift(dt.timedelta(days=1))
    assert done(plant, task).overdue is True


def test_a_floating_plan_counts_from_the_day_of_completion(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    """O5.4: completed 2026-03-10 → 2026-06-08; while the task is open there is no other."""
    task = due(plant, interval=90, unit="day", basis="floating", lead_days=60)
    at.move_to(dt.datetime.fromisoformat("2026-03-10T12:00:00+08:00"))
    jobs.run_due()
    plan = plant.session.get(MaintenancePlan, task.plan_id)
    assert len(plant.tasks(plan)) == 1
    done(plant, task)
    assert plant.stops(plan)[0].next_on == dt.date(2026, 6, 8)
    at.move_to(dt.datetime.fromisoformat("2026-04-20T12:00:00+08:00"))
    jobs.run_due()
    assert [f"{one.nominal_on:%m-%d}" for one in plant.tasks(plan)] == ["03-04", "06-08"]


def test_another_interval_of_a_floating_plan_counts_from_the_completion(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    task = due(plant, interval=90, unit="day", basis="floating")
    at.move_to(dt.datetime.fromisoformat("2026-03-10T12:00:00+08:00"))
    done(plant, task)
    plan = plant.session.get(MaintenancePlan, task.plan_id)
    records.update(plant.manager, MaintenancePlan, plan.id, {"interval": 30})
    assert plant.stops(plan)[0].next_on == dt.date(2026, 4, 9)


def test_a_floating_task_done_early_does_not_come_again(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    """Every day, made for tomorrow and done today: the next one is the day after tomorrow."""
    task = due(plant, interval=1, unit="day", basis="floating", anchor_on=dt.date(2026, 3, 5))
    done(plant, task)
    plan = plant.session.get(MaintenancePlan, task.plan_id)
    records.transition(plant.manager, MaintenancePlan, plan.id, "generate")
    jobs.run_due()
    assert [f"{one.nominal_on:%m-%d}" for one in plant.tasks(plan)] == ["03-05", "03-06"]


def test_run_hours_are_kept_as_a_reading(plant: Plant) -> None:
    task = due(plant)
    scan(plant, task)
    answer(plant, task, **GOOD)
    finish(plant, task, run_hours="123.5")
    (reading,) = plant.session.scalars(select(EquipmentReading)).all()
    assert (reading.hours, reading.source) == (Decimal("123.5"), "task")
    assert plant.session.get(Equipment, task.equipment_id).run_hours == Decimal("123.5")


def test_a_counter_that_runs_backwards_is_refused_where_it_was_typed(plant: Plant) -> None:
    device = plant.device()
    records.create(plant.mechanic, EquipmentReading, {"equipment": device.id, "hours": 500})
    task = due(plant, device)
    scan(plant, task)
    answer(plant, task, **GOOD)
    error = refused(finish, plant, task, run_hours="400")
    assert [one.field for one in error.errors] == ["run_hours"]
    assert plant.again(task).state == "doing"


# -- other ends -----------------------------------------------------------------------------------


def test_another_person_verifies(plant: Plant) -> None:
    task = due(plant)
    done(plant, task)
    assert records.transition(plant.manager, InspectionTask, task.id, "verify").state == "verified"


def test_nobody_verifies_his_own(plant: Plant) -> None:
    device = plant.device(keeper=plant.town.employees[MANAGER].id)
    task = due(plant, device)
    code = {"scan_code": plant.again(device).qr_token}
    records.transition(plant.manager, InspectionTask, task.id, "start", code)
    for name, value in GOOD.items():
        records.update(plant.manager, InspectionItem, item(plant, task, name).id, {"value": value})
    records.transition(plant.manager, InspectionTask, task.id, "finish")
    with pytest.raises((Forbidden, InvalidState)):
        records.transition(plant.manager, InspectionTask, task.id, "verify")


def test_what_is_sent_back_is_done_again_and_reported_once(plant: Plant) -> None:
    task = due(plant)
    done(plant, task, leak="异常", pressure="0.4")
    records.transition(plant.manager, InspectionTask, task.id, "rework", note="照片不清")
    assert plant.again(task).finished_at is None
    assert any(
        row.template == "inspection_task.sent_back"
        for row in notify.inbox(plant.town.as_(MECHANIC))
    )
    answer(plant, task, leak="异常")
    assert finish(plant, task).state == "done"
    assert len(orders(plant)) == 1


def test_a_skip_has_its_reason(plant: Plant) -> None:
    task = due(plant)
    skipped = records.transition(plant.manager, InspectionTask, task.id, "skip", note="停水")
    assert (skipped.state, skipped.result) == ("skipped", "skipped")


@pytest.mark.parametrize("kind", ["maintain", "calibrate"])
def test_what_the_law_asks_for_is_not_skipped(plant: Plant, kind: str) -> None:
    lift = plant.device("1号梯", "lift")
    task = due(plant, lift, kind=kind, interval=15, unit="day")
    error = refused(records.transition, plant.manager, InspectionTask, task.id, "skip", note="停水")
    assert "not skipped" in str(error)
    assert plant.again(task).state == "issued"


def test_a_plain_look_at_a_lift_may_be_skipped(plant: Plant) -> None:
    task = due(plant, plant.device("1号梯", "lift"), interval=1, unit="day")
    assert (
        records.transition(plant.manager, InspectionTask, task.id, "skip", note="停电").state
        == "skipped"
    )


def test_a_task_is_passed_on_and_the_new_one_is_told(plant: Plant) -> None:
    task, other = due(plant), plant.town.technician("李电工", {"electric": 5})
    records.transition(
        plant.mechanic, InspectionTask, task.id, "transfer", {"assignee": other.id}, note="请假"
    )
    assert plant.again(task).assignee_name == "李电工"
    told = [row.template for row in notify.inbox(plant.town.as_("李电工"))]
    assert told == ["inspection_task.passed_on"]


def test_a_task_is_passed_on_to_somebody_else_who_can_do_it(plant: Plant) -> None:
    task = due(plant)
    gone = plant.town.technician("李电工", {"electric": 5})
    with records.writing(plant.town.ctx):
        plant.town.ctx.update(plant.again(gone), login=None)
    for id in (gone.id, task.assignee_id):
        error = refused(
            records.transition, plant.manager, InspectionTask, task.id, "transfer",
            {"assignee": id}, note="请假",
        )  # fmt: skip
        assert [one.field for one in error.errors] == ["assignee"]


def test_about_a_tenth_is_verified_and_always_the_same() -> None:
    chosen = [id for id in range(10_000) if is_sampled(id)]
    assert 900 <= len(chosen) <= 1100
    assert [id for id in chosen if not is_sampled(id)] == []
