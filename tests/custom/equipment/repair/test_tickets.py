"""2.3 and 1.4: a work order about a device is handed on as a repair, waits for it, and goes on after it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from app.forms import follows
from app.generated.equipment import Equipment
from app.generated.repair_order import RepairOrder
from app.generated.work_order import WorkOrder
from app.generated.work_order_event import WorkOrderEvent
from app.runtime import records
from app.runtime.errors import RuleViolation
from app.runtime.system import TransitionLog
from tests.custom.crm.pictures import photo
from tests.custom.equipment.repair.workshop import MANAGER, MECHANIC, SECOND, Workshop


def ticket(
    workshop: Workshop, device: Equipment, category: str = "complaint", **values: Any
) -> WorkOrder:
    """A work order about the device that the mechanic is working on."""
    plant = workshop.plant
    given = {
        "project": plant.town.project.id, "source": "desk", "summary": "水压不足",
        "category": plant.town.categories[category].id, "priority": "p2", "equipment": device.id,
        "contact_phone": "13900000001", **values,
    }  # fmt: skip
    made = records.create(workshop.as_("csr"), WorkOrder, given)
    with records.writing(plant.town.ctx):
        ctx = plant.town.ctx
        order = ctx.get(WorkOrder, made.id)
        mechanic = plant.town.employees[MECHANIC].id
        if order.state == "new":
            ctx.transition(order, "accept")
        if order.state == "accepted":
            ctx.transition(order, "assign", assignee=mechanic)
        elif order.assignee_id != mechanic:
            ctx.transition(order, "reassign", assignee=mechanic, note="x")
    step(workshop, made, "start", arrival_photos=[photo(plant.town.logins[MECHANIC])])
    return made


def step(
    workshop: Workshop, order: WorkOrder, name: str, by: str = MECHANIC, **values: Any
) -> WorkOrder:
    note = values.pop("note", "")
    return records.transition(workshop.as_(by), WorkOrder, order.id, name, values, note=note)


def lines(workshop: Workshop, order: WorkOrder) -> list[str]:
    rows = workshop.plant.session.scalars(
        select(WorkOrderEvent.text)
        .where(WorkOrderEvent.work_order_id == order.id)
        .order_by(WorkOrderEvent.id)
    )
    return [str(row) for row in rows]


def handed_on(workshop: Workshop, order: WorkOrder) -> RepairOrder:
    step(workshop, order, "repair", equipment=order.equipment_id, note="已看过")
    return workshop.orders()[-1]


def test_a_work_order_is_handed_on_with_its_words(workshop: Workshop) -> None:
    device = workshop.plant.device()
    order = ticket(workshop, device)
    repair = handed_on(workshop, order)
    assert (repair.source, repair.work_order_id, repair.equipment_id, repair.severity) == (
        "ticket", order.id, device.id, "s2",
    )  # fmt: skip
    assert repair.description == "水压不足\n已看过"
    assert workshop.again(device).state == "fault"
    assert any(str(repair.repair_no) in line for line in lines(workshop, order))
    with pytest.raises(RuleViolation, match=str(repair.repair_no)):
        step(workshop, order, "repair", equipment=device.id)


def test_it_is_not_resolved_before_the_repair(workshop: Workshop) -> None:
    order = ticket(workshop, workshop.plant.device())
    repair = handed_on(workshop, order)
    with pytest.raises(RuleViolation, match=str(repair.repair_no)):
        step(workshop, order, "resolve", result="好了", cause="磨损")
    assert workshop.again(order).state == "in_progress"


def test_it_ends_with_the_repair_of_the_same_technician(workshop: Workshop) -> None:
    order = ticket(workshop, workshop.plant.device())
    repair = handed_on(workshop, order)
    if workshop.technician(repair) != MECHANIC:
        workshop.step(
            repair, "redispatch", MANAGER,
            assignee=workshop.plant.town.employees[MECHANIC].id, note="他在现场",
        )  # fmt: skip
    workshop.repaired(repair)
    assert workshop.again(order).state == "in_progress"
    workshop.step(repair, "pass_acceptance", MANAGER)
    done = workshop.again(order)
    assert (done.state, done.result, done.cause) == ("resolved", "换密封", "磨损")


@pytest.mark.parametrize("why", ["a picture is asked", "somebody else repaired it"])
def test_else_its_technician_is_told(workshop: Workshop, why: str) -> None:
    category = "water" if why == "a picture is asked" else "complaint"
    order = ticket(workshop, workshop.plant.device(), category)
    repair = handed_on(workshop, order)
    who = MECHANIC if why == "a picture is asked" else SECOND
    if workshop.technician(repair) != who:
        workshop.step(
            repair, "redispatch", MANAGER, assignee=workshop.plant.town.employees[who].id, note="x"
        )
    workshop.repaired(repair, who)
    workshop.step(repair, "pass_acceptance", MANAGER)
    assert workshop.again(order).state == "in_progress"
    assert workshop.told("work_order.repaired") == [(MECHANIC, "work_order.repaired")]
    assert any("已修复" in line for line in lines(workshop, order))


def test_a_cancelled_repair_gives_the_work_order_back(workshop: Workshop) -> None:
    order = ticket(workshop, workshop.plant.device())
    repair = handed_on(workshop, order)
    workshop.step(repair, "cancel", MANAGER, note="设备正常")
    assert workshop.told("work_order.repair_c")[0][0] == MECHANIC
    assert step(workshop, order, "resolve", result="阀门未开", cause="误操作").state == "resolved"
    assert workshop.plant.session.scalars(
        select(TransitionLog.id).where(TransitionLog.transition == "repair")
    ).all()


def test_an_order_of_the_desk_names_its_work_order(workshop: Workshop) -> None:
    device = workshop.plant.device()
    order = ticket(workshop, device)
    repair = records.create(
        workshop.as_("csr"), RepairOrder,
        {"equipment": device.id, "work_order": order.id, "description": "住户报"},
    )  # fmt: skip
    assert repair.source == "ticket"


def test_a_repair_of_an_order_brings_its_device_and_what_was_said(workshop: Workshop) -> None:
    device = workshop.plant.device()
    order = ticket(workshop, device)
    answer = follows.answer(workshop.as_("csr"), RepairOrder, "work_order", order.id)
    assert answer.values["equipment"]["id"] == device.id
    assert answer.values["description"] == "水压不足"


def test_a_repair_is_not_hung_on_a_work_order_about_another_device(workshop: Workshop) -> None:
    pump, other = workshop.plant.device(), workshop.plant.device("2号泵")
    about_pump = ticket(workshop, pump)
    given = {
        "equipment": other.id,
        "severity": "s3",
        "description": "异响",
        "work_order": about_pump.id,
    }
    with pytest.raises(RuleViolation, match="not about this device"):
        records.create(workshop.as_(MANAGER), RepairOrder, given)
