"""2.5 as a page: figures that open their rows, why devices failed, what is suggested."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.equipment.categories import tree
from app.custom.equipment.reliability import keeping, suggesting
from app.generated.maintenance_advice import MaintenanceAdvice
from app.runtime import records
from tests.custom.equipment.reliability.plant import Plant, moment
from tests.support.people import People
from tests.web.pages import visit

pytestmark = pytest.mark.database


@pytest.fixture
def winter(plant: Plant) -> Plant:
    """Pumps that fail, each time for another reason; one fails often, one camera never."""
    pumps = plant.devices(4, in_service_on=dt.date(2024, 1, 1))
    plant.devices(1, "camera")
    for place, pump in enumerate(pumps):
        days = [moment(f"2025-{month:02}-1{place}T00:00") for month in (4, 6, 8, 10)]
        plant.failures(pump, [(at, 4) for at in days], cause="wear" if place else "power")
    plant.failures(pumps[0], [(moment(f"2026-0{month}-05T00:00"), 4) for month in (1, 2)], cause="misuse")  # fmt: skip
    plant.failures(pumps[0], [(moment("2026-02-20T00:00"), 4)], cause="design")
    plant.plan(pumps, 365)
    with records.writing(plant.ctx):
        keeping.keep_project(plant.ctx, plant.project, "2026-02")
        suggesting.suggest_for(plant.ctx, "2026-02", tree(plant.ctx), plant.categories["pump"])  # fmt: skip
    plant.town.staff("eng_mgr", "ENG", name="孟经理")
    return plant


@pytest.fixture
def manager(winter: Plant, app: Any, people: People) -> Any:
    return people.browser(app, winter.town.logins["孟经理"])


def test_every_count_opens_its_rows(manager: Any) -> None:
    page = visit(manager, "/reliability?month=2026-02")
    assert page.status == 200, page.text
    checked = 0
    for link in page.html.select(".report-table td a, .figures b a"):
        number = link.get_text(strip=True)
        if not number.isdecimal() or "reliability_stat" in str(link["href"]):
            continue
        assert len(visit(manager, str(link["href"])).rows) == int(number), link["href"]
        checked += 1
    assert checked >= 6


def test_a_figure_opens_what_was_kept(manager: Any) -> None:
    page = visit(manager, "/reliability?month=2026-02")
    links = {str(link["href"]) for link in page.html.select("a[href^='/reliability_stat/list/?']")}
    assert len(links) == 3  # the whole, pumps, cameras
    for url in links:
        assert len(visit(manager, url).rows) == 1, url


def test_the_causes_stand_by_weight_with_what_they_make_together(manager: Any) -> None:
    page = visit(manager, "/reliability?month=2026-02")
    table = page.html.select_one("[aria-label='故障原因'] table")
    assert table is not None
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tbody tr")]  # fmt: skip
    assert [(row[0].split()[0], row[1], row[3]) for row in rows] == [
        ("磨损", "12", "63.2%"), ("电源", "4", "84.2%"), ("误操作", "2", "94.7%"), ("设计", "1", "100.0%"),
    ]  # fmt: skip
    assert ["关键" in row[0] for row in rows] == [True, True, False, False]


def test_a_device_that_never_failed_has_a_bound_and_no_mtbf(manager: Any) -> None:
    page = visit(manager, "/reliability?month=2026-02")
    (camera,) = [row for row in page.html.select("tbody tr") if "camera" in row.get_text()]
    assert "没有故障" in camera.get_text()
    assert "3,804 小时" in camera.get_text()


def test_suggestions_stand_there_with_their_reasons(manager: Any, winter: Plant) -> None:
    page = visit(manager, "/reliability?month=2026-02")
    (said,) = page.html.select("#waiting > li")
    assert "天改为" in said.get_text() or "坏了再修" in said.get_text()
    assert "依据：" in said.get_text()
    assert "数据不足" in page.text
    assert "camera 0" in page.text


def test_what_was_reviewed_stands_apart_from_what_waits(manager: Any, winter: Plant) -> None:
    (one,) = winter.ctx.query(select(MaintenanceAdvice))
    records.transition(winter.ctx, MaintenanceAdvice, one.id, "review")
    page = visit(manager, "/reliability?month=2026-02")
    assert "没有待复核的建议" in page.text
    assert len(page.html.select("#reviewed > li")) == 1


def test_a_figure_says_what_became_of_it_in_twelve_months(manager: Any, winter: Plant) -> None:
    seen = visit(manager, "/reliability?month=2026-02")
    assert "前 12 个月" not in seen.text  # nothing is kept of them: nothing is said
    with records.writing(winter.ctx):
        keeping.keep_project(winter.ctx, winter.project, "2025-02")
    page = visit(manager, "/reliability?month=2026-02")
    (change,) = page.html.select(".figures .change.wrong")
    assert change.get_text(strip=True).startswith("↓ -0.")
    (before,) = page.html.select(".figures a[href*='period=2025-02']")
    assert before.get_text() == "100.00%"


def test_what_labour_and_loss_cost_is_not_for_department_managers(
    winter: Plant, app: Any, people: People
) -> None:
    """They may read neither the cost of a repair nor the loss of an hour, so no sum of them either."""
    winter.town.staff("dept_mgr", "CS", name="郑主管")
    page = visit(people.browser(app, winter.town.logins["郑主管"]), "/reliability?month=2026-02")
    assert page.status == 200
    assert "维修费用" not in page.text
    (one,) = winter.ctx.query(select(MaintenanceAdvice))
    assert "100.00 元/小时" in (one.cost_note or "")
    record = f"/maintenance_advice/show/{one.id}"
    seen = visit(people.browser(app, winter.town.logins["郑主管"]), record)
    assert "依据：" in seen.text
    assert "元/小时" not in seen.text
    assert "元/小时" in visit(people.browser(app, winter.town.logins["孟经理"]), record).text


def test_reasons_are_read_in_ones_own_language(winter: Plant, app: Any, people: People) -> None:
    gm = people.browser(app, people.user("gm"))
    english = {"Accept-Language": "en"}
    page = visit(gm, "/reliability?month=2026-02", **english)
    said = page.html.select_one("#waiting > li")
    assert said is not None
    assert "Drawn from" in said.get_text()
    assert "依据" not in said.get_text()
    link = said.select_one("a")
    assert link is not None
    assert "Drawn from" in visit(gm, str(link["href"]), **english).text


def test_a_month_that_is_not_kept_says_so(manager: Any) -> None:
    page = visit(manager, "/reliability?month=2025-01")
    assert "此月还没有留存" in page.text


def test_who_does_not_answer_for_machines_gets_no_page(
    winter: Plant, app: Any, people: People
) -> None:
    for role in ("csr", "technician", "hr", "customer"):
        assert visit(people.browser(app, people.user(role)), "/reliability").status == 403
    gm = people.browser(app, people.user("gm"))
    assert visit(gm, "/reliability?month=2026-13").status == 400
    fin = people.browser(app, people.user("fin_mgr"))
    assert visit(fin, "/reliability?month=2026-02").status == 200


def test_a_manager_of_another_project_sees_nothing_of_it(
    winter: Plant, app: Any, people: People
) -> None:
    stranger = people.browser(app, people.user("eng_mgr"))
    page = visit(stranger, f"/reliability?month=2026-02&project={winter.project}")
    assert page.status == 200
    assert not page.html.select("#waiting li, .report-table td a")


def test_the_page_costs_the_same_whatever_there_is(manager: Any, statements: Any) -> None:
    visit(manager, "/reliability?month=2026-02")
    with statements() as full:
        visit(manager, "/reliability?month=2026-02")
    with statements() as empty:
        visit(manager, "/reliability?month=2024-06")
    assert len(full) <= len(empty) + 4
    assert len(full) <= 24
