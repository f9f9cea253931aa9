"""2.2 on the phone: the task with its checklist, answered without a script, sent once by the outbox, failed items linked."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from typing import Any

import pytest
import time_machine
from flask import Flask

from app.generated.equipment import Equipment
from app.generated.equipment_reading import EquipmentReading
from app.generated.inspection_item import InspectionItem
from app.generated.inspection_task import InspectionTask
from app.generated.repair_order import RepairOrder
from app.runtime import jobs, records
from tests.custom.equipment.plant import MECHANIC, Plant
from tests.custom.equipment.tasks.test_doing import due, item, orders, scan
from tests.support.people import People
from tests.support.pictures import PNG
from tests.web.pages import Page, visit

pytestmark = pytest.mark.database

MOST = 6
"""Statements of a page."""


@pytest.fixture
def phone(app: Flask, people: People, plant: Plant) -> Any:
    """The mechanic's browser."""
    return people.browser(app, plant.town.logins[MECHANIC])


def url(task: InspectionTask) -> str:
    return f"/today/inspection_task/{task.id}"


def fields(page: Page, step: str) -> dict[str, Any]:
    """What the browser would send of the form of a step, those of later states too."""
    form = next(
        one
        for one in page.html.find_all("form")
        if one.has_attr("data-send") and str(one["action"]).endswith(f"/{step}")
    )
    found: dict[str, Any] = {}
    for one in form.find_all(["input", "textarea", "select"]):
        kind = one.get("type")
        if kind == "file" or not one.has_attr("name"):
            continue
        if kind not in ("radio", "checkbox") or one.has_attr("checked"):
            found[str(one["name"])] = str(one.get("value") or one.text or "")
    return found


def named(plant: Plant, task: InspectionTask, **values: Any) -> dict[str, Any]:
    """leak="not" → the name that its control has on the page; `leak_photo` is a new picture."""
    return {
        f"item-{item(plant, task, code.partition('_')[0]).id}-{code.partition('_')[2] or 'value'}": value
        for code, value in values.items()
    }


def picture() -> Any:
    return (io.BytesIO(PNG), "photo.png")


def waiting(client: Any, address: str, data: dict[str, Any], key: str = "") -> Any:
    """As the outbox sends it."""
    return client.post(address, data=data, headers={"X-Outbox": key or str(uuid.uuid4())})


def result(plant: Plant, task: InspectionTask, code: str) -> tuple[Any, Any]:
    found = item(plant, task, code)
    return found.value, found.passed


# -- what there is to do --------------------------------------------------------------------------


def test_inspections_stand_among_the_tasks_the_late_ones_first(
    plant: Plant, phone: Any, app: Flask, people: People, at: time_machine.Coordinates
) -> None:
    late = due(plant)
    at.shift(dt.timedelta(days=2))
    now = due(plant, plant.device("2号泵"))
    login = people.browser(app, plant.town.logins[MECHANIC])
    page = visit(login, "/today/")
    found = [str(one["data-task"]) for one in page.html.select("li[data-task]")]
    assert found[:2] == [url(late), url(now)]
    heaps = [one.text.split()[0] for one in page.html.select("h2.heap")]
    assert heaps[:2] == ["已超时", "今天"]
    assert "03-04" in page.html.select_one("li[data-task] .due").text


def test_what_one_has_only_reported_or_read_is_no_task(plant: Plant, phone: Any) -> None:
    """Who is an employee besides reads what he reported; somebody else repairs it."""
    other = plant.town.technician("李电工", {"plumbing": 5})
    device = plant.device()
    records.create(plant.mechanic, EquipmentReading, {"equipment": device.id, "hours": 5})
    order = records.create(
        plant.mechanic, RepairOrder, {"equipment": device.id, "description": "漏水"}
    )
    if order.assignee_id != other.id:
        records.transition(
            plant.manager, RepairOrder, order.id, "redispatch", {"assignee": other.id}, note="换人"
        )
    with records.writing(plant.town.ctx):
        plant.town.ctx.update(plant.again(order), deputy=None)
    assert visit(phone, f"/repair_order/show/{order.id}").status == 200
    assert visit(phone, "/today/").html.select("li[data-task]") == []


def test_the_page_says_where_what_and_until_when_and_holds_the_checklist_for_later(
    plant: Plant, phone: Any
) -> None:
    task = due(plant)
    page = visit(phone, url(task))
    brief = page.html.select_one("dl.brief").text
    assert "地下一层" in brief
    assert "2026-03-04" in brief
    (later,) = page.html.find_all("template")
    assert later["data-steps"] == "doing"
    held = fields(page, "finish")
    assert all(name in held for name in named(plant, task, leak="", pressure="", noise=""))
    assert "camera=(self)" in page.response.headers["Permissions-Policy"]
    assert "camera=()" in visit(phone, "/today/").response.headers["Permissions-Policy"]


def test_what_is_required_always_applies(plant: Plant, phone: Any) -> None:
    task = due(plant)
    scan(plant, task)
    page = visit(phone, url(task))
    offered = {
        code: [
            str(one["value"])
            for one in page.html.select(f"#item-{item(plant, task, code).id} [type=radio]")
        ]
        for code in ("leak", "noise")
    }
    assert offered == {"leak": ["ok", "not"], "noise": ["正常", "偏大", "异响", "na"]}
    kept = fields(page, "finish") | named(plant, task, leak="na", noise="na")
    assert phone.post(f"{url(task)}/finish/sheet", data=kept).status_code == 422
    kept |= named(plant, task, leak="ok")
    assert phone.post(f"{url(task)}/finish/sheet", data=kept).status_code == 302
    assert result(plant, task, "noise") == ("na", None)


def test_what_a_step_cannot_do_without_is_marked_before_it_is_sent(
    plant: Plant, phone: Any
) -> None:
    pump = plant.device()
    plan = plant.plan(pump, unit="hours", interval=100, basis="floating")
    for hours in (0, 150):
        records.create(plant.mechanic, EquipmentReading, {"equipment": pump.id, "hours": hours})
    jobs.run_due()
    page = visit(phone, url(plant.tasks(plan, "issued")[0]))

    def marked(step: str, name: str) -> bool:
        form = next(
            one for one in page.html.find_all("form") if str(one["action"]).endswith(f"/{step}")
        )
        return not form.select_one(f"[data-field={name}] .required-mark").has_attr("hidden")

    assert marked("start", "scan_code")
    assert marked("finish", "run_hours")
    page = visit(phone, url(due(plant, plant.device("2号泵"))))
    assert not marked("finish", "run_hours")


# -- without a script -----------------------------------------------------------------------------


def test_answers_and_the_end_are_one_form(plant: Plant, phone: Any) -> None:
    task = due(plant)
    scan(plant, task)
    given = fields(visit(phone, url(task)), "finish")
    given |= named(plant, task, leak="ok", pressure="0.4", leak_photo__new=picture())
    answer = phone.post(f"{url(task)}/finish", data=given)
    assert answer.location == url(task)
    assert plant.again(task).result == "normal"
    assert len(item(plant, task, "leak").photo) == 1
    page = visit(phone, url(task))
    assert "正常" in page.html.select_one(".found").text
    assert not page.html.find_all("template")


def test_the_end_is_refused_at_what_is_missing_and_the_answers_stay(
    plant: Plant, phone: Any
) -> None:
    task = due(plant)
    scan(plant, task)
    given = fields(visit(phone, url(task)), "finish")
    given |= named(plant, task, leak="not", leak_remark="法兰渗水")
    refused = Page(phone, phone.post(f"{url(task)}/finish", data=given))
    assert refused.status == 422
    missing = item(plant, task, "pressure")
    link = refused.html.select_one(f"#problems a[href='#item-{missing.id}']")
    assert link.text == "压力: 未填写"
    assert refused.html.select_one(f"fieldset#item-{missing.id}.invalid")
    assert result(plant, task, "leak") == ("not", False)
    assert item(plant, task, "leak").remark == "法兰渗水"
    assert (plant.again(task).state, orders(plant)) == ("doing", [])


def test_what_cannot_be_an_answer_is_marked_and_nothing_is_lost(plant: Plant, phone: Any) -> None:
    task = due(plant)
    scan(plant, task)
    given = fields(visit(phone, url(task)), "finish")
    given |= named(plant, task, leak="not", pressure="高")
    refused = Page(phone, phone.post(f"{url(task)}/finish", data=given))
    assert refused.status == 422
    box = refused.html.select_one(f"[name=item-{item(plant, task, 'pressure').id}-value]")
    assert box["value"] == "高"
    assert "请填写数字" in refused.html.select_one("#problems").text
    chosen = refused.html.select_one(f"#item-{item(plant, task, 'leak').id} [checked]")
    assert chosen["value"] == "not"
    assert result(plant, task, "leak") == (None, None)


def test_what_failed_says_so_and_leads_to_its_repair_order(plant: Plant, phone: Any) -> None:
    task = due(plant)
    scan(plant, task)
    given = fields(visit(phone, url(task)), "finish")
    given |= named(plant, task, leak="ok", pressure="0.75")
    assert phone.post(f"{url(task)}/finish/sheet", data=given).location == url(task)
    page = visit(phone, url(task))
    failed = page.html.select_one(f"#item-{item(plant, task, 'pressure').id}")
    assert "is-bad" in failed["class"]
    assert "自动开报修单" in failed.select_one(".verdict:not([hidden])").text
    assert phone.post(f"{url(task)}/finish", data=fields(page, "finish")).location == url(task)
    (order,) = orders(plant)
    link = visit(phone, url(task)).html.select_one(".alert-warning a")
    assert link["href"] == f"/repair_order/show/{order.id}"
    assert visit(phone, link["href"]).status == 200


# -- by the outbox --------------------------------------------------------------------------------


def test_what_was_done_without_a_connection_is_sent_in_its_order_and_once(
    plant: Plant, phone: Any
) -> None:
    """All forms are of one page, made before anything was done."""
    task = due(plant)
    device = plant.session.get(Equipment, task.equipment_id)
    page = visit(phone, url(task))
    begun = fields(page, "start") | {
        "start-scan_code": device.equip_no, "start-photos__new": picture(),
    }  # fmt: skip
    first = waiting(phone, f"{url(task)}/start", begun)
    assert first.status_code == 200
    given, key = fields(page, "finish"), str(uuid.uuid4())
    some = given | named(plant, task, leak="not", leak_photo__new=picture())
    assert waiting(phone, f"{url(task)}/finish/sheet", some).status_code == 200
    ended = given | named(plant, task, leak="not", pressure="0.4", leak_photo__new=picture())
    ended |= {f"item-{item(plant, task, 'leak').id}-value-was": "not"}
    ended |= {"finish-_version": first.json["version"], "finish-photos__new": picture()}
    assert waiting(phone, f"{url(task)}/finish", ended, key).status_code == 200
    assert waiting(phone, f"{url(task)}/finish", given, key).status_code == 200
    done = plant.again(task)
    assert (done.state, done.result) == ("done", "abnormal")
    # What a later sending did not know of stays: the picture of the start, the first one of the item.
    assert len(done.photos) == 2
    assert len(item(plant, task, "leak").photo) == 2
    assert len(orders(plant)) == 1


def test_what_is_missing_refuses_the_whole_sending_which_the_phone_holds(
    plant: Plant, phone: Any
) -> None:
    task = due(plant)
    scan(plant, task)
    given = fields(visit(phone, url(task)), "finish") | named(plant, task, leak="ok")
    refused = waiting(phone, f"{url(task)}/finish", given)
    assert refused.status_code == 422
    assert "压力" in refused.json["refused"]
    assert result(plant, task, "leak") == (None, None)


def test_an_answer_that_somebody_gave_meanwhile_is_told_and_not_overwritten(
    plant: Plant, phone: Any
) -> None:
    task = due(plant)
    scan(plant, task)
    given = fields(visit(phone, url(task)), "finish")
    leak = item(plant, task, "leak")
    records.update(plant.mechanic, InspectionItem, leak.id, {"value": "异常"})
    given |= named(plant, task, leak="ok", pressure="0.4")
    refused = waiting(phone, f"{url(task)}/finish", given)
    assert refused.status_code == 422
    assert "已被他人填写为“异常”" in refused.json["refused"]
    assert (plant.again(task).state, result(plant, task, "leak")) == ("doing", ("not", False))
    # Who has not touched it leaves it; who sends again means it.
    untouched = given | named(plant, task, leak="")
    assert waiting(phone, f"{url(task)}/finish/sheet", untouched).status_code == 200
    assert result(plant, task, "leak") == ("not", False)
    again = {name: value for name, value in given.items() if not name.endswith("-was")}
    assert waiting(phone, f"{url(task)}/finish", again).status_code == 200
    assert result(plant, task, "leak") == ("ok", True)


def test_a_task_that_was_passed_on_takes_no_answers_any_more(plant: Plant, phone: Any) -> None:
    task, other = due(plant), plant.town.technician("李电工", {"electric": 5})
    given = fields(visit(phone, url(task)), "finish") | named(plant, task, leak="ok")
    records.transition(
        plant.manager, InspectionTask, task.id, "transfer", {"assignee": other.id}, note="换人"
    )
    assert waiting(phone, f"{url(task)}/finish/sheet", given).status_code == 404
    assert result(plant, task, "leak") == (None, None)


def test_answers_before_the_start_are_refused(plant: Plant, phone: Any) -> None:
    task = due(plant)
    given = fields(visit(phone, url(task)), "finish") | named(plant, task, leak="ok")
    refused = waiting(phone, f"{url(task)}/finish/sheet", given)
    assert refused.status_code == 409
    assert "扫码开始" in refused.json["refused"]
    assert phone.post(f"{url(task)}/start/sheet", data=given).status_code == 404


def test_the_page_costs_the_same_for_a_short_and_a_long_checklist(
    plant: Plant, phone: Any, statements: Any
) -> None:
    task = due(plant)
    scan(plant, task)
    address, id = url(task), task.id

    def cost() -> int:
        with statements() as seen:
            assert visit(phone, address).status == 200
        return len(seen)

    few = cost()
    rows = [
        {"task_id": id, "code": f"more_{n}", "name": f"第{n}项", "kind": "bool", "sort_no": n}
        for n in range(30)
    ]
    with records.writing(plant.town.ctx):
        records.write_set(plant.town.ctx, InspectionItem, rows, action="make", audit="test")
    assert cost() == few
    assert few <= MOST
