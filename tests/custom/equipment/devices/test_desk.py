"""2.1–2.4 at the desk: what follows from a choice, whom a dialog suggests, what the lists of one press show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from app.custom.equipment.plans.making import SKIPPED
from app.forms import follows
from app.forms.suggested import suggested
from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.repair_order import RepairOrder
from app.generated.views import VIEWS
from app.runtime import jobs, records
from tests.custom.crm.town import Town
from tests.custom.equipment.plant import MANAGER, Plant
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database

EQUIPMENT = "eqp"


def test_a_category_brings_its_rhythm_and_a_device_its_project(plant: Plant) -> None:
    pump = plant.categories["pump"]
    given = {"default_interval": 1, "default_unit": "month"}
    records.update(plant.town.ctx, type(pump), pump.id, given)
    answer = follows.answer(plant.manager, Equipment, "category", pump.id)
    assert answer.values == {"service_life_years": 10, "interval": 1, "interval_unit": "month"}
    rhythm = follows.answer(plant.manager, MaintenancePlan, "category", pump.id)
    assert rhythm.values == {"interval": 1, "unit": "month"}
    device = plant.device()
    for entity in (MaintenancePlan, RepairOrder):
        project = follows.answer(plant.manager, entity, "equipment", device.id).values["project"]
        assert project["id"] == plant.town.project.id


def test_a_plan_begins_with_the_rhythm_of_its_device(plant: Plant) -> None:
    """Its own, else its category's, else what the law asks, else once a month."""
    own = plant.device("3号泵", interval=2, interval_unit="week")
    lift, pump = plant.device("1号梯", "lift"), plant.device()

    def rhythm(device: Equipment) -> tuple[Any, Any]:
        values = follows.answer(plant.manager, MaintenancePlan, "equipment", device.id).values
        return values["interval"], values["unit"]

    assert [rhythm(one) for one in (own, lift, pump)] == [(2, "week"), (15, "day"), (1, "month")]
    machine = plant.categories["machine"]
    given = {"default_interval": 1, "default_unit": "quarter"}
    records.update(plant.town.ctx, type(machine), machine.id, given)
    assert [rhythm(one) for one in (lift, pump)] == [(15, "day"), (1, "quarter")]


def test_who_can_take_an_inspection_is_suggested_with_what_he_has_to_do(
    plant: Plant, town: Town
) -> None:
    other = town.technician("李水工", {"plumbing": 3})
    town.technician("王电工", {"electric": 3})
    plan = plant.plan(plant.device(), lead_days=0)
    jobs.run_due()
    task = plant.tasks(plan, "issued")[0]
    field, found = suggested(plant.manager, InspectionTask, "transfer", {"id": task.id})
    assert field == "assignee"
    # Without the skill one is not suggested, nor who has the task.
    assert task.assignee_id != other.id
    assert [(one["id"], one["title"].rpartition("· ")[2]) for one in found] == [
        (other.id, "在手 0 项")
    ]


def test_every_list_of_one_press_opens(plant: Plant, staff: Callable[..., Visitor]) -> None:
    """What the generator cannot judge is the value: a list that does not understand it says 400."""
    manager = staff(MANAGER)
    asked = [
        f"/{view.entity.key()}/list/?{one.filter}"
        for view in VIEWS
        for one in view.quick
        if view.entity.meta.module == EQUIPMENT
    ]
    assert len(asked) > 12
    statuses = {url: manager.open(url).status for url in asked}
    assert {url for url, status in statuses.items() if status != 200} == set()


def test_devices_whose_inspection_ends_are_one_press_away(
    plant: Plant, staff: Callable[..., Visitor], at: time_machine.Coordinates
) -> None:
    at.move_to(dt.datetime.fromisoformat("2026-03-04T10:00:00+08:00"))
    for name, day in {
        "过期梯": "2026-03-01",
        "将到梯": "2026-03-20",
        "后到梯": "2026-09-01",
    }.items():
        plant.device(name, "lift", inspection_valid_to=day)
    page = staff(MANAGER).open("/equipment/list/").page

    def names(label: str) -> list[str]:
        press = next(one for one in page.select(".quick a") if one.get_text() == label)
        opened = staff(MANAGER).open(str(press["href"])).page
        return [cell.get_text(strip=True) for cell in opened.select("td[data-label=设备名称]")]

    assert names("检验已过期") == ["过期梯"]
    assert names("30 天内检验") == ["将到梯"]
    marks = {one["title"] for one in page.select("td .ends")}
    assert {"已过 3 天", "还有 16 天"} <= marks


def test_what_the_system_noted_is_read_in_ones_own_language(
    plant: Plant, staff: Callable[..., Visitor]
) -> None:
    plan = plant.plan(
        plant.device(), anchor_on=dt.date(2026, 2, 4), catchup="all", interval=1, unit="week"
    )
    task = plant.tasks(plan)[0]
    ctx: Any = plant.town.ctx
    with records.writing(ctx):
        ctx.get(InspectionTask, task.id).remark = SKIPPED
    zh, en = SKIPPED.split(" / ")
    page = staff(MANAGER).open(f"/inspection_task/show/{task.id}")
    assert page.sees(zh)
    assert not page.sees(en)
