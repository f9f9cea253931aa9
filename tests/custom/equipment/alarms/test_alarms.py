"""2.3: alarms of a device platform over REST — known again by their id, one order for a storm (domain.md §3.6)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import func, select

from app.generated.equipment_alarm import EquipmentAlarm
from app.generated.repair_order import RepairOrder
from app.generated.role_project import RoleProject
from app.runtime import records
from tests.custom.crm.guides.test_rest_journey import Program
from tests.custom.equipment.repair.workshop import MECHANIC, SECOND, Workshop

PATH = "/equipment_alarm"


def alarm(number: int = 1, **values: Any) -> dict[str, Any]:
    return {
        "external_id": f"A-{number}", "device": "SN-7", "fault_code": "E12", "severity": "s2",
        "message": "出口压力低", **values,
    }  # fmt: skip


def count(workshop: Workshop, entity: Any) -> int:
    return int(workshop.plant.session.scalar(select(func.count()).select_from(entity)) or 0)


@pytest.mark.database
@pytest.mark.parametrize("by", ["serial_no", "equip_no"])
def test_an_alarm_opens_an_order(workshop: Workshop, platform: Program, by: str) -> None:
    device = workshop.plant.device(serial_no="SN-7")
    happened = workshop.plant.town.ctx.now - dt.timedelta(minutes=3)
    made = platform.post(
        PATH, alarm(device=str(getattr(device, by)), at=happened.isoformat(), reading={"bar": 0.1})
    )
    (order,) = workshop.orders()
    assert (made["repair_order"]["id"], made.get("joined")) == (order.id, None)
    assert (order.source, order.state, order.fault_code, order.fault_at, order.reporter_id) == (
        "iot", "dispatched", "E12", happened, None,
    )  # fmt: skip
    assert workshop.device(order).state == "fault"
    assert workshop.told() == [(MECHANIC, "for_you_now"), (SECOND, "deputy_now")]
    assert platform.get(f"/repair_order/{order.id}")["state"] == "dispatched"


@pytest.mark.database
def test_sent_again_it_is_the_same_record(workshop: Workshop, platform: Program) -> None:
    workshop.plant.device(serial_no="SN-7")
    first = platform.send("POST", PATH, alarm())
    again = platform.send("POST", PATH, alarm(message="again"))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.get_json() == first.get_json()
    assert (count(workshop, EquipmentAlarm), count(workshop, RepairOrder)) == (1, 1)


def test_the_same_fault_joins_the_open_order(workshop: Workshop, platform: Program) -> None:
    workshop.plant.device(serial_no="SN-7")
    first = platform.post(PATH, alarm(1, severity="s3"))
    second = platform.post(PATH, alarm(2, severity="s2"))
    assert (second["joined"], second["repair_order"]["id"]) == (True, first["repair_order"]["id"])
    (order,) = workshop.orders()
    assert (order.severity, workshop.device(order).state) == ("s2", "fault")
    other = platform.post(PATH, alarm(3, fault_code="E99"))
    assert other["repair_order"]["id"] != order.id


def test_after_the_repair_it_is_a_new_order(workshop: Workshop, platform: Program) -> None:
    workshop.plant.device(serial_no="SN-7")
    platform.post(PATH, alarm(1))
    workshop.repaired(workshop.orders()[0])
    assert platform.post(PATH, alarm(2)).get("joined") is None
    assert len(workshop.orders()) == 2


@pytest.mark.database
def test_a_storm_is_one_order_and_two_messages(workshop: Workshop, platform: Program) -> None:
    workshop.plant.device(serial_no="SN-7")
    for start in (0, 50):
        rows = [alarm(number) for number in range(start, start + 50)]
        sent = platform.send("POST", f"{PATH}/bulk", {"action": "create", "rows": rows})
        assert sent.status_code == 200, sent.text
    assert (count(workshop, EquipmentAlarm), count(workshop, RepairOrder)) == (100, 1)
    assert len(workshop.told()) == 2


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"device": "SN-404"}, "device", "no device with the number or serial number SN-404"),
        ({"device": "TWIN"}, "device", "2 devices have the serial number TWIN"),
        ({"at": "2027-01-01T00:00:00+08:00"}, "at", "to come"),
        ({"severity": "s9"}, "severity", ""),
    ],
)
def test_what_cannot_be_is_said_at_the_field(
    workshop: Workshop, platform: Program, values: dict[str, Any], field: str, words: str
) -> None:
    for name in ("1号泵", "2号泵"):
        workshop.plant.device(name, serial_no="TWIN")
    answer = platform.send("POST", PATH, alarm(**values))
    assert answer.status_code == 422
    (error,) = answer.get_json()["errors"]
    assert error["field"] == field
    assert words in error["message"]
    assert (count(workshop, EquipmentAlarm), workshop.orders()) == (0, [])


@pytest.mark.database
def test_a_device_of_another_project_is_unknown(workshop: Workshop, platform: Program) -> None:
    workshop.plant.device(serial_no="SN-7")
    town = workshop.plant.town
    with records.writing(town.ctx):
        for row in list(town.ctx.query(select(RoleProject))):
            if row.user_id == town.logins["integrator"]:
                town.ctx.delete(row)
    answer = platform.send("POST", PATH, alarm())
    assert answer.get_json()["errors"][0]["code"] == "unknown_device"


@pytest.mark.database
def test_run_hours_come_over_rest_too(workshop: Workshop, platform: Program) -> None:
    device = workshop.plant.device(serial_no="SN-7")
    read = platform.post("/equipment_reading", {"equipment": device.id, "hours": "480.5"})
    assert read["source"] == "iot"
    assert str(workshop.again(device).run_hours) == "480.5"


def test_the_description_of_the_api_says_that_it_is_known_again(platform: Program) -> None:
    responses = platform.get("/openapi.json")["paths"]["/api/v1/equipment_alarm"]["post"][
        "responses"
    ]
    assert {"200", "201"} <= set(responses)
