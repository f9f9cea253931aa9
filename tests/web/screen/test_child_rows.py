"""Tables of rows inside a form: pasted from a spreadsheet, light however long, with formulas and sums; all of it without a script."""

from __future__ import annotations

from typing import Any

import pytest

from app.forms.spelled import plain_number
from app.runtime import query, records
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import Page, visit


def lines(ctx: Context, sale: int) -> list[tuple[str, str]]:
    from tests.sample.models import Sale

    ctx.session.rollback()
    rows = query.related(ctx, Sale, sale, "lines", columns=["count", "price"], limit=300)
    return [(str(row["count"]), str(row["price"])) for row in rows]


def paste(client: Any, sale: int, block: str) -> Page:
    page = visit(client, f"/sale/edit/{sale}")
    return page.send(button=("_paste", "lines"), lines__paste=block)


@pytest.mark.database
def test_a_block_from_a_spreadsheet_becomes_rows_refs_by_title_numbers_as_people_write_them(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    block = "商品\t数量\t单价\n菜油\t１，２００\t¥ 3.50\n大米\t三百二十\t1.5万\n"
    page = paste(manager, shop.sales[0], block)
    assert page.send().status == 302
    assert lines(ctx, shop.sales[0])[1:] == [("1200.00", "3.50"), ("320.00", "15000.00")]


def test_what_cannot_be_read_is_told_at_its_cell_and_stays_there(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    page = paste(manager, shop.sales[0], "面粉\t很多\t8\n大米\t2\t9")
    refused = page.send()
    assert refused.status == 422
    assert set(refused.errors()) == {"article", "count"}
    typed = dict(refused.values())
    assert (typed["lines-1-article__text"], typed["lines-1-count"]) == ("面粉", "很多")
    assert typed["lines-2-article__text"] == "大米"
    fixed = refused.send(**{"lines-1-article__text": "菜油", "lines-1-count": "1"})
    assert fixed.status == 302
    assert len(lines(ctx, shop.sales[0])) == 3


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("１２", "12"), ("1，200", "1200"), ("1.5万", "15000.0"), ("3亿", "300000000"), ("三百二十", "320"),
        ("一万零五", "10005"), ("二〇二六", "2026"), ("十五", "15"), ("两千", "2000"), ("壹佰", "100"),
        ("负三", "-3"), ("−4", "-4"), ("大约三", "大约三"), ("12a", "12a"), ("", ""), ("1,5", "1,5"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed: str, read: str) -> None:
    assert plain_number(typed) == read


def test_formulas_and_sums_stand_in_the_table(manager: Any, shop: Shop) -> None:
    page = visit(manager, f"/sale/edit/{shop.sales[0]}")
    assert page.html.select_one("[data-grid=lines] td[data-computed=amount]").get_text() == "20.00"
    assert page.html.select_one("[data-grid=lines] tfoot [data-sum=amount]").get_text() == "20.00"


def full(ctx: Context, shop: Shop, number: int) -> None:
    from tests.sample.models import Sale

    rows = [{"article": shop.articles[0], "count": n, "price": "1"} for n in range(2, number + 1)]
    records.update(ctx, Sale, shop.sales[0], {"lines": rows})


def test_two_hundred_rows_stay_light_and_are_opened_one_by_one(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    full(ctx, shop, 200)
    page = visit(manager, f"/sale/edit/{shop.sales[0]}")
    grid = page.html.select_one("[data-grid=lines]")
    assert len(grid.select("tr[data-row]")) == 200
    assert len(grid.find_all(True)) < 2500
    closed = grid.select_one("tr[data-closed]")
    button = closed.select_one("[data-open-row]")
    opened = page.send(button=("_open_row", str(button["value"])))
    assert opened.status == 200
    assert opened.send(**{f"{button['value']}-count": "77"}).status == 302
    found = lines(ctx, shop.sales[0])
    assert len(found) == 200
    assert found[30][0] == "77.00"
    assert [one for at, one in enumerate(found[1:], start=2) if at != 31] == [
        (f"{at}.00", "1.00") for at in range(2, 201) if at != 31
    ]


@pytest.mark.database
def test_the_boxes_of_a_closed_row_are_fetched_by_who_may_change_the_record(
    manager: Any, clerk: Any, login: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    row = query.related(ctx, Sale, shop.sales[0], "lines", columns=["count"])[0]["id"]
    page = visit(clerk, f"/sale/row/{shop.sales[0]}/lines/{row}?index=40")
    assert page.html.select_one("[name='lines-40-count']")["value"] == "2.00"
    assert visit(clerk, f"/sale/row/{shop.sales[1]}/lines/{row}?index=40").status == 404
    assert visit(clerk, f"/sale/row/{shop.far_sale}/lines/{row}?index=40").status == 404
    assert visit(clerk, f"/sale/row/{shop.sales[0]}/nothing/{row}?index=40").status == 404
    assert visit(login("auditor"), f"/sale/row/{shop.sales[0]}/lines/{row}?index=4").status == 403
