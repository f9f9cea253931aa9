"""2.1, 2.3 for residents: the label of a device tells whether it works and takes a report of it; the way to its repair is short."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from app.generated.equipment import Equipment
from app.generated.repair_order import RepairOrder
from app.generated.work_order import WorkOrder
from tests.custom.equipment.plant import Plant
from tests.support.people import People
from tests.support.visitor import Visitor

RESIDENT = "赵住户"


@pytest.fixture
def resident(app: Flask, plant: Plant, people: People) -> Visitor:
    """Somebody who lives in the project, before a lift."""
    plant.town.resident(RESIDENT)
    return Visitor(people.browser(app, plant.town.logins[RESIDENT]))


def label(plant: Plant, device: Equipment) -> str:
    return f"/q/equipment/{device.id}?k={plant.again(device).qr_token}"


def test_a_label_takes_a_report_that_is_about_the_device(plant: Plant, resident: Visitor) -> None:
    pump = plant.device()
    page = resident.open(label(plant, pump))
    assert page.path.startswith(f"/portal/device/{pump.id}")
    assert page.sees("1号泵", "地下一层", "正常运行"), page.words
    page.send(description="一直响")
    assert page.path.startswith("/portal/requests/")
    order = plant.session.query(WorkOrder).one()
    assert (order.summary, order.equipment_id, order.customer_id is not None) == (
        "1号泵 有故障", pump.id, True,
    )  # fmt: skip
    again = resident.open(label(plant, pump))
    assert again.sees("我报过的", str(order.order_no)), again.words


@pytest.mark.database
def test_it_is_handed_on_by_one_step_and_the_resident_sees_how_it_stands(
    plant: Plant, resident: Visitor, staff: Callable[..., Visitor]
) -> None:
    plant.town.staff("dispatcher", "CS", name="钱调度")
    pump = plant.device()
    resident.open(label(plant, pump)).send(summary="水泵房水管漏水")
    order = plant.session.query(WorkOrder).one()
    desk = staff("钱调度").open(f"/work_order/show/{order.id}").press("转报修")
    desk.send(_note="请尽快")
    repair = plant.session.query(RepairOrder).one()
    assert (repair.equipment_id, repair.work_order_id) == (pump.id, order.id)
    assert desk.sees(str(repair.repair_no)), desk.words
    assert resident.open(f"/portal/requests/{order.id}").sees(f"已转设备报修 {repair.repair_no}")
    told = resident.open(label(plant, pump))
    assert told.sees("预计修复"), told.words
    assert any(told.sees(word) for word in ("已安排维修", "故障停机", "维修中")), told.words


@pytest.mark.parametrize("secret", ["", "?k=", "?k=guessed"])
def test_without_the_label_nothing_is_told(plant: Plant, resident: Visitor, secret: str) -> None:
    pump = plant.device()
    page = resident.open(f"/portal/device/{pump.id}{secret}")
    assert page.status == 404
    assert not page.sees("1号泵")


def test_nothing_is_told_to_who_lives_elsewhere(app: Flask, plant: Plant, people: People) -> None:
    address = label(plant, plant.device())
    outsider = Visitor(people.browser(app, people.user("customer", username="outsider")))
    assert outsider.open(address).status == 404


@pytest.mark.database
def test_who_is_refused_finds_what_he_typed(plant: Plant, resident: Visitor) -> None:
    page = resident.open(label(plant, plant.device())).send(summary="", description="一直响")
    assert page.status == 422
    assert page.sees("一直响"), page.words
    assert plant.session.query(WorkOrder).count() == 0
