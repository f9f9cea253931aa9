"""2.2: a plan tells its next six dates and why one is not the nominal day, before it is saved (O5.1, O5.4, O5.7, O5.8)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from bs4 import BeautifulSoup

from app.custom.crm import working_calendar
from app.custom.equipment.plans.preview import next_dates
from app.runtime import records
from tests.custom.crm.town import Town
from tests.custom.equipment.plant import MANAGER, MECHANIC, Plant
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database

MONTHLY = {
    "interval": 1, "unit": "month", "basis": "fixed", "anchor_on": dt.date(2026, 1, 31),
    "nonworkday": "next", "kind": "inspect", "covers": "route",
}  # fmt: skip
NAMES = (
    "interval", "unit", "basis", "anchor_on", "month_end", "weekdays", "nonworkday", "kind",
    "covers", "equipment", "category", "rule_from", "state",
)  # fmt: skip


def told(plant: Plant, **values: Any) -> list[tuple[str, str]]:
    """(date, why) of the lines."""
    given = dict.fromkeys(NAMES) | MONTHLY | values
    return [
        (line.text.in_language("zh"), line.note.in_language("zh") if line.note else "")
        for line in next_dates(plant.manager, given)
    ]


def test_the_next_six_dates_say_why_they_were_moved(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    at.move_to(dt.datetime.fromisoformat("2026-01-10T12:00:00+08:00"))
    assert told(plant) == [
        ("2026-02-02 周一", "01-31 周六休息，顺延"),
        ("2026-02-28 周六", "当月没有 31 日，取月末"),
        ("2026-03-31 周二", ""),
        ("2026-04-30 周四", "当月没有 31 日，取月末"),
        ("2026-06-01 周一", "05-31 周日休息，顺延"),
        ("2026-06-30 周二", "当月没有 31 日，取月末"),
    ]
    left_out = told(plant, nonworkday="skip")
    assert left_out[0] == ("2026-01-31 周六", "休息日，跳过")
    assert len([line for line in left_out if line[1] != "休息日，跳过"]) == 6


def test_the_law_is_told_where_the_interval_is_too_long(plant: Plant) -> None:
    lift = plant.categories["lift"].id
    first = told(plant, covers="category", category=lift)[0][0]
    assert "法定最长间隔是 15 天" in first
    kept = told(plant, covers="category", category=lift, unit="day", interval=15)
    assert len(kept) == 6


def test_a_plan_says_that_the_working_hours_cannot_be_read(
    plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_known: Any) -> None:
        working_calendar.parse_windows({"from": "09:00"})

    monkeypatch.setattr(working_calendar.Known, "_read", broken)
    assert told(plant) == [("工作时间设置有误，无法推算日期：请检查工作时间", "")]


def test_rolling_plans_and_run_hours_have_their_own_way_of_counting(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    at.move_to(dt.datetime.fromisoformat("2026-03-10T12:00:00+08:00"))
    rolling = told(plant, basis="floating", unit="day", interval=90, nonworkday="none")
    assert [line[0][:10] for line in rolling[:2]] == ["2026-03-10", "2026-06-08"]
    pump = plant.device()
    hours = told(plant, unit="hours", interval=500, covers="equipment", equipment=pump.id)
    assert hours[0] == ("500 小时", "还差 500 小时")
    assert told(plant, interval=None) == []
    assert told(plant, state="archived") == []


def test_a_form_tells_them_while_one_types_and_the_page_of_the_plan_does(
    plant: Plant, town: Town, staff: Any
) -> None:
    asked = urlencode({"interval": 1, "unit": "week", "anchor_on": "2026-03-04", "basis": "fixed"})
    manager: Visitor = staff(MANAGER)
    answer = manager.client.get(f"/maintenance_plan/foresee?record=&{asked}")
    lines = BeautifulSoup(answer.text, "html.parser").select(".foreseen li")
    assert [line.get_text(" ", strip=True)[:10] for line in lines][:2] == ["2026-03-04", "2026-03-11"]  # fmt: skip
    half = manager.client.get("/maintenance_plan/foresee?record=&interval=x&unit=week")
    assert half.status_code == 200
    assert "<li>" not in half.text
    assert staff(MECHANIC).client.get(f"/maintenance_plan/foresee?{asked}").status_code == 404

    plan = plant.plan(plant.device())
    page = manager.open(f"/maintenance_plan/show/{plan.id}").page
    assert len(page.select(".foreseen li")) == 6
    records.transition(plant.manager, type(plan), plan.id, "archive", note="另有计划")
    assert not manager.open(f"/maintenance_plan/show/{plan.id}").page.select(".foreseen li")
