"""2.1, 2.3: what the label of a device opens: report a fault, its state, the next task, history; who is asked to log in comes back."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from app.generated.equipment import Equipment
from app.runtime import records
from tests.custom.equipment.plant import MANAGER, MECHANIC, Plant
from tests.custom.equipment.tasks.test_doing import done, due
from tests.custom.equipment.tasks.test_phone import fields
from tests.support.people import People
from tests.web.pages import Page, visit

pytestmark = pytest.mark.database

MOST = 9
"""Statements of the page of a device."""


def scanned(plant: Plant, device: Equipment) -> str:
    """What a phone's camera opens."""
    return f"/q/equipment/{device.id}?k={plant.again(device).qr_token}"


def browser(plant: Plant, people: People, app: Flask, name: str) -> Any:
    return people.browser(app, plant.town.logins[name])


def test_a_label_leads_who_does_the_task_to_it_and_proves_that_he_was_there(
    plant: Plant, people: People, app: Flask
) -> None:
    task = due(plant)
    phone = browser(plant, people, app, MECHANIC)
    opened = phone.get(scanned(plant, plant.session.get(Equipment, task.equipment_id)))
    page = visit(phone, opened.location)
    first = page.html.select_one("a.btn-primary")
    assert "开始" in first.text
    begin = visit(phone, first["href"])
    assert begin.html.select_one("details.doing[open] [name=start-scan_code]")
    answer = phone.post(f"/today/inspection_task/{task.id}/start", data=fields(begin, "start"))
    assert answer.status_code == 302
    begun = plant.again(task)
    assert (begun.state, begun.scan_verified) == ("doing", True)
    again = visit(phone, opened.location).html.select_one("a.btn-primary")
    assert "继续" in again.text


def test_the_first_thing_on_it_is_to_report_a_fault_of_this_device(
    plant: Plant, people: People, app: Flask
) -> None:
    device = plant.device()
    phone = browser(plant, people, app, MECHANIC)
    page = visit(phone, phone.get(scanned(plant, device)).location)
    report = page.html.select_one(".outside a.report-fault")
    assert report is page.html.select_one(".outside a")
    form = visit(phone, str(report["href"])).html
    assert form.select_one("[name=equipment__text]")["value"] == f"{device.equip_no} 1号泵"
    records.transition(plant.manager, Equipment, device.id, "stop", note="换新")
    assert "停用" in visit(phone, f"/device/{device.id}").html.select_one("h1").text


def test_repairs_under_way_and_what_was_done_stand_on_it(
    plant: Plant, people: People, app: Flask
) -> None:
    task = due(plant)
    done(plant, task, leak="异常", pressure="0.75")
    for name in (MECHANIC, MANAGER):
        page = visit(browser(plant, people, app, name), f"/device/{task.equipment_id}")
        lines = [one.text for one in page.html.select("ul.lines li")]
        assert any("BX" in one and "张水工" in one for one in lines), name
        assert any("XJ202603-000001" in one and "异常" in one for one in lines), name
    assert "停机中" in page.html.select_one(".alert-danger").text


def test_who_is_not_logged_in_comes_back_to_the_device(
    plant: Plant, people: People, app: Flask
) -> None:
    device = plant.device()
    link = scanned(plant, device)
    stranger = app.test_client().get(link)
    assert parse_qs(urlsplit(stranger.location).query)["next"] == [link]
    resident = plant.town.resident("赵住户")
    led = people.browser(app, resident.login_id).get(link)
    assert led.location == f"/portal/device/{device.id}?k={plant.again(device).qr_token}"
    assert people.browser(app, resident.login_id).get("/q/work_order/1").location == "/portal/"


def test_a_device_of_another_project_is_not_there(plant: Plant, people: People, app: Flask) -> None:
    phone = browser(plant, people, app, MECHANIC)
    assert visit(phone, "/device/999999").status == 404
    outsider = people.browser(app, people.user("technician", "employee", username="outsider"))
    assert visit(outsider, f"/device/{plant.device().id}").status == 404


def test_the_page_costs_the_same_for_a_young_and_an_old_device(
    plant: Plant, people: People, app: Flask, statements: Any
) -> None:
    device = plant.device()
    phone = browser(plant, people, app, MECHANIC)
    address = f"/device/{device.id}"

    def cost() -> int:
        with statements() as seen:
            page: Page = visit(phone, address)
        assert page.status == 200
        return len(seen)

    few = cost()
    for interval in (1, 2, 3):
        done(plant, due(plant, plant.again(device), interval=interval), leak="异常", pressure="0.4")
    assert cost() == few
    assert few <= MOST
