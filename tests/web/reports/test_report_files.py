"""A report as a workbook and on paper: figures that are figures, what it is of, who may take it along."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from app.runtime import clock, records
from app.runtime.context import Context
from app.runtime.field import label
from app.runtime.reports import workbook
from app.runtime.reports.measure import Measure
from app.runtime.reports.result import Cell, Column, Line, Result
from app.runtime.reports.span import Span
from app.runtime.system import AuditLog
from tests.web.conftest import Shop
from tests.web.pages import visit


def sheet(client: Any, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    return openpyxl.load_workbook(io.BytesIO(answer.get_data())).active


def table(made: Any) -> tuple[list[Any], list[list[Any]]]:
    """The heads, and the lines below them with the total last, as cells."""
    first, _colon, last = made.auto_filter.ref.partition(":")
    top, bottom = made[first].row, made[last].row
    rows = [list(row) for row in made.iter_rows(min_row=top, max_row=bottom + 1)]
    return [cell.value for cell in rows[0]], rows[1:]


@pytest.fixture
def told(shop: Shop, ctx: Context) -> Shop:
    from tests.sample.models import Buyer, Sale

    with records.writing(ctx):
        records.update(ctx, Buyer, shop.buyers[0], {"name": "=1+1"})
        opened = ctx.get(Sale, shop.sales[0]).created_at
        records.update(ctx, Sale, shop.sales[0], {"promised_at": opened + dt.timedelta(hours=30)})
    return shop


def test_figures_are_figures_and_a_text_that_looks_like_a_formula_is_a_text(
    manager: Any, told: Shop
) -> None:
    heads, rows = table(sheet(manager, "/reports/sales/export.xlsx"))
    assert heads[:4] == ["顾客", "销售单", "销售单（前期）", "销售单（变化）"]
    mine = next(row for row in rows if row[0].value == "=1+1")
    assert (mine[0].data_type, mine[0].quotePrefix) == ("s", True)
    line = dict(zip(heads, mine, strict=True))
    assert (line["销售单"].value, line["销售单"].number_format) == (1, "#,##0")
    assert (line["销售单（前期）"].value, line["销售单（变化）"].value) == (0, None)
    amount = next(cell for head, cell in line.items() if head.startswith("合计"))
    assert (amount.value, amount.number_format) == (20, "#,##0.00")
    # Thirty hours are a time that a spreadsheet adds up, and of no rows there is none.
    assert line["约定时长（时:分）"].number_format == "[h]:mm"
    assert line["约定时长（时:分）"].value == dt.timedelta(hours=30)
    assert line["按时率"].value is None
    total = rows[-1]
    assert (total[0].value, total[1].value, total[0].font.bold) == ("合计", 4, True)
    assert not any(str(cell.value).startswith("=") for row in rows for cell in row[1:])


def test_a_share_is_a_share_and_changes_by_points_and_two_groups_stand_in_every_line(
    app: Any, ctx: Context
) -> None:
    columns = [
        Column("达成率", Measure("rate", label(zh="达成率"), "percent")),
        Column("最近", Measure("max", label(zh="最近"), "datetime", "at")),
    ]
    moment = dt.datetime(2026, 11, 5, 8, 30, tzinfo=dt.UTC)
    figures = [
        Cell(Decimal("93.55"), 31, None, before=Cell(Decimal(90), 20, None)),
        Cell(moment, 3, None, before=Cell(None, 0, None)),
    ]
    lines = [Line(["近店", one], figures) for one in ("新建", "完成")]
    result = Result(
        "x", "达成[率]", None, ["门店", "状态"], columns, lines, Line(["合计"], figures)
    )
    result.before = Span(dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    content = workbook.made(result, workbook.About([], "某人", "zh"))
    made = openpyxl.load_workbook(io.BytesIO(content)).active
    assert made is not None
    assert made.title == "达成率"
    heads, rows = table(made)
    assert heads == ["门店", "状态", "达成率", "达成率（前期）", "达成率（变化，百分点）", "最近", "最近（前期）", "最近（变化）"]  # fmt: skip
    assert [[cell.value for cell in row[:2]] for row in rows] == [["近店", "新建"], ["近店", "完成"], ["合计", ""]]  # fmt: skip
    shares = [(cell.value, cell.number_format) for cell in rows[0][2:5]]
    assert shares == [(0.9355, "0.0%"), (0.9, "0.0%"), (3.55, "+0.0;-0.0;0.0")]
    assert rows[0][5].value == dt.datetime(2026, 11, 5, 16, 30)
    assert [cell.value for cell in rows[0][6:]] == [None, None]
    assert made.freeze_panes == "C4"


@pytest.mark.database
def test_steps_are_days_and_stand_above_a_total_that_is_not_filtered_away(
    manager: Any, told: Shop
) -> None:
    made = sheet(manager, "/reports/sales_by_month/export.xlsx?from=2026-01-15&compare=none")
    heads, rows = table(made)
    assert heads[-1] == "合计"
    assert rows[0][0].value == dt.datetime(2026, 1, 1)
    assert rows[0][0].number_format == "yyyy-mm"
    assert rows[-1][0].value == "合计"
    weeks = sheet(manager, "/reports/sales_by_month/export.xlsx?from=2026-01-15&by=week&to=2026-02-15&compare=none")  # fmt: skip
    assert table(weeks)[1][0][0].value == "2026 W03"
    assert made.freeze_panes == f"B{made[made.auto_filter.ref.partition(':')[0]].row + 1}"
    assert (made.page_setup.orientation, made.page_setup.paperSize) == ("landscape", 9)
    assert made.sheet_properties.pageSetUpPr.fitToPage


def test_it_says_of_what_it_is_and_who_made_it_when(manager: Any, told: Shop) -> None:
    made = sheet(manager, f"/reports/sales/export.xlsx?store={told.near}&from=2026-01-01")
    said = [made.cell(row, 1).value for row in range(1, 5)]
    assert said[0] == "销售"
    assert said[1].startswith("2026-01-01 – ")
    assert " · 对比 2" in said[1]
    assert said[2] == "筛选：门店: 近店"
    assert f"生成于 {clock.local(clock.now()):%Y-%m-%d}" in said[3]
    page = visit(manager, f"/reports/sales?store={told.near}&from=2026-01-01")
    about = page.html.select_one(".report-about")
    assert about is not None
    assert "筛选：门店: 近店" in about.get_text()
    assert "生成于" in about.get_text()
    assert [chip.get_text() for chip in page.html.select(".chips .chip")] == ["门店: 近店×"]
    assert page.html.select_one("button[data-print][hidden]") is not None


@pytest.mark.database
def test_only_who_may_take_rows_along_gets_the_workbook_and_the_log_says_so(
    manager: Any, clerk: Any, told: Shop, ctx: Context
) -> None:
    assert clerk.get("/reports/sales/export.xlsx").status_code == 403
    assert not any("export" in link for link in visit(clerk, "/reports/sales").links())
    sheet(manager, "/reports/sales/export.xlsx?store=1")
    ctx.session.rollback()
    log = ctx.session.query(AuditLog).order_by(AuditLog.id.desc()).first()
    assert log is not None
    assert (log.action, log.diff["report"], log.diff["filter"]) == ("export", "sales", ["store=1"])
