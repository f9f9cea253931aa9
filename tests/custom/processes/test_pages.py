"""The pages of processes: figures, map, cases; each shows what its reader may see and no more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from bs4 import BeautifulSoup
from flask import Flask

from app.custom.processes import evaluating, periods
from app.runtime import records
from app.runtime.context import Context
from tests.custom.processes.orders import Orders
from tests.support.people import People
from tests.support.visitor import Visitor

Statements = Callable[[], AbstractContextManager[list[str]]]


def manager(app: Flask, people: People, role: str = "gm") -> Visitor:
    return Visitor(people.browser(app, people.user(role)))


def text(visitor: Visitor, path: str) -> BeautifulSoup:
    answer = visitor.client.get(path)
    assert answer.status_code == 200, answer.text[:500]
    return BeautifulSoup(answer.text, "html.parser")


def test_the_page_shows_the_figures_and_the_bottleneck_in_the_map(
    orders: Orders, ctx: Context, app: Flask, people: People
) -> None:
    with records.writing(ctx):
        evaluating.keep(ctx, "work_order", periods.read("2026-02"))
    orders.went([("new", 1), ("closed", 0)])
    page = text(manager(app, people), "/processes/work_order?period=2026-02")
    drawing = page.select_one("svg.process-map")
    assert drawing is not None
    worst = drawing.select(".stage-name.worst")
    assert [one.get_text() for one in worst] == ["已派单 · 瓶颈"]
    assert len(drawing.select(".count.unknown")) == 1
    figures = {one.dt.get_text(): one.dd.b.get_text() for one in page.select(".figure")}  # type: ignore[union-attr]
    assert figures["案例"] == "4"
    assert figures["周期中位"] == "8 小时"
    assert figures["符合度"] == "75.0%"
    assert len(page.select("#red li")) == 3


def test_every_number_opens_its_cases(orders: Orders, app: Flask, people: People) -> None:
    """The address behind a number leads to as many lines as it says."""
    visitor = manager(app, people)
    page = text(visitor, "/processes/work_order?period=2026-02")
    rework = next(one for one in page.select(".figure") if one.dt and one.dt.get_text() == "返工率")
    link = rework.select_one("a")
    assert link is not None
    listed = text(visitor, str(link["href"]))
    assert len(listed.select("tbody tr")) == 1
    for row in page.select("section:-soup-contains('走向') tbody tr"):
        number = row.select_one("a")
        assert number is not None
        cases = text(visitor, str(number["href"])).select("tbody tr")
        # The worked-on-again case took two of its moves twice.
        assert len(cases) in (int(number.get_text()), int(number.get_text()) - 1)


def test_pages_answer_wrong_addresses_with_what_to_do(
    orders: Orders, app: Flask, people: People
) -> None:
    visitor = manager(app, people)
    for path, code in (
        ("/processes/nothing", 404),
        ("/processes/work_order?period=2026-13", 400),
        ("/processes/work_order?period=2027-01", 400),
        ("/processes/work_order/cases?flag=x", 400),
        ("/processes/work_order/cases?after=1-x", 400),
        ("/process-evaluations/9", 404),
    ):
        assert visitor.client.get(path).status_code == code, path
    assert manager(app, people, "technician").client.get("/processes").status_code == 403
    # The engineering manager has no part in vouchers.
    engineer = manager(app, people, "eng_mgr")
    assert engineer.client.get("/processes/voucher").status_code == 404
    assert "记账凭证" not in text(engineer, "/processes").select("table")[0].get_text()


def test_a_page_costs_the_same_however_many_cases(
    orders: Orders, app: Flask, people: People, statements: Statements
) -> None:
    visitor = manager(app, people)
    path = "/processes/work_order/cases?period=2026-02"
    visitor.client.get(path)
    with statements() as few:
        visitor.client.get(path)
    for _ in range(3):
        orders.went([("new", 1), ("closed", 0)])
    with statements() as many:
        visitor.client.get(path)
    assert len(few) == len(many)


def test_the_log_is_handed_out_with_pseudonyms_and_on_record(
    orders: Orders, ctx: Context, app: Flask, people: People
) -> None:
    """Nobody's name without the right to reveal; who may not export such records gets nothing."""
    visitor = manager(app, people)
    answer = visitor.client.get("/processes/work_order/events.xes?period=2026-02")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith('"work_order-2026-02.xes"')
    assert answer.text.count("<trace>") == 3
    assert "zhang" not in answer.text
    assert visitor.client.get("/processes/work_order/events.xes?people=1").status_code == 403
    engineer = manager(app, people, "eng_mgr")
    assert engineer.client.get("/processes/work_order/events.xes").status_code == 403
    from app.runtime.system import AuditLog

    logged = ctx.session.query(AuditLog).filter_by(action="export").all()
    assert [(one.entity, one.diff["rows"], one.diff["people"]) for one in logged] == [
        ("work_order", 3, False)
    ]


def test_who_reads_no_measures_sees_what_is_red_without_them(
    orders: Orders, ctx: Context, app: Flask, people: People
) -> None:
    with records.writing(ctx):
        evaluating.keep(ctx, "work_order", periods.read("2026-02"))
    address = "/processes/work_order?period=2026-02"
    assert len(text(manager(app, people), address).select("#red a")) == 3
    shown = text(manager(app, people, "fin_mgr"), address)
    assert len(shown.select("#red li")) == 3
    assert shown.select("#red a") == []
