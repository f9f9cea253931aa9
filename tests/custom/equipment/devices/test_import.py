"""2.1: a registry comes in from a workbook through the real pages: category and parent by name or code, wrong rows told."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from app.custom.equipment.plans import generation
from app.generated.equipment import Equipment
from app.runtime import jobs
from app.runtime.system import Job
from tests.custom.equipment.plant import MANAGER, Plant
from tests.support.people import People
from tests.web.pages import Page, visit

pytestmark = pytest.mark.database

HEADS = ["设备名称", "分类", "项目", "位置", "型号", "启用日期", "上级设备", "特种设备代码", "检验有效期", "重要度", "使用年限"]  # fmt: skip


def workbook(*rows: list[Any], heads: list[str] = HEADS) -> io.BytesIO:
    book = Workbook()
    for row in [heads, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def brought(browser: Any, book: io.BytesIO) -> Page:
    """The page of the import after its check."""
    sent = visit(browser, "/imports/new/equipment").send(file=(book, "设备.xlsx")).follow()
    checked = sent.send().follow()
    jobs.run_due()
    return visit(browser, str(checked.response.request.path))


def run(browser: Any, page: Page) -> None:
    """Press Import on the page of the check, and let it end."""
    form = page.html.select_one("main form[action$='/run']")
    assert form is not None
    hidden = {str(one["name"]): str(one["value"]) for one in form.select("input[type=hidden]")}
    browser.post(str(form["action"]), data=hidden)
    jobs.run_due()


def test_devices_come_with_their_category_and_a_parent_of_the_same_file(
    plant: Plant, people: People, app: Any
) -> None:
    browser = people.browser(app, plant.town.logins[MANAGER])
    project = plant.town.project.name
    page = brought(
        browser,
        workbook(
            ["1号客梯", "电梯", project, "1栋井道", "K-3000", "2019-05-01", "", "T-001", "2027-01-31", "A 关键", ""],
            ["1号客梯门机", "machine", project, "1栋轿顶", "F-40", "2019-05-01", "1号客梯", "", "", "B 重要", "10"],
            ["2号客梯", "电梯", project, "2栋井道", "K-3000", "2019-05-01", "", "", "", "A", ""],
            ["怪梯", "飞梯", project, "3栋井道", "K-3000", "2019年5月1日", "没有的梯", "T-003", "", "B", ""],
        ),
    )  # fmt: skip
    # What is wrong is told by row and in words: the registration code is missing; there is no such category, no such parent.
    wrong = {(row[0], row[1]) for row in page.rows}
    assert {("4", "特种设备代码"), ("5", "分类"), ("5", "上级设备")} <= wrong
    assert "没有找到设备分类“飞梯”" in page.text
    run(browser, page)
    rows = {row.name: row for row in plant.session.scalars(select(Equipment))}
    assert sorted(rows) == ["1号客梯", "1号客梯门机"]
    lift, door = rows["1号客梯"], rows["1号客梯门机"]
    assert door.parent_id == lift.id
    assert (lift.category_id, door.category_id) == (
        plant.categories["lift"].id,
        plant.categories["machine"].id,
    )
    assert (str(lift.expires_on), lift.criticality) == ("2034-05-01", "a")


def test_tasks_of_all_imported_devices_are_made_by_one_job(
    plant: Plant, people: People, app: Any
) -> None:
    browser = people.browser(app, plant.town.logins[MANAGER])
    project = plant.town.project.name
    heads = [*HEADS[:6], "维护周期", "周期单位", "使用年限"]
    rows = [
        [f"{n}号泵", "水泵", project, "地下室", "M", "2026-03-02", "1", "周", "10"]
        for n in range(1, 4)
    ]
    run(browser, brought(browser, workbook(*rows, heads=heads)))
    made = plant.session.scalars(select(Job.payload).where(Job.name == generation.JOB)).all()
    assert [("plan" in payload) for payload in made] == [False]
    assert {str(task.nominal_on) for task in plant.tasks()} == {"2026-03-09"}
    assert len(plant.tasks()) == 3


def test_there_is_an_empty_workbook_that_explains_itself(
    plant: Plant, people: People, app: Any
) -> None:
    browser = people.browser(app, plant.town.logins[MANAGER])
    answer = browser.get("/imports/template/equipment")
    book = load_workbook(io.BytesIO(answer.data))
    heads = [str(cell.value) for cell in book.worksheets[0][1]]
    assert {"设备名称", "分类", "上级设备", "检验有效期"} <= {head.rstrip(" *＊") for head in heads}
    assert book.worksheets[-1].title == "说明 Guide"
