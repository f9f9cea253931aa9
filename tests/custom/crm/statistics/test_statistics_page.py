"""1.5 as a page: figures that open their orders, for whom they are, over the projects that one may see."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from app.custom.crm.statistics import monthly
from app.custom.crm.statistics.page import Statistics
from app.generated.service_stat import ServiceStat
from app.runtime import records
from tests.custom.crm.statistics.test_statistics import FEBRUARY, winter
from tests.custom.crm.town import Town
from tests.support.people import People
from tests.web.pages import visit

__all__ = ["winter"]
pytestmark = pytest.mark.database


@pytest.fixture
def csr(winter: Town, app: Any, people: People) -> Any:
    return people.browser(app, winter.logins["林客服"])


def test_the_page_shows_the_month_and_every_number_opens_its_orders(csr: Any) -> None:
    page = visit(csr, "/statistics?month=2026-02")
    assert page.status == 200, page.text
    assert "PSI" in page.text
    assert "仅供参考" in page.text
    checked = 0
    for link in page.html.select(".report-table td a, .figures b a")[:12]:
        number = link.get_text(strip=True)
        if not number.isdecimal():
            continue
        assert len(visit(csr, str(link["href"])).rows) == int(number), link["href"]
        checked += 1
    assert checked > 3


def test_what_came_back_three_times_is_listed_and_suggested(csr: Any, winter: Town) -> None:
    page = visit(csr, "/statistics?month=2026-02")
    link = page.html.select(".suggestions a")[0]
    assert "查根本原因：给排水在 1 处房屋" in page.text
    assert len(visit(csr, str(link["href"])).rows) == 14
    assert winter.units[0].full_no in page.text


def test_a_representative_of_another_project_sees_nothing_of_it(
    winter: Town, app: Any, people: People
) -> None:
    stranger = people.browser(app, people.user("csr"))
    page = visit(stranger, f"/statistics?month=2026-02&project={winter.project.id}")
    assert page.status == 200
    assert not page.html.select(".suggestions a, .report-table td a")


def test_who_keeps_no_orders_gets_no_statistics(winter: Town, app: Any, people: People) -> None:
    for role in ("technician", "hr", "customer", "sysadmin"):
        assert visit(people.browser(app, people.user(role)), "/statistics").status == 403
    gm = people.browser(app, people.user("gm"))
    for query in ("month=2026-13", "month=x", "month=2027-01"):
        assert visit(gm, f"/statistics?{query}").status == 400


def test_the_page_costs_the_same_whatever_the_orders(
    csr: Any, winter: Town, statements: Any
) -> None:
    visit(csr, "/statistics?month=2026-02")
    with statements() as full:
        visit(csr, "/statistics?month=2026-02")
    with statements() as empty:
        visit(csr, "/statistics?month=2025-06")
    assert len(empty) <= len(full) <= 20


def test_kept_suggestions_are_read_in_ones_own_language(
    csr: Any, winter: Town, gm_in_english: Any
) -> None:
    with records.writing(winter.ctx):
        monthly.keep_project(winter.ctx, winter.project.id, FEBRUARY)
        id = winter.ctx.query(
            select(ServiceStat).where(ServiceStat.category_id.is_(None))
        ).one().id  # fmt: skip
    assert "查根本原因" in visit(csr, f"/service_stat/show/{id}").text
    told = visit(gm_in_english, f"/service_stat/show/{id}", **{"Accept-Language": "en"}).text
    assert "Look for the root cause" in told
    assert "查根本原因" not in told


@pytest.fixture
def gm_in_english(winter: Town, app: Any, people: People) -> Any:
    return people.browser(app, people.user("gm"))


def test_a_trend_never_mixes_whole_projects_with_what_one_department_sees(winter: Town) -> None:
    with records.writing(winter.ctx):
        for month in ("2025-12", "2026-01"):
            winter.ctx.create(ServiceStat, period=month, project=winter.project.id, created=700)
        monthly.keep_project(winter.ctx, winter.project.id, FEBRUARY)
    winter.staff("dept_mgr", "CS", name="周经理")
    csr = Statistics(winter.as_("csr"), "2026-02", "")
    manager = Statistics(winter.as_("周经理"), "2026-02", "")
    assert csr.series[:2] == manager.series[:2] == [700.0, 700.0]
    assert manager.series == csr.series
    assert sum(manager.now.values()) < sum(csr.now.values())
    assert manager.series_months == ["2025-12", "2026-01", "2026-02"]
    # A month that goes on would look like a fall.
    assert Statistics(winter.as_("csr"), "2026-03", "").series_months[-1] == "2026-02"
