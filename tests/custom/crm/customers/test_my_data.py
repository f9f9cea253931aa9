"""PIPL: a resident takes all of his data with him; the service manager hands out a customer's on request."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.generated.work_order import WorkOrder
from app.runtime import records
from tests.custom.crm.town import Town
from tests.support.people import PASSWORD
from tests.support.visitor import Visitor
from tests.web.pages import visit

pytestmark = pytest.mark.database

ID_NO = "11010519491231002X"


@pytest.fixture
def town(town: Town) -> Town:
    """With a resident who has reported something, and another one."""
    town.resident(id_no=ID_NO, id_type="id")
    town.resident("赵六", "13900000002", unit=1)
    records.create(town.as_("王小明"), WorkOrder, {"summary": "厨房漏水", "unit": town.units[0].id})
    records.create(town.as_("赵六"), WorkOrder, {"summary": "别人的事", "unit": town.units[1].id})
    return town


def told(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        found: dict[str, Any] = json.loads(packed.read("data.json"))
        return found


def ask(client: FlaskClient, password: str) -> Any:
    form = visit(client, "/portal/data").html.select_one("form[method=post] input[name=current]")
    assert form is not None
    page = form.find_parent("form")
    assert page is not None
    token = page.select_one("input[name=csrf_token]")
    assert token is not None
    return client.post("/portal/data", data={"csrf_token": token["value"], "current": password})


def test_a_resident_takes_his_own_data_and_nobody_else_s(app: Flask, town: Town) -> None:
    client = town.people.browser(app, town.logins["王小明"])
    assert Visitor(client).open("/portal/me").sees("下载我的资料")
    answer = ask(client, PASSWORD)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    found = told(answer.data)
    (mine,) = found["records"]
    assert (mine["entity"], mine["record"]["id_no"]) == ("Customer", ID_NO)
    assert [row["summary"] for row in mine["related"]["WorkOrder.customer"]] == ["厨房漏水"]
    assert any("GD2026" in message["text"] for message in found["messages"])
    text = json.dumps(found, ensure_ascii=False)
    assert "别人的事" not in text
    assert "赵六" not in text


def test_a_stranger_at_his_open_screen_gets_nothing(app: Flask, town: Town) -> None:
    client = town.people.browser(app, town.logins["王小明"])
    refused = ask(client, "not his password")
    assert refused.status_code == 422
    assert ID_NO not in refused.text
    assert app.test_client().get("/portal/data").status_code == 302


def test_the_service_manager_hands_out_a_customer_and_customer_service_does_not(
    app: Flask, town: Town
) -> None:
    customer = town.for_user(town.logins["王小明"]).actor.value(("customer",))
    town.staff("dept_mgr", "CS", name="周经理")
    manager = town.people.browser(app, town.logins["周经理"])
    page = visit(manager, f"/customer/handout/{customer}")
    answer = page.send(reason="客户本人书面申请", current=PASSWORD).response
    assert told(answer.data)["record"]["id_no"] == ID_NO
    agent = town.people.browser(app, town.logins["csr"])
    assert visit(agent, f"/customer/handout/{customer}").status == 404
