"""A work order's whole way over REST: an integrator reports, the technician works, the resident confirms and rates."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.custom.crm.town import Town
from tests.support.people import PASSWORD
from tests.support.pictures import PNG

pytestmark = pytest.mark.database

LEAK = {"summary": "厨房水管漏水", "description": "水槽下面一直在滴水", "source": "api"}


@dataclass
class Program:
    """Acts over REST as one person of the town."""

    client: FlaskClient
    token: str

    def send(self, method: str, path: str, json: Any = None, **headers: str) -> TestResponse:
        return self.client.open(
            f"/api/v1{path}",
            method=method,
            json=json,
            headers={"Authorization": f"Bearer {self.token}", "Accept-Language": "en", **headers},
        )

    def get(self, path: str) -> Any:
        answer = self.send("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def post(self, path: str, json: Any, **headers: str) -> Any:
        answer = self.send("POST", path, json, **headers)
        assert answer.status_code in (200, 201), answer.text
        return answer.get_json()

    def photo(self) -> int:
        """The id of an uploaded picture."""
        answer = self.client.post(
            "/api/v1/files",
            data={"kind": "image", "file": (io.BytesIO(PNG), "photo.png")},
            headers={"Authorization": f"Bearer {self.token}"},
        )
        return int(answer.get_json()["id"])


@dataclass
class Programs:
    """Logs people of the town in."""

    app: Flask

    def of(self, username: str) -> Program:
        client = self.app.test_client(use_cookies=False)
        answer = client.post("/api/v1/login", json={"username": username, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return Program(client, answer.get_json()["access_token"])


@pytest.fixture
def programs(app: Flask, town: Town) -> Programs:
    town.staff("integrator", "CS", name="integrator")
    return Programs(app)


def test_a_work_order_goes_its_whole_way_over_rest(programs: Programs, town: Town) -> None:
    town.resident()
    integrator, technician = programs.of("integrator"), programs.of("张水工")
    resident = programs.of("13900000001")

    made = integrator.post(
        "/work_order",
        {
            **LEAK,
            "project": town.project.id,
            "unit": town.units[0].id,
            "external_id": "4711",
        },
        **{"Idempotency-Key": "4711"},
    )
    path = f"/work_order/{made['id']}"
    assert made["state"] == "assigned"
    assert made["priority"] == "p3"

    mine = technician.get("/work_order?state=assigned&fields=order_no,unit.full_no")["items"]
    assert [order["id"] for order in mine] == [made["id"]]
    code = mine[0]["unit"]["full_no"]
    assert technician.post(f"{path}/transitions/start", {"arrival_code": code})["state"] == (
        "in_progress"
    )
    resolved = technician.post(
        f"{path}/transitions/resolve",
        {"result": "更换三角阀", "cause": "老化", "after_photos": [technician.photo()]},
    )
    assert resolved["state"] == "resolved"

    seen = resident.get(path)
    assert seen["result"] == "更换三角阀"
    assert not {"internal_note", "external_id", "assign_score"} & seen.keys()
    closed = resident.post(f"{path}/transitions/confirm", {"rating": 5})
    assert (closed["state"], closed["sla_state"], closed["rating"]) == ("closed", "met", 5)

    steps = resident.get(f"{path}/history")["items"]
    assert [step["to_state"] for step in reversed(steps) if step["to_state"]] == [
        "new",
        "accepted",
        "assigned",
        "in_progress",
        "resolved",
        "closed",
    ]


def test_people_out_of_scope_do_not_see_the_order(programs: Programs, town: Town) -> None:
    town.resident()
    town.resident("李四", "13900000002", unit=1)
    town.technician("王水工", {"plumbing": 1}, on_shift=False)
    made = programs.of("13900000001").post(
        "/work_order", {"summary": "厨房水管漏水", "unit": town.units[0].id}
    )
    for username in ("13900000002", "王水工"):
        other = programs.of(username)
        assert other.send("GET", f"/work_order/{made['id']}").status_code == 404
        assert other.get("/work_order")["items"] == []


def test_a_step_that_is_not_mine_is_refused_with_the_reason(programs: Programs, town: Town) -> None:
    town.resident()
    resident = programs.of("13900000001")
    made = resident.post("/work_order", {"summary": "厨房水管漏水", "unit": town.units[0].id})
    path = f"/work_order/{made['id']}/transitions"
    offered = {step["name"]: step for step in resident.get(path)["items"]}
    assert offered["cancel"]["allowed"]
    assert not offered["start"]["allowed"]
    assert offered["start"]["reason"]
    assert resident.send("POST", f"{path}/start", {}).status_code == 403
    assert resident.send("POST", f"{path}/confirm", {}).status_code == 409


def test_the_same_external_id_makes_one_order(programs: Programs, town: Town) -> None:
    integrator = programs.of("integrator")
    values = {**LEAK, "project": town.project.id, "external_id": "4711"}
    first = integrator.send("POST", "/work_order", values)
    second = integrator.send("POST", "/work_order", values)
    assert first.status_code == 201, first.text
    # Without an Idempotency-Key the rule of the schema itself refuses, and names the field.
    assert second.status_code == 422
    assert "external_id" in [error["field"] for error in second.get_json()["errors"]]


def test_a_chat_comes_with_its_first_message_in_one_body(programs: Programs, town: Town) -> None:
    program = programs.of("林客服")
    body = {
        "project": town.project.id,
        "subject": "Parking",
        "messages": [{"text": "Where may I park?"}],
    }
    chat = program.post("/chat_session?expand=messages", body)
    assert chat["messages"][0]["text"] == "Where may I park?"
