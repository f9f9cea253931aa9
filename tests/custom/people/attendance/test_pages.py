"""The sheet, the roster of a month and checking in, as their readers see them (4.2)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select

from app.custom.people.attendance import planning
from app.custom.people.attendance.figures.plan import rule
from app.custom.people.attendance.where import distance, is_inside
from app.generated.attendance_request import AttendanceRequest
from app.generated.check_in_place import CheckInPlace
from app.generated.punch import Punch
from app.generated.roster import Roster
from tests.support.visitor import Visitor

from .conftest import MONDAY, Office, moment

pytestmark = pytest.mark.database
HERE = {"latitude": "31.23040", "longitude": "121.47370", "accuracy": "20"}
ROSTER = "/attendance/roster?month=2026-03"


@pytest.fixture
def visit(app: Flask, office: Office) -> Callable[..., Visitor]:
    """Somebody of the office at his screen."""
    people = office.town.people
    return lambda name: Visitor(people.browser(app, office.town.logins[name]), language="zh")


def page(visitor: Visitor, url: str) -> BeautifulSoup:
    answer = visitor.client.get(url)
    assert answer.status_code == 200, answer.status
    return BeautifulSoup(answer.text, "html.parser")


def token(found: BeautifulSoup) -> str:
    field = found.select_one("main form input[name=csrf_token]")
    assert field is not None
    return str(field["value"])


def place(office: Office) -> CheckInPlace:
    made: CheckInPlace = office.town.ctx_create(
        CheckInPlace, name="服务中心", project=office.town.project.id, radius_m=200,
        location={"latitude": 31.2304, "longitude": 121.4737},
    )  # fmt: skip
    return made


def punches(office: Office) -> int:
    return int(office.fresh().scalar(select(func.count()).select_from(Punch)) or 0)


# -- the sheet --------------------------------------------------------------------------------------


def test_the_sheet_shows_marks_of_the_people_that_one_may_read_and_is_a_workbook_for_hr(
    office: Office, visit: Callable[..., Visitor], statements: Any
) -> None:
    office.punch("09:20", "18:00")
    head = visit("钱主管")
    page(head, "/attendance/sheet?month=2026-03")
    with statements() as seen:
        found = page(head, "/attendance/sheet?month=2026-03")
    assert len(seen) < 25
    rows = {row.select_one("th").text: [cell.text for cell in row.select("td")] for row in found.select(".month-grid tbody tr")}  # type: ignore[union-attr]  # fmt: skip
    assert set(rows) == {"林客服", "高调度", "李上班", "钱主管"}
    assert rows["李上班"][:2] == ["", "△"]
    assert len(rows["李上班"]) == 31 + 9
    assert head.client.get("/attendance/sheet.xlsx?month=2026-03").status_code == 403
    answer = visit("孙人事").client.get("/attendance/sheet.xlsx?month=2026-03")
    paper: Any = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    lines = {line[1]: line for line in paper.iter_rows(min_row=4, values_only=True)}
    assert lines["李上班"][4] == "△"
    assert len(lines) == 6
    assert visit("林客服").client.get("/attendance/sheet").status_code == 403


# -- the roster -------------------------------------------------------------------------------------


def test_a_head_plans_a_month_by_pattern_copies_it_and_changes_cells(
    office: Office, visit: Callable[..., Visitor]
) -> None:
    head = visit("钱主管")
    csrf = token(page(head, ROSTER))
    filled = head.client.post(
        ROSTER,
        data={"csrf_token": csrf, "fill": "1", "pattern": "O O N -", "who": str(office.person.id)},
    )
    assert filled.status_code == 302
    lines = office.fresh().scalars(select(Roster).where(Roster.employee_id == office.person.id).order_by(Roster.date)).all()  # fmt: skip
    assert len(lines) == 31
    assert [line.shift_id for line in lines[:4]] == [office.office.id, office.office.id, office.night.id, None]  # fmt: skip
    cells = f"{office.person.id}:2026-03-02:N;{office.person.id}:2026-03-03:-"
    head.client.post(ROSTER, data={"csrf_token": csrf, "cells": cells})
    found = page(head, ROSTER)
    row = found.select_one(f'tr[data-who="{office.person.id}"]')
    assert row is not None
    assert [cell.text for cell in row.select("td")][:4] == ["O", "N", "-", "-"]
    head.client.post(ROSTER.replace("03", "04"), data={"csrf_token": csrf, "copy": "1"})
    april = office.fresh().scalar(
        select(func.count()).select_from(Roster).where(Roster.employee_id == office.person.id, Roster.date >= dt.date(2026, 4, 1))
    )  # fmt: skip
    assert april == 30


def test_nobody_plans_people_of_another_department_and_a_bad_pattern_is_told(
    office: Office, visit: Callable[..., Visitor]
) -> None:
    head = visit("钱主管")
    csrf = token(page(head, ROSTER))
    other = office.town.employees["张水工"].id
    before = (
        office.fresh().scalars(select(Roster.shift_id).where(Roster.employee_id == other)).all()
    )
    head.client.post(ROSTER, data={"csrf_token": csrf, "cells": f"{other}:2026-03-04:N"})
    assert "不归您排班" in page(head, ROSTER).text
    head.client.post(ROSTER, data={"csrf_token": csrf, "fill": "1", "pattern": "O X"})
    assert "不认识：X" in page(head, ROSTER).text
    after = office.fresh().scalars(select(Roster.shift_id).where(Roster.employee_id == other)).all()
    assert after == before


def test_rest_rules_are_told() -> None:
    late = rule(1, dt.time(16), dt.time(0))
    early = rule(2, dt.time(8), dt.time(16))
    lines: dict[planning.Spot, list[int | None]] = {
        (1, MONDAY): [1],
        (1, MONDAY + dt.timedelta(1)): [2],
    }
    lines |= {(2, MONDAY + dt.timedelta(n)): [2] for n in range(8)}
    found = planning.clashes(lines, {1: late, 2: early}, [(1, MONDAY)])
    told = [(one.employee, (one.day - MONDAY).days, one.kind) for one in found]
    assert told == [(1, 0, "leave"), (1, 1, "rest"), (2, 6, "row"), (2, 7, "row")]


# -- checking in ------------------------------------------------------------------------------------


def test_one_press_within_reach_is_a_punch_whose_position_is_masked(
    office: Office, visit: Callable[..., Visitor]
) -> None:
    place(office)
    me = visit("李上班")
    answer = me.client.get("/attendance/check-in")
    assert "geolocation=(self)" in answer.headers["Permissions-Policy"]
    csrf = token(BeautifulSoup(answer.text, "html.parser"))
    key = {"X-Outbox": "7f6e1c1e-2f0f-4a55-9d3a-0b5d8f5a0001", "X-CSRFToken": csrf}
    given = {"csrf_token": csrf, **HERE, "pressed_at": "2026-03-04T02:00:00.000Z"}
    for _ in range(2):
        told = me.client.post("/attendance/check-in", data=given, headers=key)
        assert told.json is not None
        assert "done" in told.json
    assert punches(office) == 1
    made = office.fresh().scalars(select(Punch)).one()
    assert (made.source, made.by, made.distance_m, made.accuracy_m) == ("app", "position", 0, 20)
    raw = office.fresh().connection().exec_driver_sql("SELECT location FROM punch").scalar_one()
    assert "31.23" not in str(raw)
    assert "10:00" in page(me, "/attendance/check-in").text


def test_too_far_and_without_a_position_it_is_refused_and_the_code_on_the_wall_is_enough(
    office: Office, visit: Callable[..., Visitor]
) -> None:
    here = place(office)
    me = visit("李上班")
    csrf = token(page(me, "/attendance/check-in"))
    me.client.post("/attendance/check-in", data={"csrf_token": csrf, **HERE, "latitude": "31.30"})
    assert "不在打卡范围内" in page(me, "/attendance/check-in").text
    me.client.post("/attendance/check-in", data={"csrf_token": csrf})
    assert "没有取得定位" in page(me, "/attendance/check-in").text
    wrong = {"csrf_token": csrf, "place": str(here.id), "code": "guess"}
    me.client.post("/attendance/check-in", data=wrong)
    assert punches(office) == 0
    code = office.fresh().get_one(CheckInPlace, here.id).code
    scanned = page(me, f"/attendance/check-in/{here.id}?k={code}")
    assert "服务中心" in scanned.text
    me.client.post("/attendance/check-in", data={**wrong, "code": str(code)})
    assert office.fresh().scalars(select(Punch.by)).one() == "code"


def test_a_press_that_waited_without_a_connection_counts_when_it_was_pressed(
    office: Office, visit: Callable[..., Visitor]
) -> None:
    place(office)
    me = visit("李上班")
    csrf = token(page(me, "/attendance/check-in"))
    given = {"csrf_token": csrf, **HERE, "pressed_at": "2026-03-04T00:55:00Z"}
    me.client.post("/attendance/check-in", data=given)
    made = office.fresh().scalars(select(Punch)).one()
    assert made.at == dt.datetime(2026, 3, 4, 0, 55, tzinfo=dt.UTC)
    assert made.raw is not None
    assert "sent" in made.raw
    me.client.post("/attendance/check-in", data={**given, "pressed_at": "2026-03-01T00:55:00Z"})
    assert punches(office) == 1


def test_distance_is_along_the_ground_and_doubt_counts_up_to_a_hundred_metres() -> None:
    one, other = {"latitude": 31.0, "longitude": 121.0}, {"latitude": 31.01, "longitude": 121.0}
    assert round(distance(one, other)) == 1112
    assert is_inside(250, 200, 60)
    assert not is_inside(350, 200, 900)


def test_a_manager_agrees_and_an_employee_finds_nothing_to_decide_among_his_tasks_on_the_phone(
    office: Office, visit: Callable[..., Visitor]
) -> None:
    day = MONDAY + dt.timedelta(days=3)
    asked = office.ask("leave", moment(day, "09:00"), moment(day, "18:00"), leave_type="personal")
    office.step("李上班", asked, "submit")
    url = f"/today/attendance_request/{asked}"
    assert not page(visit("李上班"), "/today/").select(f"[data-task='{url}']")
    head = visit("钱主管")
    assert page(head, "/today/").select_one(f"[data-task='{url}']")
    form = page(head, url).select_one(f"form[action='{url}/manager_ok']")
    assert form is not None
    fields = {str(one["name"]): str(one.get("value") or "") for one in form.select("input[name]")}
    head.client.post(f"{url}/manager_ok", data=fields)
    assert office.fresh().get_one(AttendanceRequest, asked).state == "approved"
