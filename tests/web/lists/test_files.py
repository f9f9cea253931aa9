"""A list as a workbook: exactly what is seen, numbers that are numbers, dates that are dates, texts that stay texts."""

from __future__ import annotations

import datetime as dt
import io
import tracemalloc
import zipfile
from typing import Any

import openpyxl
import pytest

from app.runtime import records
from app.runtime.context import Context
from app.runtime.transfer import xlsx
from app.runtime.transfer.export import Export
from tests.web.conftest import Shop
from tests.web.pages import visit

pytestmark = pytest.mark.database

HEADS = ["单号", "摘要", "货款", "送货", "约定时间", "状态", "门店"]
COLUMNS = "columns=sale_no,summary,goods,delivery,promised_at,state,store"


def book(answer: Any) -> Any:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return openpyxl.load_workbook(io.BytesIO(answer.get_data())).active


def test_a_workbook_is_the_list_that_is_seen(manager: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Sale

    promised = dt.datetime(2027, 3, 1, 16, 30, tzinfo=dt.UTC)
    values = {"promised_at": promised, "delivery": True, "address": "路 1"}
    records.update(ctx, Sale, shop.sales[1], values)
    page = visit(manager, f"/sale/list/?{COLUMNS}&store=1&sort=summary")
    links = [link for link in page.links() if "/export.xlsx" in link]
    answer = manager.get(links[0])
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert ".xlsx" in answer.headers["Content-Disposition"]
    rows = [list(row) for row in book(answer).iter_rows()]
    assert [cell.value for cell in rows[0]] == HEADS
    assert [row[1].value for row in rows[1:]] == ["订单0", "订单1", "订单2"]
    _no, _summary, goods, delivery, moment, state, store = rows[2]
    assert goods.value == 20
    assert goods.data_type == "n"
    assert goods.number_format == "#,##0.00"
    assert delivery.value == "是"
    assert moment.value == dt.datetime(2027, 3, 2, 0, 30)
    assert moment.is_date
    assert (state.value, store.value) == ("新建", "近店")
    english = manager.get(links[0], headers={"Accept-Language": "en"})
    assert english.status_code == 200


@pytest.mark.parametrize("text", ["=1+1", "+86 139", "-5", "@SUM(A1)", "#N/A", "=HYPERLINK(1)"])
def test_a_text_that_looks_like_a_formula_stays_a_text(
    manager: Any, shop: Shop, ctx: Context, text: str
) -> None:
    from tests.sample.models import Sale

    records.update(ctx, Sale, shop.sales[0], {"summary": text})
    answer = manager.get("/sale/export.xlsx?columns=summary&sort=id")
    cell = book(answer)["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    if not text.startswith("#"):
        assert cell.quotePrefix
        plain = manager.get("/sale/export?columns=summary&sort=id").get_data(as_text=True)
        assert f"'{text}" in plain


def test_what_one_may_not_export_or_read_is_not_in_it(
    clerk: Any, login: Any, manager: Any, shop: Shop
) -> None:
    assert clerk.get("/sale/export.xlsx").status_code == 403
    assert not [link for link in visit(clerk, "/sale/list/").links() if "export" in link]
    sheet = book(manager.get("/article/export.xlsx?columns=name,cost,token,nothing"))
    assert [cell.value for cell in sheet[1]] == ["名称", "进价"]


def test_ones_own_columns_are_those_of_the_file(manager: Any, shop: Shop) -> None:
    visit(manager, "/sale/columns").send(c=["total", "sale_no"], **{"at-total": "1"})
    assert [c.value for c in book(manager.get("/sale/export.xlsx"))[1]] == ["合计", "单号"]
    plain = manager.get("/sale/export").get_data(as_text=True)
    assert plain.splitlines()[0] == "\ufeff合计,单号"


def test_more_rows_than_a_workbook_takes_are_refused_with_the_way_out(
    manager: Any, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST", 3)
    answer = manager.get("/sale/export.xlsx")
    assert answer.status_code == 422
    assert "CSV" in answer.get_data(as_text=True)
    assert manager.get("/sale/export.xlsx?store=1").status_code == 200


def test_the_memory_does_not_grow_with_the_rows(
    shop: Shop, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.models import Sale

    row = {"summary": "一行里的字" * 8, "total": None, "sale_no": "S1"}
    given = [0]

    def pages(_ctx: Context, _wanted: Export) -> Any:
        for _ in range(given[0]):
            yield [dict(row) for _ in range(100)]

    monkeypatch.setattr(xlsx, "pages", pages)
    columns = ["sale_no", "summary", "total"]
    peaks = []
    for number in (2, 2, 20):
        given[0] = number
        tracemalloc.start()
        size = sum(len(piece) for piece in xlsx.stream(ctx, Export(Sale, columns, columns)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert size > 1000
    assert peaks[2] < peaks[1] + 500_000
