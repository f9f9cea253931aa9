"""Reports as pages: figures that lead to their rows, a chart with its table, a file, and nothing for whom they are not."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import unquote

import pytest

from tests.web.conftest import Shop
from tests.web.pages import visit


@pytest.mark.database
def test_a_figure_leads_to_the_list_of_its_rows(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/reports/sales")
    assert page.status == 200, page.text
    first = page.html.select_one(".report-table tbody td a")
    assert first is not None
    listed = visit(manager, str(first["href"]))
    assert len(listed.rows) == int(first.get_text())
    total = page.html.select_one(".report-table tfoot td a")
    assert total is not None
    assert len(visit(manager, str(total["href"])).rows) == int(total.get_text()) == 4


def test_a_clerk_sees_the_figures_of_his_store(clerk: Any, shop: Shop) -> None:
    total = visit(clerk, "/reports/sales").html.select_one(".report-table tfoot td a")
    assert total is not None
    assert total.get_text() == "3"


def test_the_chart_says_what_the_table_says(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/reports/sales")
    data = json.loads(str(page.html.select_one("[data-chart]")["data-chart"]))  # type: ignore[index]
    first = [row.select_one("td").get_text(strip=True) for row in page.html.select(".report-table tbody tr")]  # type: ignore[union-attr]  # fmt: skip
    assert [str(int(value)) for value in data["series"][0]["values"]] == first
    assert all("created_at__gte" in url for url in data["series"][0]["urls"])


def test_a_further_filter_narrows_every_figure_and_can_be_taken_off(
    manager: Any, shop: Shop
) -> None:
    page = visit(manager, f"/reports/sales?store={shop.far}")
    total = page.html.select_one(".report-table tfoot td a")
    assert total is not None
    assert total.get_text() == "1"
    assert f"store={shop.far}" in unquote(str(total["href"]))
    assert page.html.select_one(".chips a[href='/reports/sales']")


@pytest.mark.parametrize(
    "query", ["from=2026-13-01", "from=2026-02-01&to=2026-01-01", "by=hour", "compare=x", "nothing=1"]
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_words(query: str, manager: Any, shop: Shop) -> None:
    page = visit(manager, f"/reports/sales?{query}")
    assert page.status == 400
    assert page.text


def test_a_file_holds_the_table_over_what_one_may_take_along(
    manager: Any, clerk: Any, shop: Shop
) -> None:
    answer = manager.get("/reports/sales/export")
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[-1][1] == "4"
    assert len({len(row) for row in rows}) == 1
    assert clerk.get("/reports/sales/export").status_code == 403
    assert "/reports/sales/export" not in visit(clerk, "/reports/sales").links()


def test_reports_are_offered_to_whom_they_are_for(login: Any, shop: Shop) -> None:
    auditor, cashier = login("auditor"), login("cashier")
    assert "/reports/packing" in visit(auditor, "/reports/").links()
    assert "/reports/" in visit(auditor, "/").links()
    assert "/reports/" not in visit(cashier, "/").links()
    for path in ("/reports/", "/reports/sales", "/reports/sales/export"):
        assert visit(cashier, path).status == 403
    assert visit(login("buyer"), "/reports/sales").status == 403
    assert visit(login("manager"), "/reports/packing").status == 403
    assert visit(auditor, "/reports/nothing").status == 404


def test_a_report_costs_the_same_whatever_the_rows(
    manager: Any, shop: Shop, statements: Any, ctx: Any
) -> None:
    from app.runtime import records
    from tests.sample.models import Sale

    visit(manager, "/reports/sales")
    with statements() as few:
        visit(manager, "/reports/sales")
    with records.writing(ctx):
        for number in range(20):
            records.create(ctx, Sale, {"store": shop.near, "summary": f"又一单{number}"})
    with statements() as many:
        visit(manager, "/reports/sales")
    assert len(few) == len(many) <= 5


def test_one_subscribes_and_ends_it_on_the_page(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/reports/sales?store=1")
    again = page.send(every="week", day="3", at="07:30").follow()
    assert "每周三 07:30" in again.text
    listed = visit(manager, "/reports/")
    assert "/reports/sales?store=1" in listed.links()
    ended = listed.send().follow()
    assert "每周三 07:30" not in ended.text


def test_a_refused_subscription_keeps_what_was_typed(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/reports/sales").send(every="month", day="31", at="06:45")
    assert page.status == 422
    assert "须为 1 至 28" in page.text
    typed = dict(page.values())
    assert (typed["every"], typed["day"], typed["at"]) == ("month", "31", "06:45")


@pytest.mark.database
def test_a_message_about_a_report_leads_to_its_figures(manager: Any, shop: Shop, ctx: Any) -> None:
    import sqlalchemy as sa

    from app.runtime import jobs, records
    from app.runtime.subscriptions import send
    from app.runtime.subscriptions.tables import ReportSubscription

    visit(manager, "/reports/sales").send(every="day", day="1", at="08:00")
    with records.writing(ctx):
        ctx.session.execute(sa.update(ReportSubscription).values(next_at=ctx.now))
        send.due(ctx)
    jobs.run_due()
    link = visit(manager, "/messages/").html.select_one("main .messages a")
    assert link is not None
    opened = visit(manager, str(link["href"]))
    assert opened.response.location.startswith("/reports/sales?from=")
    assert opened.follow().status == 200
