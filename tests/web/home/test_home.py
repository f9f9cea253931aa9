"""The first page of a role that has one in the schema: what waits with its rows, figures beside their target, charts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.runtime import clock, records
from app.runtime.context import Actor, Context
from app.runtime.reports.pairs import pairs
from app.web.home.board import curve
from tests.sample.models import Sale
from tests.web.conftest import Shop
from tests.web.pages import visit


@pytest.fixture
def packed(shop: Shop, ctx: Context) -> Shop:
    """Two sales wait to be sent; of eight others, seven were packed in time this month, all of four the month before."""
    now = clock.now()
    before = clock.local(now).replace(day=1) - dt.timedelta(days=10)
    rows = [
        {"store_id": shop.near, "sale_no": f"P{n}", "summary": f"旧单{n}", "state": "closed", "pack_status": status, "created_at": made}
        for n, (status, made) in enumerate([*[("met", now)] * 7, ("missed", now), *[("met", before)] * 4])
    ]  # fmt: skip
    records.write_set(ctx, Sale, rows, action="history", audit="packed")
    with records.writing(ctx):
        for id in shop.sales[:2]:
            ctx.transition(ctx.get(Sale, id), "pack")
    return shop


def test_what_waits_is_there_with_its_first_rows(login: Any, packed: Shop) -> None:
    page = visit(login("auditor"), "/")
    card = page.html.select_one(".home-tasks .card")
    assert card is not None
    assert card.select_one(".count").get_text() == "2"  # type: ignore[union-attr]
    urls = [str(link["href"]) for link in card.select(".task-rows a")]
    assert sorted(urls) == sorted(f"/sale/show/{id}" for id in packed.sales[:2])
    listed = visit(login("auditor"), str(card.select_one("h2 a")["href"]))  # type: ignore[index]
    assert len(listed.rows) == 2
    assert card.select_one(".all-rows") is None


@pytest.mark.database
def test_of_many_that_wait_five_are_shown_and_the_way_to_all(
    login: Any, packed: Shop, ctx: Context
) -> None:
    state = ctx.get(Sale, packed.sales[0]).state
    rows = [
        {"store_id": packed.near, "sale_no": f"W{number}", "summary": "等", "state": state}
        for number in range(5)
    ]
    with records.writing(ctx):
        records.write_set(ctx, Sale, rows, action="history", audit="waiting")
    card = visit(login("auditor"), "/").html.select_one(".home-tasks .card")
    assert len(card.select(".task-rows li")) == 5
    link = card.select_one(".all-rows a")
    assert link.text == "查看全部 7 条"
    assert len(visit(login("auditor"), str(link["href"])).rows) == 7


@pytest.mark.database
def test_a_figure_stands_beside_its_target_and_the_time_before(login: Any, packed: Shop) -> None:
    auditor = login("auditor")
    card = visit(auditor, "/").html.select_one(".kpi")
    assert card is not None
    told = " ".join(card.get_text(" ").split())
    assert "87.5%" in told
    assert "-12.5 个百分点" in told
    assert "上期 100.0%" in told
    assert "目标 ≥ 95.0% ✗ 未达成" in told
    assert card.select_one("svg.spark polyline") is not None
    assert len(visit(auditor, str(card.select_one("b a")["href"])).rows) == 7  # type: ignore[index]


def test_a_chart_has_its_table_and_leads_to_its_report(login: Any, packed: Shop) -> None:
    page = visit(login("auditor"), "/")
    assert page.html.select_one("[data-chart]") is not None
    assert page.html.select_one(".as-table td a") is not None
    assert any(link.startswith("/reports/sales_by_month?from=") for link in page.links())


def test_the_first_page_does_not_repeat_the_menu(login: Any, packed: Shop, ctx: Context) -> None:
    for role in ("auditor", "manager", "sysadmin"):
        main = visit(login(role), "/").html.select_one("main")
        assert main is not None
        assert not main.select("a[href$='/list/']:not(.card-header a)"), role


def test_who_has_no_page_of_his_own_is_told_by_his_workflows(manager: Any, packed: Shop) -> None:
    page = visit(manager, "/")
    assert page.html.select(".home.tasks li a")
    assert not page.html.select(".kpi")


@pytest.mark.database
def test_two_roles_see_what_both_may_see(login: Any, packed: Shop) -> None:
    """The auditor sees every store, the clerk his own: together each of them once."""
    assert len(visit(login("auditor", "clerk"), "/").html.select(".kpi")) == 1


def test_the_first_page_costs_the_same_whatever_the_rows(
    login: Any, packed: Shop, statements: Any, ctx: Context
) -> None:
    auditor = login("auditor")
    visit(auditor, "/")
    with statements() as few:
        visit(auditor, "/")
    with records.writing(ctx):
        for number in range(30):
            records.create(ctx, Sale, {"store": packed.near, "summary": f"又一单{number}"})
    with statements() as many:
        visit(auditor, "/")
    assert len(few) == len(many) <= 6


def test_a_curve_leaves_out_what_is_not_known() -> None:
    points, last = curve([None, 1.0, 3.0, None, 2.0])
    assert points == "31.5,25.0 60.0,3.0 117.0,14.0"
    assert last == ("117.0", "14.0")
    assert curve([None, 5.0]) == ("", None)
    assert curve([4.0, 4.0])[0] == "3.0,25.0 117.0,25.0"


def test_a_task_that_looks_at_today_leads_to_a_list_that_asks_for_today() -> None:
    tree = ["and", ["field", "on"], ["ge", ["field", "date"], ["call", "today"]]]
    assert pairs(tree, Actor(None, "", frozenset())) == [("on", "true"), ("date__gte", "today")]


def test_a_task_of_the_next_days_leads_to_a_list_that_ends_with_them() -> None:
    soon = ["call", "days", ["call", "today"], ["field", "date"]]
    assert pairs(["lt", soon, ["lit", "int", 7]], Actor(None, "", frozenset())) == [
        ("date__lte", "next_7_days")
    ]
