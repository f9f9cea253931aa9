"""Every figure of a report opens a list that holds exactly its rows, and is what one finds by counting by hand."""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.runtime import filters, query, registry, reports
from app.runtime.context import Context
from app.runtime.errors import Forbidden
from tests.runtime.reports.conftest import Books

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("at")]
SHANGHAI = ZoneInfo("Asia/Shanghai")


def report(name: str) -> registry.Report:
    return next(one for one in registry.current().reports if one.name == name)


def run(ctx: Context, name: str, **asked: Any) -> reports.Result:
    return reports.run(ctx, report(name), reports.Asked(**asked))


def cells(result: reports.Result) -> Iterator[reports.Cell]:
    assert result.total is not None
    for line in (*result.lines, result.total):
        for cell in line.cells:
            yield cell
            if cell.before is not None:
                yield cell.before


def opened(ctx: Context, result: reports.Result, cell: reports.Cell) -> int | None:
    assert cell.pairs is not None
    where = filters.parse(result.entity, ctx.actor, cell.pairs)
    return query.rows(ctx, result.entity, where=where, count="exact", limit=1).count


SPANS = [
    None,
    reports.Span(dt.date(2026, 11, 1), dt.date(2026, 11, 26)),
    reports.Span(dt.date(2026, 2, 3), dt.date(2026, 3, 31)),
    reports.Span(dt.date(2024, 2, 29), dt.date(2026, 11, 26)),
]


@pytest.mark.parametrize("name", ["sales", "sales_by_month", "notes"])
@pytest.mark.parametrize("who", ["manager", "clerk", "both"])
def test_every_figure_opens_exactly_its_rows(books: Books, name: str, who: str) -> None:
    ctx: Context = getattr(books, who)
    for span in SPANS[:: 1 if who == "both" else 2] if report(name).period else [None]:
        result = run(ctx, name, span=span)
        checked = [opened(ctx, result, cell) == cell.rows for cell in cells(result) if cell.pairs]
        assert sum(cell.rows for cell in cells(result)) > 0
        assert all(checked)


@pytest.mark.parametrize("by", ["day", "week", "quarter", "year"])
@pytest.mark.parametrize("compare", ["previous", "last_year"])
def test_a_step_opens_its_own_days_now_and_before(books: Books, by: Any, compare: str) -> None:
    span = reports.Span(dt.date(2026, 9, 7), dt.date(2026, 11, 26))
    result = run(books.auditor, "packing", span=span, by=by, compare=compare)
    assert all(opened(books.auditor, result, cell) == cell.rows for cell in cells(result))
    assert sum(line.cells[0].of or 0 for line in result.lines) == result.total.cells[0].of  # type: ignore[union-attr]


def local(row: dict[str, Any]) -> dt.date:
    made: dt.datetime = row["created_at"]
    return made.astimezone(SHANGHAI).date()


def test_figures_are_what_one_counts_by_hand(books: Books) -> None:
    span = reports.Span(dt.date(2025, 12, 1), dt.date(2026, 11, 26))
    result = run(books.manager, "sales", span=span)
    assert result.total is not None
    rows = [row for row in books.rows if span.first <= local(row) <= span.last]
    totals = sorted(row["total"] for row in rows if row["total"] is not None)  # type: ignore[type-var]
    judged = [row["pack_status"] for row in rows if row["pack_status"] in ("met", "missed")]
    times = [
        math.floor(row["promised_at"].timestamp()) - math.floor(row["created_at"].timestamp())  # type: ignore[attr-defined]
        for row in rows
        if row["promised_at"] is not None
    ]
    found = [cell.value for cell in result.total.cells]
    assert found == [
        len(rows),
        sum(totals),
        sum(totals, Decimal(0)) / len(totals),
        statistics.median(totals),
        totals[math.ceil(len(totals) * 0.9) - 1],
        max(totals),
        len({row["buyer_id"] for row in rows} - {None}),
        Decimal(judged.count("met")) * 100 / len(judged),
        statistics.median(seconds // 60 for seconds in times),
    ]


def test_the_largest_groups_stand_alone_and_the_rest_together(books: Books) -> None:
    result = run(books.manager, "sales")
    assert len(result.lines) == 5
    assert [line.labels[0] for line in result.lines[3:]] == ["未填写", "其他"]
    sizes = [line.cells[0].value for line in result.lines[:3]]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(line.cells[0].value for line in result.lines) == result.total.cells[0].value  # type: ignore[union-attr]


def test_a_clerk_counts_the_sales_of_his_store_only(books: Books) -> None:
    mine = [row for row in books.rows if row["store_id"] == books.stores[0]]
    result = run(books.clerk, "notes")
    assert result.total is not None
    assert result.total.cells[-1].value == len([row for row in mine if row["summary"] != "x"])
    assert [line.labels[0] for line in result.lines] == ["N"]


def test_a_measure_of_a_hidden_field_is_left_out(books: Books) -> None:
    told = [one.label for one in reports.run(books.auditor, report("sales")).columns]
    assert len(told) == 9
    plain = replace(report("notes"), pivot=None, group=["state"])
    assert [one.measure.function for one in reports.run(books.auditor, plain).columns] == ["count"]
    assert len(reports.run(books.clerk, plain).columns) == 2


def test_a_value_hidden_in_a_row_never_enters_a_figure(books: Books) -> None:
    """He sees notes in his own store alone: elsewhere a sale is neither one with a note nor one without."""
    plain = replace(report("notes"), pivot=None, group=["state"])
    total = reports.run(books.both, plain).total
    assert total is not None
    rows = [row for row in books.rows if row["summary"] != "x"]
    mine = [row for row in rows if row["store_id"] == books.stores[0]]
    noted = [row for row in mine if row["internal_note"]]
    assert total.cells[0].value == len(rows)
    assert (total.cells[1].rows, total.cells[1].of) == (len(noted), len(mine))


def test_november_so_far_is_compared_with_the_same_days_of_october(books: Books) -> None:
    result = run(books.manager, "sales", span=SPANS[1], compare="previous")
    assert result.before == reports.Span(dt.date(2026, 10, 1), dt.date(2026, 10, 26))
    whole = reports.Span(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert whole.shift("previous").span(whole).last == dt.date(2026, 10, 31)
    february = reports.Span(dt.date(2028, 2, 1), dt.date(2028, 2, 29))
    assert february.shift("last_year").span(february).last == dt.date(2027, 2, 28)


def test_a_report_costs_two_statements_whatever_the_rows(books: Books, statements: Any) -> None:
    with statements() as seen:
        run(books.manager, "sales")
    assert len(seen) == 2
    with statements() as few:
        run(books.manager, "sales_by_month")
    assert len(few) == 1


def test_who_may_not_read_the_rows_gets_no_figure(books: Books, as_user: Any) -> None:
    for role in ("cashier", "sysadmin", "buyer"):
        with pytest.raises(Forbidden):
            reports.run(as_user(role), report("sales"))
        assert reports.listed(as_user(role)) == []


def test_a_report_for_some_roles_is_not_for_others(books: Books) -> None:
    assert "packing" in [one.name for one in reports.listed(books.auditor)]
    assert "packing" not in [one.name for one in reports.listed(books.manager)]
    with pytest.raises(Forbidden):
        reports.find(books.manager, "packing")


def test_what_the_reader_has_not_matches_nothing(books: Books) -> None:
    from app.runtime.reports.pairs import NOBODY, pairs

    tree = ["and", ["eq", ["field", "clerk"], ["user", ["clerk"]]], ["field", "delivery"]]
    assert pairs(tree, books.manager.actor) == [NOBODY, ("delivery", "true")]
