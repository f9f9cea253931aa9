"""Inspections that end otherwise than they began: the device is gone or moved, they were sent back or passed on (2.2)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.generated.equipment import Equipment
from app.generated.inspection_item import InspectionItem
from app.generated.inspection_task import InspectionTask
from app.generated.repair_order import RepairOrder
from app.runtime import records
from app.runtime.errors import RuleViolation
from tests.custom.equipment.plant import MECHANIC, Plant

BAD = {"bool": "not", "num": "0.9", "choice": "异响"}


def begun(plant: Plant) -> tuple[Equipment, InspectionTask]:
    """An inspection at which the mechanic found everything bad, not finished yet."""
    device = plant.device()
    plan = plant.plan(device, assignee=plant.town.employees[MECHANIC].id)
    task = plant.tasks(plan)[0]
    records.transition(
        plant.mechanic, InspectionTask, task.id, "start", {"scan_code": device.qr_token}
    )
    of_task = select(InspectionItem).where(InspectionItem.task_id == task.id)
    for item in plant.session.scalars(of_task).all():
        records.update(plant.mechanic, InspectionItem, item.id, {"value": BAD[item.kind]})
    return device, task


def finish(plant: Plant, task: InspectionTask) -> InspectionTask:
    records.transition(plant.mechanic, InspectionTask, task.id, "finish")
    again: InspectionTask = plant.again(task)
    return again


def test_an_inspection_ends_though_the_device_was_scrapped_meanwhile(plant: Plant) -> None:
    device, task = begun(plant)
    for step in ("stop", "propose_scrap"):
        records.transition(plant.manager, Equipment, device.id, step, note="旧")
    with records.writing(plant.town.ctx):
        plant.town.ctx.transition(plant.town.ctx.get(Equipment, device.id), "scrap")
    done = finish(plant, task)
    assert (done.state, done.result, done.repair_order_id) == ("done", "abnormal", None)


def test_what_fails_again_after_the_repair_is_reported_again(plant: Plant) -> None:
    _device, task = begun(plant)
    first = finish(plant, task).repair_order_id
    assert first is not None
    records.transition(plant.manager, RepairOrder, first, "cancel", note="看错")
    records.transition(plant.manager, InspectionTask, task.id, "rework", note="再看")
    second = finish(plant, task).repair_order_id
    assert second not in (None, first)


def test_what_fails_again_while_it_is_repaired_is_one_order(plant: Plant) -> None:
    _device, task = begun(plant)
    first = finish(plant, task).repair_order_id
    records.transition(plant.manager, InspectionTask, task.id, "rework", note="再看")
    assert finish(plant, task).repair_order_id == first


def test_nobody_passes_an_inspection_to_who_cannot_do_it(plant: Plant) -> None:
    plant.town.staff("employee", "CS", name="王保安")
    plan = plant.plan(plant.device(), assignee=plant.town.employees[MECHANIC].id)
    task = plant.tasks(plan)[0]
    guard = plant.town.employees["王保安"].id
    with pytest.raises(RuleViolation, match="no technician"):
        records.transition(
            plant.mechanic, InspectionTask, task.id, "transfer", {"assignee": guard}, note="忙"
        )
